import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen. */
describe('a miss that matches no expected dose', () => {
  let house: House;
  let town: Town;
  let unplanned: Resident;
  let planned: Resident;

  const missed = async (resident: Resident, data: Record<string, unknown>): Promise<Case> => {
    await resident.dispenser.say('dose.missed', { data });
    await house.clock.settle();
    return caseOf(town, resident);
  };
  const unmatched = { type: 'dose.missed', state: 'open', priority: 'P2', unmatched: true, doseId: null };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    unplanned = await town.citizen();
    planned = await town.citizen({ slots: [{ time: '08:00', criticality: 'time-critical' }] });
  });
  afterAll(() => house?.stop());

  it('because no schedule was set is an alert of standard criticality, with a task', async () => {
    const seen = await missed(unplanned, { dueAt: '2026-03-10T06:00:00Z' });
    expect(await seen.doses()).toEqual([]);
    expect(await seen.alert()).toMatchObject({
      ...unmatched,
      dose: { dueAt: '2026-03-10T06:00:00.000Z', criticality: 'standard' },
      ladder: { name: 'standard-dose', rung: 0 },
    });
    expect(await seen.task()).toMatchObject({ kind: 'screen-call', priority: 'P2', alert: { unmatched: true } });
  });

  it('because it does not say which dose is one as well', async () => {
    const seen = await missed(planned, {});
    expect(await seen.alert()).toMatchObject({ ...unmatched, dose: null });
    expect(await seen.task()).toMatchObject({ kind: 'screen-call', priority: 'P2' });
    expect((await seen.doses())[0]).toMatchObject({ state: 'scheduled', missedAt: null });
  });

  it('because it lies far from every dose does not borrow the criticality of another', async () => {
    const seen = await missed(planned, { dueAt: '2026-03-10T04:00:00Z' });
    expect(await seen.alert()).toMatchObject({ ...unmatched, dose: { dueAt: '2026-03-10T04:00:00.000Z' } });
    expect(await seen.alerts()).toHaveLength(2);
  });

  it('and is told again adds to its alert', async () => {
    const seen = await missed(planned, { dueAt: '2026-03-10T04:00:00Z' });
    expect(await seen.alerts()).toHaveLength(2);
    expect(await seen.alert()).toMatchObject({ occurrences: 2 });
    expect(await seen.tasks()).toHaveLength(2);
  });

  it('is closed by the dispensing of the same hour', async () => {
    const seen = caseOf(town, unplanned);
    await unplanned.dispenser.say('dose.dispensed', { data: { dueAt: '2026-03-10T06:00:00Z' } });
    await house.clock.settle();
    expect(await seen.alert()).toMatchObject({ state: 'auto-resolved' });
    expect(await seen.task()).toBeUndefined();
  });

  it('matches the nearest dose when it is near enough', async () => {
    await house.clock.forward({ minutes: 61 });
    const seen = await missed(planned, { dueAt: '2026-03-10T07:25:00Z' });
    expect((await seen.doses())[0]).toMatchObject({ dueAt: '2026-03-10T07:00:00.000Z', state: 'missed' });
    expect(await seen.alert()).toMatchObject({
      unmatched: false,
      priority: 'P1',
      ladder: { name: 'time-critical-dose' },
    });
  });
});
