import { AccountsService } from '../../src/access/staff/accounts.service.js';
import { SCOPES } from '../../src/access/rights.rules.js';
import { DemoModule } from '../../src/demo/demo.module.js';
import { TimeTravel } from '../../src/demo/time-travel.service.js';
import { type House as RunningHouse, openHouse } from '../../src/house.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { loadSettings } from '../../src/platform/config/load.js';
import type { Settings } from '../../src/platform/config/settings.schema.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { makeDatabase, query, type TestDatabase } from './database.js';
import { expectFactsAsDescribed } from './facts-as-described.js';

/** The whole gateway on a database of its own, over real HTTP and MQTT, with a clock that stands still until it is moved. */
export interface House extends Omit<RunningHouse, 'stop'> {
  readonly mqttUrl: string;
  readonly databaseUrl: string;
  readonly admin: Account & { readonly token: string };
  readonly partner: { readonly clientId: string; readonly clientSecret: string; readonly token: string };
  readonly clock: {
    now(): Date;
    forward(by: { hours?: number; minutes?: number; seconds?: number }): Promise<void>;
    /** Waits until everything heard so far has had its effect. */
    settle(): Promise<void>;
  };
  /** Asks the database directly, for what no route shows. */
  query<T extends object>(sql: string, parameters?: unknown[]): Promise<T[]>;
  /** Fails when a fact was told otherwise than its room describes it. Safe to call twice; the database goes with the house unless it was given. */
  stop(): Promise<void>;
}

export interface Account {
  readonly username: string;
  readonly password: string;
}

export interface HouseOptions {
  /** Where the clock stands at first: by default Tuesday 10 March 2026, 07:00 in Copenhagen. */
  readonly at?: string;
  /** Settings from outside, as an operator would give them. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Settings that no variable reaches, such as a ceiling low enough to be met. */
  readonly settings?: (settings: Settings) => Settings;
  /** How often it looks for what is due while the clock stands; a moved clock is followed anyhow. */
  readonly sweepEveryMs?: number;
  /** A database that outlives this house. */
  readonly database?: TestDatabase;
  /** Does something to the house before it opens its rooms, such as putting a fault into one. */
  readonly prepare?: (house: RunningHouse) => void;
}

const ADMIN = { username: 'admin', password: 'correct horse battery' };

export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const database = options.database ?? (await makeDatabase('house'));
  const at = new Date(options.at ?? '2026-03-10T06:00:00Z');
  await query(
    database.url,
    'INSERT INTO clock ("id", "anchorRealAt", "anchorClockAt", "speed") VALUES (1, $1, $2, 0) ON CONFLICT DO NOTHING',
    [new Date(), at],
  );
  const loaded = loadSettings(process.cwd(), {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '10',
    // Set where the same stories are told with the queues in Redis.
    REDIS_URL: process.env.TEST_REDIS_URL,
    ...options.environment,
  });
  const settings = options.settings?.(loaded) ?? loaded;
  const { sweepEveryMs: everyMs = settings.sweep.everyMs } = options;
  const running = await openHouse({ ...settings, sweep: { everyMs } }, [DemoModule]);
  options.prepare?.(running);
  const accounts = await makeAccounts(running);
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await running.stop();
    try {
      await expectFactsAsDescribed(database.url);
    } finally {
      if (!options.database) await database.drop();
    }
  };
  const travel = running.app.get(TimeTravel);
  const clock = running.app.get(Clock);
  return {
    ...running,
    ...(await signIn(running.httpUrl, accounts)),
    mqttUrl: `mqtt://127.0.0.1:${running.mqttPort}`,
    databaseUrl: database.url,
    clock: {
      now: () => clock.now(),
      forward: ({ hours = 0, minutes = 0, seconds = 0 }) =>
        travel.forwardTo(new Date(clock.now().getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000)),
      settle: () => travel.settle(),
    },
    query: (sql, parameters) => query(database.url, sql, parameters),
    stop: () => (stopped ??= stop()),
  };
}

/** The administrator, once for a database, and a partner that sees everything. */
async function makeAccounts({ app }: RunningHouse) {
  const accounts = app.get(AccountsService);
  return app.get(FactBus).transact(async (turn) => {
    const found = await turn.tx.query('SELECT 1 FROM staff WHERE "username" = $1', [ADMIN.username]);
    if (found.length === 0) {
      await accounts.createStaff(turn, {
        ...ADMIN,
        displayName: 'Demo Administrator',
        roles: ['administrator', 'lead'],
        teamIds: [],
      });
    }
    const { partner, clientSecret } = await accounts.createPartner(turn, { name: 'Demo EHR', scopes: [...SCOPES] });
    return { facts: [], result: { clientId: partner.clientId, clientSecret } };
  });
}

async function signIn(httpUrl: string, { clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ADMIN) };
  const session = (await (await fetch(`${httpUrl}/api/v1/session`, json)).json()) as { token: string };
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  const grant = (await (await fetch(`${httpUrl}/oauth/token`, { method: 'POST', body })).json()) as {
    access_token: string;
  };
  return { admin: { ...ADMIN, token: session.token }, partner: { clientId, clientSecret, token: grant.access_token } };
}
