import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Contestant, Settled, Workers } from './contestant.js';
import type { DeviceLogin, LoadReport } from './load.js';
import type { Broker } from './mosquitto.js';
import type { BenchPostgres } from './postgres.js';
import { own, stopAtEnd, until } from './processes.js';

const LONGEST_WAIT_SECONDS = 60;

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

  async settle(load: LoadReport, run: string): Promise<Settled> {
    const count = async (): Promise<number> => {
      const sql = `SELECT count(*) FROM reading WHERE "eventId" LIKE $1`;
      const { rows } = await this.database.query<{ count: string }>(sql, [`${run}-%`]);
      return Number(rows[0]?.count);
    };
    let committed = 0;
    let at = performance.now();
    const complaints: string[] = [];
    await until('every row is committed', LONGEST_WAIT_SECONDS, async () => {
      const now = await count();
      if (now > committed) at = performance.now();
      committed = now;
      return committed >= load.sent;
    }).catch(() => complaints.push(`kept ${committed} of ${load.sent} events that its broker had acknowledged`));
    await this.database.query('TRUNCATE reading');
    return { committed, at, complaints };
  }
}
