import pg from 'pg';
import type { Contestant, Verdict, Workers } from './contestant.js';
import { residentMegabytes } from './cpu.js';
import type { DoseTimes } from './event.js';
import type { DeviceLogin, LoadReport } from './load.js';
import type { BenchPostgres } from './postgres.js';
import { stopAtEnd, until } from './processes.js';
import { BENCH_PARTNER, benchLogins, seedDoses, seedPartner, seedTown, SILENT_DISTRICT } from './seed.js';
import { startService, type RunningService } from './service.js';
import { findWhatBecameOf } from './verify.js';

const LONGEST_WAIT_SECONDS = 60;
export const OURS = 'Dosevagt';

export interface Town {
  dispensers: number;
  /** The last so many live in a district of their own, where no dispenser that was connected is ever missed. */
  silent?: number;
  /** Which doses the first so many dispensers have. */
  doses: { dispensers: number; doses: DoseTimes }[];
}

const TOWN = 'town';

const towns = new WeakMap<BenchPostgres, Promise<void>>();

/** A database with every table and the whole town, made once, to be copied; nobody is connected to it. */
function townIn(postgres: BenchPostgres, root: string, town: Town): Promise<void> {
  const made = towns.get(postgres) ?? makeTown(postgres, root, town);
  towns.set(postgres, made);
  return made;
}

async function makeTown(postgres: BenchPostgres, root: string, town: Town): Promise<void> {
  const databaseUrl = await postgres.createDatabase(TOWN);
  await (await startService(root, databaseUrl)).stop();
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const logins = benchLogins(town.dispensers);
    const firstSilent = town.dispensers - (town.silent ?? 0);
    await seedTown(database, logins.slice(0, firstSilent));
    if (town.silent) await seedTown(database, logins.slice(firstSilent), SILENT_DISTRICT);
    await seedPartner(database);
    for (const { dispensers, doses } of town.doses) await seedDoses(database, benchLogins(dispensers), doses);
    // A copy that starts later would take the time since for an outage, after which silence counts for nothing for a while.
    await database.query('DELETE FROM gateway_beat');
    await database.query('UPDATE ingest_outage SET "downSince" = NULL, "watchFrom" = NULL, "offlineFrom" = NULL');
  } finally {
    await database.end();
  }
}

export interface HowToStart {
  /** Of its database. */
  name?: string;
  title?: string;
  /** Fills the copy of the town further before the service starts. */
  prepare?: (database: pg.Client) => Promise<void>;
  flags?: string[];
  /** With the budgets of a dispenser that it ships with. */
  asShipped?: boolean;
}

/** The built service as it ships, all roles in one process, over a copy of the town. */
export class OurGateway implements Contestant {
  /** Lines of the journal up to this one were there before the round that is verified next. */
  private verifiedUpTo = 0;

  private constructor(
    readonly title: string,
    private readonly service: RunningService,
    readonly database: pg.Client,
    readonly workers: Required<Pick<Workers, 'service' | 'postgres'>>,
    readonly idleMegabytes: number,
  ) {}

  static async start(postgres: BenchPostgres, root: string, town: Town, how: HowToStart = {}): Promise<OurGateway> {
    await townIn(postgres, root, town);
    const databaseUrl = await postgres.createDatabase(how.name ?? 'ours', TOWN);
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    const endDatabase = stopAtEnd(() => database.end());
    await how.prepare?.(database);
    const service = await startService(root, databaseUrl, how);
    const stop = async (): Promise<void> => {
      await service.stop();
      await endDatabase();
    };
    const workers = { service: service.pid, postgres: postgres.pid };
    const megabytes = residentMegabytes(service.pid);
    const ours = new OurGateway(how.title ?? OURS, { ...service, stop }, database, workers, megabytes);
    ours.verifiedUpTo = await ours.lastLine();
    return ours;
  }

  /** From starting the process on an existing database until it says that it is ready. */
  get startSeconds(): number {
    return this.service.startSeconds;
  }

  /** Where its debugger listens, when the flags said so. */
  get inspectorUrl(): string | null {
    return this.service.inspectorUrl();
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** Puts off what earlier measurements left to fall due: ladders, and dispensers whose absence would be noticed. */
  async rest(): Promise<void> {
    await until('all have disconnected', LONGEST_WAIT_SECONDS, async () => !(await this.holds(SOMEBODY_IS_CONNECTED)));
    for (const sql of PUT_OFF) await this.database.query(sql);
  }

  get port(): number {
    return this.service.mqttPort;
  }

  get httpPort(): number {
    return this.service.httpPort;
  }

  logins(count: number): DeviceLogin[] {
    return benchLogins(count);
  }

  /** @throws when the house does not finish, since nothing measured after that would mean anything */
  async settle(): Promise<number> {
    await until(
      'everything heard has had its effect',
      LONGEST_WAIT_SECONDS,
      async () => !(await this.holds(SOMETHING_WAITS)),
    );
    return performance.now();
  }

  /** Every event sent and acknowledged must be in the journal once, and must have had its effect once. */
  async verify(load: LoadReport, run: string): Promise<Verdict> {
    const found = await findWhatBecameOf(this.database, run, this.verifiedUpTo);
    this.verifiedUpTo = await this.lastLine();
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
    const answer = await fetch(`http://127.0.0.1:${this.service.httpPort}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (!token) throw new Error(`No token for the partner of the bench: ${answer.status}.`);
    return token;
  }

  private async lastLine(): Promise<number> {
    const { rows } = await this.database.query<{ last: string }>(
      'SELECT coalesce(max("number"), 0) AS "last" FROM journal',
    );
    return Number(rows[0]?.last);
  }

  /** Asked twenty times a second while others are measured, so it may cost next to nothing. */
  private async holds(condition: string): Promise<boolean> {
    const { rows } = await this.database.query<{ holds: boolean }>(`SELECT ${condition} AS "holds"`);
    return rows[0]?.holds ?? false;
  }
}

const SOMETHING_WAITS = 'EXISTS (SELECT 1 FROM journal_waiting)';
const SOMEBODY_IS_CONNECTED = 'EXISTS (SELECT 1 FROM device_health WHERE "online")';

const PUT_OFF = [
  `UPDATE escalation SET "nextRungAt" = "nextRungAt" + interval '1 year' WHERE "nextRungAt" < now() + interval '1 day'`,
  'UPDATE device_health SET "onlineChangedAt" = NULL, "lastSeenAt" = NULL WHERE "onlineChangedAt" IS NOT NULL',
];
