import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen. */
describe('the battery of a dispenser', () => {
  let house: House;
  let town: Town;

  const moveIn = async () => {
    const resident = await town.citizen();
    const seen = caseOf(town, resident);
    const beat = async (batteryPct: number | null, mains: boolean | null = false): Promise<void> => {
      await house.clock.forward({ minutes: 1 });
      await resident.dispenser.publish('heartbeat', JSON.stringify({ batteryPct, mains }));
      await house.clock.settle();
    };
    return { ...resident, seen, beat };
  };
  const alertsOf = async (seen: Case): Promise<string[]> =>
    (await seen.alerts()).map(({ type, state, occurrences }) => `${type} ${state} ${occurrences}`).reverse();
  const leave = ({ dispenser }: Resident) => dispenser.leave();

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('that is low by heartbeats is one alert until it is well charged again, and nothing goes to the journal', async () => {
    const resident = await moveIn();
    const { seen, beat } = resident;
    for (const pct of [40, 21, 20, 19, 18]) await beat(pct);
    expect(await alertsOf(seen)).toEqual(['battery.low open 1']);
    expect(await seen.alert()).toMatchObject({ priority: 'P4', detail: { batteryPct: 20 } });
    await beat(22);
    await beat(29);
    expect(await alertsOf(seen)).toEqual(['battery.low open 1']);
    await beat(30, true);
    expect(await alertsOf(seen)).toEqual(['battery.low auto-resolved 1']);
    await beat(3, true);
    expect(await alertsOf(seen)).toHaveLength(1);
    expect(
      await house.query(
        'SELECT 1 FROM journal j JOIN device d ON d."number" = j."deviceNumber" WHERE d."deviceId" = $1',
        [resident.deviceId],
      ),
    ).toEqual([]);
    await leave(resident);
  });

  it('that is empty is told so once, after it was low, and both are over when it is charged', async () => {
    const resident = await moveIn();
    const { seen, beat } = resident;
    for (const pct of [10, 5, 4, 8]) await beat(pct, null);
    expect(await alertsOf(seen)).toEqual(['battery.low open 1', 'battery.empty open 1']);
    expect((await seen.alerts())[0]).toMatchObject({ priority: 'P2' });
    await beat(80);
    expect((await alertsOf(seen)).sort()).toEqual(['battery.empty auto-resolved 1', 'battery.low auto-resolved 1']);
    await leave(resident);
  });

  it('of which the dispenser speaks itself is the same alert, whoever speaks first', async () => {
    const [first, second] = [await moveIn(), await moveIn()];
    await first.dispenser.say('battery.low', { data: { batteryPct: 40 } });
    for (const pct of [38, 18, 45]) await first.beat(pct);
    expect(await alertsOf(first.seen)).toEqual(['battery.low open 1']);
    await second.beat(15);
    await second.dispenser.say('battery.low', { data: { batteryPct: 15 } });
    await second.beat(14);
    expect(await alertsOf(second.seen)).toEqual(['battery.low open 2']);
    await first.beat(60);
    expect(await alertsOf(first.seen)).toEqual(['battery.low auto-resolved 1']);
    for (const resident of [first, second]) await leave(resident);
  });

  it('closed by hand is looked at again by the next heartbeat: charging is an answer, still low is not', async () => {
    const [charging, low] = [await moveIn(), await moveIn()];
    for (const { beat, seen } of [charging, low]) {
      await beat(12);
      const { id } = await seen.task();
      await town.api.post(`/tasks/${id}/resolve`, { outcome: 'device-fixed', cause: 'power' });
    }
    await charging.beat(13, true);
    await low.beat(11);
    await charging.dispenser.say('device.closed');
    await house.clock.forward({ minutes: 20 });
    expect(await alertsOf(charging.seen)).toEqual(['battery.low resolved 1']);
    expect(await alertsOf(low.seen)).toEqual(['battery.low resolved 1', 'battery.low open 1']);
    for (const resident of [charging, low]) await leave(resident);
  });

  it('says nothing about the citizen who has the dispenser next', async () => {
    const resident = await moveIn();
    await resident.beat(12, true);
    const { id } = await town.api.post('/citizens', {
      displayName: 'Invented Successor',
      address: { lat: 55.24, lon: 9.26 },
      consent: { telemetry: true },
    });
    await house.clock.forward({ minutes: 1 });
    await town.api.put(`/citizens/${id}/dispenser`, { deviceId: resident.deviceId });
    await house.query('UPDATE device_health SET "mains" = false WHERE "deviceId" = $1', [resident.deviceId]);
    await house.clock.settle();
    const next = caseOf(town, { citizenId: id });
    expect(await alertsOf(next)).toEqual([]);
    await resident.beat(12);
    expect(await alertsOf(next)).toEqual(['battery.low open 1']);
    await leave(resident);
  });
});
