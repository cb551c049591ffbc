import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../../support/case.js';
import { makeDatabase, type TestDatabase } from '../../support/database.js';
import { Dispenser } from '../../support/dispenser.js';
import { eventually } from '../../support/eventually.js';
import { type House, startHouse } from '../../support/house.js';
import { openProxy, type Proxy } from '../../support/proxy.js';
import { Reporter } from '../../support/reporter.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

const GRACES = { OUTAGE_WATCH_GRACE_MINUTES: '5', OUTAGE_OFFLINE_GRACE_MINUTES: '10' };
const slots = [{ time: '08:00', windowMinutes: 15 }];

/** 07:45 in Copenhagen. The gateway closes at 07:50; doses are due at 08:00, their silence would count from 08:20. */
describe('scenario 09: no gateway hears dispensers', () => {
  let database: TestDatabase;
  let worker: House;
  let gateway: House;
  let neighbour: House | null = null;
  let proxy: Proxy | null = null;
  let town: Town;
  let standard: Resident;
  let urgent: Resident;
  let seen: Case;

  const outages = async () =>
    (await town.api.get('/alerts')).items.filter(({ type }: { type: string }) => type === 'gateway.ingest_degraded');
  const openGateway = () => startHouse({ database, environment: { ...GRACES, ROLES: 'gateway' } });

  beforeAll(async () => {
    database = await makeDatabase('outage');
    worker = await startHouse({
      database,
      at: '2026-03-10T06:45:00Z',
      environment: { ...GRACES, ROLES: 'worker,web' },
    });
    gateway = await openGateway();
    town = await makeTown({ ...worker, mqttUrl: gateway.mqttUrl });
    standard = await town.citizen({ slots });
    urgent = await town.citizen({ slots: [{ ...slots[0]!, criticality: 'time-critical' }] });
    seen = caseOf(town, standard);
    await worker.clock.forward({ minutes: 5 });
    await eventually(async () => {
      const [beat] = await worker.query<{ clockAt: Date }>('SELECT "clockAt" FROM gateway_beat WHERE "open"');
      return beat?.clockAt.toISOString() === '2026-03-10T06:50:00.000Z';
    });
    await standard.dispenser.leave();
    await urgent.dispenser.leave();
    await gateway.stop();
    await worker.clock.settle();
  });
  afterAll(async () => {
    await neighbour?.stop();
    await gateway?.stop();
    await worker?.stop();
    await proxy?.close();
    await database?.drop();
  });

  it('is an alert for operations after a minute, and a line of /readyz', async () => {
    await worker.clock.forward({ seconds: 59 });
    expect(await outages()).toEqual([]);
    await worker.clock.forward({ seconds: 1 });
    expect(await outages()).toMatchObject([{ priority: 'P1', state: 'open', citizenId: null }]);
    const ready = (await (await fetch(`${worker.httpUrl}/readyz`)).json()) as {
      status: string;
      checks: { name: string; ok: boolean }[];
    };
    expect(ready.status).toBe('degraded');
    expect(ready.checks).toContainEqual(expect.objectContaining({ name: 'gateways', ok: false }));
  });

  it('lists whose doses are at risk after twenty minutes, time-critical first, and alarms nobody over their silence', async () => {
    await worker.clock.forward({ minutes: 40 });
    expect(await seen.alerts()).toEqual([]);
    const { detail } = (await outages())[0]!;
    expect(detail).toMatchObject({ since: '2026-03-10T06:50:00.000Z', atRisk: { count: 2 } });
    expect((detail.atRisk as { doses: object[] }).doses).toMatchObject([
      { citizenId: urgent.citizenId, criticality: 'time-critical' },
      { citizenId: standard.citizenId, criticality: 'standard' },
    ]);
  });

  it('closes by itself when one is back; what dispensers then report counts, and what stays silent after a grace', async () => {
    gateway = await openGateway();
    await eventually(async () => {
      await worker.clock.settle();
      return (await outages())[0]!.state === 'auto-resolved';
    });
    const back = await Dispenser.connect(gateway.mqttUrl, standard.deviceId, standard.secret, () => worker.clock.now());
    await back.say('dose.dispensed', {
      data: { dueAt: '2026-03-10T07:00:00Z' },
      time: '2026-03-10T07:03:00Z',
      historical: true,
    });
    await worker.clock.settle();
    await worker.clock.forward({ minutes: 4, seconds: 59 });
    expect(await caseOf(town, urgent).alerts()).toEqual([]);
    await worker.clock.forward({ seconds: 1 });
    expect(await caseOf(town, urgent).alerts()).toMatchObject([{ type: 'dose.unconfirmed', priority: 'P1' }]);
    expect(await seen.alerts()).toEqual([]);
    expect((await seen.doses())[0]).toMatchObject({ state: 'dispensed' });
    await back.leave();
  });

  it('waits also for one gateway of two that turned its dispensers away while the other heard its own', async () => {
    proxy = await openProxy(Number(new URL(database.url).port));
    neighbour = await startHouse({
      database,
      environment: { ...GRACES, ROLES: 'gateway', DATABASE_URL: proxy.urlOf(database.url), LOG_LEVEL: 'silent' },
    });
    const later = [{ time: '12:00', windowMinutes: 15 }];
    const [speaking, silent] = [
      await town.citizen({ slots: later, connect: false }),
      await town.citizen({ slots: later, connect: false }),
    ];
    const hearing = async () => {
      const beats = await worker.query<{ at: Date }>('SELECT "clockAt" AS "at" FROM gateway_beat WHERE "open"');
      return beats.filter(({ at }) => +at === +worker.clock.now()).length;
    };
    const until = (time: string) =>
      worker.clock.forward({ seconds: (Date.parse(`2026-03-10T${time}Z`) - +worker.clock.now()) / 1000 });
    const alarmed = async () => [...(await caseOf(town, speaking).alerts()), ...(await caseOf(town, silent).alerts())];
    const reporter = new Reporter(speaking, [], [neighbour.mqttPort]);
    void reporter.stay();
    await until('11:19:30');
    await eventually(async () => reporter.isConnected && (await hearing()) === 2);

    proxy.cut();
    const { refusals } = reporter;
    await reporter.breakOff();
    const said = reporter.tell('dose.dispensed', new Date('2026-03-10T11:03:00Z'), { dueAt: '2026-03-10T11:00:00Z' });
    await eventually(() => reporter.refusals > refusals, 60_000);
    await until('11:21:10');
    await eventually(async () => (await hearing()) === 1);
    await worker.clock.settle();
    expect(await alarmed()).toEqual([]);

    reporter.stop();
    proxy.mend();
    await eventually(async () => (await hearing()) === 2, 60_000);
    await worker.clock.settle();
    expect(await alarmed()).toEqual([]);
    await new Reporter(speaking, [said], [gateway.mqttPort]).run();
    await until('11:26:10');
    expect((await alarmed()).map(({ type, citizenId }) => [type, citizenId])).toEqual([
      ['dose.unconfirmed', silent.citizenId],
    ]);
  });
});
