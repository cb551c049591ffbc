import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '../../support/api.js';
import { type Case, caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00, and it is 08:30 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';
type Nurse = Api & { readonly staffId: string };

describe('two nurses and one task', () => {
  let house: House;
  let town: Town;
  let anna: Nurse;
  let bo: Nurse;
  let residents: Resident[];
  let urgent: Resident;

  const missed = async (resident = residents.shift()!): Promise<{ resident: Resident; seen: Case; id: string }> => {
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    const seen = caseOf(town, resident);
    return { resident, seen, id: (await seen.task()).id };
  };
  const claim = (nurse: Nurse, id: string) => nurse.ask('POST', `/tasks/${id}/claim`);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    anna = await town.nurse('Anna', [town.eTeamId]);
    bo = await town.nurse('Bo', [town.eTeamId]);
    const slots = [{ time: '08:00' }];
    residents = await Promise.all(Array.from({ length: 6 }, () => town.citizen({ slots })));
    urgent = await town.citizen({ slots: [{ time: '08:00', criticality: 'time-critical' }] });
    await house.clock.forward({ hours: 1, minutes: 30 });
  });
  afterAll(() => house?.stop());

  it('scenario 12: who claim at once: one has it, the other is told who', async () => {
    const { seen, id } = await missed();
    const answers = await Promise.all([claim(anna, id), claim(bo, id), claim(anna, id), claim(bo, id)]);
    const winner = (await seen.task()).claimedByName;
    for (const [i, { status, body }] of answers.entries()) {
      if (['Anna', 'Bo'][i % 2] === winner) expect({ status, body }).toMatchObject({ status: 200, body: { id } });
      else
        expect({ status, holder: body.holder }).toEqual({
          status: 409,
          holder: { name: winner, since: house.clock.now().toISOString() },
        });
    }
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    expect(await seen.facts('task.claimed')).toHaveLength(1);
    const { log } = await seen.alert();
    expect(log.filter(({ entry }: { entry: string }) => entry === 'being-handled')).toMatchObject([{ byName: winner }]);
  });

  it('of whom the holder may claim again, and only the holder may go on', async () => {
    const { seen, id } = await missed();
    const first = await claim(anna, id);
    await house.clock.forward({ minutes: 2 });
    const again = await claim(anna, id);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ claimedAt: first.body.claimedAt, version: first.body.version });
    for (const [act, body] of Object.entries({
      start: { mode: 'call' },
      release: {},
      resolve: { outcome: 'other', cause: 'other' },
    }))
      expect(await bo.ask('POST', `/tasks/${id}/${act}`, body)).toMatchObject({
        status: 409,
        body: { holder: { name: 'Anna' } },
      });
    expect(await seen.task()).toMatchObject({ state: 'claimed', claimedByName: 'Anna' });
  });

  it('scenario 14: who forget: a reminder, then it is back in the queue with its history and the ladder goes on', async () => {
    const { seen, id } = await missed(urgent);
    await claim(anna, id);
    await anna.post(`/tasks/${id}/log`, { entry: 'call-attempt', answered: false });
    await house.clock.forward({ minutes: 10 });
    expect(await seen.facts('task.holder_reminded')).toMatchObject([{ subject: id, for: anna.staffId }]);
    expect(await seen.task()).toMatchObject({ id, state: 'claimed' });
    await house.clock.forward({ minutes: 10 });
    expect(await seen.task()).toMatchObject({ id, state: 'open', claimedBy: null, unansweredCalls: 1, rung: 0 });
    expect(await seen.facts('task.released')).toMatchObject([
      { subject: id, for: anna.staffId, data: { by: null, rule: 'claim_ran_out' } },
    ]);
    const alert = await seen.alert();
    expect(alert).toMatchObject({ state: 'open', ladder: { rung: 0 } });
    expect(alert.log).toContainEqual(expect.objectContaining({ text: 'the claim ran out without a result' }));
    await house.clock.forward({ minutes: 5 });
    expect(await seen.task()).toMatchObject({ kind: 'visit', state: 'open', rung: 1, teamId: town.west.teamId });
    expect(await seen.tasks()).toMatchObject([{ id, state: 'superseded' }, { state: 'open' }]);
  });

  it('of whom one takes over, with a reason that is written down', async () => {
    const { seen, id } = await missed();
    await claim(anna, id);
    const taken = await bo.post(`/tasks/${id}/take-over`, { reason: 'Anna is on another call' });
    expect(taken).toMatchObject({ state: 'claimed', claimedByName: 'Bo' });
    expect((await seen.alert()).log).toContainEqual(
      expect.objectContaining({ entry: 'transfer', byName: 'Bo', text: 'Anna is on another call' }),
    );
    expect(await seen.facts('task.taken_over')).toMatchObject([
      { for: anna.staffId, data: { by: bo.staffId, previousHolder: anna.staffId } },
    ]);
    expect((await claim(anna, id)).body.holder.name).toBe('Bo');
  });

  it('against the dispenser: what closed by itself is not claimed any more', async () => {
    const { resident, seen, id } = await missed();
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    expect(await claim(anna, id)).toMatchObject({ status: 409, body: { state: 'auto-resolved' } });
    expect(await bo.ask('POST', `/tasks/${id}/resolve`, { outcome: 'other', cause: 'other' })).toMatchObject({
      status: 409,
    });
    expect(await seen.alert()).toMatchObject({ state: 'auto-resolved' });
  });

  it('scenario 13: race the dispenser itself, and no order leaves anything half done', async () => {
    const { resident, seen, id } = await missed();
    const [claimed] = await Promise.all([
      claim(anna, id),
      resident.dispenser.say('dose.dispensed', { data: { dueAt } }),
    ]);
    await house.clock.settle();
    expect([200, 409]).toContain(claimed.status);
    expect(await seen.tasks()).toMatchObject([{ id, state: 'auto-resolved' }]);
    expect(await seen.alert()).toMatchObject({ state: 'auto-resolved' });
  });

  it('who close it: the result stands and nothing opens it again', async () => {
    const { resident, seen, id } = await missed();
    await anna.post(`/tasks/${id}/resolve`, { outcome: 'taken-after-call', cause: 'forgot', note: 'answered at once' });
    expect(await claim(bo, id)).toMatchObject({ status: 409, body: { state: 'resolved' } });
    await resident.dispenser.say('dose.dispensed', { data: { dueAt } });
    await resident.dispenser.say('dose.missed', { data: { dueAt }, time: '2026-03-10T08:40:00+01:00' });
    await house.clock.forward({ hours: 1 });
    expect(await seen.alerts()).toMatchObject([{ state: 'resolved', outcome: 'taken-after-call', cause: 'forgot' }]);
    expect(await seen.tasks()).toMatchObject([{ state: 'resolved' }]);
  });
});
