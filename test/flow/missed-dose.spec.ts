import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CasesStore } from '../../src/cases/cases.store.js';
import { type About, aboutNow } from '../../src/platform/logging/about.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; the dose is due at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('a missed dose, from the dispenser to the nurse who closes it', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  const openTask = async () =>
    (await town.api.get(`/tasks?state=open,claimed,in-progress&citizenId=${resident.citizenId}`)).items[0];

  /** What a line of the log would say it is about, whenever the case is changed. */
  const worked: About[] = [];

  beforeAll(async () => {
    house = await startHouse();
    const cases = house.app.get(CasesStore);
    const put = cases.put.bind(cases);
    jest.spyOn(cases, 'put').mockImplementation((tx, changed) => {
      put(tx, changed);
      worked.push(aboutNow());
    });
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00', windowMinutes: 60 }] });
    await house.clock.forward({ hours: 1 });
  });
  afterAll(() => house?.stop());

  it('is a screen call by the e-district at once', async () => {
    worked.length = 0;
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    const { alertId } = (await openTask())!;
    expect(worked).toContainEqual({ entry: expect.any(Number), alertId });
    expect(await openTask()).toMatchObject({
      kind: 'screen-call',
      state: 'open',
      priority: 'P2',
      teamId: town.eTeamId,
      rung: 0,
    });
    // One team only comes into question: nobody counted what it has to do.
    expect((await openTask())!.routing.candidates).toMatchObject([{ teamId: town.eTeamId, workload: null }]);
    const [dose] = (await town.api.get(`/doses?citizenId=${resident.citizenId}&state=missed`)).items;
    expect(dose).toMatchObject({ dueAt, state: 'missed' });
  });

  it('reminds at the dispenser, whose answer is kept', async () => {
    const remind = await eventually(() => resident.dispenser.commands.find(({ type }) => type === 'dose.remind'));
    expect(remind.data).toEqual({ dueAt });
    await resident.dispenser.acknowledge(remind.id);
    await house.clock.settle();
    const { items } = await town.api.get(`/dispensers/${resident.deviceId}/commands`);
    expect(items.find(({ id }: { id: string }) => id === remind.id)).toMatchObject({ state: 'done' });
  });

  it('becomes a visit of the nearest team when nobody claims, and says why that team', async () => {
    // Somebody else's work is with the same team.
    const busy = await town.citizen({ slots: [{ time: '09:00' }] });
    await busy.dispenser.say('device.jam', { data: { slot: 1 } });
    await house.clock.settle();
    await house.clock.forward({ minutes: 15 });
    const task = await openTask();
    expect(task).toMatchObject({ kind: 'visit', teamId: town.west.teamId, rung: 1 });
    const workload = (name: string) =>
      task!.routing.candidates.find((one: { name: string }) => one.name === name)!.workload;
    expect([workload('West Day'), workload('East Day')]).toEqual([1, 0]);
    expect(task!.routing.candidates.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['West Day', 'East Day']),
    );
    expect(task!.routing.sentence).toContain('West Day');
  });

  it('is claimed by a nurse, who holds the ladder, and resolved with outcome and cause', async () => {
    const anna = await town.nurse('Anna', [town.west.teamId]);
    const { id, alertId } = (await openTask())!;
    worked.length = 0;
    expect(await anna.post(`/tasks/${id}/claim`)).toMatchObject({ state: 'claimed', claimedByName: 'Anna' });
    expect(worked).toContainEqual({ requestId: expect.any(String), alertId });
    await house.clock.forward({ minutes: 20 });
    expect(await openTask()).toMatchObject({ id, state: 'claimed' });
    await anna.post(`/tasks/${id}/start`, { mode: 'visit' });
    await anna.post(`/tasks/${id}/resolve`, { outcome: 'taken-at-visit', cause: 'asleep' });
    const alert = await town.api.get(`/alerts/${alertId}`);
    expect(alert).toMatchObject({ state: 'resolved', outcome: 'taken-at-visit', cause: 'asleep' });
    expect(alert.log.map(({ entry }: { entry: string }) => entry)).toEqual(
      expect.arrayContaining([
        'reported',
        'measure',
        'handed-to-field-unit',
        'accepted-by-field-unit',
        'cause',
        'signed-off',
      ]),
    );
  });

  it('is told to partners in order, without a gap', async () => {
    await house.clock.settle();
    const { items } = await town.api.get('/events?limit=500');
    expect(items.map(({ id }: { id: string }) => Number(id))).toEqual(items.map((_: unknown, i: number) => i + 1));
    const mine = items
      .filter(({ data }) => data.citizenId === resident.citizenId)
      .map(({ type }: { type: string }) => type);
    expect(mine).toEqual(
      expect.arrayContaining([
        'dose.missed',
        'alert.opened',
        'task.created',
        'task.superseded',
        'task.claimed',
        'task.resolved',
        'alert.resolved',
      ]),
    );
    expect(mine.indexOf('dose.missed')).toBeLessThan(mine.indexOf('alert.opened'));
  });
});
