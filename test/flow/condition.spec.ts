import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen. */
describe('a condition of a dispenser', () => {
  let house: House;
  let town: Town;

  const moveIn = async (): Promise<
    { seen: Case; say: (type: string, data?: Record<string, unknown>) => Promise<void> } & Resident
  > => {
    const resident = await town.citizen();
    const say = async (type: string, data: Record<string, unknown> = {}): Promise<void> => {
      await resident.dispenser.say(type, { data });
      await house.clock.settle();
    };
    return { ...resident, seen: caseOf(town, resident), say };
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('that stops the dispensing is work of the nearest team at once, and ends when the dispenser says so', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('supply.empty', { nextDueAt: '2026-03-10T20:00:00+01:00' });
    expect(await seen.alert()).toMatchObject({
      type: 'supply.empty',
      priority: 'P2',
      dose: null,
      detail: { condition: 'supply.empty' },
      ladder: { name: 'dispensing-stopped', rung: 0 },
    });
    expect(await seen.task()).toMatchObject({ kind: 'refill', teamId: town.west.teamId });
    await say('supply.loaded', { count: 14 });
    const { state, log } = await seen.alert();
    expect(state).toBe('auto-resolved');
    expect(log.at(-1)).toMatchObject({
      entry: 'signed-off',
      kind: 'condition_cleared',
      data: { type: 'supply.loaded' },
    });
    expect(await seen.tasks()).toMatchObject([{ state: 'auto-resolved' }]);
    await dispenser.leave();
  });

  it('is one alert however often it is reported, and a new one, linked to the old, when it comes back', async () => {
    const { seen, say, dispenser } = await moveIn();
    for (let times = 0; times < 3; times++) await say('device.jam', { slot: 4 });
    const [first] = await seen.alerts();
    expect(first).toMatchObject({ occurrences: 3, state: 'open' });
    expect(await seen.tasks()).toHaveLength(1);
    const { id } = await seen.task();
    await town.api.post(`/tasks/${id}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    await say('device.jam', { slot: 4 });
    expect(await seen.alerts()).toMatchObject([
      { state: 'open', occurrences: 1, previousAlertId: first!.id },
      { id: first!.id, state: 'resolved' },
    ]);
    await dispenser.leave();
  });

  it('that must last before it counts asks nobody until then, however often it is reported', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.tilted', { tiltDeg: 50 });
    await house.clock.forward({ minutes: 3 });
    await say('device.tilted', { tiltDeg: 55 });
    expect(await seen.alert()).toMatchObject({ type: 'device.tilted', occurrences: 2, ladder: { rung: null } });
    expect(await seen.task()).toBeUndefined();
    await house.clock.forward({ minutes: 6, seconds: 59 });
    expect(await seen.task()).toBeUndefined();
    await house.clock.forward({ seconds: 1 });
    expect(await seen.task()).toMatchObject({ kind: 'visit', priority: 'P3' });
    await dispenser.leave();
  });

  it('that passes before it counts asks nobody at all', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.tilted');
    await house.clock.forward({ minutes: 9 });
    await say('device.upright');
    await house.clock.forward({ minutes: 5 });
    expect(await seen.alerts()).toMatchObject([{ state: 'auto-resolved' }]);
    expect(await seen.tasks()).toEqual([]);
    await dispenser.leave();
  });

  it('of the mains is looked at after an hour, and not when the current was back before', async () => {
    const short = await moveIn();
    const long = await moveIn();
    await short.say('power.mains_lost', { batteryPct: 90 });
    await long.say('power.mains_lost', { batteryPct: 90 });
    await house.clock.forward({ minutes: 59 });
    await short.say('power.mains_restored');
    expect(await long.seen.tasks()).toEqual([]);
    await house.clock.forward({ minutes: 1 });
    expect(await short.seen.tasks()).toEqual([]);
    expect(await long.seen.task()).toMatchObject({ kind: 'technical', priority: 'P3' });
    await long.say('power.mains_restored');
    expect(await long.seen.task()).toBeUndefined();
    await short.dispenser.leave();
    await long.dispenser.leave();
  });

  it('within its limits is information only', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('clock.invalid', { clockDeltaSeconds: 90 });
    await say('device.booted', { resetReason: 'power' });
    await say('dose.prn_dispensed');
    expect(await seen.alerts()).toEqual([]);
    await say('clock.invalid', { clockDeltaSeconds: -600 });
    expect(await seen.alerts()).toMatchObject([{ type: 'clock.invalid', priority: 'P3' }]);
    await dispenser.leave();
  });

  it('that only the gateway may report has no effect from a dispenser’s mouth', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('connectivity.offline');
    await say('dose.unconfirmed', { dueAt: '2026-03-10T07:00:00Z' });
    await say('gateway.fleet_outage');
    expect(await seen.alerts()).toEqual([]);
    await dispenser.leave();
  });

  it('can be set aside for a while: nobody is asked meanwhile, and its step asks again afterwards', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.jam');
    const { id } = await seen.alert();
    const until = new Date(house.clock.now().getTime() + 2 * 3_600_000).toISOString();
    expect(await town.api.post(`/alerts/${id}/shelve`, { until, reason: 'spare part comes at ten' })).toMatchObject({
      state: 'shelved',
      shelvedUntil: until,
    });
    expect(await seen.task()).toBeUndefined();
    await say('device.jam');
    await house.clock.forward({ hours: 1, minutes: 59 });
    expect(await seen.alerts()).toMatchObject([{ state: 'shelved', occurrences: 2 }]);
    expect(await seen.task()).toBeUndefined();
    await house.clock.forward({ minutes: 1 });
    expect(await seen.alert()).toMatchObject({ state: 'open' });
    expect(await seen.task()).toMatchObject({ kind: 'visit', state: 'open' });
    await dispenser.leave();
  });

  it.each(['waits in the queue', 'was taken by somebody'])(
    'that becomes louder raises the work with it, also what %s',
    async (where) => {
      const { seen, say, dispenser } = await moveIn();
      await say('device.opened');
      const { id, priority } = await seen.task();
      expect(priority).toBe('P4');
      if (where !== 'waits in the queue') await town.api.post(`/tasks/${id}/claim`);
      await house.clock.forward({ minutes: 29 });
      expect(await seen.task()).toMatchObject({ id, priority: 'P4' });
      await house.clock.forward({ minutes: 1 });
      expect(await seen.alert()).toMatchObject({ type: 'device.opened', priority: 'P3' });
      expect(await seen.task()).toMatchObject({ id, priority: 'P3' });
      expect(await seen.facts('task.raised')).toMatchObject([{ data: { from: 'P4', priority: 'P3' } }]);
      await dispenser.leave();
    },
  );

  it('that becomes critical on the shelf is taken from it at once', async () => {
    const { seen, say, dispenser, citizenId } = await moveIn();
    await town.api.put(`/citizens/${citizenId}/schedule`, { slots: [{ time: '23:00', criticality: 'time-critical' }] });
    const dueAt = '2026-03-10T23:00:00+01:00';
    await say('dose.refused', { dueAt });
    const { id, priority } = await seen.alert();
    expect(priority).toBe('P3');
    const until = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
    await town.api.post(`/alerts/${id}/shelve`, { until, reason: 'asks again at ten' });
    await say('dose.missed', { dueAt });
    expect(await seen.alert()).toMatchObject({ id, state: 'open', priority: 'P1', shelvedUntil: null });
    expect(await seen.task()).toMatchObject({ state: 'open', priority: 'P1' });
    await dispenser.leave();
  });

  it('that ends on the shelf closes there', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('supply.empty');
    const { id } = await seen.alert();
    const until = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
    await town.api.post(`/alerts/${id}/shelve`, { until, reason: 'on its way' });
    await say('supply.loaded');
    await house.clock.forward({ minutes: 61 });
    expect(await seen.alerts()).toMatchObject([{ state: 'auto-resolved' }]);
    expect(await seen.task()).toBeUndefined();
    await dispenser.leave();
  });

  it('is shelved for a day at most, and a P1 never', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.jam');
    const shelve = async (alertId: string, hours: number) =>
      town.api.ask('POST', `/alerts/${alertId}/shelve`, {
        until: new Date(house.clock.now().getTime() + hours * 3_600_000).toISOString(),
        reason: 'later',
      });
    const { id } = await seen.alert();
    expect(await shelve(id, 25)).toMatchObject({ status: 422, body: { errors: [{ path: 'until' }] } });
    expect(await shelve(id, -1)).toMatchObject({ status: 422 });
    await town.api.put(`/citizens/${(await seen.alert()).citizenId}/schedule`, {
      slots: [{ time: '23:00', criticality: 'time-critical' }],
    });
    await say('dose.missed', { dueAt: '2026-03-10T23:00:00+01:00' });
    const [urgent] = await seen.alerts();
    expect(urgent!.priority).toBe('P1');
    expect(await shelve(urgent!.id, 1)).toMatchObject({ status: 422, body: { errors: [{ path: 'priority' }] } });
    await dispenser.leave();
  });

  it('of several codes is one alert that names them, and ends when the last of them is over', async () => {
    const { seen, say, dispenser } = await moveIn();
    await say('device.fault', { faultCode: 'E1', dispensingStopped: true });
    await say('device.fault', { faultCode: 'E2' });
    await say('device.fault_cleared', { faultCode: 'E1' });
    expect(await seen.alerts()).toMatchObject([{ type: 'device.fault', state: 'open', detail: { codes: ['E2'] } }]);
    expect((await seen.alert()).detail).not.toHaveProperty('dispensingStopped');
    expect(written(await seen.alert())).toContain('what is left: E2');
    expect(await seen.tasks()).toMatchObject([{ state: 'open' }]);
    await say('device.fault_cleared', { faultCode: 'E2' });
    expect(await seen.alerts()).toMatchObject([{ state: 'auto-resolved' }]);
    await dispenser.leave();
  });

  it('is neither ended nor begun by what was so before', async () => {
    const { seen, say, dispenser } = await moveIn();
    const anHourAgo = { time: new Date(house.clock.now().getTime() - 3_600_000), historical: true };
    await say('device.fault', { faultCode: 'E1' });
    await say('supply.loaded', { count: 14 });
    await dispenser.say('device.fault_cleared', anHourAgo);
    await dispenser.say('supply.empty', anHourAgo);
    await house.clock.settle();
    expect(await seen.alerts()).toMatchObject([{ type: 'device.fault', state: 'open' }]);
    await dispenser.leave();
  });
});
