import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ClockService } from '../../src/platform/clock/clock.service.js';
import { LONGEST_WAIT_MS } from '../../src/platform/database/held.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { count } from '../support/counter.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { Reporter } from '../support/reporter.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const MINUTE_MS = 60_000;
const IN_TIME_MS = 25_000;
const DUE_AT = '2026-04-01T00:30:00.000Z';
/** Of PostgreSQL's own, and of a machine with much to do, beside what a statement is allowed. */
const LEEWAY_MS = 1_000;

const holders = new Set<pg.Client>();

/** A session of somebody else, who holds what he took until he lets go. */
async function hold(house: House, ...statements: string[]): Promise<{ letGo(): Promise<void> }> {
  const somebody = new pg.Client({ connectionString: house.databaseUrl });
  await somebody.connect();
  holders.add(somebody);
  const letGo = async (): Promise<void> => {
    holders.delete(somebody);
    await somebody.query('COMMIT');
    await somebody.end();
  };
  // Whoever takes many locks may lose a deadlock over them.
  await eventually(async () => {
    await somebody.query('BEGIN');
    try {
      for (const statement of statements) await somebody.query(statement);
      return true;
    } catch {
      await somebody.query('ROLLBACK');
      return false;
    }
  }, IN_TIME_MS);
  return { letGo };
}

