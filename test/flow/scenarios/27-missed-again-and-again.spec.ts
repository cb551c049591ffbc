import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** Six doses a day from 08:00 in Copenhagen, flexible, so that a miss is a P3 and nothing louder. */
const hours = [8, 9, 10, 11, 12, 13];

describe('scenario 27: three misses in seven days', () => {
  let house: House;
  let town: Town;
  let [known, alone]: Resident[] = [];
  let contactPersonId: string;
  let missed = 0;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    contactPersonId = (await town.nurse('Signe', [town.west.teamId])).staffId;
    const slots = hours.map((hour) => ({ time: `${String(hour).padStart(2, '0')}:00`, criticality: 'flexible' }));
    known = await town.citizen({ slots, contactPersonId });
    alone = await town.citizen({ slots });
    await house.clock.forward({ hours: 1, minutes: 10 });
  });
  afterAll(() => house?.stop());

  const miss = async (): Promise<void> => {
    const dueAt = new Date(Date.UTC(2026, 2, 10, hours[missed++]! - 1)).toISOString();
    for (const { dispenser } of [known!, alone!]) await dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
  };
  const reviews = async (seen: Case) => (await seen.alerts()).filter(({ type }) => type === 'service.suitability');

  it('ask the contact person once whether the dispenser suits, and no alarm is louder for it', async () => {
    await miss();
    await miss();
    expect(await reviews(caseOf(town, known!))).toEqual([]);
    await miss();
    const seen = caseOf(town, known!);
    expect(await reviews(seen)).toMatchObject([{ priority: 'P3', detail: { missed: 3, days: 7 } }]);
    const asked = (await seen.tasks()).filter(({ kind }) => kind === 'review');
    expect(asked).toMatchObject([{ priority: 'P3', assigneeId: contactPersonId, audience: 'person' }]);
    expect((await seen.alerts()).filter(({ type }) => type === 'dose.missed')).toMatchObject([
      { priority: 'P3' },
      { priority: 'P3' },
      { priority: 'P3' },
    ]);
  });

  it('ask the nearest team where there is no contact person', async () => {
    const asked = (await caseOf(town, alone!).tasks()).filter(({ kind }) => kind === 'review');
    expect(asked).toMatchObject([{ priority: 'P3', teamId: town.west.teamId, assigneeId: null }]);
  });

  it('are not asked about again within the week, not even when the review is done', async () => {
    const seen = caseOf(town, known!);
    await miss();
    expect(await reviews(seen)).toHaveLength(1);
    const [task] = (await seen.tasks()).filter(({ kind }) => kind === 'review');
    await town.api.post(`/tasks/${task!.id}/resolve`, { outcome: 'other', cause: 'other' });
    await miss();
    expect(await reviews(seen)).toMatchObject([{ state: 'resolved' }]);
  });
});
