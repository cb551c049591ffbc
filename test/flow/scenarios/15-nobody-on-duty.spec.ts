/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '../../support/api.js';
import { type Case, caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { ALWAYS, makeTown, NEVER, type Resident, type Town } from '../../support/town.js';

/** The house stands at 07:00 in Copenhagen on a Tuesday; from 18:00 on Saturday nobody works in the west until Monday morning. */
describe('scenario 15: nobody on duty', () => {
  let house: House;
  let town: Town;
  let residents: Resident[];

  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const noWeekend = {
    shifts: [
      { days: weekdays, from: '00:00', to: '24:00' },
      { days: ['sat'], from: '00:00', to: '18:00' },
    ],
  };
  const about = async (type: string): Promise<any[]> =>
    (await town.api.get('/alerts')).items.filter((alert: any) => alert.type === type);
  const tasksOf = async (alertId: string): Promise<any[]> =>
    (await town.api.get('/tasks?limit=500')).items.filter((task: any) => task.alertId === alertId);
  const missed = async (): Promise<Case> => {
    const resident = residents.shift()!;
    await resident.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T11:00:00.000Z' } });
    await house.clock.settle();
    return caseOf(town, resident);
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house, { west: noWeekend, e: NEVER });
    residents = await Promise.all([1, 2, 3].map(() => town.citizen({ slots: [{ time: '12:00' }] })));
    await house.clock.forward({ hours: 1, minutes: 30 });
  });
  afterAll(() => house?.stop());

  it('is reported 14 days ahead, with who would be asked instead', async () => {
    const { from, items } = await town.api.get('/reports/coverage-gaps');
    expect(from).toBe('2026-03-10T07:30:00.000Z');
    const gap = { districtName: 'West', municipalityId: town.municipalityId, reached: 'other-district' };
    expect(items).toEqual([
      { ...gap, districtId: town.west.districtId, from: '2026-03-14T17:00:00.000Z', to: '2026-03-15T23:00:00.000Z' },
      { ...gap, districtId: town.west.districtId, from: '2026-03-21T17:00:00.000Z', to: '2026-03-22T23:00:00.000Z' },
    ]);
    expect((await town.api.get('/reports/coverage-gaps?days=3')).items).toEqual([]);
    expect((await town.api.get(`/reports/coverage-gaps?districtId=${town.east.districtId}`)).items).toEqual([]);
    const lead = await town.staff('Lone', ['lead'], [town.west.teamId]);
    const status = async (who: Api, districtId: string) =>
      (await who.ask('GET', `/reports/coverage-gaps?districtId=${districtId}`)).status;
    expect(await status(lead, town.west.districtId)).toBe(200);
    expect(await status(lead, town.east.districtId)).toBe(404);
    expect(await status(town.api, '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10')).toBe(404);
  });

  it('is a table for whoever asks for one', async () => {
    const answer = await fetch(`${house.httpUrl}/api/v1/reports/coverage-gaps?days=7`, {
      headers: { authorization: `Bearer ${house.partner.token}`, accept: 'text/csv' },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await answer.text()).toBe(
      `districtId,districtName,municipalityId,from,to,reached\r\n${town.west.districtId},West,${town.municipalityId},2026-03-14T17:00:00.000Z,2026-03-15T23:00:00.000Z,other-district\r\n`,
    );
  });

  it('is told to the lead once, and is over when somebody fills it', async () => {
    await house.clock.forward({ hours: 2 });
    const [gap, ...more] = await about('coverage.gap');
    expect(more).toEqual([]);
    expect(gap).toMatchObject({
      state: 'open',
      priority: 'P4',
      occurrences: 1,
      detail: { gaps: 2, reached: 'other-district' },
    });
    expect(await tasksOf(gap.id)).toMatchObject([{ kind: 'review', teamId: town.west.teamId, audience: 'district' }]);
    await town.api.put(`/teams/${town.west.teamId}/roster`, ALWAYS);
    await house.clock.forward({ hours: 1 });
    expect(await about('coverage.gap')).toMatchObject([{ id: gap.id, state: 'auto-resolved' }]);
    expect(await tasksOf(gap.id)).toMatchObject([{ state: 'auto-resolved' }]);
  });

  it('is skipped at once, logged, and told to the lead of the district once a day', async () => {
    const seen = await missed();
    expect(await seen.task()).toMatchObject({ kind: 'visit', rung: 1, teamId: town.west.teamId });
    expect(written(await seen.alert())).toContain('step 1 skipped: Nobody is on duty');
    const [unstaffed, ...more] = await about('coverage.unstaffed');
    expect(more).toEqual([]);
    expect(unstaffed).toMatchObject({ priority: 'P4', citizenId: null, detail: { to: 'e-district' } });
    expect(await tasksOf(unstaffed.id)).toMatchObject([{ kind: 'review', audience: 'district' }]);
    await missed();
    expect(await about('coverage.unstaffed')).toMatchObject([{ id: unstaffed.id, occurrences: 1 }]);
  });

  it('is over for the lead when a roster puts somebody on duty whom the step would ask', async () => {
    const [unstaffed] = await about('coverage.unstaffed');
    await town.api.put(`/teams/${town.east.teamId}/roster`, NEVER);
    await town.api.put(`/teams/${town.east.teamId}/roster`, ALWAYS);
    expect(await about('coverage.unstaffed')).toMatchObject([{ id: unstaffed.id, state: 'open' }]);
    await town.api.put(`/teams/${town.eTeamId}/roster`, ALWAYS);
    expect(await about('coverage.unstaffed')).toMatchObject([{ id: unstaffed.id, state: 'auto-resolved' }]);
    expect(await tasksOf(unstaffed.id)).toMatchObject([{ state: 'auto-resolved' }]);
  });

  it('is told to the lead the moment the account of the only one on a shift is closed, and is over when another is there', async () => {
    const days = [...weekdays, 'sat', 'sun', 'holiday'];
    const { staffId } = await town.nurse('Solvej', [town.east.teamId, town.west.teamId]);
    const shift = { days, from: '00:00', to: '24:00', members: [staffId] };
    await town.api.put(`/teams/${town.east.teamId}/roster`, { shifts: [shift] });
    const gaps = async (): Promise<any[]> =>
      (await town.api.get(`/reports/coverage-gaps?districtId=${town.east.districtId}`)).items;
    const live = async (): Promise<any[]> => (await about('coverage.gap')).filter(({ state }) => state === 'open');
    expect([await gaps(), await live()]).toEqual([[], []]);
    await town.api.patch(`/staff/${staffId}`, { disabled: true });
    expect(await gaps()).toMatchObject([{ from: house.clock.now().toISOString(), reached: 'other-district' }]);
    const [gap] = await live();
    expect(gap).toMatchObject({ districtId: town.east.districtId, detail: { gaps: 1 } });
    expect(await tasksOf(gap.id)).toMatchObject([{ kind: 'review', audience: 'district' }]);
    await town.api.patch(`/staff/${staffId}`, { disabled: false });
    expect([await gaps(), await live()]).toEqual([[], []]);
    await town.api.patch(`/staff/${staffId}`, { teamIds: [town.west.teamId] });
    expect(await gaps()).toHaveLength(1);
    await town.api.patch(`/staff/${staffId}`, { teamIds: [town.west.teamId, town.east.teamId] });
    expect((await town.api.ask('DELETE', `/staff/${staffId}`)).status).toBe(204);
    expect(await gaps()).toHaveLength(1);
    await town.api.put(`/teams/${town.east.teamId}/roster`, ALWAYS);
    await house.clock.forward({ hours: 1 });
    expect([await gaps(), await live()]).toEqual([[], []]);
  });

  it('nowhere at all, the last step asks all the same, and nobody is told in circles', async () => {
    const teams = [town.west.teamId, town.east.teamId, town.eTeamId, town.responseCentreId];
    await Promise.all(teams.map((id) => town.api.put(`/teams/${id}/roster`, NEVER)));
    const seen = await missed();
    expect(await seen.task()).toMatchObject({ rung: 4, audience: 'district', routing: { rule: 'rosters-ignored' } });
    expect(await about('coverage.unstaffed')).toHaveLength(1);
    await house.clock.forward({ hours: 1 });
    expect((await about('coverage.gap')).filter(({ state }) => state === 'open')).toMatchObject([
      { detail: { reached: 'nobody' } },
      { detail: { reached: 'nobody' } },
    ]);
  });
});
