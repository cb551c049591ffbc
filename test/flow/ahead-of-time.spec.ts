import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseOf } from '../support/case.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const slot = (time: string) => ({ time, criticality: 'standard' });

/** The schedules a dispenser was given, by revision; it is asked again only what it may have forgotten. */
const given = async (house: House, deviceId: string): Promise<number[]> => {
  const rows = await house.query<{ revision: string }>(
    `SELECT "data" ->> 'revision' AS "revision" FROM command WHERE "deviceId" = $1 AND "type" = 'schedule.set' ORDER BY "time", "id"`,
    [deviceId],
  );
  return rows.map(({ revision }) => Number(revision));
};

/** It is 07:00 in Copenhagen on Tuesday 10 March 2026, an hour ahead of UTC. */
describe('a schedule that begins at midnight', () => {
  const midnight = '2026-03-11T00:00:00+01:00';
  let database: TestDatabase;
  let house: House;
  let town: Town;

  const set = ({ citizenId }: Resident, times: string[], validFrom?: string, replaces?: number[]) =>
    town.api.put(`/citizens/${citizenId}/schedule`, { slots: times.map(slot), validFrom, replaces });

  beforeAll(async () => {
    database = await makeDatabase('ahead');
    house = await startHouse({ database });
    town = await makeTown(house);
  });
  afterAll(async () => {
    await house?.stop();
    await database?.drop();
  });

  it('is sent then and not before, and until then the old one is the dispenser’s and is watched', async () => {
    const resident = await town.citizen({ slots: [{ time: '08:00' }, { time: '20:00' }] });
    const seen = caseOf(town, resident);
    await set(resident, ['09:00'], midnight);
    expect(await given(house, resident.deviceId)).toEqual([1]);
    await resident.dispenser.say('device.booted');
    await house.clock.settle();
    expect(await given(house, resident.deviceId)).toEqual([1, 1]);
    await resident.dispenser.leave();

    const [passing, later, corrected] = [
      await town.citizen({ connect: false, slots: [{ time: '12:00' }] }),
      await town.citizen({ connect: false, slots: [{ time: '12:00' }] }),
      await town.citizen({ connect: false }),
    ];
    await set(passing, ['13:00'], midnight);
    await set(passing, ['14:00']);
    await set(later, ['13:00'], '2026-03-11T12:00:00+01:00');
    await set(later, ['14:00'], midnight, [2]);
    await set(corrected, ['13:00'], midnight);

    for (const hours of [3, 4, 8]) {
      await house.clock.forward({ hours });
      await town.closeAll();
    }
    await house.clock.forward({ hours: 1, minutes: 59 });
    const missed = (await seen.alerts()).map(({ type, detail }) => `${type} ${detail.slot}`);
    expect(missed.filter((text) => text.startsWith('dose.')).sort()).toEqual([
      'dose.unconfirmed 08:00',
      'dose.unconfirmed 20:00',
    ]);
    expect(await given(house, resident.deviceId)).toEqual([1, 1]);

    await house.clock.forward({ minutes: 1 });
    expect(await given(house, resident.deviceId)).toEqual([1, 1, 2]);
    expect(await given(house, corrected.deviceId)).toEqual([1]);
    // What was corrected in passing holds until the change that had been planned; to the dispenser that is newer.
    expect(await given(house, passing.deviceId)).toEqual([1, 3, 4]);
    expect(await given(house, later.deviceId)).toEqual([1, 3]);

    const dispenser = await Dispenser.connect(house.mqttUrl, resident.deviceId, resident.secret, () =>
      house.clock.now(),
    );
    await eventually(() => dispenser.commands.some(({ data }) => data.revision === 2));
    await dispenser.leave();
    await town.closeAll();
    await house.clock.forward({ hours: 13 });
    expect(await given(house, resident.deviceId)).toEqual([1, 1, 2]);
    expect(await given(house, passing.deviceId)).toEqual([1, 3, 4]);
    expect(await given(house, later.deviceId)).toEqual([1, 3]);
  });

  it('is sent, once, by a house that was down when it began', async () => {
    const resident = await town.citizen({ connect: false, slots: [{ time: '08:00' }] });
    await set(resident, ['09:00'], '2026-03-13T00:00:00+01:00');
    await house.stop();
    await house.query(`UPDATE clock SET "anchorClockAt" = '2026-03-13T05:00:00+01:00'`);
    house = await startHouse({ database });
    await house.clock.settle();
    expect(await given(house, resident.deviceId)).toEqual([1, 2]);
    await house.clock.forward({ minutes: 5 });
    expect(await given(house, resident.deviceId)).toEqual([1, 2]);
  });
});

