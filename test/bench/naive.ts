import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Contestant, Verdict, Workers } from './contestant.js';
import type { DeviceLogin, LoadReport } from './load.js';
import type { Broker } from './mosquitto.js';
import type { BenchPostgres } from './postgres.js';
import { own, stopAtEnd } from './processes.js';

const LONGEST_SILENCE_MS = 10_000;

/**
 * The plain Nest microservice behind a Mosquitto of its own. Its PUBACKs are Mosquitto's and promise nothing, so its rate is
 * that of its rows. It is given few events at a time: there is nothing to hold the others back.
 */
export class NaiveNest implements Contestant {
  readonly title = 'plain Nest service';

  private constructor(
    private readonly broker: Broker,
    private readonly database: pg.Client,
    readonly workers: Workers,
  ) {}

  static async start(broker: Broker, postgres: BenchPostgres): Promise<NaiveNest> {
    const databaseUrl = await postgres.createDatabase('naive');
    const script = fileURLToPath(new URL('./naive-service.js', import.meta.url));
    const service = fork(script, [databaseUrl, `mqtt://127.0.0.1:${broker.port}`]);
    own(service);
    await new Promise((resolve, reject) => {
      service.once('message', resolve);
      service.once('exit', () => reject(new Error('The plain Nest service did not start.')));
    });
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    stopAtEnd(() => database.end());
    return new NaiveNest(broker, database, { service: service.pid, postgres: postgres.pid, broker: broker.pid });
  }

  get port(): number {
    return this.broker.port;
  }

  logins(count: number): DeviceLogin[] {
    return Array.from({ length: count }, (_, i) => ({ deviceId: `PLAIN-${i + 1}`, secret: 'none' }));
  }

  /** Its broker has acknowledged everything long ago; it is done when the last row is there, or when no more rows come. */
  async settle(load: LoadReport): Promise<number> {
    let committed = 0;
    let at = performance.now();
    while (committed < load.sent && performance.now() - at < LONGEST_SILENCE_MS) {
      const now = await this.countRows();
      if (now > committed) at = performance.now();
      committed = now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return at;
  }

  async verify(load: LoadReport): Promise<Verdict> {
    const committed = await this.countRows();
    await this.database.query('TRUNCATE reading');
    const complaints =
      committed < load.sent ? [`kept ${committed} of ${load.sent} events that its broker had acknowledged`] : [];
    return { committed, complaints };
  }

  private async countRows(): Promise<number> {
    const { rows } = await this.database.query<{ count: string }>('SELECT count(*) FROM reading');
    return Number(rows[0]?.count);
  }
}
