import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { type CitizenOptions, makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen. */
describe('a ladder with a time of its own', () => {
  let house: House;
  let town: Town;

  const moveIn = async (options?: CitizenOptions): Promise<Resident & { seen: Case }> => {
    const resident = await town.citizen(options);
    return { ...resident, seen: caseOf(town, resident) };
  };
  const says = async ({ dispenser }: Resident, type: string, data = {}): Promise<void> => {
    await dispenser.say(type, { data });
    await house.clock.settle();
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  it('L3: climbs by the share of the time to the dose, becomes that dose at 45 min before it, and stays one task', async () => {
    const ida = await moveIn({ slots: [{ time: '10:45', criticality: 'time-critical' }] });
    await says(ida, 'device.jam');
    expect(await ida.seen.task()).toMatchObject({ kind: 'visit', teamId: town.west.teamId, rung: 0 });
    await house.clock.forward({ minutes: 45 });
    expect(await ida.seen.task()).toMatchObject({ audience: 'district', rung: 1 });
    await house.clock.forward({ minutes: 45 });
    expect(await ida.seen.task()).toMatchObject({ teamId: town.east.teamId, rung: 2 });
    await house.clock.forward({ minutes: 90 });
    expect(await ida.seen.alert()).toMatchObject({
      type: 'device.jam',
      priority: 'P1',
      dose: { criticality: 'time-critical' },
      ladder: { name: 'time-critical-dose', rung: 0 },
    });
    const nurse = await town.nurse('Agnes', [town.west.teamId]);
    const { id } = await ida.seen.task();
    await nurse.post(`/tasks/${id}/claim`);
    await house.clock.forward({ minutes: 15 });
    await says(ida, 'dose.missed', { dueAt: '2026-03-10T09:45:00Z' });
    const [dose, jam] = await ida.seen.alerts();
    expect(dose).toMatchObject({ type: 'dose.missed', state: 'claimed' });
    expect(jam).toMatchObject({ type: 'device.jam', state: 'open', parentId: dose!.id, attached: true });
    expect(await ida.seen.task()).toMatchObject({ id, alertId: dose!.id, state: 'claimed' });

    await nurse.post(`/tasks/${id}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    expect(await ida.seen.alerts()).toMatchObject([{ state: 'resolved' }, { state: 'resolved' }]);
    await ida.dispenser.leave();
  });

  it('L3: what the dose did not put right is asked about by itself again', async () => {
    const per = await moveIn();
    await says(per, 'supply.empty');
    await says(per, 'dose.missed', { dueAt: house.clock.now().toISOString() });
    expect((await per.seen.tasks()).map(({ state }) => state).sort()).toEqual(['open', 'superseded']);
    await says(per, 'device.jam');
    expect((await per.seen.tasks()).filter(({ state }) => state === 'open')).toHaveLength(1);
    const nurse = await town.nurse('Betty', [town.eTeamId]);
    const { id } = await per.seen.task();
    await nurse.post(`/tasks/${id}/resolve`, { outcome: 'taken-after-call', cause: 'forgot' });
    const open = (await per.seen.tasks()).filter(({ state }) => state === 'open');
    expect(open.map(({ kind }) => kind).sort()).toEqual(['refill', 'visit']);
    await per.dispenser.leave();
  });

  it('L4: a task by day with a due time, a day before the supply is used up; dispensing that stopped at 12 h left', async () => {
    const now = house.clock.now().getTime();
    const eva = await moveIn();
    const depletionAt = new Date(now + 24 * 3_600_000 + 60_000);
    await says(eva, 'supply.low', { dosesRemaining: 3, depletionAt: depletionAt.toISOString() });
    expect(await eva.seen.task()).toBeUndefined();
    await house.clock.forward({ minutes: 1 });
    const dueAt = new Date(depletionAt.getTime() - 12 * 3_600_000).toISOString();
    expect(await eva.seen.task()).toMatchObject({ kind: 'refill', priority: 'P4', dueAt });
    const kim = await moveIn();
    const hurried = new Date(house.clock.now().getTime() + 12 * 3_600_000 + 300_000).toISOString();
    await says(kim, 'supply.low', { dosesRemaining: 1, depletionAt: hurried });
    expect(await kim.seen.task()).toMatchObject({ kind: 'refill', priority: 'P4' });
    await house.clock.forward({ minutes: 5 });
    expect(await kim.seen.alert()).toMatchObject({ priority: 'P2', ladder: { name: 'dispensing-stopped', rung: 0 } });
    expect(written(await kim.seen.alert())).toContain('followed as dispensing stopped');
    await Promise.all([eva.dispenser.leave(), kim.dispenser.leave()]);
  });

  it('L5: P2 at once after the hold when the battery will not last until the next dose', async () => {
    const soon = new Date(house.clock.now().getTime() + 4 * 3_600_000 + 3_600_000);
    const ole = await moveIn({ slots: [{ time: soon.toISOString().slice(11, 16) }] });
    await says(ole, 'power.mains_lost', { batteryRuntimeMin: 60 });
    expect(await ole.seen.alert()).toMatchObject({ priority: 'P2' });
    await house.clock.forward({ minutes: 10 });
    expect(await ole.seen.task()).toMatchObject({ kind: 'technical', priority: 'P2' });
    await ole.dispenser.leave();
  });

  it('can be set for a district or a citizen; what is forgotten falls back', async () => {
    const una = await moveIn();
    const body = (to: string) => ({ rungs: [{ after: 'PT0S', actions: ['visit'], to }], claimTimeout: 'PT30M' });
    const path = '/ladders/security';
    const [there, hers] = [`${path}?districtId=${town.municipalityId}`, `${path}?citizenId=${una.citizenId}`];
    expect(await town.api.get(hers)).toMatchObject({ scope: 'all', version: 0 });
    await town.api.put(there, body('response-centre'));
    expect(await town.api.get(hers)).toMatchObject({ scope: 'district', districtId: town.municipalityId });
    await town.api.put(hers, body('manager'));
    expect(await town.api.get(hers)).toMatchObject({ scope: 'citizen', citizenId: una.citizenId, version: 1 });
    expect(await town.api.get(path)).toMatchObject({ scope: 'all', version: 0 });

    await says(una, 'device.tamper');
    expect((await una.seen.task()).routing.rule).not.toBe('response-centre');
    expect((await una.seen.alert()).ladder!.rungs).toBe(1);
    expect((await town.api.ask('DELETE', hers)).status).toBe(204);
    expect((await town.api.ask('DELETE', hers)).status).toBe(404);
    expect(await town.api.get(hers)).toMatchObject({ scope: 'district' });
    expect((await town.api.ask('DELETE', there)).status).toBe(204);
    expect(await town.api.get(hers)).toMatchObject({ scope: 'all' });
    expect((await town.api.ask('GET', `${hers}&districtId=${town.municipalityId}`)).status).toBe(422);
    expect((await town.api.ask('PUT', there, body('nearest-team'))).status).toBe(422);
    await una.dispenser.leave();
  });
});
