import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/platform/database/id.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { count } from '../support/counter.js';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { freeze } from '../support/freeze.js';
import { startHouse } from '../support/house.js';
import { openProxy, type Proxy } from '../support/proxy.js';
import { Reporter } from '../support/reporter.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown, type Resident } from '../support/town.js';

const apartForAWhile = aFault({
  name: 'Gateway and worker apart, each away over a deadline',
  done: 'With ROLES split, PostgreSQL was away for the gateway, the worker or both, or their processes stood, while the deadline of doses passed; they came back in every order.',
  must: 'Nobody who spoke is alarmed over, whoever looks first; who was silent is, once there was time to report.',
});

const SPEAKING = 4;
const PATIENCE_MS = 20_000;
/** Every dose is due at the full hour in Copenhagen; its silence counts from twenty minutes past. */
const slotAt = (hour: number) => ({ time: `${String(hour).padStart(2, '0')}:00`, windowMinutes: 15 });
const at = (hour: number, minute: number): Date => new Date(Date.UTC(2026, 2, 10, hour - 1, minute));

interface Apart {
  readonly gateway: Service;
  readonly worker: Service;
  /** The way of each to PostgreSQL. */
  readonly toGateway: Proxy;
  readonly toWorker: Proxy;
  readonly databaseUrl: string;
  readonly reporters: Reporter[];
}
/** Begins, and answers how it ends: for whom first, and for whom then. */
type Trouble = (apart: Apart) => Promise<End[]> | End[];
type End = readonly [who: keyof Ends, how: () => unknown];
interface Dose {
  readonly citizenId: string;
  readonly state: string;
}
interface Ends {
  readonly gateway: unknown;
  readonly worker: unknown;
}

const cutOff = ({ toGateway, toWorker }: Apart, who: keyof Ends) => {
  const proxy = who === 'gateway' ? toGateway : toWorker;
  proxy.cut();
  return [who, () => proxy.mend()] as const;
};
const stand = (apart: Apart, who: keyof Ends) => [who, freeze(apart[who].pid)] as const;

/** Dispensers lose their connections, and are not let in again before the database is back. */
async function turnAway(apart: Apart): Promise<End[]> {
  const ends = [cutOff(apart, 'worker'), cutOff(apart, 'gateway')];
  const before = apart.reporters.map(({ refusals }) => refusals);
  await Promise.all(apart.reporters.map((reporter) => reporter.breakOff()));
  await eventually(() => apart.reporters.every(({ refusals }, i) => refusals > before[i]!), PATIENCE_MS);
  return ends;
}

/** Nobody writes to the journal while somebody else holds it. */
async function lockJournal({ databaseUrl }: Apart): Promise<End[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE journal IN ACCESS EXCLUSIVE MODE');
  return [['gateway', () => client.end()]];
}

async function killGateway({ gateway }: Apart): Promise<End[]> {
  await gateway.kill();
  return [['gateway', () => gateway.start()]];
}

/** Those that differ most first: the short form has seven. */
const TROUBLES = (
  [
    ['no PostgreSQL, and the worker is back first', (a) => [cutOff(a, 'worker'), cutOff(a, 'gateway')], {}],
    ['no PostgreSQL for long', (a) => [cutOff(a, 'worker'), cutOff(a, 'gateway')], { isLong: true }],
    ['no PostgreSQL, and who comes meanwhile is turned away', turnAway, {}],
    ['no PostgreSQL for the worker', (a) => [cutOff(a, 'worker')], {}],
    ['the journal is locked', lockJournal, {}],
    ['the gateway stands', (a) => [stand(a, 'gateway')], {}],
    [
      'the machine stands for long, and the worker goes on first',
      (a) => [stand(a, 'worker'), stand(a, 'gateway')],
      { isLong: true },
    ],
    ['no PostgreSQL, and the gateway is back first', (a) => [cutOff(a, 'gateway'), cutOff(a, 'worker')], {}],
    ['no PostgreSQL for the gateway', (a) => [cutOff(a, 'gateway')], {}],
    ['the journal is locked for long', lockJournal, { isLong: true }],
    ['the gateway is killed', killGateway, { isLong: true }],
    ['the worker stands', (a) => [stand(a, 'worker')], {}],
    ['the machine stands, and the gateway goes on first', (a) => [stand(a, 'gateway'), stand(a, 'worker')], {}],
  ] as [string, Trouble, { isLong?: boolean }][]
).slice(0, shortOrLong(7, 13));
const FIRST_HOUR = 8;