describe('what somebody else holds', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];
  let silent: Resident;
  let doses: Map<string, string>;
  let reporters: Reporter[];

  const pass = (minutes: number): Promise<void> =>
    house.app.get(ClockService).moveTo(new Date(house.clock.now().getTime() + minutes * MINUTE_MS));
  /** Answers once all of them are acknowledged. */
  const say = async (some: readonly Reporter[], type: string, data: Record<string, unknown> = {}): Promise<void> => {
    for (const one of some) one.tell(type, house.clock.now(), data);
    await eventually(() => some.every(({ owes }) => owes === 0), IN_TIME_MS);
  };
  const number = async (metric: string): Promise<number> => {
    const lines = (await house.app.get(Metrics).registry.metrics()).split('\n');
    return Number(
      lines
        .find((line) => line.startsWith(`dosevagt_${metric} `))
        ?.split(' ')
        .at(-1) ?? NaN,
    );
  };
  const looks = (sweep: string): Promise<number> => number(`sweep_looks_total{sweep="${sweep}",result="done"}`);
  /** Those who have a task about their dose. */
  const tasked = async (): Promise<Set<string>> => {
    const found = await house.query<{ citizenId: string }>(
      'SELECT t."citizenId" FROM task t JOIN alert a ON a."id" = t."alertId" WHERE a."doseId" IS NOT NULL',
    );
    return new Set(found.map(({ citizenId }) => citizenId));
  };
  const isSettled = async (): Promise<boolean> =>
    (await house.query(`SELECT 1 FROM journal_waiting UNION ALL SELECT 1 FROM journal_pending LIMIT 1`)).length === 0;
  const isSilenceNoticed = async (): Promise<boolean> =>
    (
      await house.query(`SELECT 1 FROM alert WHERE "citizenId" = $1 AND "type" = 'dose.unconfirmed'`, [
        silent.citizenId,
      ])
    ).length > 0;
  const counted = (some: readonly Resident[]) =>
    count(house.databaseUrl, {
      acknowledged: reporters.flatMap((one) => [...one.acknowledged]),
      missedDoseIds: some.map(({ citizenId }) => doses.get(citizenId)!),
      expected: ['dose.unconfirmed', 'service.alarm_waiting'],
    });

  beforeAll(async () => {
    house = await startHouse({ at: '2026-03-31T23:50:00Z', sweepEveryMs: 300 });
    town = await makeTown(house);
    const slots = [{ time: '02:30', windowMinutes: 60 }];
    residents = await Promise.all(Array.from({ length: 12 }, () => town.citizen({ slots, connect: false })));
    reporters = residents.map((resident) => new Reporter(resident, [], [house.mqttPort], { patienceMs: 5_000 }));
    for (const one of reporters) void one.stay();
    await eventually(() => reporters.every(({ isConnected }) => isConnected));
    silent = await town.citizen({ slots: [{ time: '02:00', windowMinutes: 15 }], connect: false });
    await house.clock.settle();
    const found = await house.query<{ id: string; citizenId: string }>(
      'SELECT DISTINCT ON ("citizenId") "id", "citizenId" FROM dose ORDER BY "citizenId", "dueAt"',
    );
    doses = new Map(found.map(({ id, citizenId }) => [citizenId, id]));
  }, IN_TIME_MS);
  afterEach(async () => {
    await Promise.all([...holders].map((somebody) => somebody.end()));
    holders.clear();
  });
  afterAll(async () => {
    reporters?.forEach((one) => one.stop());
    await house?.stop();
  });

  it('is a month that turns while somebody reads: dispensers are acknowledged as ever', async () => {
    const fault = aFault({
      name: 'Month turns under a reader',
      done: 'Somebody has the journal open, as a dump does, when the month turns and a partition is to be made.',
      must: 'Every event is acknowledged and settled meanwhile; the partition is made once the reader is gone.',
    });
    const reader = await hold(house, 'SELECT count(*) FROM journal', 'SELECT count(*) FROM fact');
    await pass(12);
    const before = await looks('partitions');
    await eventually(async () => (await looks('partitions')) > before + 1);
    expect(await number('partitions_ahead')).toBe(1);
    for (let round = 0; round < 5; round++) await say(reporters, 'device.closed');
    await eventually(isSettled, IN_TIME_MS);
    expect(await house.query(`SELECT to_regclass('journal_2026_06') AS "is"`)).toEqual([{ is: null }]);
    await reader.letGo();
    await eventually(async () => (await number('partitions_ahead')) === 2, IN_TIME_MS);
    fault.record(await counted([]));
  });

  it('is one citizen, and one dose: all others have their tasks meanwhile, silence is noticed, and a nurse is told to come again', async () => {
    const fault = aFault({
      name: 'Rows locked',
      done: "Somebody holds a citizen's row and another's dose while their dispensers and ten others report a missed dose.",
      must: 'The others have their tasks meanwhile, and a silent one is noticed; whoever asks for what is held is told to come again; then the two have theirs.',
    });
    const [one, other, ...rest] = residents as [Resident, Resident, ...Resident[]];
    const somebody = await hold(
      house,
      `SELECT 1 FROM citizen WHERE "id" = '${one.citizenId}' FOR UPDATE`,
      `SELECT 1 FROM dose WHERE "id" = '${doses.get(other.citizenId)}' FOR UPDATE`,
    );
    await say(reporters, 'dose.missed', { dueAt: DUE_AT });
    await eventually(async () => {
      const have = await tasked();
      return rest.every(({ citizenId }) => have.has(citizenId));
    }, IN_TIME_MS);
    await pass(35);
    await eventually(isSilenceNoticed, IN_TIME_MS);
    const refused = await town.api.ask('PUT', `/citizens/${one.citizenId}/schedule`, { slots: [] });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(refused.body.detail).toContain('Somebody else holds');
    const have = await tasked();
    expect([one, other].filter(({ citizenId }) => have.has(citizenId))).toEqual([]);

    await somebody.letGo();
    await eventually(async () => (await tasked()).size === residents.length, IN_TIME_MS);
    await eventually(isSettled, IN_TIME_MS);
    fault.record(await counted(residents));
  });

  it('is a table: what does not need it goes on, the beat before all', async () => {
    const fault = aFault({
      name: 'Table locked',
      done: 'Somebody holds the table of tasks while everybody looks for what is due.',
      must: 'Whoever needs no task goes on: what is said is acknowledged, gateways beat, and no outage is told.',
    });
    const somebody = await hold(house, 'LOCK TABLE task IN ACCESS EXCLUSIVE MODE');
    const onGoing = ['beat', 'outage', 'drain', 'plan', 'verdicts', 'deliver', 'partitions', 'revocation'];
    const before = new Map(await Promise.all(onGoing.map(async (name) => [name, await looks(name)] as const)));
    await eventually(async () => {
      const now = await Promise.all(onGoing.map(async (name) => (await looks(name)) - before.get(name)!));
      return now.every((times) => times >= 12);
    }, IN_TIME_MS);
    await say(reporters, 'device.closed');
    await somebody.letGo();
    expect(await house.query(`SELECT 1 FROM alert WHERE "type" = 'gateway.ingest_degraded'`)).toEqual([]);
    await eventually(isSettled, IN_TIME_MS);
    fault.record(await counted(residents));
  });

  it('is every table there is: no statement waits for longer than it may, and no request without an answer', async () => {
    const fault = aFault({
      name: 'Every table locked',
      done: 'Somebody holds every table there is, and every route that reads is asked.',
      must: 'No statement waits longer than two seconds for its lock, every request is answered, and all goes on after.',
    });
    const tables = await house.query<{ name: string }>(
      `SELECT c."oid"::regclass::text AS "name" FROM pg_class c JOIN pg_namespace n ON n."oid" = c."relnamespace"
       WHERE c."relkind" IN ('r', 'p') AND n."nspname" !~ '^pg_|^information_schema$' ORDER BY 1`,
    );
    const { body } = await town.api.ask('GET', '/api/openapi.json');
    const paths = Object.entries((body as { paths: Record<string, object> }).paths)
      .filter(([path, methods]) => 'get' in methods && !path.endsWith('/stream'))
      .map(([path]) => path.replaceAll(/\{\w+\}/g, residents[0]!.citizenId));
    const somebody = await hold(
      house,
      `LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN ACCESS EXCLUSIVE MODE`,
    );
    const speaking = say(reporters, 'device.closed');
    let longestMs = 0;
    let isOver = false;
    const watching = (async () => {
      while (!isOver) {
        const [wait] = await house.query<{ ms: number }>(
          `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - "waitstart")) * 1000, 0)::float AS "ms" FROM pg_locks
           WHERE NOT "granted" AND "database" = (SELECT "oid" FROM pg_database WHERE "datname" = current_database())`,
        );
        longestMs = Math.max(longestMs, wait!.ms);
      }
    })();
    const answers = await Promise.all(paths.map((path) => fetch(house.httpUrl + path, { headers: auth(house) })));
    isOver = true;
    await watching;
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status >= 500 && status !== 503)).toEqual([]);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(paths.length / 2);
    expect(longestMs).toBeGreaterThan(LONGEST_WAIT_MS / 2);
    expect(longestMs).toBeLessThan(LONGEST_WAIT_MS + LEEWAY_MS);

    await somebody.letGo();
    await speaking;
    await eventually(isSettled, IN_TIME_MS);
    await eventually(async () => (await fetch(`${house.httpUrl}/readyz`)).status === 200, IN_TIME_MS);
    fault.record(await counted(residents), { 'ms was the longest wait': Math.round(longestMs) });
  });
});

const auth = (house: House) => ({ authorization: `Bearer ${house.admin.token}` });
