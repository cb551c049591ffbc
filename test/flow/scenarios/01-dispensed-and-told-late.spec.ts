import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** Copenhagen is an hour ahead of UTC: doses are due at 08:00, and it is 09:06 when nobody has heard of them. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('scenario 01: a dose that was dispensed in time and told of late', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];
  const tellLate = async (): Promise<Case> => {
    const resident = residents.shift()!;
    await resident.dispenser.say('dose.dispensed', { data: { dueAt }, time: '2026-03-10T07:12:00Z', historical: true });
    await house.clock.settle();
    return caseOf(town, resident);
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    residents = await Promise.all([0, 1, 2].map(() => town.citizen({ slots: [{ time: '08:00' }] })));
    await house.clock.forward({ hours: 2, minutes: 6 });
  });
  afterAll(() => house?.stop());

  it('closes its alert, which says so in words, and is kept as a false alarm of the connection', async () => {
    await house.clock.forward({ minutes: 34 });
    const seen = await tellLate();
    const alert = await seen.alert();
    expect(alert).toMatchObject({
      type: 'dose.unconfirmed',
      state: 'auto-resolved',
      detail: { slot: '08:00', falseAlarm: 'connectivity' },
    });
    expect(written(alert)).toContain('dispensed 08:12, reported 09:40');
    expect(await seen.facts('alert.auto_resolved')).toMatchObject([{ data: { falseAlarm: 'connectivity' } }]);
    expect(await seen.task()).toBeUndefined();
    expect((await seen.doses())[0]).toMatchObject({ state: 'dispensed', unconfirmedAt: expect.any(String) });
  });

  it('does not silently cancel a visit under way: the claimant is told', async () => {
    const nurse = await town.nurse('Vera', [town.west.teamId, town.eTeamId]);
    const { id } = await caseOf(town, residents[0]!).task();
    await nurse.post(`/tasks/${id}/start`, { mode: 'visit' });
    const seen = await tellLate();
    expect(await seen.task()).toMatchObject({ id, state: 'in-progress', alert: { state: 'auto-resolved' } });
    expect(await seen.facts('task.holder_told')).toMatchObject([{ subject: id, for: nurse.staffId }]);
  });

  it('scenario 03: taken after the alarm, it is late and no false alarm; both facts stay', async () => {
    const resident = residents.shift()!;
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.forward({ minutes: 5 });
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    const seen = caseOf(town, resident);
    const alert = await seen.alert();
    expect(alert).toMatchObject({ state: 'auto-resolved' });
    expect(alert.detail.falseAlarm).toBeUndefined();
    expect(written(alert)).toContain('dispensed 09:45, reported 09:45');
    expect((await seen.doses())[0]).toMatchObject({
      state: 'dispensed',
      missedAt: '2026-03-10T08:40:00.000Z',
      dispensedAt: '2026-03-10T08:45:00.000Z',
    });
  });
});
