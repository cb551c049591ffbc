import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Town } from '../../support/town.js';

let house: House;
let town: Town;

const setShadow = async (shadow: boolean) => {
  const { name, parentId } = await town.api.get(`/districts/${town.municipalityId}`);
  return town.api.put(`/districts/${town.municipalityId}`, { name, parentId, shadow });
};
const missed = async () => {
  const resident = await town.citizen();
  await resident.dispenser.say('dose.missed', { data: { dueAt: house.clock.now().toISOString() } });
  await house.clock.settle();
  return { ...resident, seen: caseOf(town, resident) };
};

beforeAll(async () => {
  house = await startHouse();
  town = await makeTown(house);
});
afterAll(() => house?.stop());

it('a district that only tries things out: all is worked out, stored and shown, and nobody is asked', async () => {
  expect(await setShadow(true)).toMatchObject({ shadow: true });
  const { seen, dispenser } = await missed();
  expect(await seen.alert()).toMatchObject({ shadow: true, state: 'open', ladder: { rung: 0 } });
  await house.clock.forward({ minutes: 15 });
  const text = written(await seen.alert());
  expect(text).toContain('step 1 would have asked Screen Team: ');
  expect(text).toContain('step 2 would have asked West Day: nearest team on duty in the citizen’s district');
  await house.clock.forward({ minutes: 45 });
  expect(await seen.alert()).toMatchObject({ shadow: true, state: 'auto-resolved' });
  expect(await seen.tasks()).toEqual([]);
  expect((await seen.facts('command.queued')).filter(({ data }) => data.type === 'dose.remind')).toEqual([]);
  await dispenser.leave();
});

it('goes live at once for what opens from then on', async () => {
  await setShadow(true);
  const before = await missed();
  expect(await setShadow(false)).toMatchObject({ shadow: false });
  const after = await missed();
  expect(await after.seen.alert()).toMatchObject({ shadow: false });
  expect(await after.seen.task()).toMatchObject({ kind: 'screen-call', teamId: town.eTeamId });
  expect(await before.seen.tasks()).toEqual([]);
  await Promise.all([before.dispenser.leave(), after.dispenser.leave()]);
});
