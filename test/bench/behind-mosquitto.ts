import type pg from 'pg';
import type { Contestant, Verdict, Workers } from './contestant.js';
import type { DeviceLogin, LoadReport } from './load.js';
import type { Broker } from './mosquitto.js';

const LONGEST_SILENCE_MS = 10_000;

/**
 * A service that takes events from a Mosquitto of its own and keeps them as rows of `reading`. Its PUBACKs are Mosquitto's and
 * promise nothing, so its rate is that of its rows. It is given few events at a time: there is nothing to hold the others back.
 */
export class BehindMosquitto implements Contestant {
  constructor(
    readonly title: string,
    private readonly broker: Broker,
    private readonly database: pg.Client,
    readonly workers: Workers,
  ) {}

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
