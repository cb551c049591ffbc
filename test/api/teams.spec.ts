import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { AccountsService } from '../../src/access/staff/accounts.service.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { TeamsModule } from '../../src/teams/teams.module.js';
import { type Caller, makeCaller } from '../support/caller.js';
import { openRooms, type Rooms } from '../support/rooms.js';

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [9, 55],
      [10, 55],
      [10, 56],
      [9, 56],
      [9, 55],
    ],
  ],
};
type Ring = number[][];
const polygonOf = (ring: Ring) => ({ type: 'Polygon', coordinates: [ring] });
const ringAt = (x: number, y: number): Ring =>
  square.coordinates[0]!.map(([lon, lat]) => [lon! - 9 + x, lat! - 55 + y]);
const nobody = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const base = { lat: 55.25, lon: 9.5 };

describe('districts, teams and rosters', () => {
  let rooms: Rooms;
  let call: Caller, west: Caller, reader: Caller;
  let town: string, westId: string, eastId: string, teamId: string;
  let anna: string, bo: string;

  beforeAll(async () => {
    rooms = await openRooms([AccessModule, TeamsModule]);
    const told = ['roster.set', 'team.changed', 'duty.changed', 'holidays.set', 'staff.disabled', 'staff.moved'];
    rooms.app.get(FactBus).join(Object.fromEntries(told.map((type) => [type, []])));
    call = await makeCaller(rooms, ['teams:read', 'teams:write']);
    const plant = async (body: object) => (await call('POST', '/districts', body)).body.id;
    town = await plant({ name: 'Demo town' });
    westId = await plant({ name: 'West', parentId: town, polygon: square });
    eastId = await plant({ name: 'East', parentId: town });
    const team = { name: 'Vest Day Team', kind: 'home-care', districtId: westId, base };
    teamId = (await call('POST', '/teams', team)).body.id;
    const hire = (username: string, teamIds: string[]) =>
      rooms.app.get(FactBus).transact(async (turn) => {
        const account = { username, displayName: username, roles: ['nurse' as const], teamIds };
        return { facts: [], result: (await rooms.app.get(AccountsService).createStaff(turn, account)).id };
      });
    [anna, bo] = [await hire('anna', [teamId]), await hire('bo', [])];
    west = await makeCaller(rooms, ['teams:read', 'teams:write'], [westId]);
    reader = await makeCaller(rooms, ['teams:read']);
  });
  afterAll(() => rooms.close());

  it('are created with a Location and a version, and listed newest first', async () => {
    const made = await call('POST', '/districts', { name: 'Zone 1', parentId: westId });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/api/v1/districts/${made.body.id}`);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({ name: 'Zone 1', parentId: westId, polygon: null, version: 1 });
    const first = await call('GET', '/districts?limit=2');
    expect(first.body.items.map((d: { name: string }) => d.name)).toEqual(['Zone 1', 'East']);
    const second = await call('GET', `/districts?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items.map((d: { name: string }) => d.name)).toEqual(['West', 'Demo town']);
    expect(second.body.nextCursor).toBeNull();
    expect((await call('DELETE', `/districts/${made.body.id}`)).status).toBe(204);
    expect((await call('GET', `/districts/${made.body.id}`)).status).toBe(404);
  });

  it.each<[string, string, object, string]>([
    ['an unknown parent', '/districts', { name: 'X', parentId: nobody }, 'parentId'],
    ['an unknown field', '/districts', { name: 'X', colour: 'red' }, 'colour'],
    [
      'a ring that stays open',
      '/districts',
      { name: 'X', polygon: { type: 'Polygon', coordinates: [square.coordinates[0]!.slice(0, 4)] } },
      'polygon.coordinates.0',
    ],
    [
      'latitude before longitude',
      '/districts',
      {
        name: 'X',
        polygon: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 95],
              [1, 95],
              [1, 96],
              [0, 95],
            ],
          ],
        },
      },
      'polygon.coordinates.0.0.1',
    ],
    ['an unknown district', '/teams', { name: 'X', kind: 'night', districtId: nobody, base }, 'districtId'],
    ['an unknown kind', '/teams', { name: 'X', kind: 'day', districtId: nobody, base }, 'kind'],
    [
      'a base off the earth',
      '/teams',
      { name: 'X', kind: 'night', districtId: nobody, base: { lat: 91, lon: 0 } },
      'base.lat',
    ],
    [
      'a zone there is not',
      '/teams',
      { name: 'X', kind: 'night', districtId: nobody, base, zone: 'Europe/Haderslev' },
      'zone',
    ],
    ['an offset for a zone', '/teams', { name: 'X', kind: 'night', districtId: nobody, base, zone: '+01:00' }, 'zone'],
    ['a name that is blank', '/teams', { name: '  ', kind: 'night', districtId: nobody, base }, 'name'],
  ])('name the field: %s', async (_, path, body, field) => {
    const refused = await call('POST', path, body);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ path: field })]) });
  });

  it('do not change for who read an older version, nor bite their own tail', async () => {
    const body = { name: 'West', parentId: town, polygon: square };
    const changed = await call('PUT', `/districts/${westId}`, body, { 'if-match': '"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await call('PUT', `/districts/${westId}`, body, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('PUT', `/districts/${town}`, { name: 'Demo town', parentId: westId })).status).toBe(422);
  });

  it('are replaced whole, and never become a municipality by omission', async () => {
    const alone = await call('PUT', `/districts/${westId}`, { name: 'West', polygon: square });
    expect([alone.status, alone.body.errors?.[0]?.path]).toEqual([422, 'parentId']);
    await call('PUT', `/districts/${eastId}`, { name: 'East', parentId: town, shadow: true });
    const replaced = await call('PUT', `/districts/${eastId}`, { name: 'Easter', parentId: town });
    expect(replaced.body).toMatchObject({ name: 'Easter', parentId: town, polygon: null, shadow: true });
    const planted = await call('PUT', `/districts/${eastId}`, { name: 'East', parentId: null, shadow: false });
    expect(planted.body).toMatchObject({ parentId: null, shadow: false });
    await call('PUT', `/districts/${eastId}`, { name: 'East', parentId: town });
  });

  it('are moved and drawn by who reaches what they touch', async () => {
    expect((await west('PUT', `/districts/${westId}`, { name: 'West', parentId: null })).status).toBe(403);
    const zone = (await call('POST', '/districts', { name: 'Zone', parentId: eastId })).body.id;
    const own = await makeCaller(rooms, ['teams:write'], [westId, zone]);
    const moved = await own('PUT', `/districts/${zone}`, { name: 'Zone', parentId: westId });
    expect(moved.status).toBe(403);
    const outside = ringAt(6, 56);
    const drawn = await own('PUT', `/districts/${zone}`, { name: 'Zone', parentId: eastId, polygon: square });
    expect([drawn.status, drawn.body.errors?.[0]]).toEqual([422, { path: 'polygon', message: 'overlaps West' }]);
    const inner = await west('POST', '/districts', { name: 'Inner', parentId: westId, polygon: polygonOf(outside) });
    expect([inner.status, inner.body.errors?.[0]]).toEqual([422, { path: 'polygon', message: 'reaches out of West' }]);
    expect((await call('DELETE', `/districts/${zone}`)).status).toBe(204);
  });

  it('do not overlap, but for slivers that are told; a third axis is read', async () => {
    const beside = (degrees: number) => ringAt(10 - degrees, 55).map((at) => [...at, 12.5]);
    const body = (degrees: number) => ({ name: 'Beside', parentId: town, polygon: polygonOf(beside(degrees)) });
    const wide = await call('POST', '/districts', body(0.1));
    expect([wide.status, wide.body.errors?.[0]]).toEqual([422, { path: 'polygon', message: 'overlaps West' }]);
    const sliver = await call('POST', '/districts', body(0.0001));
    expect([sliver.status, sliver.body.slivers]).toEqual([201, [{ districtId: westId, name: 'West' }]]);
    expect(sliver.body.polygon?.coordinates[0]?.[0]).toHaveLength(2);
    const stranger = await makeCaller(rooms, ['teams:write'], [sliver.body.id]);
    const taken = await stranger('PUT', `/districts/${sliver.body.id}`, { ...body(0.1) });
    expect(taken.body.errors).toEqual([{ path: 'polygon', message: 'overlaps a district outside your reach' }]);
    expect((await call('DELETE', `/districts/${sliver.body.id}`)).status).toBe(204);
    const ring = square.coordinates[0]!;
    const crossed = polygonOf([ring[0]!, ring[2]!, ring[1]!, ring[3]!, ring[0]!]);
    const bowTie = await call('POST', '/districts', { name: 'Bow-tie', parentId: town, polygon: crossed });
    expect([bowTie.status, bowTie.body.errors?.[0]?.path]).toEqual([422, 'polygon.coordinates']);
  });

  it('are not removed while something is in them', async () => {
    expect((await call('DELETE', `/districts/${westId}`)).status).toBe(409);
    expect((await call('GET', `/districts/${westId}`)).status).toBe(200);
  });

  it('a team has its base, its zone and a roster', async () => {
    const team = await call('GET', `/teams/${teamId}`);
    expect(team.body).toMatchObject({ base, zone: 'Europe/Copenhagen', roster: { shifts: [], overrides: [] } });
    const shifts = [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '07:00', to: '15:00', members: [anna] },
    ];
    const overrides = [{ from: '2026-01-10T08:00:00Z', to: '2026-01-10T10:00:00Z', onDuty: false, reason: 'course' }];
    const set = await call('PUT', `/teams/${teamId}/roster`, { shifts, overrides }, { 'if-match': '"1"' });
    expect([set.status, set.headers.get('etag')]).toEqual([200, '"2"']);
    expect(set.body.roster).toEqual({ shifts, overrides });
    expect((await call('PUT', `/teams/${teamId}/roster`, { shifts }, { 'if-match': '"1"' })).status).toBe(412);
    const duty = await call('GET', `/teams/${teamId}/duty?from=2026-01-10T00:00:00Z&to=2026-01-11T00:00:00%2B00:00`);
    expect(duty.body.items.map((p: { from: string; onDuty: boolean }) => [p.from.slice(11, 16), p.onDuty])).toEqual([
      ['00:00', false],
      ['06:00', true],
      ['08:00', false],
      ['10:00', true],
      ['14:00', false],
    ]);
    expect(duty.body.items[1]).toMatchObject({ members: [anna], why: 'on the shift 07:00-15:00' });
    const changed = await call('PUT', `/teams/${teamId}`, { name: 'V', kind: 'night', districtId: westId, base });
    expect(changed.body).toMatchObject({ name: 'V', kind: 'night', roster: { shifts, overrides } });
  });

  it('another roster is tried out: who would be on duty, and what would be bare; nothing is saved', async () => {
    const before = await call('GET', `/teams/${teamId}`);
    const every = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
    const body = { shifts: [{ days: every, from: '07:00', to: '15:00', members: [anna] }], overrides: [] };
    const tried = await call('POST', `/teams/${teamId}/roster/trial?from=2026-03-29&days=2`, body);
    expect(tried.status).toBe(200);
    expect(tried.body).toMatchObject({ teamId, zone: 'Europe/Copenhagen' });
    expect(tried.body.days).toEqual([
      { date: '2026-03-29', day: 'sun', from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z' },
      { date: '2026-03-30', day: 'mon', from: '2026-03-29T22:00:00.000Z', to: '2026-03-30T22:00:00.000Z' },
    ]);
    const on = tried.body.items.filter(({ onDuty }) => onDuty);
    expect(on.map(({ from, members }) => [from, members])).toEqual([
      ['2026-03-29T05:00:00.000Z', [anna]],
      ['2026-03-30T05:00:00.000Z', [anna]],
    ]);
    expect(tried.body.bare).toHaveLength(3);
    expect((await call('GET', `/teams/${teamId}`)).body).toEqual(before.body);
    const stranger = await call('POST', `/teams/${teamId}/roster/trial`, {
      shifts: [{ ...body.shifts[0], members: [bo] }],
    });
    expect([stranger.status, stranger.body.errors?.[0]?.path]).toEqual([422, 'shifts.0.members.0']);
    expect((await call('POST', `/teams/${teamId}/roster/trial?days=63`, body)).status).toBe(422);
    expect((await call('POST', `/teams/${nobody}/roster/trial`, body)).status).toBe(404);
    expect((await reader('POST', `/teams/${teamId}/roster/trial`, body)).status).toBe(403);
  });

  it('a roster names people who work in the team; whoever does no longer is not on it', async () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
    const set = (members: string[][]) =>
      call('PUT', `/teams/${teamId}/roster`, {
        shifts: members.map((m) => ({ days, from: '00:00', to: '24:00', members: m })),
      });
    const refused = await set([[anna], [anna, nobody, bo]]);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      { path: 'shifts.1.members.1', message: 'names nobody who works in this team' },
      { path: 'shifts.1.members.2', message: 'names nobody who works in this team' },
    ]);
    expect((await set([[anna]])).status).toBe(200);
    const change = (asked: object) =>
      rooms.app.get(FactBus).transact(async (turn) => {
        const { facts } = await rooms.app.get(AccountsService).changeStaff(turn, anna, asked, () => undefined);
        return { facts, result: facts };
      });
    const duty = async () => (await call('GET', `/teams/${teamId}/duty`)).body;
    expect(await duty()).toMatchObject({ onDuty: true, members: [anna], until: expect.any(String) });
    expect(await change({ teamIds: [teamId], displayName: 'A' })).toEqual([]);
    const [moved, changed] = await change({ teamIds: [] });
    expect(moved).toMatchObject({ type: 'staff.moved', subject: anna });
    expect(changed).toMatchObject({ type: 'duty.changed', subject: teamId, data: { wasOnDuty: true, onDuty: false } });
    expect(await duty()).toMatchObject({ onDuty: false, until: null, why: expect.stringContaining('names works') });
    expect((await set([[anna]])).status).toBe(422);
    await change({ teamIds: [teamId] });
    expect(await duty()).toMatchObject({ onDuty: true });
    await change({ disabled: true });
    expect(await duty()).toMatchObject({ onDuty: false });
  });

  it('a municipality has days of its own, which count in every roster of it', async () => {
    const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    await call('PUT', `/teams/${teamId}/roster`, { shifts: [{ days: weekdays, from: '00:00', to: '24:00' }] });
    const off = async (): Promise<string[]> => {
      const { body } = await call('GET', `/teams/${teamId}/duty?from=2026-12-23T23:00:00Z&to=2026-12-31T23:00:00Z`);
      return body.items
        .filter((p: { onDuty: boolean }) => !p.onDuty)
        .map((p: { from: string; to: string }) => `${p.from} ${p.to}`);
    };
    expect(await off()).toEqual(['2026-12-24T23:00:00.000Z 2026-12-26T23:00:00.000Z']);
    const days = [
      { date: '2026-12-24', name: 'Juleaften', holiday: true },
      { date: '2026-12-26', name: null, holiday: false },
    ];
    expect(await call('PUT', `/districts/${town}/holidays`, { days })).toMatchObject({ status: 200, body: { days } });
    expect(await off()).toEqual(['2026-12-23T23:00:00.000Z 2026-12-25T23:00:00.000Z']);
    expect((await west('GET', `/districts/${westId}/holidays`)).body).toEqual({ days });
    expect((await west('PUT', `/districts/${town}/holidays`, { days: [] })).status).toBe(404);
    expect((await reader('PUT', `/districts/${town}/holidays`, { days: [] })).status).toBe(403);
    expect((await call('PUT', `/districts/${westId}/holidays`, { days: [] })).body.errors[0]?.path).toBe('id');
    const twice = await call('PUT', `/districts/${town}/holidays`, { days: [days[0], { ...days[0], holiday: false }] });
    expect([twice.status, twice.body.errors[0]?.path]).toEqual([422, 'days.1.date']);
    expect(
      (await call('PUT', `/districts/${town}/holidays`, { days: [{ date: '2026-02-30', holiday: true }] })).status,
    ).toBe(422);
    expect((await call('PUT', `/districts/${town}/holidays`, { days: [] })).body).toEqual({ days: [] });
    expect(await off()).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['no day', { shifts: [{ days: [], from: '07:00', to: '15:00' }] }, 'shifts.0.days'],
    ['no such hour', { shifts: [{ days: ['mon'], from: '25:00', to: '15:00' }] }, 'shifts.0.from'],
    ['no length', { shifts: [{ days: ['mon'], from: '07:00', to: '07:00' }] }, 'shifts.0.to'],
    [
      'an end before the start',
      { shifts: [], overrides: [{ from: '2026-01-10T10:00:00Z', to: '2026-01-10T08:00:00Z', onDuty: true }] },
      'overrides.0.to',
    ],
  ])('a roster is refused: %s', async (_, body, field) => {
    const refused = await call('PUT', `/teams/${teamId}/roster`, body);
    expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, field]);
  });

  it.each([
    ['the wrong way round', 'from=2026-01-10T00:00:00Z&to=2026-01-09T00:00:00Z'],
    ['too long', 'from=2026-01-10T00:00:00Z&to=2027-01-09T00:00:00Z'],
    ['not a time', 'from=yesterday'],
  ])('a period of duty is refused: %s', async (_, query) =>
    expect((await call('GET', `/teams/${teamId}/duty?${query}`)).status).toBe(422),
  );

  it('outside your districts there is nothing', async () => {
    const eastTeam = (await call('POST', '/teams', { name: 'East', kind: 'home-care', districtId: eastId, base })).body
      .id;
    for (const path of [`/districts/${eastId}`, `/teams/${eastTeam}`, `/teams/${eastTeam}/duty`]) {
      expect((await west('GET', path)).status).toBe(404);
    }
    expect((await west('PUT', `/teams/${eastTeam}/roster`, { shifts: [] })).status).toBe(404);
    expect((await west('DELETE', `/teams/${eastTeam}`)).status).toBe(404);
    expect((await west('GET', '/teams')).body.items.map((t: { id: string }) => t.id)).toEqual([teamId]);
    expect((await west('GET', '/districts')).body.items.map((d: { id: string }) => d.id)).toEqual([westId]);
    expect((await west('POST', '/districts', { name: 'A town of my own' })).status).toBe(403);
    expect((await west('POST', '/districts', { name: 'X', parentId: eastId })).status).toBe(422);
    expect((await call('DELETE', `/teams/${eastTeam}`)).status).toBe(204);
  });

  it('who may only read changes nothing', async () => {
    expect((await reader('GET', '/teams')).status).toBe(200);
    expect((await reader('POST', '/districts', { name: 'X' })).status).toBe(403);
    expect((await reader('PUT', `/teams/${teamId}/roster`, { shifts: [] })).status).toBe(403);
  });
});
