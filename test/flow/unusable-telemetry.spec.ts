/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IngestService } from '../../src/ingest/ingest.service.js';
import { newId } from '../../src/platform/database/id.js';
import { caseOf, written } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const UNUSABLE = 'device.unusable_telemetry';
const INCIDENT = 'gateway.unusable_telemetry';
const dueAt = '2026-03-10T07:00:00.000Z';

/** The house stands at 07:00 in Copenhagen; the time-critical dose is due at 08:00, and it is 07:50 when the stories begin. */
describe('what a dispenser says and nobody can use', () => {
  let house: House;
  let town: Town;
  let resident: Resident;

  const alerts = async (type: string): Promise<any[]> =>
    (await town.api.get('/alerts?limit=500')).items.filter((alert: any) => alert.type === type);
  const alertOf = async ({ deviceId }: Pick<Resident, 'deviceId'>): Promise<any> =>
    (await alerts(UNUSABLE)).find((alert) => alert.deviceId === deviceId);
  const taskOf = async (alertId: string): Promise<any> =>
    (await town.api.get('/tasks?state=open&limit=500')).items.find((task: any) => task.alertId === alertId);
  const quarantined = async ({ deviceId }: Pick<Resident, 'deviceId'>): Promise<any[]> =>
    (await town.api.get(`/quarantine?limit=500&deviceId=${deviceId}`)).items;
  const publish = async (deviceId: string, ...payloads: string[]): Promise<void> => {
    const take = (payload: string) =>
      new Promise<void>((resolve, reject) => {
        const answer = (error?: Error): void => (error ? reject(error) : resolve());
        house.app.get(IngestService).take(deviceId, 'events', Buffer.from(payload), answer);
      });
    await Promise.all(payloads.map(take));
    await house.clock.settle();
  };
  const rubbish = (count: number): string[] => Array.from({ length: count }, () => `no words ${newId()}`);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    resident = await town.citizen({
      slots: [
        { time: '08:00', criticality: 'time-critical' },
        { time: '08:20', windowMinutes: 15 },
      ],
    });
    await house.clock.forward({ minutes: 50 });
  });
  afterAll(() => house?.stop());

  it('is told to those who look after dispensers, with its reason, and once however often it comes', async () => {
    await publish(resident.deviceId, ...rubbish(1));
    const first = await alertOf(resident);
    expect(first).toMatchObject({
      priority: 'P3',
      state: 'open',
      citizenId: null,
      districtId: town.west.districtId,
      occurrences: 1,
      detail: { causes: { 'not JSON': house.clock.now().toISOString() } },
    });
    expect(await taskOf(first.id)).toMatchObject({ kind: 'technical', priority: 'P3', citizenId: null });

    const facts = async () =>
      (await house.query<any>(`SELECT count(*)::int AS n FROM fact WHERE "subject" = $1`, [first.id]))[0].n;
    const [told, log] = [await facts(), (await town.api.get(`/alerts/${first.id}`)).log.length];
    await publish(resident.deviceId, ...rubbish(999));
    expect(await alerts(UNUSABLE)).toMatchObject([{ id: first.id, occurrences: 1_000 }]);
    expect((await facts()) - told).toBeLessThan(12);
    expect((await town.api.get(`/alerts/${first.id}`)).log.length - log).toBeLessThan(12);
    expect(await caseOf(town, resident).alerts()).toEqual([]);
  });

  it('is over when somebody has looked at all of it', async () => {
    const { id } = await alertOf(resident);
    await publish(resident.deviceId, `["${newId()}"]`);
    const [other, alike] = await quarantined(resident);
    await town.api.post(`/quarantine/${alike.id}/dismiss`, { alike: true });
    expect(await quarantined(resident)).toMatchObject([{ id: other.id, reason: 'not a JSON object' }]);
    expect(await alertOf(resident)).toMatchObject({ state: 'open' });
    await town.api.post(`/quarantine/${other.id}/dismiss`);
    expect(await town.api.get(`/alerts/${id}`)).toMatchObject({ state: 'auto-resolved' });
    expect(await taskOf(id)).toBeUndefined();
  });

  it('is not told of a dispenser that serves nobody: it is counted, and shown', async () => {
    await town.api.post('/dispensers', { deviceId: 'SPARE-1' });
    await publish('SPARE-1', ...rubbish(1), '{"type":"dose.missed"');
    expect(await alertOf({ deviceId: 'SPARE-1' })).toBeUndefined();
    expect(await quarantined({ deviceId: 'SPARE-1' })).toHaveLength(2);
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    expect(metrics).toMatch(/quarantined_total\{kind="rejected"\} \d+/);
  });

  it('is the citizen’s team’s when it reads as an alarm, by the most critical dose about then; the dose is watched on', async () => {
    await publish(
      resident.deviceId,
      `{"specversion":"1.0","id":"${newId()}","type":"dose.missed","data":{"dueAt":"2026-`,
    );
    const seen = caseOf(town, resident);
    const alert = await seen.alert();
    expect(alert).toMatchObject({
      type: 'dose.missed',
      priority: 'P1',
      dose: { dueAt, criticality: 'time-critical' },
      ladder: { name: 'time-critical-dose', rung: 0 },
      detail: { unreadable: true, cause: 'not JSON' },
    });
    expect(await seen.task()).toMatchObject({ kind: 'screen-call', priority: 'P1' });
    expect((await seen.doses())[0]).toMatchObject({ dueAt, state: 'scheduled', missedAt: null });
    expect(await alertOf(resident)).toMatchObject({ state: 'open', priority: 'P3' });
  });

  it('is one alarm with what is heard of the dose itself, and ends with it', async () => {
    const seen = caseOf(town, resident);
    const { id } = (await seen.alerts())[0]!;
    await publish(resident.deviceId, ...Array.from({ length: 500 }, () => `{"id":"${newId()}","type":"dose.missed",`));
    expect(await seen.alerts()).toMatchObject([{ id, occurrences: 501 }]);
    expect((await seen.alert()).log.length).toBeLessThan(20);
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    expect(await seen.alerts()).toMatchObject([{ id, state: 'auto-resolved' }]);
    expect((await seen.doses())[0]).toMatchObject({ state: 'dispensed' });
  });

  it('asks for help as it would have asked, and says nothing for what is no alarm', async () => {
    const other = await town.citizen();
    await publish(other.deviceId, `{"type":"dose.dispensed",,`, `{"type":"device.heartbeat",,`);
    expect(await caseOf(town, other).alerts()).toEqual([]);
    await publish(other.deviceId, `{'type':'user.help_requested',`);
    expect(await caseOf(town, other).alerts()).toMatchObject([
      { type: 'user.help_requested', priority: 'P2', ladder: { name: 'time-critical-dose' } },
    ]);
    expect(await alertOf(other)).toMatchObject({ occurrences: 3 });
  });

  it('is told of nobody who does not let us listen', async () => {
    const other = await town.citizen();
    await town.api.put(`/citizens/${other.citizenId}/consent`, { telemetry: false });
    await publish(other.deviceId, '{"type":"dose.missed",');
    expect(await caseOf(town, other).alerts()).toEqual([]);
    expect(await alertOf(other)).toBeUndefined();
    expect(await quarantined(other)).toHaveLength(1);
  });

  it('of a dispenser that changed hands within the hour is never the citizen’s: nobody can say whose it was', async () => {
    const [before, after] = [await town.citizen(), await town.citizen({ connect: false })];
    await house.clock.forward({ minutes: 10 });
    await town.api.put(`/citizens/${after.citizenId}/dispenser`, { deviceId: before.deviceId });
    await house.clock.forward({ minutes: 5 });
    await publish(before.deviceId, '{"type":"dose.missed",');
    for (const { citizenId } of [before, after]) expect(await caseOf(town, { citizenId }).alerts()).toEqual([]);
    expect(await alertOf(before)).toMatchObject({ occurrences: 1 });
  });

  it('is work for the team when a person hands it over, and the log says what it was', async () => {
    const other = await town.citizen();
    await publish(other.deviceId, ...rubbish(1));
    const { id } = (await quarantined(other))[0]!;
    const answer = await town.api.post(`/quarantine/${id}/assign`, { citizenId: other.citizenId });
    expect(answer).toMatchObject({ state: 'assigned', kind: 'rejected' });
    const alert = await caseOf(town, other).alert();
    expect(alert).toMatchObject({ type: 'service.telemetry_review', priority: 'P3', detail: { reason: 'not JSON' } });
    expect(written(alert)).toContain('service.telemetry_review');
    expect(await caseOf(town, other).task()).toMatchObject({ kind: 'review', teamId: town.west.teamId });
    expect(await alertOf(other)).toMatchObject({ state: 'auto-resolved' });
  });

  it('of many dispensers alike is one incident with one task, and closing that closes all', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => town.citizen({ connect: false, lon: 9.74 })));
    for (const { deviceId } of many.slice(0, 4)) await publish(deviceId, ...rubbish(1));
    expect(await alerts(INCIDENT)).toEqual([]);
    for (const { deviceId } of many.slice(4)) await publish(deviceId, ...rubbish(2));
    const [incident, ...more] = await alerts(INCIDENT);
    expect(more).toEqual([]);
    expect(incident).toMatchObject({
      priority: 'P3',
      districtId: town.east.districtId,
      detail: { cause: 'not JSON', deviceCount: 12 },
      under: [{ type: UNUSABLE, count: 12 }],
    });
    const open = (await town.api.get('/tasks?state=open&kind=technical&limit=500')).items;
    expect(open.filter(({ districtId }: any) => districtId === town.east.districtId)).toMatchObject([
      { alertId: incident.id },
    ]);
    const { id } = open.find(({ alertId }) => alertId === incident.id)!;
    await town.api.post(`/tasks/${id}/claim`);
    await town.api.post(`/tasks/${id}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    await house.clock.settle();
    expect((await town.api.get(`/alerts?state=open&districtId=${town.east.districtId}`)).items).toEqual([]);
  });

  it('is over for all when all of it was looked at', async () => {
    const many = await Promise.all(Array.from({ length: 5 }, () => town.citizen({ connect: false, lon: 9.74 })));
    for (const { deviceId } of many) await publish(deviceId, `[${newId()}`, `"${newId()}"`);
    const [incident] = await alerts(INCIDENT);
    expect(incident).toMatchObject({ state: 'open' });
    for (const resident of many)
      for (const { id } of await quarantined(resident)) await town.api.post(`/quarantine/${id}/dismiss`);
    expect(await town.api.get(`/alerts/${incident.id}`)).toMatchObject({ state: 'auto-resolved' });
  });
});

/** It is 23:30 in Copenhagen. */
it('what cannot be used waits for the morning when it is said at night', async () => {
  const house = await startHouse({ at: '2026-03-10T22:30:00Z' });
  try {
    const town = await makeTown(house);
    const { deviceId, secret } = await town.citizen({ connect: false });
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
    await dispenser.publish('events', 'no words');
    await dispenser.leave();
    await house.clock.settle();
    const tasks = async (): Promise<any[]> => (await town.api.get('/tasks?state=open')).items;
    expect((await town.api.get('/alerts?state=open')).items).toMatchObject([{ type: UNUSABLE, deviceId }]);
    expect(await tasks()).toEqual([]);
    await house.clock.forward({ hours: 7, minutes: 29 });
    expect(await tasks()).toEqual([]);
    await house.clock.forward({ minutes: 1 });
    expect(await tasks()).toMatchObject([{ kind: 'technical', priority: 'P3' }]);
  } finally {
    await house.stop();
  }
});
