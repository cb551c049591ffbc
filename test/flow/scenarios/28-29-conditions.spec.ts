import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

describe('conditions that do not come right', () => {
  let house: House;
  let town: Town;

  const moveIn = async (): Promise<Resident & { seen: Case; say: (type: string, data?: object) => Promise<void> }> => {
    const resident = await town.citizen({ slots: [{ time: '20:00' }] });
    return {
      ...resident,
      seen: caseOf(town, resident),
      say: async (type, data = {}) => {
        await resident.dispenser.say(type, { data: { ...data } });
        await house.clock.settle();
      },
    };
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('scenario 28: a contact that chatters is one alert "unstable", until it is quiet', async () => {
    const { seen, say, dispenser } = await moveIn();
    for (let times = 0; times < 4; times++) {
      await say('device.opened');
      await house.clock.forward({ seconds: 20 });
      await say('device.closed');
    }
    const live = (await seen.alerts()).filter(({ state }) => state === 'open');
    expect(live).toMatchObject([
      { type: 'device.unstable', priority: 'P4', detail: { unstable: 'device.opened', toggles: 4 } },
    ]);
    expect(await seen.alerts()).toHaveLength(3);
    await house.clock.forward({ minutes: 11 });
    expect((await seen.alerts()).filter(({ state }) => state === 'open')).toEqual([]);
    await dispenser.leave();
  });

  it('scenario 29: a fault closed by hand that is still there after the next sign of life is a new alert, linked to the old', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.fault', { faultCode: 'E7' });
    const old = await seen.alert();
    const { id } = await seen.task();
    await town.api.post(`/tasks/${id}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    expect(await seen.task()).toBeUndefined();
    await house.clock.forward({ minutes: 5 });
    await dispenser.publish('heartbeat', JSON.stringify({ batteryPct: 90, mains: true }));
    await house.clock.forward({ minutes: 20 });
    expect(await seen.alerts()).toMatchObject([
      { type: 'device.fault', state: 'open', previousAlertId: old.id },
      { id: old.id, state: 'resolved', cause: 'device-fault' },
    ]);
    await say('device.fault_cleared');
    expect((await seen.alerts()).filter(({ state }) => state === 'open')).toEqual([]);
    await dispenser.leave();
  });

  it('a lid left open is louder after half an hour', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.opened');
    expect(await seen.alert()).toMatchObject({ priority: 'P4' });
    await house.clock.forward({ minutes: 30 });
    expect(await seen.alert()).toMatchObject({ priority: 'P3' });
    await dispenser.leave();
  });

  it('starting anew three times a day is work, once or twice is not', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.booted', { resetReason: 'watchdog' });
    await house.clock.forward({ hours: 1 });
    await say('device.booted', { resetReason: 'watchdog' });
    expect(await seen.alerts()).toEqual([]);
    await house.clock.forward({ hours: 1 });
    await say('device.booted', { resetReason: 'watchdog' });
    expect(await seen.alerts()).toMatchObject([{ type: 'device.booted', priority: 'P4' }]);
    await dispenser.leave();
  });

  it('a supply that runs low says when it will be used up', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('supply.low', { dosesRemaining: 3 });
    expect((await seen.alert()).detail).toMatchObject({ dosesRemaining: 3, depletionAt: '2026-03-13T19:00:00.000Z' });
    await dispenser.leave();
  });
});
