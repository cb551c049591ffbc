import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { ALWAYS, makeTown, NEVER, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00, and it is 08:30 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('when nobody is on duty', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];

  const missed = async (): Promise<Case> => {
    const resident = residents.shift()!;
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    return caseOf(town, resident);
  };
  const roster = (teamId: string, shifts: object) => town.api.put(`/teams/${teamId}/roster`, shifts);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house, { west: NEVER });
    const slots = [{ time: '08:00' }];
    residents = await Promise.all(Array.from({ length: 4 }, () => town.citizen({ slots })));
    await house.clock.forward({ hours: 1, minutes: 30 });
  });
  afterAll(() => house?.stop());

  it('in the nearest team, the next nearest is asked, and the task says why', async () => {
    const seen = await missed();
    await house.clock.forward({ minutes: 15 });
    const { teamId, kind, routing } = await seen.task();
    expect({ teamId, kind }).toEqual({ teamId: town.east.teamId, kind: 'visit' });
    expect(routing.rule).toBe('nearest-in-municipality');
    expect(routing.candidates).toMatchObject([
      { name: 'West Day', onDuty: false, why: 'not on duty: the team has no roster' },
      { name: 'East Day', onDuty: true },
      { name: 'Response Centre', onDuty: true, why: 'on duty, but comes later in the order' },
    ]);
    const [west, east] = routing.candidates;
    expect(west!.distanceMeters).toBeLessThan(east!.distanceMeters!);
    expect(routing.sentence).toContain('East Day');
  });

  it('in a team whose shift is over, the roster of the moment counts', async () => {
    const day = { shifts: [{ days: ['tue'], from: '07:00', to: '09:00' }] };
    const late = { shifts: [{ days: ['tue'], from: '09:00', to: '24:00' }] };
    await Promise.all([roster(town.west.teamId, day), roster(town.east.teamId, late)]);
    const seen = await missed();
    await house.clock.forward({ minutes: 15 });
    expect((await seen.task()).routing.candidates).toMatchObject([
      { name: 'West Day', onDuty: false, why: expect.stringContaining('no shift now') },
      { name: 'East Day', onDuty: true },
      { name: 'Response Centre' },
    ]);
  });

  it('in the e-district, the call is skipped at once for the visit, and the reminder still goes out', async () => {
    await roster(town.eTeamId, NEVER);
    await roster(town.west.teamId, ALWAYS);
    const seen = await missed();
    expect(await seen.task()).toMatchObject({ kind: 'visit', teamId: town.west.teamId, rung: 1 });
    const alert = await seen.alert();
    expect(written(alert)).toContain('step 1 skipped: Nobody is on duty');
    expect(written(alert)).toContain('the dispenser was asked to remind again');
    expect(alert.ladder!.nextRungAt).toBe('2026-03-10T08:30:00.000Z');
    expect(await seen.facts('escalation.rung_skipped')).toMatchObject([{ data: { rung: 0, to: 'e-district' } }]);
  });

  it('anywhere, every step is skipped with its reason until the last, which asks all the same', async () => {
    await Promise.all(
      [town.west.teamId, town.east.teamId, town.eTeamId, town.responseCentreId].map((id) => roster(id, NEVER)),
    );
    const seen = await missed();
    const skipped = await seen.facts('escalation.rung_skipped');
    expect(skipped.map(({ data }) => data.to)).toEqual([
      'e-district',
      'nearest-team',
      'all-on-duty',
      'response-centre',
    ]);
    for (const { data } of skipped) expect(data.rule).toBe('nobody-on-duty');
    const { routing, ...task } = await seen.task();
    expect(task).toMatchObject({ kind: 'visit', rung: 4, audience: 'district', teamId: town.west.teamId });
    expect(routing).toMatchObject({ rule: 'rosters-ignored' });
    expect(routing.sentence).toContain('rosters ignored because somebody must be asked');
    expect((await seen.alert()).log.filter(({ kind }) => kind === 'rung_skipped')).toHaveLength(4);

    await house.clock.forward({ minutes: 21 });
    expect(await seen.facts('task.reminded')).toHaveLength(2);
    expect(await seen.tasks()).toHaveLength(1);
    const anna = await town.nurse('Anna', [town.west.teamId]);
    await anna.post(`/tasks/${(await seen.task()).id}/claim`);
    await house.clock.forward({ minutes: 21 });
    expect(await seen.facts('task.reminded')).toHaveLength(2);
  });
});