describe('a gateway and a worker in processes of their own', () => {
  let database: TestDatabase;
  let apart: Apart;
  let speaking: Resident[];
  /** One for each trouble, whose dispenser says nothing about its dose. */
  let silent: Resident[];
  let reporters: Reporter[] = [];
  let now = at(7, 0);

  const ask = <T extends object>(sql: string, parameters: unknown[] = []) => query<T>(database.url, sql, parameters);
  const moveTo = (time: Date) => ask('UPDATE clock SET "anchorClockAt" = $1', [(now = time)]);
  const statesOf = async (dueAt: Date) => {
    const doses = await ask<Dose>('SELECT "citizenId", "state" FROM dose WHERE "dueAt" = $1', [dueAt]);
    return new Map(doses.map(({ citizenId, state }) => [citizenId, state]));
  };
  /** Of citizens: that nobody was heard is told to operations. */
  const alerts = () =>
    ask<{ type: string; citizenId: string }>(
      'SELECT "type", "citizenId" FROM alert WHERE "citizenId" IS NOT NULL ORDER BY "openedAt", "type"',
    );
  /** Until when the gateways heard and wrote. */
  const heardUntil = async () =>
    (await ask<{ at: Date }>('SELECT max("clockAt") AS "at" FROM gateway_beat WHERE "open"'))[0]!.at;
  const isHeard = (until: Date) => eventually(async () => +(await heardUntil()) === +until, PATIENCE_MS);
  /** All of the worker's sweeps have looked at the time that it is now: what fell due was seen to, and once more. */
  const workerLooked = async () => {
    for (let i = 0; i < 2; i++) {
      const id = newId();
      await ask(
        `INSERT INTO command ("id", "deviceId", "type", "time", "expiresAt", "data", "state") VALUES ($1, $2, 'time.sync', $3, $3, '{}', 'sent')`,
        [id, silent[0]!.deviceId, now],
      );
      const isSeenTo = async () =>
        (await ask(`SELECT 1 FROM command WHERE "id" = $1 AND "state" = 'expired'`, [id])).length === 1;
      await eventually(isSeenTo, PATIENCE_MS);
    }
  };

  /** Dispensers have had their time to report, where the trouble was long, or somebody was turned away. */
  const graceIsOver = async () => {
    const isOver = async () => (await ask('SELECT 1 FROM ingest_outage WHERE "downSince" IS NULL')).length === 1;
    await eventually(isOver, PATIENCE_MS);
    const [outage] = await ask<{ watchFrom: Date | null }>('SELECT "watchFrom" FROM ingest_outage');
    if (outage!.watchFrom !== null && outage!.watchFrom > now) await moveTo(outage!.watchFrom);
  };

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('apart');
    const house = await startHouse({ database });
    const town = await makeTown(house);
    const hours = TROUBLES.map((_, i) => FIRST_HOUR + i);
    speaking = await Promise.all(
      Array.from({ length: SPEAKING }, () => town.citizen({ connect: false, slots: hours.map(slotAt) })),
    );
    silent = await Promise.all(hours.map((hour) => town.citizen({ connect: false, slots: [slotAt(hour)] })));
    await house.clock.settle();
    await house.stop();

    const [toGateway, toWorker] = [await openProxy(portOf(database)), await openProxy(portOf(database))];
    const rest = {
      DATABASE_POOL_SIZE: '6',
      DATABASE_ANSWER_MS: '2000',
      DEVICES_SILENT_MINUTES: '6000',
      DEVICES_OFFLINE_MINUTES: '6000',
      LOG_LEVEL: 'error',
    };
    const gateway = await makeService({ ...rest, ROLES: 'gateway', DATABASE_URL: toGateway.urlOf(database.url) });
    const worker = await makeService({ ...rest, ROLES: 'worker,web', DATABASE_URL: toWorker.urlOf(database.url) });
    await Promise.all([gateway.start(), worker.start()]);
    reporters = speaking.map((login) => new Reporter(login, [], [gateway.mqttPort]));
    apart = { gateway, worker, toGateway, toWorker, databaseUrl: database.url, reporters };
    for (const reporter of reporters) void reporter.stay();
  });
  afterAll(async () => {
    reporters.forEach((reporter) => reporter.stop());
    await Promise.all([apart?.gateway.kill(), apart?.worker.kill()]);
    await apart?.toGateway.close();
    await apart?.toWorker.close();
    await database?.drop();
  });

  it.each(TROUBLES.map(([story, trouble, more], i) => [story, trouble, more, FIRST_HOUR + i] as const))(
    'alarm over true silence only: %s',
    async (_story, trouble, { isLong = false }, hour) => {
      const dueAt = at(hour, 0);
      await moveTo(at(hour, 5));
      await isHeard(now);
      const known = (await alerts()).length;

      const ends = await trouble(apart);
      for (const reporter of reporters) reporter.tell('dose.dispensed', now, { dueAt: dueAt.toISOString() });
      await moveTo(at(hour, 25));
      if (isLong) await ask(`UPDATE gateway_beat SET "realAt" = "realAt" - interval '100 s'`);
      if (ends.every(([who]) => who !== 'worker')) await workerLooked();
      for (const [who, end] of ends) {
        await end();
        await (who === 'worker' ? workerLooked() : isHeard(now));
      }
      await eventually(() => reporters.every(({ owes }) => owes === 0), PATIENCE_MS);
      await isHeard(now);
      await graceIsOver();
      const missed = silent[hour - FIRST_HOUR]!.citizenId;
      await eventually(async () => (await alerts()).some(({ citizenId }) => citizenId === missed), PATIENCE_MS);
      expect((await alerts()).slice(known)).toEqual([{ type: 'dose.unconfirmed', citizenId: missed }]);
      expect(await statesOf(dueAt)).toEqual(
        new Map([...speaking.map(({ citizenId }) => [citizenId, 'dispensed'] as const), [missed, 'unconfirmed']]),
      );
    },
    60_000,
  );

  it('asks one team about each true silence, in the end', async () => {
    await moveTo(at(FIRST_HOUR + TROUBLES.length, 45));
    const silentIds = silent.map(({ citizenId }) => citizenId);
    const doses = await ask<{ id: string }>(
      'SELECT "id" FROM dose WHERE "citizenId" = ANY ($1) AND "state" = \'unconfirmed\'',
      [silentIds],
    );
    const counted = {
      acknowledged: reporters.flatMap(({ acknowledged }) => [...acknowledged]),
      missedDoseIds: doses.map(({ id }) => id),
    };
    await eventually(async () => (await count(database.url, counted)).withOneTask === TROUBLES.length, PATIENCE_MS);
    apartForAWhile.record(await count(database.url, counted), { troubles: TROUBLES.length });
  });
});

const portOf = ({ url }: TestDatabase): number => Number(new URL(url).port);
