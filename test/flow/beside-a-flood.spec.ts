import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SingleProcessor } from '../../src/doses/processing/single-processor.service.js';
import { CitizensService } from '../../src/citizens/citizens.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/id.js';
import { ClockService } from '../../src/platform/clock/clock.service.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const MINUTE_MS = 60_000;
const MANY = 100;
const IN_TIME_MS = 120_000;

/** In which order lines about citizens were cared for: the number of each, and whose it is. */
function watchCare(house: House): { citizenId: string; number: number }[] {
  const cared: { citizenId: string; number: number }[] = [];
  const single = house.app.get(SingleProcessor);
  const work = single.process.bind(single);
  jest.spyOn(single, 'process').mockImplementation(async (turn, citizenId, number, patience) => {
    const facts = await work(turn, citizenId, number, patience);
    cared.push({ citizenId, number });
    return facts;
  });
  return cared;
}

const waitingOf = async (house: House, { deviceId }: Resident): Promise<number> => {
  const [found] = await house.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM journal_pending p WHERE p."deviceNumber" = d."number" AND p."stage" <> 'parked')::int
            + coalesce((SELECT sum(cardinality(array_positions(b."deviceNumbers", d."number"))) FROM journal_batch b), 0)::int AS "count"
     FROM device d WHERE d."deviceId" = $1`,
    [deviceId],
  );
  return found!.count;
};

/** Moves the clock and waits for nothing: the house looks by itself, as it does for real. */
const pass = (house: House, minutes: number): Promise<void> =>
  house.app.get(ClockService).moveTo(new Date(house.clock.now().getTime() + minutes * MINUTE_MS));

/** Misses of doses that nobody expects, each of another time. */
const flood = (house: House, { dispenser }: Resident, count: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      dispenser.say('dose.missed', {
        data: { dueAt: new Date(house.clock.now().getTime() - (200 + i) * MINUTE_MS).toISOString() },
      }),
    ),
  );

describe('while dispensers in a loop are being worked off', () => {
  let house: House;
  let town: Town;
  let mad: Resident[];
  let missing: Resident;
  let silent: Resident;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    missing = await town.citizen({ slots: [{ time: '07:15', criticality: 'time-critical' }] });
    silent = await town.citizen({ slots: [{ time: '07:05', windowMinutes: 15 }], connect: false });
    mad = [await town.citizen(), await town.citizen(), await town.citizen(), await town.citizen()];
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  it('another citizen has alert, task and rung, and silence is noticed, long before the flood is over', async () => {
    const cared = watchCare(house);
    await Promise.all(mad.map((one) => flood(house, one, MANY)));
    await missing.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T06:15:00Z' } });
    const seen = caseOf(town, missing);
    await eventually(() => seen.task(), IN_TIME_MS);
    expect((await seen.alert()).ladder).toMatchObject({ name: 'time-critical-dose', rung: 0 });
    // It stepped in line before nearly all of what was said earlier.
    const at = cared.findIndex(({ citizenId }) => citizenId === missing.citizenId);
    expect(at).toBeLessThan(mad.length * MANY * 0.25);

    // A clock that jumps makes all that waits look old: asked before.
    expect((await fetch(`${house.httpUrl}/readyz`)).status).toBe(200);

    await pass(house, 30);
    await eventually(async () => (await seen.alert()).ladder!.rung! >= 3, IN_TIME_MS);
    await eventually(async () => (await caseOf(town, silent).alert())?.type === 'dose.unconfirmed', IN_TIME_MS);

    const left = await Promise.all(mad.map((one) => waitingOf(house, one)));
    for (const count of left) expect(count).toBeGreaterThan(MANY / 4);
    // All of them go on side by side.
    expect(Math.max(...left) - Math.min(...left)).toBeLessThan(MANY / 4);
    expect(await house.query(`SELECT 1 FROM alert WHERE "type" = 'gateway.ingest_degraded'`)).toEqual([]);
  });
});

describe('a dispenser that never stops speaking, within its budget', () => {
  let house: House;
  afterAll(() => house?.stop());

  it('is asked about all the same when nothing was heard of a dose', async () => {
    house = await startHouse();
    const town = await makeTown(house);
    const talker = await town.citizen({ slots: [{ time: '07:05', windowMinutes: 15 }] });
    await house.clock.settle();
    // Before one line has its effect the next is in the journal: something always waits.
    const single = house.app.get(SingleProcessor);
    const work = single.process.bind(single);
    jest.spyOn(single, 'process').mockImplementation(async (...entry) => {
      await talker.dispenser.say('power.mains_restored');
      return work(...entry);
    });
    await talker.dispenser.say('power.mains_restored');
    await pass(house, 30);
    await eventually(async () => (await caseOf(town, talker).alert())?.type === 'dose.unconfirmed', IN_TIME_MS / 8);
    jest.restoreAllMocks();
  });
});

describe('a dispenser that says more than its budget', () => {
  const BURST = 20;
  const REST = 60;
  let house: House;
  let town: Town;
  let mad: Resident;
  let cared: { citizenId: string; number: number }[];

  beforeAll(async () => {
    house = await startHouse({
      environment: { INGEST_DEVICE_EVENTS_PER_SECOND: '1', INGEST_DEVICE_BURST: String(BURST) },
    });
    town = await makeTown(house);
    mad = await town.citizen({ slots: [{ time: '08:00' }, { time: '09:00' }] });
    await house.clock.settle();
    cared = watchCare(house);
  });
  afterAll(() => house?.stop());

  const alerts = (): Promise<{ state: string; citizenId: string | null; priority: string; occurrences: number }[]> =>
    house.query(`SELECT "state", "citizenId", "priority", "occurrences" FROM alert WHERE "type" = 'device.chattering'`);
  const numberOf = async (eventId: string): Promise<number> =>
    (await house.query<{ number: number }>('SELECT "number" FROM journal WHERE "eventId" = $1', [eventId]))[0]!.number;

  it('is acknowledged as ever, and its calls for help and misses of doses come before all else that it said', async () => {
    const [help, miss, good] = [newId(), newId(), newId()];
    await flood(house, mad, BURST + REST);
    await mad.dispenser.say('user.help_requested', { id: help });
    await mad.dispenser.say('dose.missed', { id: miss, data: { dueAt: '2026-03-10T07:00:00Z' } });
    await mad.dispenser.say('dose.dispensed', { id: good, data: { dueAt: '2026-03-10T08:00:00Z' } });
    expect(await house.query('SELECT count(*)::int AS "lines" FROM journal')).toEqual([{ lines: BURST + REST + 3 }]);

    await eventually(async () => (await waitingOf(house, mad)) === 0, IN_TIME_MS);
    const order = cared.map(({ number }) => number);
    for (const id of [help, miss]) expect(order.length - order.indexOf(await numberOf(id))).toBeGreaterThan(REST / 2);
    expect(new Set(order).size).toBe(BURST + REST + 2);
    const doses = await caseOf(town, mad).doses();
    expect(doses.slice(0, 2).map(({ state }) => state)).toEqual(['missed', 'dispensed']);
  });

  it('is told to operations once, and to nobody who cares for the citizen', async () => {
    await eventually(async () => (await alerts()).length > 0);
    await flood(house, mad, 5);
    await house.clock.settle();
    expect(await alerts()).toEqual([{ state: 'open', citizenId: null, priority: 'P4', occurrences: 1 }]);
  });

  it('is calm again ten minutes after the last of it, and within its budget then', async () => {
    await house.clock.forward({ minutes: 9 });
    expect((await alerts())[0]).toMatchObject({ state: 'open' });
    await house.clock.forward({ minutes: 2 });
    expect((await alerts())[0]).toMatchObject({ state: 'auto-resolved' });
    expect(await house.query('SELECT 1 FROM chatter')).toEqual([]);
    await mad.dispenser.say('device.opened');
    await house.clock.settle();
    expect(await alerts()).toHaveLength(1);
  });

  it('that goes on for an hour is a technical task about no citizen', async () => {
    for (let nine = 0; nine < 8; nine++) {
      await flood(house, mad, BURST + 5);
      await house.clock.forward({ minutes: 9 });
    }
    const tasks = await house.query(
      `SELECT t."kind", t."citizenId", t."priority" FROM task t JOIN alert a ON a."id" = t."alertId"
       WHERE a."type" = 'device.chattering' AND t."state" = 'open'`,
    );
    expect(tasks).toEqual([{ kind: 'technical', citizenId: null, priority: 'P4' }]);
    expect(await alerts()).toHaveLength(2);
  });
});

describe('a dispenser of which more waits than may', () => {
  let house: House;
  let town: Town;
  let mad: Resident;

  beforeAll(async () => {
    house = await startHouse({
      environment: {
        INGEST_DEVICE_EVENTS_PER_SECOND: '1',
        INGEST_DEVICE_BURST: '5',
        INGEST_DEVICE_BACKLOG: '30',
      },
    });
    town = await makeTown(house);
    mad = await town.citizen();
  });
  afterAll(() => house?.stop());

  const heldBack = async (): Promise<boolean> =>
    (await (await fetch(`${house.httpUrl}/metrics`)).text()).includes('mqtt_held_back 1');

  it('is read no more until what it said has had its effect, and all that was read is acknowledged', async () => {
    let letGo = (): void => undefined;
    let isHeld = false;
    const until = new Promise<void>((resolve) => (letGo = resolve));
    const holding = house.app.get(Database).transact(async (tx) => {
      await house.app.get(CitizensService).lockCitizens(tx, [mad.citizenId]);
      isHeld = true;
      await until;
    });
    await eventually(() => isHeld);
    await flood(house, mad, 60);
    await eventually(heldBack, IN_TIME_MS);
    let isAcknowledged = false;
    const said = mad.dispenser.say('device.opened').then(() => (isAcknowledged = true));
    expect(await house.query('SELECT count(*)::int AS "lines" FROM journal')).toEqual([{ lines: 60 }]);
    expect(isAcknowledged).toBe(false);
    // It is we who do not hear it, however long that takes.
    await pass(house, 50);
    const now = house.clock.now().toISOString();
    const shown = async () => (await town.api.get(`/dispensers/${mad.deviceId}`)).lastSeenAt === now;
    await eventually(shown, IN_TIME_MS);
    letGo();
    await Promise.all([holding, said]);
    expect(await heldBack()).toBe(false);
    await eventually(async () => (await waitingOf(house, mad)) === 0, IN_TIME_MS);
    expect(await house.query('SELECT count(*)::int AS "lines" FROM journal')).toEqual([{ lines: 61 }]);
    await house.clock.settle();
    expect(await house.query(`SELECT 1 FROM alert WHERE "type" = 'connectivity.offline'`)).toEqual([]);
  });
});
