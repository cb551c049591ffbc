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

  it('keeps the first words when the same id and time come with other bytes, and counts it', async () => {
    const [, , , resident] = residents as [Resident, Resident, Resident, Resident];
    const said = await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await resident.dispenser.publish('events', JSON.stringify({ ...said, type: 'dose.dispensed' }));
    await house.clock.settle();
    expect(await heardFrom(resident)).toMatchObject([{ type: 'dose.missed' }]);
    expect((await caseOf(town, resident).doses())[0]).toMatchObject({ state: 'missed', dispensedAt: null });
    expect(await counted('repeated-with-other-bytes')).toBe(1);
  });
});
