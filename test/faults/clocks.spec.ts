import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { count } from '../support/counter.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { describeWithFaketime, type MachineClock, makeMachineClock } from '../support/faketime.js';
import { startHouse } from '../support/house.js';
import type { Saying } from '../support/reporter.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown, type Resident } from '../support/town.js';

const apart = aFault({
  name: 'Clocks apart, and set while nodes run',
  done: 'The clock of the gateway stood 30 s behind that of PostgreSQL and the one of the worker 30 s ahead, then an hour ahead and an hour back, set in mid-run.',
  must: 'Silence is judged at the deadline by one time; nothing falls due because a clock was set; each node says that its clock is wrong, and operations have one alert that ends by itself.',
});

const PATIENCE_MS = 30_000;
const HOUR = 3_600;
/** Every dose is due at the full hour in Copenhagen; its silence counts from twenty minutes past. */
const slotAt = (time: string) => ({ time, windowMinutes: 15 });
const EIGHT = '2026-03-10T07:00:00.000Z';
const NINE = '2026-03-10T08:00:00.000Z';
const minutesPast = (dueAt: string, minutes: number): Date => new Date(Date.parse(dueAt) + minutes * 60_000);

/** The gateway and the worker stand on machines of their own, with clocks of their own; PostgreSQL on a third. */
describeWithFaketime('clocks that are apart', () => {
  let database: TestDatabase;
  let api: Api;
  let machines: Record<'gateway' | 'worker', MachineClock>;
  let gateway: Service;
  let worker: Service;
  let speaking: Resident;
  let silent: Resident;
  let dispenser: Dispenser;
  const said: Saying[] = [];

  const ask = <T extends object>(sql: string, parameters: unknown[] = []) => query<T>(database.url, sql, parameters);
  /** It is that time now, and time goes on. */
  const beginAt = (time: Date) =>
    ask('UPDATE clock SET "anchorRealAt" = clock_timestamp(), "anchorClockAt" = $1, "speed" = 1', [time]);
  const now = async (): Promise<Date> => {
    const [clock] = await ask<{ at: Date }>(
      `SELECT "anchorClockAt" + (clock_timestamp() - "anchorRealAt") AS "at" FROM clock`,
    );
    return clock!.at;
  };
  const alerts = () =>
    ask<{ type: string; citizenId: string; openedAt: Date }>('SELECT * FROM alert ORDER BY "openedAt"');
  const ofCitizens = async () => (await alerts()).filter(({ citizenId }) => citizenId !== null);
  const skewAlerts = async () =>
    (await api.get('/alerts')).items.filter(({ type }: { type: string }) => type === 'gateway.clock_skew');
  const clockOf = async (node: Service) => (await node.readiness()).body?.checks.find(({ name }) => name === 'clock');
  const skewOf = async ({ httpUrl }: Service) =>
    Number(/^dosevagt_clock_skew_seconds (\S+)/m.exec(await (await fetch(`${httpUrl}/metrics`)).text())?.[1]);

  /** Nobody is alarmed before the deadline by PostgreSQL's clock, and somebody within seconds after it. */
  async function seesTrueSilenceOnly(dueAt: string): Promise<void> {
    const deadline = minutesPast(dueAt, 20);
    const known = (await ofCitizens()).length;
    const begunAt = new Date(+deadline - 8_000);
    await beginAt(begunAt);
    await eventually(
      async () => (await ask('SELECT 1 FROM gateway_beat WHERE "open" AND "clockAt" > $1', [begunAt])).length > 0,
    );
    const { id } = await dispenser.say('dose.dispensed', { data: { dueAt }, time: await now() });
    said.push({ id: String(id), payload: '' });
    await eventually(async () => (await ofCitizens()).length > known, PATIENCE_MS);
    expect(+(await now())).toBeGreaterThanOrEqual(+deadline);
    const found = (await ofCitizens()).slice(known);
    expect(found).toMatchObject([{ type: 'dose.unconfirmed', citizenId: silent.citizenId }]);
    expect(+found[0]!.openedAt).toBeGreaterThanOrEqual(+deadline);
    expect(+found[0]!.openedAt).toBeLessThan(+deadline + 15_000);
  }

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('clocks');
    const house = await startHouse({ database });
    const town = await makeTown(house);
    const slots = [slotAt('08:00'), slotAt('09:00')];
    [speaking, silent] = [await town.citizen({ connect: false, slots }), await town.citizen({ connect: false, slots })];
    await house.clock.settle();
    await house.stop();

    machines = { gateway: makeMachineClock(-30), worker: makeMachineClock(30) };
    const rest = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: '6', DEVICES_SILENT_MINUTES: '6000' };
    gateway = await makeService({ ...rest, ...machines.gateway.environment, ROLES: 'gateway' });
    worker = await makeService({ ...rest, ...machines.worker.environment, ROLES: 'worker,web' });
    await Promise.all([gateway.start(), worker.start()]);
    api = new Api(worker.httpUrl, house.admin.token);
    const url = `mqtt://127.0.0.1:${gateway.mqttPort}`;
    dispenser = await Dispenser.connect(url, speaking.deviceId, speaking.secret, () => new Date(), {
      listens: false,
    });
  });
  afterAll(async () => {
    await dispenser?.leave({ abruptly: true });
    await Promise.all([gateway?.kill(), worker?.kill()]);
    machines?.gateway.remove();
    machines?.worker.remove();
    await database?.drop();
  });

  it('judge silence by one time, with the gateway 30 s behind and the worker 30 s ahead', async () => {
    await seesTrueSilenceOnly(EIGHT);
    expect(await ask('SELECT "downSince" FROM ingest_outage')).toEqual([{ downSince: null }]);
  });

  it('are told by each node, and once to operations', async () => {
    await eventually(async () => (await skewAlerts()).length > 0, PATIENCE_MS);
    expect(await skewAlerts()).toMatchObject([{ state: 'open', priority: 'P3' }]);
    for (const [node, seconds] of [
      [gateway, -30],
      [worker, 30],
    ] as const) {
      expect(Math.abs((await skewOf(node)) - seconds)).toBeLessThan(1);
      const { status, body } = await node.readiness();
      expect([status, body!.status, (await clockOf(node))!.ok]).toEqual([200, 'degraded', false]);
    }
  });

  it('may be set by an hour, ahead and back, while nodes run: nothing falls due by it, and what falls due is seen', async () => {
    machines.gateway.set(HOUR);
    machines.worker.set(-HOUR);
    await eventually(
      async () => Math.abs((await skewOf(gateway)) - HOUR) < 1 && Math.abs((await skewOf(worker)) + HOUR) < 1,
      PATIENCE_MS,
    );
    await seesTrueSilenceOnly(NINE);
    expect(await ofCitizens()).toHaveLength(2);
    expect(await skewAlerts()).toHaveLength(1);
  });

  it('are over by themselves when they are set right', async () => {
    machines.gateway.set(0);
    machines.worker.set(0);
    await eventually(async () => (await skewAlerts())[0]?.state === 'auto-resolved', PATIENCE_MS);
    await eventually(async () => (await clockOf(worker))?.ok === true, PATIENCE_MS);
    // That time leapt over the hours between the doses is seen by the audit.
    const types = (await alerts()).map(({ type }) => type).filter((type) => !type.startsWith('gateway.audit.'));
    expect(types.sort()).toEqual(['dose.unconfirmed', 'dose.unconfirmed', 'gateway.clock_skew']);

    const doses = await ask<{ id: string }>(
      `SELECT "id" FROM dose WHERE "citizenId" = $1 AND "state" = 'unconfirmed'`,
      [silent.citizenId],
    );
    const counted = { acknowledged: said, missedDoseIds: doses.map(({ id }) => id) };
    await beginAt(minutesPast(NINE, 90));
    await eventually(async () => (await count(database.url, counted)).withOneTask === 2, PATIENCE_MS);
    apart.record(await count(database.url, counted), { 'seconds apart': HOUR * 2 });
  });
});
