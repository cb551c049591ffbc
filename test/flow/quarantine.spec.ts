import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00, and it is 08:10 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('telemetry that is put aside', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let unassigned: Dispenser;

  const quarantined = async (state = 'open') => (await town.api.get(`/quarantine?state=${state}`)).items;
  const heardFrom = async (deviceId: string) => (await town.api.get(`/telemetry?deviceId=${deviceId}`)).items;
  const newDispenser = async (deviceId: string): Promise<Dispenser> => {
    const { secret } = await town.api.post('/dispensers', { deviceId });
    return Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }] });
    unassigned = await newDispenser('SPARE-1');
    await house.clock.forward({ hours: 1, minutes: 10 });
  });
  afterAll(() => house?.stop());

  it('because it cannot be read is acknowledged, journalled with its reason and shown', async () => {
    const event = { specversion: '1.0', id: newId(), type: 'dose.missed', time: house.clock.now().toISOString() };
    const words: [payload: string | Buffer, reason: RegExp][] = [
      ['not json at all', /not JSON/],
      [Buffer.from([0xff, 0xfe, 0x00]), /not UTF-8/],
      ['[1,2]', /not a JSON object/],
      [JSON.stringify({ ...event, id: undefined }), /id: must be text .* or a number/],
      [JSON.stringify({ ...event, id: newId(), type: 8 }), /type: must be text/],
      [JSON.stringify({ ...event, id: newId(), type: 'event.rejected' }), /event.rejected is for the gateway to say/],
    ];
    for (const [payload] of words) await resident.dispenser.publish('events', payload);
    await resident.dispenser.publish('events', words[0]![0]);
    await house.clock.settle();
    const items = await quarantined();
    expect(items).toHaveLength(words.length);
    for (const [, reason] of words)
      expect(items).toContainEqual(
        expect.objectContaining({
          kind: 'rejected',
          deviceId: resident.deviceId,
          reason: expect.stringMatching(reason),
        }),
      );
    const heard = await heardFrom(resident.deviceId);
    expect(heard.map(({ type }: { type: string }) => type)).toEqual(words.map(() => 'event.rejected'));
    // Whatever is wrong with it: it says that a dose was missed.
    expect(await caseOf(town, resident).alerts()).toMatchObject([
      { type: 'dose.missed', detail: { unreadable: true } },
    ]);
  });

  it('because it is too long keeps its beginning and its length', async () => {
    const payload = JSON.stringify({ id: newId(), type: 'dose.missed', data: { filler: 'x'.repeat(20_000) } });
    await resident.dispenser.publish('events', payload);
    await house.clock.settle();
    const [line] = await house.query<{ payloadLength: number; payload: Buffer; reason: string }>(
      `SELECT * FROM journal WHERE "payloadLength" > 16384`,
    );
    expect(line).toMatchObject({ payloadLength: payload.length, reason: expect.stringContaining('at most 16384') });
    expect(line!.payload).toHaveLength(1024);
  });

  it('can be dismissed, and stays in the journal', async () => {
    for (const { id } of await quarantined()) await town.api.post(`/quarantine/${id}/dismiss`);
    expect(await quarantined()).toEqual([]);
    const [dismissed] = await quarantined('dismissed');
    expect(dismissed).toMatchObject({ state: 'dismissed' });
    expect(await town.api.ask('POST', `/quarantine/${dismissed!.id}/dismiss`)).toMatchObject({ status: 409 });
    expect(await heardFrom(resident.deviceId)).toHaveLength(7);
  });

  it('because the dispenser serves nobody is nobody’s, until somebody says whose it was', async () => {
    await unassigned.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    const { id, ...item } = (await quarantined())[0]!;
    expect(item).toMatchObject({ kind: 'unattributed', deviceId: 'SPARE-1', telemetry: { type: 'dose.missed' } });
    expect((await heardFrom('SPARE-1'))[0]).toMatchObject({ citizenId: null, matchedTo: null });
    expect(await house.query(`SELECT 1 FROM alert WHERE "deviceId" = 'SPARE-1'`)).toEqual([]);

    const assigned = await town.api.post(`/quarantine/${id}/assign`, { citizenId: resident.citizenId });
    expect(assigned).toMatchObject({ state: 'assigned' });
    await house.clock.settle();
    expect(await caseOf(town, resident).task()).toMatchObject({ kind: 'screen-call' });
    expect((await caseOf(town, resident).doses())[0]).toMatchObject({ state: 'missed' });
    expect(await town.api.ask('POST', `/quarantine/${id}/assign`, { citizenId: resident.citizenId })).toMatchObject({
      status: 409,
    });
  });

  it('is for those who see every district only', async () => {
    await unassigned.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    const { id } = (await quarantined())[0]!;
    const nurse = await town.nurse('Anna', [town.west.teamId]);
    expect((await nurse.ask('GET', '/quarantine')).status).toBeGreaterThanOrEqual(403);
    expect((await nurse.ask('POST', `/quarantine/${id}/dismiss`)).status).toBeGreaterThanOrEqual(403);
    await town.api.post(`/quarantine/${id}/dismiss`);
  });

  it('of a dispenser that was replaced: what it said before the swap is the citizen’s, what it says after is not', async () => {
    const moving = await town.citizen();
    const old = moving.dispenser;
    await house.clock.forward({ minutes: 10 });
    const swappedAt = house.clock.now();
    const next = await newDispenser('SPARE-2');
    await town.api.put(`/citizens/${moving.citizenId}/dispenser`, { deviceId: 'SPARE-2' });
    await house.clock.forward({ minutes: 5 });
    const before = new Date(swappedAt.getTime() - 60_000);
    await old.say('device.jam', { time: before, historical: true });
    await old.say('device.tamper', {});
    await next.say('supply.low', { data: { dosesRemaining: 3 } });
    await house.clock.settle();
    const alerts = await caseOf(town, moving).alerts();
    expect(alerts.map(({ type }) => type).sort()).toEqual(['device.jam', 'supply.low']);
    expect(await quarantined()).toMatchObject([{ kind: 'unattributed', deviceId: moving.deviceId }]);
  });

  describe('because nobody knows its type', () => {
    const unknown = async (state = 'open') =>
      (await quarantined(state)).filter(({ kind }: { kind: string }) => kind === 'unknown-type');
    const hum = async (times: number, type = 'weather.changed') => {
      for (let n = 0; n < times; n++) await resident.dispenser.say(type, { data: { n } });
      await house.clock.settle();
    };

    it('is shown with its dispenser, once a type and counted, and asks nothing of anybody', async () => {
      const alerts = await caseOf(town, resident).alerts();
      await hum(1);
      await hum(3);
      await hum(2, 'weather.warned');
      expect(await unknown()).toMatchObject([
        {
          deviceId: resident.deviceId,
          occurrences: 2,
          telemetry: { type: 'weather.warned', event: { data: { n: 1 } } },
        },
        {
          deviceId: resident.deviceId,
          occurrences: 4,
          telemetry: { type: 'weather.changed', event: { data: { n: 2 } } },
        },
      ]);
      expect((await unknown())[1]!.reason).toBe('nobody here knows the type weather.changed');
      expect(await caseOf(town, resident).alerts()).toHaveLength(alerts.length);
      const told = (await town.api.get('/events?type=telemetry.quarantined&limit=500')).items;
      expect(told.filter(({ data }) => 'kind' in data && data.kind === 'unknown-type')).toHaveLength(2);
    });

    it('is counted on when it was dismissed, and stays so', async () => {
      const { id } = (await unknown())[1]!;
      await town.api.post(`/quarantine/${id}/dismiss`);
      await hum(1);
      expect(await unknown()).toHaveLength(1);
      expect(await unknown('dismissed')).toMatchObject([{ id, occurrences: 5 }]);
    });

    it('goes round again, and stands there again as long as nobody knows the type', async () => {
      const { id } = (await unknown())[0]!;
      expect(await town.api.post(`/quarantine/${id}/retry`)).toMatchObject({ state: 'retried' });
      await house.clock.settle();
      expect(await unknown()).toMatchObject([{ id, occurrences: 2, closedAt: null }]);
    });

    it('is a review for the citizen’s team when somebody hands it over', async () => {
      const { id } = (await unknown())[0]!;
      const assigned = await town.api.post(`/quarantine/${id}/assign`, { citizenId: resident.citizenId });
      expect(assigned).toMatchObject({ state: 'assigned' });
      const alerts = await caseOf(town, resident).alerts();
      expect(alerts.map(({ type }) => type)).toContain('service.telemetry_review');
    });
  });
});
