/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  quarantineCountsSchema,
  quarantineSchema,
  telemetrySchema,
} from '../../src/doses/telemetry/telemetry.schema.js';
import { JournalService } from '../../src/journal/journal.service.js';
import { Database } from '../../src/platform/database/database.js';
import { Api } from '../support/api.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const dueAt = '2026-03-10T07:00:00.000Z';

/** What dispensers said, word for word, and what could not be used. */
describe('telemetry and quarantine', () => {
  let house: House;
  let town: Town;
  let partner: Api;
  let resident: Resident;
  let stray: Dispenser;
  const telemetry = async (query: string) => (await partner.get(`/telemetry?${query}`)).items;
  const quarantine = async (query = '') => (await partner.get(`/quarantine?${query}`)).items;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    resident = await town.citizen({ slots: [{ time: '08:00' }] });
    await house.clock.forward({ minutes: 62 });
    await resident.dispenser.say('dose.dispensed', {
      time: '2026-03-10T08:01:00+01:00',
      bootid: 7,
      sequence: 12,
      data: { dueAt },
    });
    await resident.dispenser.say('vendor.hummed', { data: { tune: 'Für Elise' } });
    await resident.dispenser.publish('events', '{"half": ');
    const { secret } = await partner.post('/dispensers', { deviceId: 'STRAY-1' });
    stray = await Dispenser.connect(house.mqttUrl, 'STRAY-1', secret, () => house.clock.now());
    await stray.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
  });
  afterAll(async () => {
    await stray?.leave();
    await house?.stop();
  });

  it('is shown word for word, with what it was matched to', async () => {
    const items = await telemetry(`deviceId=${resident.deviceId}`);
    expect(telemetrySchema.shape.items.parse(items)).toEqual(items);
    expect(items.map(({ type }: any) => type)).toEqual(['event.rejected', 'vendor.hummed', 'dose.dispensed']);
    const [rejected, hummed, dispensed] = items;
    expect(dispensed).toMatchObject({
      time: '2026-03-10T07:01:00.000Z',
      effectiveAt: '2026-03-10T07:01:00.000Z',
      receivedAt: '2026-03-10T07:02:00.000Z',
      lateBySeconds: 60,
      clock: 'trusted',
      bootid: 7,
      sequence: 12,
      notes: [],
      citizenId: resident.citizenId,
      matchedTo: { dueAt },
    });
    expect(JSON.parse(dispensed!.payload)).toMatchObject({ time: '2026-03-10T08:01:00+01:00' });
    expect((hummed!.event as { data: object }).data).toEqual({ tune: 'Für Elise' });
    expect(rejected).toMatchObject({ payload: '{"half": ', event: null, reason: expect.any(String) });
    const [dose] = (await partner.get(`/doses?citizenId=${resident.citizenId}&state=dispensed`)).items;
    expect(dispensed!.matchedTo!.doseId).toBe(dose!.id);
  });

  it('is filtered by dispenser, type and when it was received', async () => {
    const { receivedAt } = (await telemetry(`deviceId=${resident.deviceId}`))[0]!;
    const after = new Date(Date.parse(receivedAt) + 1).toISOString();
    expect(await telemetry(`type=dose.dispensed,vendor.hummed&deviceId=${resident.deviceId},STRAY-1`)).toHaveLength(2);
    expect(await telemetry(`from=${receivedAt}&to=${after}`)).toHaveLength(4);
    expect(await telemetry(`to=${receivedAt}`)).toEqual([]);
    expect(await telemetry(`from=${after}`)).toEqual([]);
    const page = await partner.get('/telemetry?limit=3');
    const rest = await partner.get(`/telemetry?limit=3&cursor=${page.nextCursor}`);
    expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 1, null]);
  });

  it('keeps aside what could not be read or attributed', async () => {
    const items = await quarantine();
    expect(quarantineSchema.shape.items.parse(items)).toEqual(items);
    expect(items.map(({ kind, deviceId }: any) => [kind, deviceId])).toEqual(
      expect.arrayContaining([
        ['rejected', resident.deviceId],
        ['unattributed', 'STRAY-1'],
        ['unknown-type', resident.deviceId],
      ]),
    );
    expect(items).toHaveLength(3);
  });

  it('is counted by kind and reason, and filtered by a reason whatever its numbers', async () => {
    const { items } = await partner.get('/quarantine/counts');
    expect(quarantineCountsSchema.shape.items.parse(items)).toEqual(items);
    expect(items.map(({ kind, count, dispensers }: any) => [kind, count, dispensers]).sort()).toEqual([
      ['rejected', 1, 1],
      ['unattributed', 1, 1],
      ['unknown-type', 1, 1],
    ]);
    expect((await partner.get('/quarantine/counts?deviceId=STRAY-1')).items).toMatchObject([{ kind: 'unattributed' }]);
    for (const { kind, reason } of items) {
      const alike = encodeURIComponent(reason.replaceAll('#', '7'));
      expect((await quarantine(`reason=${alike}`)).map((one: any) => one.kind)).toEqual([kind]);
    }
    expect(await quarantine('reason=because')).toEqual([]);
    expectProblem(await partner.ask('GET', '/quarantine/counts?kind=parked'), 422);
  });

  it('has its effect once somebody says whose it was', async () => {
    const found = (await quarantine()).find(({ kind }: any) => kind === 'unattributed');
    const assign = (body: object) => partner.ask('POST', `/quarantine/${found!.id}/assign`, body);
    expectProblem(await assign({ citizenId: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10' }), 404);
    expectProblem(await assign({}), 422);
    expect((await assign({ citizenId: resident.citizenId })).body).toMatchObject({ state: 'assigned' });
    expectProblem(await assign({ citizenId: resident.citizenId }), 409, { state: 'assigned' });
  });

  it('is left without effect when dismissed, and stays in the journal', async () => {
    for (const left of await quarantine())
      expect((await partner.ask('POST', `/quarantine/${left.id}/dismiss`)).body).toMatchObject({ state: 'dismissed' });
    expect(await quarantine()).toEqual([]);
    expect(await quarantine('state=dismissed,assigned')).toHaveLength(3);
    expect(await telemetry('type=event.rejected')).toHaveLength(1);
    expectProblem(await partner.ask('POST', '/quarantine/42/dismiss'), 404);
  });

  it('shows what was noted beside a line', async () => {
    const journal = house.app.get(JournalService);
    const every = { deviceIds: ['STRAY-1'], types: null, from: null, to: null, before: null };
    const [entry] = await house.app.get(Database).autocommit((tx) => journal.entries.list(tx, every, 1));
    const notes = ['data.slot:left-out', 'sequence:read'] as const;
    await journal.write([{ ...entry!, eventId: 'noted', type: 'vendor.noted', notes }]);
    expect(await telemetry('type=vendor.noted')).toMatchObject([{ id: 'noted', notes }]);
  });

  it.each([
    ['arrays', '['.repeat(8_000), ']'.repeat(8_000)],
    ['objects', '{"in":'.repeat(2_500) + '1', '}'.repeat(2_500)],
  ])('shows what was kept however deep its %s stand in each other, and its neighbours', async (kind, open, close) => {
    const journal = house.app.get(JournalService);
    const every = { deviceIds: ['STRAY-1'], types: ['vendor.noted'], from: null, to: null, before: null };
    const [entry] = await house.app.get(Database).autocommit((tx) => journal.entries.list(tx, every, 1));
    const payload = Buffer.from(
      `{"id":"deep-${kind}","type":"dose.missed","__proto__":{"x":1},"data":{"x":${open}${close}}}`,
    );
    const deep = {
      ...entry!,
      eventId: `deep-${kind}`,
      type: 'dose.missed',
      notes: null,
      payload,
      payloadLength: payload.length,
    };
    await journal.write([deep]);
    await house.clock.settle();
    for (const path of ['/telemetry', '/quarantine'] as const) {
      const { items } = await partner.get(`${path}?limit=500`);
      const shown = items
        .map((item) => ('telemetry' in item ? item.telemetry : item))
        .find((item) => item?.id === `deep-${kind}`);
      expect(shown).toMatchObject({ payload: payload.toString(), event: { id: `deep-${kind}` } });
      expect(JSON.stringify(shown!.event)).toContain('nested too deep');
      expect(items.length).toBeGreaterThan(1);
    }
  });
});
