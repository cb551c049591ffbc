/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '../support/api.js';
import { type Case, caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { ALWAYS, type CitizenOptions, makeTown, NEVER, type Resident, type Town } from '../support/town.js';

type Nurse = Awaited<ReturnType<Town['nurse']>>;

/** A town of two districts, and a municipality beside it that lends a hand. */
describe('work and the people who are asked', () => {
  let house: House;
  let town: Town;
  let abroad: { districtId: string; teamId: string };
  let gerd: Nurse;
  let hans: Nurse;

  const jammed = async (fields: CitizenOptions = {}): Promise<Resident & { seen: Case; task: any }> => {
    const resident = await town.citizen(fields);
    await resident.dispenser.say('device.jam');
    await resident.dispenser.leave();
    await house.clock.settle();
    const seen = caseOf(town, resident);
    return { ...resident, seen, task: await seen.task() };
  };
  const reads = async (who: Api, ...paths: string[]): Promise<number[]> =>
    Promise.all(paths.map(async (path) => (await who.ask('GET', path)).status));
  const needed = ({ citizenId, task }: { citizenId: string; task: any }): string[] => [
    `/tasks/${task.id}`,
    `/alerts/${task.alertId}`,
    `/citizens/${citizenId}`,
    `/citizens/${citizenId}/timeline`,
  ];
  const roster = (teamId: string, shifts: object) => town.api.put(`/teams/${teamId}/roster`, shifts);

  beforeAll(async () => {
    house = await startHouse({ at: '2026-03-10T07:30:00Z' });
    town = await makeTown(house, { centre: NEVER });
    const { id: districtId } = await town.api.post('/districts', { name: 'Nabokommune (demo)' });
    const base = { lat: 55.25, lon: 10.4 };
    const { id: teamId } = await town.api.post('/teams', { name: 'Abroad', kind: 'home-care', districtId, base });
    await roster(teamId, ALWAYS);
    const { id: otherId } = await town.api.post('/teams', { name: 'Other', kind: 'home-care', districtId, base });
    abroad = { districtId, teamId };
    gerd = await town.nurse('Gerd', [teamId]);
    hans = await town.nurse('Hans', [otherId]);
  });
  afterAll(() => house?.stop());

  it('over a border: who is asked reads what the work needs while it is theirs, and that is logged', async () => {
    for (const teamId of [town.west.teamId, town.east.teamId]) await roster(teamId, NEVER);
    const helped = await jammed({ address: { street: 'Opdigtet Sti 9', lat: 55.24, lon: 9.26 } });
    for (const teamId of [town.west.teamId, town.east.teamId]) await roster(teamId, ALWAYS);
    expect(helped.task).toMatchObject({ teamId: abroad.teamId, state: 'open' });
    const [task, alert, citizen, timeline] = needed(helped);

    expect(await reads(gerd, task!, alert!, citizen!, timeline!)).toEqual([200, 200, 200, 200]);
    expect((await gerd.get(alert!)).log.length).toBeGreaterThan(0);
    expect((await gerd.get(citizen!)).address).toMatchObject({ street: 'Opdigtet Sti 9' });
    expect((await gerd.get('/alerts')).items.map(({ id }: any) => id)).toContain(helped.task.alertId);
    expect((await gerd.get(`/alerts?citizenId=${helped.citizenId}`)).items).toHaveLength(1);
    expect((await gerd.get(`/alerts?districtId=${town.west.districtId}`)).items).toEqual([]);
    const looks = await house.query<{ what: string }>(
      `SELECT "what" FROM read_log WHERE "citizenId" = $1 AND "principalId" = $2`,
      [helped.citizenId, gerd.staffId],
    );
    expect(looks.map(({ what }) => what)).toEqual(expect.arrayContaining(['citizen.read', 'alert', 'timeline']));

    // A colleague of another team sees that there is work, and whose once she has it.
    expect(await reads(hans, alert!, citizen!, timeline!)).toEqual([404, 404, 404]);
    expect((await hans.get('/tasks')).items.find(({ id }: any) => id === helped.task.id)).toMatchObject({
      citizen: null,
    });
    await hans.post(`${task}/claim`);
    expect(await reads(hans, task!, alert!, citizen!, timeline!)).toEqual([200, 200, 200, 200]);
    expect((await hans.get(task!)).citizen.address.street).toBe('Opdigtet Sti 9');
    expect((await hans.ask('PATCH', citizen!, { displayName: 'Somebody Else' })).status).toBe(404);

    await hans.post(`${task}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    for (const who of [gerd, hans]) {
      expect(await reads(who, alert!, citizen!, timeline!)).toEqual([404, 404, 404]);
      expect(await who.get(task!)).toMatchObject({ state: 'resolved', citizen: null });
      expect((await who.get('/alerts')).items).toEqual([]);
    }
  });
});