describe('a dispenser that is to serve a citizen from 08:30', () => {
  const at = (time: string) => `2026-03-10T${time}:00+01:00`;
  const dueAt = new Date(at('08:00')).toISOString();
  let house: House;
  let town: Town;
  let spares = 0;

  const spare = async () => {
    const deviceId = `SPARE-${++spares}`;
    return { deviceId, secret: (await town.api.post('/dispensers', { deviceId })).secret };
  };
  const connect = async () => {
    const { deviceId, secret } = await spare();
    return Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
  };
  const give = ({ citizenId }: Resident, deviceId: string, from?: string) =>
    town.api.put(`/citizens/${citizenId}/dispenser`, { deviceId, from });
  const owner = async (deviceId: string) => (await town.api.get(`/dispensers/${deviceId}`)).citizenId;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('does so from then on; until then the old one is the citizen’s', async () => {
    const resident = await town.citizen({ slots: [{ time: '08:00' }] });
    const seen = caseOf(town, resident);
    const next = await connect();
    await give(resident, next.deviceId, at('08:30'));
    expect(await owner(resident.deviceId)).toBe(resident.citizenId);
    expect(await owner(next.deviceId)).toBeNull();
    expect(await given(house, next.deviceId)).toEqual([]);
    expect(await seen.told()).toContain('device.assignment_planned');

    await house.clock.forward({ hours: 1, minutes: 10 });
    await next.say('supply.empty');
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    expect((await town.api.get('/quarantine')).items).toMatchObject([
      { deviceId: next.deviceId, kind: 'unattributed' },
    ]);
    expect((await seen.doses())[0]).toMatchObject({ dueAt, state: 'dispensed' });

    await house.clock.forward({ minutes: 20 });
    expect(await owner(resident.deviceId)).toBeNull();
    expect(await owner(next.deviceId)).toBe(resident.citizenId);
    expect(await given(house, next.deviceId)).toEqual([1]);
    expect((await seen.told()).filter((type) => type === 'device.assigned')).toHaveLength(2);

    await next.say('supply.empty');
    await resident.dispenser.say('device.jam');
    await house.clock.settle();
    expect((await seen.alerts()).map(({ type }) => type)).toEqual(['supply.empty']);
    await resident.dispenser.leave();
    await next.leave();
  });

  it('is told the schedule once when both begin together', async () => {
    const resident = await town.citizen({ connect: false, slots: [{ time: '20:00' }] });
    const { deviceId } = await spare();
    await give(resident, deviceId, at('10:00'));
    await town.api.put(`/citizens/${resident.citizenId}/schedule`, { slots: [slot('21:00')], validFrom: at('10:00') });
    await house.clock.forward({ hours: 2 });
    expect(await given(house, deviceId)).toEqual([2]);
    // What it was given for the citizen it serves no more is taken from it.
    expect(await given(house, resident.deviceId)).toEqual([1, 2]);
    expect(await town.api.get(`/dispensers/${resident.deviceId}/commands?limit=1`)).toMatchObject({
      items: [{ type: 'schedule.set', data: { revision: 2, slots: [] }, citizenId: null }],
    });
  });

  it('does not when the plan is given up: what it would have ended goes on', async () => {
    const [resident, other] = [await town.citizen({ connect: false }), await town.citizen({ connect: false })];
    const { deviceId: third } = await spare();
    await give(resident, other.deviceId, at('23:00'));
    await give(resident, third, at('22:00'));
    await house.clock.forward({ hours: 11, minutes: 30 });
    expect(await owner(third)).toBe(resident.citizenId);
    expect(await owner(resident.deviceId)).toBeNull();
    await house.clock.forward({ hours: 1 });
    expect(await owner(other.deviceId)).toBe(other.citizenId);
    expect(await owner(third)).toBe(resident.citizenId);
  });

  it('does so later when it is put off', async () => {
    const resident = await town.citizen({ connect: false });
    const { deviceId } = await spare();
    const [soon, later] = ['2026-03-11T08:00:00+01:00', '2026-03-11T09:00:00+01:00'];
    await give(resident, deviceId, soon);
    await give(resident, deviceId, later);
    await house.clock.forward({ hours: 9, minutes: 15 });
    expect(house.clock.now() > new Date(soon)).toBe(true);
    expect(await owner(resident.deviceId)).toBe(resident.citizenId);
    await house.clock.forward({ hours: 1 });
    expect(await owner(deviceId)).toBe(resident.citizenId);
  });
});
