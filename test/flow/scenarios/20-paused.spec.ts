import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** Copenhagen is an hour ahead of UTC: doses are due at 08:00, 12:00 and 20:00, and it is 08:10 when the stories begin. */
const [eight, noon] = ['2026-03-10T07:00:00.000Z', '2026-03-10T11:00:00.000Z'];

describe('scenario 20: a service that is paused', () => {
  let house: House;
  let town: Town;
  let [ill, away]: Resident[] = [];
  let [seenIll, seenAway]: Case[] = [];

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const slots = [{ time: '08:00' }, { time: '12:00' }, { time: '20:00' }];
    [ill, away] = [await town.citizen({ slots }), await town.citizen({ slots })];
    [seenIll, seenAway] = [caseOf(town, ill), caseOf(town, away)];
    await house.clock.forward({ hours: 1, minutes: 10 });
  });
  afterAll(() => house?.stop());

  const pause = ({ citizenId }: Resident, reason: string, until?: string) =>
    town.api.ask('POST', `/citizens/${citizenId}/pauses`, { reason, from: house.clock.now().toISOString(), until });

  it('needs an end or a date on which it is looked at again', async () => {
    expect((await pause(ill!, 'hospital')).status).toBe(422);
  });

  it('closes what is open about doses and expects nothing meanwhile', async () => {
    await ill!.dispenser.say('dose.missed', { data: { dueAt: eight } });
    await house.clock.settle();
    for (const [resident, reason] of [[ill!, 'hospital'] as const, [away!, 'travel'] as const])
      expect((await pause(resident, reason, '2026-03-10T13:00:00Z')).status).toBe(201);
    await house.clock.forward({ hours: 4 });
    expect(await seenIll!.alerts()).toMatchObject([{ state: 'auto-resolved' }]);
    expect(await seenAway!.alerts()).toEqual([]);
    expect((await seenAway!.doses()).map(({ state }) => state).slice(0, 3)).toEqual([
      'cancelled',
      'cancelled',
      'scheduled',
    ]);
  });

  it('is looked into when a dose is dispensed all the same', async () => {
    await away!.dispenser.say('dose.dispensed', { data: { dueAt: noon } });
    await house.clock.settle();
    expect(await seenAway!.alert()).toMatchObject({
      type: 'dose.dispensed_while_paused',
      priority: 'P2',
      ladder: { name: 'standard-dose' },
      detail: { slot: '12:00' },
    });
    expect(await seenAway!.task()).toMatchObject({ priority: 'P2', kind: 'screen-call' });
  });

  it('asks that the plan is checked when the citizen is back from the hospital, and only then', async () => {
    await house.clock.forward({ hours: 2 });
    expect(await seenIll!.told()).toContain('service.resumed');
    expect(await seenIll!.alert()).toMatchObject({ type: 'service.plan_check', priority: 'P3', state: 'open' });
    expect(await seenIll!.task()).toMatchObject({ kind: 'review', priority: 'P3', teamId: town.west.teamId });
    expect(await seenAway!.told()).toContain('service.resumed');
    expect((await seenAway!.alerts()).map(({ type }) => type)).not.toContain('service.plan_check');
  });

  it('which somebody does and says so', async () => {
    const { id } = await seenIll!.task();
    await town.api.post(`/tasks/${id}/resolve`, { outcome: 'other', cause: 'hospital', note: 'plan checked' });
    const alert = await seenIll!.alert();
    expect(alert).toMatchObject({ type: 'service.plan_check', state: 'resolved' });
    expect(written(alert)).toContain('plan checked');
  });
});

describe('scenario 21: a citizen who travels', () => {
  let house: House;
  afterAll(() => house?.stop());

  it('with doses taken out in advance is not watched over until the last of them', async () => {
    house = await startHouse();
    const town = await makeTown(house);
    const resident = await town.citizen({ slots: [{ time: '08:00' }, { time: '20:00' }] });
    const data = { firstDueAt: eight, lastDueAt: '2026-03-11T07:00:00Z', count: 3 };
    await resident.dispenser.say('dose.dispensed_in_advance', { data });
    await resident.dispenser.leave();
    await house.clock.forward({ hours: 28 });
    const seen = caseOf(town, resident);
    const states = async () => (await seen.doses()).map(({ state }) => state).slice(0, 4);
    const inAdvance = 'dispensed-in-advance';
    expect(await states()).toEqual([inAdvance, inAdvance, inAdvance, 'scheduled']);
    const aboutDoses = async () => (await seen.alerts()).filter(({ type }) => type.startsWith('dose.'));
    expect(await aboutDoses()).toEqual([]);
    await house.clock.forward({ hours: 12 });
    expect(await aboutDoses()).toMatchObject([
      { type: 'dose.unconfirmed', dose: { dueAt: '2026-03-11T19:00:00.000Z' } },
    ]);
  });
});
