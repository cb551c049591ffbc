import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Contestant, Verdict, Workers } from './contestant.js';
import { residentMegabytes } from './cpu.js';
import type { DoseTimes } from './event.js';
import type { DeviceLogin, LoadReport } from './load.js';
import type { BenchPostgres } from './postgres.js';
import { freePort, own, stopAtEnd, until } from './processes.js';
import { BENCH_PARTNER, benchLogins, seedDoses, seedTown } from './seed.js';
import { findWhatBecameOf } from './verify.js';

const LONGEST_WAIT_SECONDS = 60;
const GREETING = 'Dosevagt listens';

interface Addresses {
  httpPort: number;
  mqttPort: number;
}

export interface Town {
  dispensers: number;
  /** Which doses the first so many dispensers have. */
  doses: { dispensers: number; doses: DoseTimes }[];
}

/** The built service as it ships, all roles in one process, over a town of its own. */
export class OurGateway implements Contestant {
  readonly title = 'Dosevagt';

  private constructor(
    private readonly at: Addresses,
    private readonly database: pg.Client,
    readonly workers: Required<Pick<Workers, 'service' | 'postgres'>>,
    /** From starting the process on an existing database until it says that it is ready. */
    readonly startSeconds: number,
    readonly idleMegabytes: number,
  ) {}

  static async start(postgres: BenchPostgres, root: string, town: Town): Promise<OurGateway> {
    const databaseUrl = await postgres.createDatabase('ours');
    // The first start makes the tables; the one that is measured finds them.
    await (await startService(root, databaseUrl)).stop();
    const service = await startService(root, databaseUrl);
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    stopAtEnd(() => database.end());
    await seedTown(database, benchLogins(town.dispensers));
    for (const { dispensers, doses } of town.doses) await seedDoses(database, benchLogins(dispensers), doses);
    const workers = { service: service.pid, postgres: postgres.pid };
    return new OurGateway(service, database, workers, service.startSeconds, residentMegabytes(service.pid));
  }

  get port(): number {
    return this.at.mqttPort;
  }

  get httpPort(): number {
    return this.at.httpPort;
  }

  logins(count: number): DeviceLogin[] {
    return benchLogins(count);
  }

  /** @throws when the house does not finish, since nothing measured after that would mean anything */
  async settle(): Promise<number> {
    await until('everything heard has had its effect', LONGEST_WAIT_SECONDS, async () => !(await this.isWaiting()));
    return performance.now();
  }

  /** Every event sent and acknowledged must be in the journal once, and must have had its effect once. */
  async verify(load: LoadReport, run: string): Promise<Verdict> {
    const found = await findWhatBecameOf(this.database, run);
    const complaints = Object.entries({
      'events are not in the journal': Math.max(load.sent - found.events, 0),
      'events stand in the journal twice': found.lines - found.events,
      'events were parked with an error': found.parked,
      'events left no mark on their dose': found.withoutEffect,
      'events left more than one mark on their dose': found.doubledEffect,
      'missed doses have no alert, or more than one': found.notAlarmedOnce,
    }).flatMap(([what, count]) => (count > 0 ? [`${count} of ${load.sent}: ${what}`] : []));
    return { committed: found.lines, complaints };
  }

  /** Bytes on disk of an event in the journal, indexes included. */
  async journalBytesPerEvent(): Promise<number> {
    const { rows } = await this.database.query<{ bytes: number }>(
      `SELECT (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('journal') WHERE isleaf)::float
              / greatest((SELECT count(*) FROM journal), 1) AS "bytes"`,
    );
    return rows[0]?.bytes ?? Number.NaN;
  }

  async citizensOf(logins: DeviceLogin[]): Promise<Map<string, string>> {
    const { rows } = await this.database.query<{ deviceId: string; citizenId: string }>(
      'SELECT "deviceId", "citizenId" FROM assignment WHERE "deviceId" = ANY($1)',
      [logins.map((login) => login.deviceId)],
    );
    return new Map(rows.map(({ deviceId, citizenId }) => [deviceId, citizenId]));
  }

  async partnerToken(): Promise<string> {
    const { clientId, clientSecret } = BENCH_PARTNER;
    const answer = await fetch(`http://127.0.0.1:${this.at.httpPort}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (!token) throw new Error(`No token for the partner of the bench: ${answer.status}.`);
    return token;
  }

  /** Asked twenty times a second while others are measured, so it may cost next to nothing. */
  private async isWaiting(): Promise<boolean> {
    const sql = `SELECT EXISTS (SELECT 1 FROM journal_pending WHERE "stage" <> 'parked') AS "waiting"`;
    const { rows } = await this.database.query<{ waiting: boolean }>(sql);
    return rows[0]?.waiting ?? false;
  }
}

interface RunningService extends Addresses {
  pid: number;
  startSeconds: number;
  stop(): Promise<void>;
}

async function startService(root: string, databaseUrl: string): Promise<RunningService> {
  const httpPort = await freePort();
  const mqttPort = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist', 'main.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ROLES: 'all',
      DATABASE_URL: databaseUrl,
      HTTP_PORT: String(httpPort),
      MQTT_PORT: String(mqttPort),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  createInterface(child.stderr).on('line', (line) => {
    if (!line.startsWith(GREETING)) console.error(line);
  });
  const stop = own(child);
  let ended = false;
  child.once('exit', () => (ended = true));
  await until('the service is ready', 60, async () => {
    if (ended) throw new Error('The service ended while it was starting. Is it built?');
    const answer = await fetch(`http://127.0.0.1:${httpPort}/readyz`).catch(() => null);
    return answer?.ok ?? false;
  });
  return { httpPort, mqttPort, pid: child.pid ?? 0, startSeconds: (performance.now() - startedAt) / 1000, stop };
}
