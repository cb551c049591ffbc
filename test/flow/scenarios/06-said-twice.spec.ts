import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00, and it is 08:30 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('what a dispenser says twice', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];
  const heardFrom = async ({ deviceId }: Resident) =>
    (await town.api.get(`/telemetry?deviceId=${deviceId}&limit=500`)).items;
  const counted = async (result: string): Promise<number> => {
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(metrics.match(new RegExp(`dosevagt_telemetry_total{result="${result}"} (\\d+)`))?.[1] ?? 0);
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const slots = [{ time: '08:00' }];
    residents = await Promise.all(Array.from({ length: 4 }, () => town.citizen({ slots })));
    await house.clock.forward({ hours: 1, minutes: 30 });
  });
  afterAll(() => house?.stop());

  it('is one line in the journal and one task when it is the same event', async () => {
    const [resident] = residents as [Resident];
    const seen = caseOf(town, resident);
    const said = await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await resident.dispenser.publish('events', JSON.stringify(said));
    await house.clock.settle();
    await resident.dispenser.publish('events', JSON.stringify(said));
    await house.clock.settle();
    expect(await heardFrom(resident)).toMatchObject([{ id: said.id, type: 'dose.missed' }]);
    expect(await seen.alerts()).toMatchObject([{ occurrences: 1 }]);
    expect(await seen.tasks()).toHaveLength(1);
    expect(await counted('repeated')).toBe(2);
  });

  it('is two lines and still one alert and one task when it comes under a new id within five seconds', async () => {
    const [, resident] = residents as [Resident, Resident];
    const seen = caseOf(town, resident);
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await resident.dispenser.say('dose.missed', {
      data: { dueAt },
      time: new Date(house.clock.now().getTime() - 4_000),
    });
    await house.clock.settle();
    expect(await heardFrom(resident)).toHaveLength(2);
    expect(await seen.alerts()).toMatchObject([{ occurrences: 1 }]);
    expect((await seen.told()).filter((type) => type === 'dose.missed')).toHaveLength(1);
    expect(await seen.tasks()).toHaveLength(1);
  });

  it('has one effect when a whole batch is sent again, in another order', async () => {
    const [, , resident] = residents as [Resident, Resident, Resident];
    const seen = caseOf(town, resident);
    const batch = [
      await resident.dispenser.say('dose.reminded', { data: { dueAt, n: 1 }, sequence: 1, bootid: 3 }),
      await resident.dispenser.say('dose.missed', { data: { dueAt }, sequence: 2, bootid: 3 }),
      await resident.dispenser.say('supply.low', { data: { dosesRemaining: 6 }, sequence: 3, bootid: 3 }),
    ];
    await house.clock.settle();
    const before = await seen.told();
    for (let round = 0; round < 3; round++)
      await Promise.all(
        [...batch].reverse().map((event) => resident.dispenser.publish('events', JSON.stringify(event))),
      );
    await house.clock.settle();
    expect(await heardFrom(resident)).toHaveLength(3);
    expect(await seen.told()).toEqual(before);
    expect((await seen.alerts()).map(({ type }) => type).sort()).toEqual(['dose.missed', 'supply.low']);
  });

  it('is one line when it is written or sent otherwise', async () => {
    const [, , , resident] = residents as [Resident, Resident, Resident, Resident];
    const { data, ...said } = await resident.dispenser.say('device.jam', { data: { slot: 4 } });
    const later = new Date(house.clock.now().getTime() + 1_000).toISOString();
    await resident.dispenser.publish('events', JSON.stringify({ data, ...said, sentat: later }, null, 2));
    await house.clock.settle();
    expect(await heardFrom(resident)).toMatchObject([{ id: said.id, type: 'device.jam' }]);
    expect(await counted('repeated-with-other-bytes')).toBe(1);
    expect(await counted('identity-clash')).toBe(0);
  });

  it('is another event when it says something else under the same id and time, and has its effect', async () => {
    const [, , , resident] = residents as [Resident, Resident, Resident, Resident];
    const said = await resident.dispenser.say('dose.missed', { data: { dueAt } });
    const others = [
      { ...said, type: 'dose.dispensed' },
      { ...said, data: {} },
      { ...said, type: 8 },
    ];
    for (const other of [...others, ...others]) await resident.dispenser.publish('events', JSON.stringify(other));
    await Promise.all(others.map((other) => resident.dispenser.publish('events', JSON.stringify(other, null, 1))));
    await house.clock.settle();
    const lines = (await heardFrom(resident)).filter(({ id }: { id: string }) => id === said.id);
    expect(lines.map(({ type, notes }: { type: string; notes: string[] }) => [type, ...notes])).toEqual([
      ['event.rejected', 'identity-clash'],
      ['dose.missed', 'identity-clash'],
      ['dose.dispensed', 'identity-clash'],
      ['dose.missed'],
    ]);
    expect((await caseOf(town, resident).doses())[0]).toMatchObject({ state: 'dispensed' });
    expect(await counted('identity-clash')).toBe(3);
  });

  it('is another event when both come in one batch', async () => {
    const [, , , resident] = residents as [Resident, Resident, Resident, Resident];
    const said = { id: 'of-one-batch', time: house.clock.now().toISOString() };
    const all = [1, 2, 3, 2, 1].map((slot) => ({ ...said, type: 'device.jam', data: { slot } }));
    await Promise.all(all.map((event) => resident.dispenser.publish('events', JSON.stringify(event))));
    const lines = (await heardFrom(resident)).filter(({ id }: { id: string }) => id === said.id);
    expect(lines.map(({ event }) => (event as { data: { slot: number } }).data.slot).sort()).toEqual([1, 2, 3]);
  });
});
