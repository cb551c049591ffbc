/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, signIn } from '../support/api.js';
import { type Case, caseOf, written } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { ALWAYS, type CitizenOptions, makeTown, NEVER, type Resident, type Town } from '../support/town.js';

type Nurse = Awaited<ReturnType<Town['nurse']>>;

/** A town of two districts, and a municipality beside it that lends a hand. */
describe('work and the people who are asked', () => {
  let house: House;
  let town: Town;
  let abroad: { districtId: string; teamId: string };
  let anna: Nurse;
  let berit: Nurse;
  let dorte: Nurse;
  let lead: Api;
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
  const needed = ({ citizenId, task }: { citizenId: string; task: { id: string; alertId: string } }) =>
    [
      `/tasks/${task.id}`,
      `/alerts/${task.alertId}`,
      `/citizens/${citizenId}`,
      `/citizens/${citizenId}/timeline`,
    ] as const;
  const hour = (hours: number): string => new Date(house.clock.now().getTime() + hours * 3_600_000).toISOString();
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
    anna = await town.nurse('Anna', [town.west.teamId]);
    berit = await town.nurse('Berit', [town.west.teamId]);
    dorte = await town.nurse('Dorte', [town.east.teamId]);
    const account = { username: 'lise', displayName: 'Lise', password: 'Lise sings at dawn' };
    await town.api.post('/staff', { ...account, roles: ['lead'], teamIds: [town.west.teamId] });
    lead = await signIn(house.httpUrl, account.username, account.password);
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

    expect(await reads(gerd, task, alert, citizen, timeline)).toEqual([200, 200, 200, 200]);
    expect((await gerd.get(alert)).log.length).toBeGreaterThan(0);
    expect((await gerd.get(citizen)).address).toMatchObject({ street: 'Opdigtet Sti 9' });
    expect((await gerd.get('/alerts')).items.map(({ id }: any) => id)).toContain(helped.task.alertId);
    expect((await gerd.get(`/alerts?citizenId=${helped.citizenId}`)).items).toHaveLength(1);
    expect((await gerd.get(`/alerts?districtId=${town.west.districtId}`)).items).toEqual([]);
    const looks = (await town.api.get(`${citizen}/reads`)).items.filter(
      ({ principalId }: any) => principalId === gerd.staffId,
    );
    expect(new Set(looks.map(({ reason }: any) => reason))).toEqual(new Set(['work']));
    expect(looks.map(({ route }: any) => route)).toEqual(
      expect.arrayContaining(
        ['tasks/:id', 'alerts/:id', 'alerts', 'citizens/:id', 'citizens/:id/timeline'].map((of) => `GET /api/v1/${of}`),
      ),
    );

    const boss = await town.staff('Bodil', ['administrator'], [abroad.teamId]);
    expect(await reads(boss, task, alert, citizen, timeline)).toEqual([403, 403, 404, 404]);

    // A colleague of another team sees that there is work, and whose once she has it.
    expect(await reads(hans, alert, citizen, timeline)).toEqual([404, 404, 404]);
    expect((await hans.get('/tasks')).items.find(({ id }: any) => id === helped.task.id)).toMatchObject({
      citizen: null,
    });
    await hans.post(`${task}/claim`);
    expect(await reads(hans, task, alert, citizen, timeline)).toEqual([200, 200, 200, 200]);
    expect((await hans.get(task)).citizen!.address!.street).toBe('Opdigtet Sti 9');
    expect(
      (await hans.ask('POST', `${citizen}/pauses`, { reason: 'other', from: hour(0), until: hour(9) })).status,
    ).toBe(404);

    await hans.post(`${task}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    for (const who of [gerd, hans]) {
      expect(await reads(who, alert, citizen, timeline)).toEqual([404, 404, 404]);
      expect(await who.get(task)).toMatchObject({ state: 'resolved', citizen: null });
      expect((await who.get('/alerts')).items).toEqual([]);
    }
  });

  const EAST = { street: 'Opdigtet Allé 3', lat: 55.24, lon: 9.74 };
  const NEAR_EAST = { street: 'Opdigtet Allé 4', lat: 55.26, lon: 9.76 };
  const HOME = { street: 'Opdigtet Gade 1', lat: 55.24, lon: 9.26 };
  const move = (one: { citizenId: string }, change: object) => town.api.patch(`/citizens/${one.citizenId}`, change);
  const queueOf = async (who: Api, teamId: string): Promise<any[]> =>
    (await who.get(`/tasks?teamId=${teamId}&state=open,claimed,in-progress&limit=500`)).items;
  const finish = (who: Api, { id }: { id: string }) =>
    who.post(`/tasks/${id}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });

  it('of a citizen who moves under a claim stays with its holder, is seen by who gets it next, and goes there', async () => {
    const taken = await jammed();
    await anna.post(`/tasks/${taken.task.id}/start`, { mode: 'visit' });
    await move(taken, { address: EAST });
    expect(await taken.seen.task()).toMatchObject({
      id: taken.task.id,
      ...{ state: 'in-progress', teamId: town.west.teamId, nextTeamId: town.east.teamId },
      ...{ nextDistrictId: town.east.districtId, movedAt: house.clock.now().toISOString() },
    });
    for (const who of [anna, lead, dorte]) expect(await reads(who, ...needed(taken))).toEqual([200, 200, 200, 200]);
    expect((await anna.get(`/tasks/${taken.task.id}`)).citizen!.address!.street).toBe(EAST.street);
    expect((await queueOf(dorte, town.east.teamId)).find(({ id }) => id === taken.task.id)).toMatchObject({
      ...{ claimedByName: 'Anna', state: 'in-progress' },
    });
    expect((await dorte.ask('POST', `/tasks/${taken.task.id}/claim`)).body).toMatchObject({ holder: { name: 'Anna' } });
    const [expected] = await taken.seen.facts('task.expected');
    expect([expected!.data.claimedBy, expected!.for]).toEqual([anna.staffId, undefined]);
    expect(await taken.seen.facts('task.readdressed')).toMatchObject([{ for: anna.staffId }]);

    await anna.post(`/tasks/${taken.task.id}/release`);
    const after = await taken.seen.task();
    expect(after).toMatchObject({ state: 'open', teamId: town.east.teamId, nextTeamId: null, movedAt: null });
    expect(await taken.seen.alert()).toMatchObject({ state: 'open', districtId: town.east.districtId });
    expect(await reads(dorte, ...needed({ ...taken, task: after }))).toEqual([200, 200, 200, 200]);
    expect(await reads(anna, ...needed(taken).slice(1))).toEqual([404, 404, 404]);
    expect(await anna.get(`/tasks/${taken.task.id}`)).toMatchObject({ state: 'superseded', citizen: null });
    await finish(dorte, after);
  });

  it('that she resolves after the move stays in the district that did it', async () => {
    const taken = await jammed();
    await anna.post(`/tasks/${taken.task.id}/claim`);
    await move(taken, { address: EAST });
    await finish(anna, taken.task);
    expect(await taken.seen.alert()).toMatchObject({ state: 'resolved', districtId: town.west.districtId });
    expect(await reads(anna, ...needed(taken))).toEqual([200, 200, 404, 404]);
  });

  it('comes back with a citizen who comes back, and goes on with whoever takes it over where it goes', async () => {
    const [back, over] = [await jammed(), await jammed()];
    for (const { task, ...one } of [back, over]) {
      await anna.post(`/tasks/${task.id}/claim`);
      await move(one, { address: EAST });
    }
    await move(back, { address: HOME });
    expect(await back.seen.task()).toMatchObject({ state: 'claimed', nextTeamId: null, movedAt: null });
    expect(await reads(dorte, ...needed(back))).toEqual([404, 404, 404, 404]);
    await anna.post(`/tasks/${back.task.id}/release`);
    expect(await back.seen.task()).toMatchObject({ id: back.task.id, state: 'open', teamId: town.west.teamId });
    await finish(berit, back.task);

    await dorte.post(`/tasks/${over.task.id}/take-over`);
    expect(await over.seen.task()).toMatchObject({ teamId: town.east.teamId, claimedByName: 'Dorte', movedAt: null });
    expect(await over.seen.alert()).toMatchObject({ districtId: town.east.districtId, state: 'claimed' });
    expect(await reads(anna, ...needed(over))).toEqual([404, 404, 404, 404]);
    await finish(dorte, over.task);
  });

  it('goes to where a citizen stays for a while and home again, by the dates of the stay, whatever corrects them', async () => {
    const [free, taken, corrected] = [await jammed(), await jammed(), await jammed()];
    await anna.post(`/tasks/${taken.task.id}/claim`);
    for (const one of [free, taken])
      await move(one, { temporaryAddress: { ...EAST, from: hour(0.1), until: hour(0.2) } });
    expect(await free.seen.task()).toMatchObject({ teamId: town.west.teamId });
    await move(corrected, { temporaryAddress: { ...EAST, from: hour(-1), until: hour(9) } });
    const there = await corrected.seen.task();
    expect(there).toMatchObject({ teamId: town.east.teamId, citizen: { address: { street: EAST.street } } });
    expect(await reads(dorte, ...needed({ ...corrected, task: there }))).toEqual([200, 200, 200, 200]);
    await move(corrected, { temporaryAddress: { ...NEAR_EAST, from: hour(-1), until: hour(9) } });
    expect(await corrected.seen.task()).toMatchObject({ id: there.id, teamId: town.east.teamId });
    await move(corrected, { temporaryAddress: null });
    expect(await corrected.seen.task()).toMatchObject({ teamId: town.west.teamId });
    expect(await reads(dorte, ...needed({ ...corrected, task: there }).slice(1))).toEqual([404, 404, 404]);

    await house.clock.forward({ minutes: 7 });
    expect(await free.seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    expect(await free.seen.alert()).toMatchObject({ districtId: town.west.districtId });
    expect(await taken.seen.task()).toMatchObject({
      state: 'claimed',
      teamId: town.west.teamId,
      nextTeamId: town.east.teamId,
    });
    await house.clock.forward({ minutes: 6 });
    expect(await free.seen.task()).toMatchObject({ state: 'open', teamId: town.west.teamId });
    expect(await taken.seen.task()).toMatchObject({ state: 'claimed', nextTeamId: null });
    expect(await free.seen.facts('citizen.stay_begun')).toHaveLength(1);
    expect(await free.seen.facts('citizen.stay_ended')).toHaveLength(1);
    for (const { seen } of [free, taken, corrected]) await finish(anna, await seen.task());
  });

  it('follows a team that serves another district from now on', async () => {
    const districtId = (await town.api.post('/districts', { name: 'Nord', parentId: town.municipalityId })).id;
    const team = { name: 'North', kind: 'home-care', base: { lat: 55.45, lon: 9.1 } };
    const { id: teamId } = await town.api.post('/teams', { ...team, districtId });
    await roster(teamId, ALWAYS);
    const nora = await town.nurse('Nora', [teamId]);
    const fields = { districtId, address: { lat: 55.45, lon: 9.1 } };
    const [free, taken] = [await jammed(fields), await jammed(fields)];
    expect(taken.task).toMatchObject({ teamId, state: 'open' });
    await nora.post(`/tasks/${taken.task.id}/claim`);
    await town.api.put(`/teams/${teamId}`, { ...team, districtId: abroad.districtId });
    expect(await free.seen.task()).toMatchObject({ state: 'open', teamId: town.west.teamId });
    expect(await taken.seen.task()).toMatchObject({ state: 'claimed', teamId, nextTeamId: town.west.teamId });
    expect(await reads(nora, ...needed(taken))).toEqual([200, 200, 200, 200]);
    await nora.post(`/tasks/${taken.task.id}/release`);
    expect(await taken.seen.task()).toMatchObject({ state: 'open', teamId: town.west.teamId });
    expect(await reads(nora, ...needed(taken).slice(1))).toEqual([404, 404, 404]);
    for (const { seen } of [free, taken]) await finish(town.api, await seen.task());
  });

  it('that a colleague has is not shelved under her; she may', async () => {
    const [begun, own] = [await jammed(), await jammed()];
    const shelve = (who: Api, { task }: { task: any }) =>
      who.ask('POST', `/alerts/${task.alertId}/shelve`, { until: hour(5), reason: 'tomorrow' });
    await anna.post(`/tasks/${begun.task.id}/start`, { mode: 'visit' });
    const since = house.clock.now().toISOString();
    for (const who of [berit, lead, town.api])
      expect(await shelve(who, begun)).toMatchObject({ status: 409, body: { holder: { name: 'Anna', since } } });
    expect(await begun.seen.task()).toMatchObject({ state: 'in-progress', claimedByName: 'Anna' });
    for (let call = 0; call < 3; call++)
      await berit.post(`/tasks/${begun.task.id}/log`, { entry: 'call-attempt', answered: false });
    expect(await begun.seen.task()).toMatchObject({ state: 'in-progress', claimedByName: 'Anna', unansweredCalls: 0 });
    await finish(anna, begun.task);

    await anna.post(`/tasks/${own.task.id}/claim`);
    await move(own, { address: EAST });
    expect(await shelve(anna, own)).toMatchObject({ status: 200, body: { state: 'shelved' } });
    expect(await own.seen.alert()).toMatchObject({ districtId: town.east.districtId });
    await house.clock.forward({ hours: 5 });
    expect(await own.seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    await finish(dorte, await own.seen.task());
  });

  it('that a colleague has begun is never silently gone, whatever ends its alert; she is told', async () => {
    const now = house.clock.now().toISOString();
    const path = ({ citizenId }: Resident): string => `/citizens/${citizenId}`;
    const ways: [string, (one: Resident) => Promise<unknown>][] = [
      ['dose.missed', (one) => town.api.post(`${path(one)}/pauses`, { reason: 'travel', from: now, until: hour(5) })],
      ['device.fault', (one) => town.api.put(`${path(one)}/consent`, { telemetry: false })],
      ['device.fault', (one) => town.api.patch(path(one), { deceasedAt: now })],
      ['device.fault', (one) => one.dispenser.say('device.fault_cleared', { data: { faultCode: 'E7' } })],
    ];
    for (const [type, end] of ways) {
      for (const begun of [true, false]) {
        const one = await town.citizen({ eDistrictTeamId: town.eTeamId });
        await one.dispenser.say(type, { data: type === 'device.fault' ? { faultCode: 'E7' } : { dueAt: now } });
        await house.clock.settle();
        const seen = caseOf(town, one);
        const { id } = await seen.task();
        await town.api.post(`/tasks/${id}/${begun ? 'start' : 'claim'}`, begun ? { mode: 'visit' } : undefined);
        await end(one);
        await one.dispenser.leave();
        await house.clock.settle();
        const state = begun ? 'in-progress' : 'auto-resolved';
        expect(await town.api.get(`/tasks/${id}`)).toMatchObject({ state, claimedByName: expect.any(String) });
        expect(await seen.facts('task.holder_told')).toMatchObject([{ subject: id }]);
        const [ended] = (await seen.alerts()).filter(({ type: said }) => said === type);
        expect(written(await town.api.get(`/alerts/${ended!.id}`))).toContain('the alert closed by itself while');
      }
    }
  });

  it('a team, or a district, that has work is not taken away under it', async () => {
    const begun = await jammed();
    await anna.post(`/tasks/${begun.task.id}/start`, { mode: 'visit' });
    for (const path of [`/teams/${town.west.teamId}`, `/districts/${town.west.districtId}`])
      expect((await town.api.ask('DELETE', path)).status).toBe(409);
    // Only the steps of a ladder: her claim is alive all the time.
    for (const minutes of [20, 20, 20]) {
      await house.clock.forward({ minutes });
      await anna.post(`/tasks/${begun.task.id}/log`, { entry: 'note', text: 'still here' });
    }
    expect(await begun.seen.task()).toMatchObject({ id: begun.task.id, state: 'in-progress', claimedByName: 'Anna' });
    await finish(anna, begun.task);
  });
});
