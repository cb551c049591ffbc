import { afterAll, describe, expect, it } from '@jest/globals';
import { caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown } from '../../support/town.js';

describe('scenario 30: "I took it from the old box"', () => {
  let house: House;
  afterAll(() => house?.stop());

  it('leaves the locked-away dose to the words of the municipality, and gives no advice of its own', async () => {
    house = await startHouse();
    const town = await makeTown(house);
    const resident = await town.citizen({ slots: [{ time: '08:00' }] });
    await house.clock.forward({ hours: 1, minutes: 10 });
    const data = { dueAt: '2026-03-10T07:00:00Z', lockedAway: true };
    await resident.dispenser.say('dose.missed', { data });
    await house.clock.settle();
    const seen = caseOf(town, resident);
    const { id } = await seen.task();
    const outcome = { outcome: 'found-already-taken', cause: 'confusion', note: 'took it from the old box' };
    const resolved = await town.api.post(`/tasks/${id}/resolve`, outcome);
    const item = "The locked-away dose is dealt with as the municipality's instruction says";
    expect(resolved).toMatchObject({ state: 'resolved', alert: { detail: { lockedAway: true, checklist: [item] } } });
    const alert = await seen.alert();
    expect(alert).toMatchObject({ state: 'resolved', outcome: 'found-already-taken' });
    expect(written(alert)).toContain(item);
    expect((await seen.doses())[0]).toMatchObject({ state: 'missed', dispensedAt: null });
  });
});
