import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf, written } from '../../support/case.js';
import { eventually } from '../../support/eventually.js';
import { type House, startHouse } from '../../support/house.js';
import { askReadiness } from '../../support/service.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** It is 08:30 on a Tuesday in Copenhagen; the western team goes home at nine. */
describe('work that is open', () => {
  let house: House;
  let town: Town;
  let anna: Awaited<ReturnType<Town['nurse']>>;
  const folder = mkdtempSync(join(tmpdir(), 'dosevagt-sheets-'));

  const jammed = async (): Promise<Resident & { seen: Case }> => {
    const resident = await town.citizen();
    await resident.dispenser.say('device.jam');
    await resident.dispenser.leave();
    await house.clock.settle();
    return { ...resident, seen: caseOf(town, resident) };
  };

  beforeAll(async () => {
    house = await startHouse({
      at: '2026-03-10T07:30:00Z',
      environment: { HANDOVER_DIR: join(folder, 'sheets'), HANDOVER_LANGUAGE: 'en' },
    });
    town = await makeTown(house, { west: { shifts: [{ days: ['tue'], from: '07:00', to: '09:00' }] } });
    anna = await town.nurse('Anna', [town.west.teamId]);
  });
  afterAll(async () => {
    await house?.stop();
    rmSync(folder, { recursive: true });
  });

  it('scenario 17: at the end of a shift goes to who is there now, or its holder says whether it stays', async () => {
    const [unclaimed, silent, kept] = [await jammed(), await jammed(), await jammed()];
    const idOf = async ({ seen }: { seen: Case }): Promise<string> => (await seen.task()).id;
    const [silentId, keptId] = [await idOf(silent), await idOf(kept)];
    await house.clock.forward({ minutes: 14 });
    await anna.post(`/tasks/${silentId}/claim`);
    await anna.post(`/tasks/${keptId}/claim`);

    const list = await anna.get(`/teams/${town.west.teamId}/handover`);
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([silentId, keptId]));
    expect(list.items).toHaveLength(3);
    const page = await fetch(`${house.httpUrl}/api/v1/teams/${town.west.teamId}/handover`, {
      headers: { authorization: `Bearer ${house.admin.token}`, accept: 'text/html' },
    });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('vary')).toBe('accept-language, accept');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*; style-src 'sha256-[^' ]+'$/);
    expect(await page.text()).toContain('Anna (Claimed)');

    await house.clock.forward({ minutes: 16 });
    expect(await unclaimed.seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    for (const { seen } of [silent, kept])
      expect(await seen.facts('task.hand_over_asked')).toMatchObject([
        { for: anna.staffId, data: { releaseAt: '2026-03-10T08:10:00.000Z' } },
      ]);
    await anna.post(`/tasks/${keptId}/keep`);

    await house.clock.forward({ minutes: 10 });
    expect(await silent.seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    expect(written(await silent.seen.alert())).toContain('the shift is over and nobody kept it');
    expect(await kept.seen.task()).toMatchObject({ id: keptId, state: 'claimed', releaseAt: null });
  });

  it('scenario 18: of a citizen who moves goes along, unless somebody has it', async () => {
    await town.api.put(`/teams/${town.west.teamId}/roster`, {
      shifts: [{ days: ['tue'], from: '00:00', to: '24:00' }],
    });
    const [free, taken] = [await jammed(), await jammed()];
    await anna.post(`/tasks/${(await taken.seen.task()).id}/claim`);
    for (const { citizenId } of [free, taken]) {
      await town.api.patch(`/citizens/${citizenId}`, { address: { lat: 55.26, lon: 9.74 } });
    }
    expect(await free.seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    expect(await free.seen.alert()).toMatchObject({ districtId: town.east.districtId });
    expect(await taken.seen.task()).toMatchObject({ state: 'claimed', teamId: town.west.teamId });
    expect(await taken.seen.alert()).toMatchObject({ districtId: town.west.districtId });
  });

  it('scenario 17: is handed over by the roster as it is, not as it was when somebody was asked', async () => {
    const setRoster = (to: string | null) =>
      town.api.put(`/teams/${town.west.teamId}/roster`, {
        shifts: to ? [{ days: ['tue'], from: '00:00', to }] : [],
      });
    const now = house.clock.now().toISOString();
    const [unclaimed, taken, first] = [await jammed(), await jammed(), await jammed()];
    const asked = () => taken.seen.facts('task.hand_over_asked');
    await anna.post(`/tasks/${(await taken.seen.task()).id}/claim`);
    await setRoster('10:00');
    for (const { seen } of [unclaimed, taken])
      expect(await seen.task()).toMatchObject({ shiftEndsAt: '2026-03-10T09:00:00.000Z', teamId: town.west.teamId });
    await setRoster('24:00');
    expect(await taken.seen.task()).toMatchObject({ shiftEndsAt: '2026-03-10T23:00:00.000Z' });
    const { name, kind, districtId, base } = await town.api.get(`/teams/${town.west.teamId}`);
    const setZone = (zone: string) =>
      town.api.put(`/teams/${town.west.teamId}`, { name, kind, districtId, base, zone });
    await setZone('Europe/Helsinki');
    expect(await taken.seen.task()).toMatchObject({ shiftEndsAt: '2026-03-10T22:00:00.000Z' });
    await setZone('Europe/Copenhagen');
    expect(await asked()).toEqual([]);

    await setRoster(null);
    await house.clock.settle();
    expect(house.clock.now().toISOString()).toBe(now);
    for (const { seen } of [unclaimed, first])
      expect(await seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    expect(await taken.seen.task()).toMatchObject({ state: 'claimed', teamId: town.west.teamId });
    const releaseAt = new Date(Date.parse(now) + 10 * 60_000).toISOString();
    expect(await asked()).toMatchObject([{ data: { releaseAt } }]);
    await setRoster('24:00');
  });

  it('two calls that nobody answers are enough: it is a visit', async () => {
    const resident = await town.citizen();
    await resident.dispenser.say('user.help_requested');
    await resident.dispenser.leave();
    await house.clock.settle();
    const seen = caseOf(town, resident);
    const ellen = await town.nurse('Ellen', [town.eTeamId]);
    const { id } = await seen.task();
    await ellen.post(`/tasks/${id}/claim`);
    await ellen.post(`/tasks/${id}/log`, { entry: 'call-attempt', answered: false });
    expect(await seen.task()).toMatchObject({ id, state: 'claimed' });
    await ellen.post(`/tasks/${id}/log`, { entry: 'call-attempt', answered: false });
    expect(await seen.task()).toMatchObject({ kind: 'visit', state: 'open', teamId: town.west.teamId, rung: 1 });
    expect(written(await seen.alert())).toContain('two calls unanswered');
    await house.clock.forward({ minutes: 5 });
    expect(await seen.task()).toMatchObject({ audience: 'district', rung: 2 });
  });

  it('where all on duty were asked is on the sheet of whose nurse has it', async () => {
    const { districtId, teamId } = town.west;
    const rungs = [
      { after: 'PT0S', actions: ['visit'], to: 'all-on-duty' },
      { after: 'PT8H', actions: ['visit'], to: 'manager' },
    ];
    await town.api.put(`/ladders/dispensing-stopped?districtId=${districtId}`, { rungs, claimTimeout: 'PT4H' });
    const elsa = await town.nurse('Elsa', [town.eTeamId]);
    const asked = [await jammed(), await jammed(), await jammed()];
    const [waiting, west, screen] = await Promise.all(asked.map(async ({ seen }) => (await seen.task()).id));
    await anna.post(`/tasks/${west}/claim`);
    await elsa.post(`/tasks/${screen}/claim`);
    const sheet = async (who: typeof anna, of: string): Promise<string[]> =>
      (await who.get(`/teams/${of}/handover`)).items.map(({ id }: { id: string }) => id);
    expect(await asked[2]!.seen.task()).toMatchObject({ audience: 'district', teamId });
    expect(await sheet(anna, teamId)).toEqual(expect.arrayContaining([waiting, west, screen]));
    const ofScreen = await sheet(elsa, town.eTeamId);
    expect(ofScreen).toEqual(expect.arrayContaining([waiting, screen]));
    expect(ofScreen).not.toContain(west);
    await town.api.ask('DELETE', `/ladders/dispensing-stopped?districtId=${districtId}`);
  });

  it('lies in a folder, a sheet for each team, for when the house is down', async () => {
    const sheets = join(folder, 'sheets');
    const write = () => house.clock.forward({ minutes: 15 });
    const read = () => readFileSync(join(sheets, `hand-over-west-day-${town.west.teamId}.html`), 'utf8');
    const { citizenId } = await jammed();
    await town.api.patch(`/citizens/${citizenId}`, { displayName: 'Invented <Jam>', mobile: '+4500000009' });
    await write();
    expect(readdirSync(sheets)).toHaveLength(4);
    expect(read()).toContain('<td>Invented &#60;Jam&#62;, +4500000009</td><td>Opdigtet Gade');
    const { items: looks } = await town.api.get(`/citizens/${citizenId}/reads?limit=500`);
    const fromHouse = looks.filter(({ principalId }) => principalId === town.west.teamId);
    expect(fromHouse).toMatchObject([{ route: 'hand-over sheet in the folder', shown: ['mobile'] }]);

    await town.api.patch(`/citizens/${citizenId}`, { addressProtected: true });
    const { id } = await town.api.post('/teams', {
      ...{ name: 'Short-lived', kind: 'night', districtId: town.west.districtId, base: { lat: 55.2, lon: 9.2 } },
    });
    writeFileSync(join(sheets, 'notes.txt'), 'not ours');
    await write();
    expect(readdirSync(sheets)).toContain(`hand-over-short-lived-${id}.html`);
    expect(read()).toContain('<td>Invented &#60;Jam&#62;, +4500000009</td><td></td>');
    await town.api.ask('DELETE', `/teams/${id}`);
    await write();
    expect(readdirSync(sheets)).toHaveLength(5);

    rmSync(sheets, { recursive: true });
    writeFileSync(sheets, 'a file where the folder should be');
    await write();
    const readiness = async () => {
      const { body } = await askReadiness(house.httpUrl);
      const check = body?.checks.find(({ name }) => name === 'hand-over-sheets');
      return { status: body?.status, ...check };
    };
    expect(await readiness()).toMatchObject({ status: 'degraded', ok: false });
    rmSync(sheets);
    await house.clock.forward({ minutes: 1 });
    expect(read()).toContain('Invented');
    expect(await readiness()).toMatchObject({ status: 'ok', ok: true });
  });

  it("is the queue's again at once when whoever has it may not do it any more", async () => {
    const bea = await town.nurse('Bea', [town.west.teamId]);
    const [one, other] = [await jammed(), await jammed()];
    const claimed = async ({ seen }: { seen: Case }, by: typeof bea): Promise<string> => {
      const { id } = await seen.task();
      await by.post(`/tasks/${id}/claim`);
      return id;
    };
    await claimed(one, bea);
    await bea.post(`/tasks/${await claimed(other, bea)}/start`, { mode: 'visit' });
    await town.api.patch(`/staff/${bea.staffId}`, { teamIds: [town.east.teamId, town.west.teamId] });
    expect(await other.seen.task()).toMatchObject({ state: 'in-progress', claimedBy: bea.staffId });

    await town.api.patch(`/staff/${bea.staffId}`, { teamIds: [town.east.teamId] });
    for (const { seen } of [one, other]) {
      expect(await seen.task()).toMatchObject({
        state: 'open',
        claimedBy: null,
        ladder: { nextRungAt: expect.any(String) },
      });
      expect(written(await seen.alert())).toContain('whoever had it works elsewhere now');
    }

    await town.api.patch(`/staff/${bea.staffId}`, { teamIds: [town.west.teamId] });
    await claimed(one, bea);
    await town.api.patch(`/staff/${bea.staffId}`, { roles: ['manager'] });
    expect(await one.seen.task()).toMatchObject({ state: 'claimed' });
    await town.api.patch(`/staff/${bea.staffId}`, { disabled: true });
    expect(await one.seen.task()).toMatchObject({ state: 'open', claimedBy: null });
    expect(written(await one.seen.alert())).toContain('the account of whoever had it was closed');

    const { id } = await town.api.post('/partners', { name: 'Journal', scopes: ['tasks:read', 'tasks:write'] });
    await house.query('UPDATE task SET "state" = \'claimed\', "claimedBy" = $1 WHERE "id" = $2', [
      id,
      (await other.seen.task()).id,
    ]);
    await town.api.ask('DELETE', `/partners/${id}`);
    expect(await other.seen.task()).toMatchObject({ state: 'open', claimedBy: null });
  });

  it('scenario 17: follows whoever comes and goes in person, and a shift that was forgotten ends by itself', async () => {
    const path = `/teams/${town.west.teamId}`;
    await town.api.put(`${path}/roster`, { shifts: [] });
    const dagny = await town.nurse('Dagny', [town.west.teamId]);
    const inMinutes = (minutes: number) => new Date(house.clock.now().getTime() + minutes * 60_000).toISOString();
    const duty = () => town.api.get(`${path}/duty`);
    const until = inMinutes(60);
    expect((await (await jammed()).seen.task()).teamId).toBe(town.east.teamId);
    expect(await duty()).toMatchObject({ onDuty: false, ownShifts: [] });

    expect(await dagny.post(`${path}/shift/start`, { until })).toMatchObject({ onShift: true, by: 'self', until });
    expect(await duty()).toMatchObject({ onDuty: true, until, members: [dagny.staffId], ownShifts: [{ until }] });
    const [waiting, taken, begun] = [await jammed(), await jammed(), await jammed()];
    expect(await waiting.seen.task()).toMatchObject({ teamId: town.west.teamId, shiftEndsAt: until });
    const idOf = async ({ seen }: { seen: Case }): Promise<string> => (await seen.task()).id;
    await dagny.post(`/tasks/${await idOf(taken)}/claim`);
    await dagny.post(`/tasks/${await idOf(begun)}/start`, { mode: 'visit' });
    const hers = await town.citizen({ contactPersonId: dagny.staffId });
    await hers.dispenser.say('user.help_requested');
    await hers.dispenser.leave();
    await house.clock.settle();
    const inPerson = caseOf(town, hers);
    expect(await inPerson.task()).toMatchObject({ assigneeId: dagny.staffId, audience: 'person' });

    // Another is there too, of whom no shift says anything: she is asked all the same.
    await town.api.put(`${path}/roster`, { shifts: [{ days: ['tue'], from: '00:00', to: '24:00' }] });
    for (let times = 0; times < 2; times++) {
      expect(await dagny.post(`${path}/shift/stop`)).toMatchObject({ onShift: false, teamOnDuty: true });
      await house.clock.settle();
      expect(await taken.seen.facts('task.hand_over_asked')).toHaveLength(1);
      expect(await taken.seen.task()).toMatchObject({ state: 'claimed', releaseAt: inMinutes(10) });
      expect(await begun.seen.task()).toMatchObject({ state: 'in-progress', releaseAt: null });
      expect(await waiting.seen.task()).toMatchObject({ state: 'open', teamId: town.west.teamId });
      expect(await inPerson.task()).toMatchObject({ state: 'open', assigneeId: null, teamId: town.eTeamId });
    }
    const anew = inMinutes(20);
    for (const said of [{ until: anew }, {}])
      expect(await dagny.post(`${path}/shift/start`, said)).toMatchObject({ onShift: true, until: anew });
    expect(await taken.seen.facts('task.kept')).toHaveLength(1);
    expect(await taken.seen.task()).toMatchObject({ state: 'claimed', releaseAt: null });

    await town.api.put(`${path}/roster`, { shifts: [] });
    expect(await waiting.seen.task()).toMatchObject({ teamId: town.west.teamId, shiftEndsAt: anew });
    await house.clock.forward({ minutes: 20 });
    expect(await duty()).toMatchObject({ onDuty: false, ownShifts: [] });
    expect(await waiting.seen.task()).toMatchObject({ state: 'open', teamId: town.east.teamId });
    expect(await taken.seen.facts('task.hand_over_asked')).toHaveLength(2);
    const { items } = await town.api.get('/events?type=shift.started,shift.stopped,shift.ended&limit=500');
    const shifts = items.flatMap(({ type, data, for: forWhom }) =>
      'wasOnDuty' in data ? [[type, data.wasOnDuty, data.onDuty, forWhom]] : [],
    );
    expect(shifts).toEqual([
      ['shift.started', false, true, undefined],
      ['shift.stopped', true, true, undefined],
      ['shift.started', true, true, undefined],
      ['shift.ended', true, false, dagny.staffId],
    ]);
    await town.api.put(`${path}/roster`, { shifts: [{ days: ['tue'], from: '00:00', to: '24:00' }] });
  });

  it('is freed by and by of whoever is gone while somebody holds the citizen: an account is shut all the same', async () => {
    const cia = await town.nurse('Cia', [town.west.teamId]);
    const held = await jammed();
    await cia.post(`/tasks/${(await held.seen.task()).id}/claim`);
    const somebody = new pg.Client({ connectionString: house.databaseUrl });
    await somebody.connect();
    await somebody.query('BEGIN');
    await somebody.query('SELECT 1 FROM citizen WHERE "id" = $1 FOR UPDATE', [held.citizenId]);
    expect((await town.api.ask('DELETE', `/staff/${cia.staffId}`)).status).toBe(204);
    expect(await held.seen.task()).toMatchObject({ state: 'claimed', claimedBy: cia.staffId });
    await somebody.end();
    await house.clock.forward({ seconds: 1 });
    expect(await held.seen.task()).toMatchObject({ state: 'open', claimedBy: null });
  });

  it('of whoever works elsewhere now is nobody’s once the citizen is free, who was held at that moment', async () => {
    const dea = await town.nurse('Dea', [town.west.teamId]);
    const held = await jammed();
    await dea.post(`/tasks/${(await held.seen.task()).id}/claim`);
    const somebody = new pg.Client({ connectionString: house.databaseUrl });
    await somebody.connect();
    await somebody.query('BEGIN');
    await somebody.query('SELECT 1 FROM citizen WHERE "id" = $1 FOR UPDATE', [held.citizenId]);
    const moved = town.api.ask('PATCH', `/staff/${dea.staffId}`, { teamIds: [town.east.teamId] });
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await Promise.race([moved, eventually(async () => (await house.query(waiting)).length > 0)]);
    await somebody.end();
    expect((await moved).status).toBe(200);
    expect(await held.seen.task()).toMatchObject({ state: 'open', claimedBy: null });
  });
});
