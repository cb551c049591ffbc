import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00, and it is 08:30 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('a dose that is dispensed after all', () => {
  let house: House;
  let town: Town;
  let anna: Awaited<ReturnType<Town['nurse']>>;

  const missed = async (): Promise<{ resident: Resident; seen: Case }> => {
    const resident = residents.shift()!;
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    return { resident, seen: caseOf(town, resident) };
  };
  let residents: Resident[];

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    anna = await town.nurse('Anna', [town.eTeamId]);
    const slots = [{ time: '08:00' }];
    residents = await Promise.all(Array.from({ length: 7 }, () => town.citizen({ slots })));
    await house.clock.forward({ hours: 1, minutes: 30 });
  });
  afterAll(() => house?.stop());

  it('is not missed any more when the miss arrives late', async () => {
    const resident = residents.shift()!;
    const seen = caseOf(town, resident);
    await resident.dispenser.say('dose.dispensed', { data: { dueAt }, time: '2026-03-10T08:10:00+01:00' });
    await house.clock.settle();
    await resident.dispenser.say('dose.missed', {
      data: { dueAt },
      time: '2026-03-10T08:05:00+01:00',
      historical: true,
    });
    await house.clock.settle();
    expect((await seen.doses())[0]).toMatchObject({ state: 'dispensed', missedAt: '2026-03-10T07:05:00.000Z' });
    expect(await seen.alerts()).toEqual([]);
    expect(await seen.tasks()).toEqual([]);
    expect(await seen.told()).not.toContain('dose.missed');
  });

  it('closes its alert and the task nobody had claimed; both facts stay on the dose', async () => {
    const { resident, seen } = await missed();
    await house.clock.forward({ minutes: 5 });
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    expect((await seen.doses())[0]).toMatchObject({
      state: 'dispensed',
      missedAt: '2026-03-10T07:30:00.000Z',
      dispensedAt: '2026-03-10T07:35:00.000Z',
    });
    const alert = await seen.alert();
    expect(alert).toMatchObject({ state: 'auto-resolved', resolvedAt: '2026-03-10T07:35:00.000Z', outcome: null });
    expect(alert.ladder!.nextRungAt).toBeNull();
    expect(written(alert)).toContain('dispensed 08:35, reported 08:35');
    expect(await seen.task()).toBeUndefined();
    expect(await seen.tasks()).toMatchObject([{ state: 'auto-resolved' }]);
    expect(await seen.told()).toEqual(
      expect.arrayContaining(['dose.missed', 'dose.dispensed_late', 'alert.auto_resolved', 'task.auto_resolved']),
    );
  });

  it('closes a task that was claimed but not begun', async () => {
    const { resident, seen } = await missed();
    await anna.post(`/tasks/${(await seen.task()).id}/claim`);
    await resident.dispenser.say('dose.retrieved', { data: { dueAt } });
    await house.clock.settle();
    expect(await seen.tasks()).toMatchObject([{ state: 'auto-resolved', claimedByName: 'Anna' }]);
    expect(await seen.alert()).toMatchObject({ state: 'auto-resolved' });
    expect((await seen.doses())[0]).toMatchObject({ state: 'retrieved' });
  });

  it('leaves a task under way to its nurse, who is told, and who closes it when she is done', async () => {
    const { resident, seen } = await missed();
    const { id } = await seen.task();
    await anna.post(`/tasks/${id}/start`, { mode: 'screen-call' });
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    expect(await seen.task()).toMatchObject({ id, state: 'in-progress', alert: { state: 'auto-resolved' } });
    expect(await seen.facts('task.holder_told')).toMatchObject([
      { subject: id, for: anna.staffId, data: { reason: 'dispensed-late' } },
    ]);
    expect(await anna.post(`/tasks/${id}/resolve`, { outcome: 'taken-after-call', cause: 'forgot' })).toMatchObject({
      state: 'resolved',
    });
    expect(await seen.alert()).toMatchObject({ state: 'auto-resolved', outcome: null });
  });

  it('does not go back to the queue when the nurse under way lets go of it', async () => {
    const { resident, seen } = await missed();
    const { id } = await seen.task();
    await anna.post(`/tasks/${id}/start`, { mode: 'screen-call' });
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    await anna.post(`/tasks/${id}/release`, { reason: 'my shift is over' });
    expect(await seen.task()).toBeUndefined();
    expect(await seen.tasks()).toMatchObject([{ id, state: 'auto-resolved' }]);
  });

  it('nor when she forgets it', async () => {
    const { resident, seen } = await missed();
    await anna.post(`/tasks/${(await seen.task()).id}/start`, { mode: 'screen-call' });
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.forward({ minutes: 31 });
    expect(await seen.task()).toBeUndefined();
    expect(await seen.tasks()).toMatchObject([{ state: 'auto-resolved' }]);
  });

  it('and was buffered is judged by when it happened: the silence is explained, and the alert says so', async () => {
    const resident = residents.shift()!;
    const seen = caseOf(town, resident);
    expect(await seen.alert()).toMatchObject({ type: 'dose.unconfirmed', state: 'open' });
    const time = '2026-03-10T07:12:00.000Z';
    await resident.dispenser.say('dose.dispensed', { data: { dueAt }, time, historical: true });
    await house.clock.settle();
    expect((await seen.doses())[0]).toMatchObject({ state: 'dispensed', dispensedAt: time, lateSeconds: null });
    expect((await seen.doses())[0]!.unconfirmedAt).toBe('2026-03-10T08:05:00.000Z');
    expect(written(await seen.alert())).toContain('dispensed 08:12, reported 09:06');
    expect(await seen.alert()).toMatchObject({ state: 'auto-resolved' });
  });
});
