import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

const dueAt = '2026-03-10T07:30:00Z';

/** The house stands at 08:00 in Copenhagen (07:00 UTC); the dispensers have been there for an hour. */
describe('scenario 04: a dispenser with a wrong clock', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];
  const told = async (deviceId: string) => (await town.api.get(`/telemetry?deviceId=${deviceId}`)).items;
  const ahead = (minutes: number): string => new Date(house.clock.now().getTime() + minutes * 60_000).toISOString();

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    residents = [];
    while (residents.length < 4) residents.push(await town.citizen({ slots: [{ time: '08:30' }] }));
    await house.clock.forward({ hours: 1 });
  });
  afterAll(() => house?.stop());

  it('that was never set is heard as of now, in the order it counts, and told about once', async () => {
    const resident = residents[0]!;
    const seen = caseOf(town, resident);
    for (const sequence of [1, 2]) {
      const time = `1970-01-01T00:0${sequence}:00Z`;
      await resident.dispenser.say('device.booted', { time, clocksync: 'unset', bootid: 3, sequence });
    }
    await resident.dispenser.say('dose.dispensed', {
      time: '1970-01-01T00:04:00Z',
      clocksync: 'unset',
      data: { dueAt },
    });
    await house.clock.settle();
    expect((await told(resident.deviceId))[0]).toMatchObject({
      clock: 'unset',
      effectiveAt: '2026-03-10T07:00:00.000Z',
    });
    expect(await seen.alerts()).toMatchObject([{ type: 'clock.invalid', priority: 'P3', occurrences: 1 }]);
    expect((await seen.doses())[0]).toMatchObject({ state: 'dispensed' });
    await resident.dispenser.say('clock.adjusted');
    await house.clock.settle();
    expect(await seen.alerts()).toMatchObject([{ state: 'auto-resolved' }]);
    await resident.dispenser.leave();
  });

  it('that runs ahead is corrected and marked, and never speaks of the future', async () => {
    const resident = residents[1]!;
    await resident.dispenser.say('device.tilted', { time: ahead(30), sentat: ahead(31) });
    await house.clock.settle();
    expect((await told(resident.deviceId))[0]).toMatchObject({ clock: 'corrected', effectiveAt: ahead(-1) });
    const alerts = await caseOf(town, resident).alerts();
    expect(alerts.map(({ type }) => type).sort()).toEqual(['clock.invalid', 'device.tilted']);
    expect(alerts.find(({ type }) => type === 'clock.invalid')!.detail).toMatchObject({ clockDeltaSeconds: -1860 });
    await resident.dispenser.leave();
  });

  it('is not what a packet sent again has', async () => {
    const resident = residents[2]!;
    await resident.dispenser.say('device.tilted', { time: ahead(-20), sentat: ahead(-20) });
    await house.clock.settle();
    expect((await told(resident.deviceId))[0]).toMatchObject({ clock: 'trusted', effectiveAt: ahead(-20) });
    expect(await caseOf(town, resident).alerts()).toMatchObject([{ type: 'device.tilted' }]);
    await resident.dispenser.leave();
  });

  it('that is slow by the same measure again and again is corrected', async () => {
    const resident = residents[3]!;
    await resident.dispenser.say('device.tilted', { time: ahead(-20), sentat: ahead(-20) });
    await house.clock.forward({ minutes: 2 });
    await resident.dispenser.say('device.tilted', { time: ahead(-20), sentat: ahead(-20) });
    await house.clock.settle();
    expect((await told(resident.deviceId))[0]).toMatchObject({ clock: 'corrected', effectiveAt: ahead(0) });
    await resident.dispenser.leave();
  });
});
