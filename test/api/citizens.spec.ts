import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { CitizensModule } from '../../src/citizens/citizens.module.js';
import { CitizensService } from '../../src/citizens/citizens.service.js';
import { PausesService } from '../../src/citizens/pauses.service.js';
import { Clock } from '../../src/platform/clock/clock.js';
import type { Fact } from '../../src/platform/facts/fact.js';
import { Database } from '../../src/platform/database/database.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import type { ApiResponse } from '../support/api.js';
import { type Caller, makeCaller } from '../support/caller.js';
import { openRooms, type Rooms } from '../support/rooms.js';

const square = (lon: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, 55],
      [lon + 1, 55],
      [lon + 1, 56],
      [lon, 56],
      [lon, 55],
    ],
  ],
});
const nobody = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const inWest = { street: 'Prøvevej 1', city: 'Demoby', lat: 55.5, lon: 9.5 };
const inEast = { lat: 55.5, lon: 10.5 };
const nowhere = { lat: 10, lon: 10 };
const consent = { telemetry: true };
const HOUR = 3_600_000;

describe('citizens', () => {
  let rooms: Rooms;
  let call: Caller, east: Caller;
  let westId: string, eastId: string, screenTeam: string, homeTeam: string;
  const told: Fact[] = [];

  beforeAll(async () => {
    rooms = await openRooms([AccessModule, CitizensModule], [], { DATA_KEY: Buffer.alloc(32, 7).toString('base64') });
    const hear = async (_: unknown, fact: Fact) => {
      told.push(fact);
      return [];
    };
    rooms.app.get(FactBus).join({
      'service.paused': [hear],
      'service.resumed': [hear],
      'service.pause_planned': [hear],
      'service.pause_moved': [hear],
      'service.pause_withdrawn': [hear],
      'citizen.zone_changed': [hear],
      'citizen.moved': [hear],
      'citizen.contacts_changed': [hear],
      'citizen.number_repeated': [hear],
      'consent.given': [hear],
      'consent.withdrawn': [hear],
    });
    call = await makeCaller(rooms, ['teams:read', 'teams:write', 'citizens:read', 'citizens:write']);
    const town = (await call('POST', '/districts', { name: 'Demo town' })).body.id;
    const plant = async (name: string, lon: number) =>
      (await call('POST', '/districts', { name, parentId: town, polygon: square(lon) })).body.id;
    westId = await plant('West', 9);
    eastId = await plant('East', 10);
    const team = async (kind: string) =>
      (await call('POST', '/teams', { name: kind, kind, districtId: town, base: nowhere })).body.id;
    screenTeam = await team('e-district');
    homeTeam = await team('home-care');
    east = await makeCaller(rooms, ['citizens:read', 'citizens:write'], [eastId]);
  });
  afterAll(() => rooms.close());

  const makeCitizen = async (rest: object = {}) => {
    const made = await call('POST', '/citizens', { displayName: 'Invented Person', address: inWest, consent, ...rest });
    expect(made.status).toBe(201);
    return made.body as { id: string; version: number; relatives: { id: string }[] };
  };
  const types = () => told.splice(0).map((fact) => fact.type);
  const forward = (ms: number) => {
    const realAt = new Date();
    rooms.app.get(Clock).follow({ realAt, clockAt: new Date(rooms.app.get(Clock).now().getTime() + ms), speed: 1 });
  };
  /** Answers how much began or ended. */
  const sweep = async (): Promise<number> => {
    let turned = 0;
    const pauses = rooms.app.get(PausesService);
    const due = await rooms.app.get(Database).autocommit((tx) => pauses.due(tx, rooms.app.get(Clock).now()));
    for (const citizenId of due) {
      turned += await rooms.app.get(FactBus).transact(async (turn) => {
        const facts = await pauses.beginAndEndPauses(turn, citizenId);
        return { facts, result: facts.length };
      });
    }
    return turned;
  };

  describe('are taken in', () => {
    it('in the district that holds their address', async () => {
      const made = await call('POST', '/citizens', {
        displayName: 'Invented Person',
        address: inWest,
        consent,
        eDistrictTeamId: screenTeam,
        relatives: [{ name: 'Invented Daughter', phone: '00 00 00 00' }],
        serviceArea: 'home-care',
      });
      expect(made.status).toBe(201);
      expect(made.headers.get('location')).toBe(`/api/v1/citizens/${made.body.id}`);
      expect(made.headers.get('etag')).toBe('"1"');
      expect(made.body).toMatchObject({
        address: inWest,
        zone: 'Europe/Copenhagen',
        districtId: westId,
        eDistrictTeamId: screenTeam,
        contactPersonId: null,
        relatives: [{ name: 'Invented Daughter', phone: '00 00 00 00' }],
        cprKnown: false,
        consent: { telemetry: true, reason: null },
        pause: null,
        version: 1,
      });
      const found = await call('GET', `/citizens/${made.body.id}`);
      expect(found.body).toEqual(made.body);
    });

    it('with relatives who keep their ids, named or not; an id of nobody is refused', async () => {
      const [son, niece] = [{ name: 'Invented Son', phone: '00 00 00 01' }, { name: 'Invented Niece' }];
      const { id, relatives } = await makeCitizen({ relatives: [son, niece] });
      expect(relatives).toEqual([son, niece].map((one) => ({ ...one, id: expect.any(String) })));
      const change = (list: object[]) => call('PATCH', `/citizens/${id}`, { relatives: list });
      const turned = await change([niece, { name: 'Invented Aunt' }, { id: relatives[0]!.id, name: 'Invented Heir' }]);
      expect(turned.body.relatives.map(({ id }) => id)).toEqual([
        relatives[1]!.id,
        expect.any(String),
        relatives[0]!.id,
      ]);
      const refused = await change([niece, { ...son, id: nobody }]);
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'relatives.1.id' }] } });
      const made = { displayName: 'Invented Person', address: inWest, consent, relatives: [{ ...son, id: nobody }] };
      expect((await call('POST', '/citizens', made)).status).toBe(422);
    });

    it('with what is known of how they are reached, which is told by names alone, and goes with them', async () => {
      const contacts = {
        ...{ mobile: '+45 00 00 00 01', phone: null, screenCallAddress: 'https://call.example/alma' },
        ...{ language: 'DA', hearing: 'hard-of-hearing', homeAccess: { key: 'box 4', note: 'ring twice' } },
      };
      const { id } = await makeCitizen(contacts);
      const shown = { ...contacts, mobile: '+4500000001', language: 'da', homeAccess: null, homeAccessKnown: true };
      const found = (await call('GET', `/citizens/${id}`)).body;
      expect(found).toMatchObject(shown);
      expect(JSON.stringify(await rooms.query(`SELECT *, encode("homeAccess", 'escape') FROM contact`))).not.toContain(
        'box 4',
      );
      const listed = [await call('GET', '/citizens'), await call('POST', '/citizens/search', { name: 'invented' })];
      for (const { body } of listed) expect(body.items.find((one) => one.id === id)).toEqual(found);
      told.splice(0);
      const change = (body: object) => call('PATCH', `/citizens/${id}`, body);
      const changed = await change({ mobile: null, phone: '112', homeAccess: { key: 'box 5' }, serviceArea: 'A' });
      expect(changed.body).toMatchObject({ mobile: null, phone: '112', language: 'da', homeAccessKnown: true });
      await change({ phone: '112', homeAccess: { key: 'box 5' } });
      await change({ relatives: [{ name: 'Invented Son', mobile: '00 00-00 02' }] });
      expect((await change({ homeAccess: null })).body).toMatchObject({
        homeAccessKnown: false,
        relatives: [{ mobile: '00000002' }],
      });
      const fields = [['mobile', 'phone', 'homeAccess'], ['relatives'], ['homeAccess']];
      expect(told.splice(0).map(({ type, citizenId, data }) => [type, citizenId, data])).toEqual(
        fields.map((names) => ['citizen.contacts_changed', id, { fields: names }]),
      );
      const { items: reads } = (await call('GET', `/citizens/${id}/reads?limit=1`)).body;
      expect(reads[0]).toMatchObject({
        fields: ['homeAccess'],
        shown: ['hearing', 'language', 'phone', 'relatives', 'screenCallAddress'],
      });
      await rooms.query(`DELETE FROM citizen WHERE "id" = '${id}'`);
      expect(await rooms.query(`SELECT 1 FROM contact WHERE "citizenId" = '${id}'`)).toEqual([]);
    });

    it('where they are said to belong, or in no district', async () => {
      expect(await makeCitizen({ districtId: eastId })).toMatchObject({ districtId: eastId });
      expect(await makeCitizen({ address: nowhere })).toMatchObject({ districtId: null });
    });

    it.each<[string, object, string]>([
      ['no consent said', { consent: undefined }, 'consent'],
      ['an unknown district', { districtId: nobody }, 'districtId'],
      ['a team that does not call', { eDistrictTeamId: 'home' }, 'eDistrictTeamId'],
      ['an unknown contact person', { contactPersonId: nobody }, 'contactPersonId'],
      ['a field of the address', { address: { ...inWest, door: '2' } }, 'address.door'],
      ['a zone there is not', { zone: 'Mars/Base' }, 'zone'],
      ['a number too short', { cpr: '123' }, 'cpr'],
      ['letters in the number', { cpr: '010190-ABCD' }, 'cpr'],
      ['words for a telephone', { mobile: 'her son’s' }, 'mobile'],
      ['words for a relative’s', { relatives: [{ name: 'Invented Son', mobile: 'his' }] }, 'relatives.0.mobile'],
      ['a script for a screen call', { screenCallAddress: 'javascript:alert(1)' }, 'screenCallAddress'],
      ['a language of no name', { language: 'danish' }, 'language'],
      ['a hearing of no name', { hearing: 'so-so' }, 'hearing'],
      ['nothing said of the way in', { homeAccess: {} }, 'homeAccess'],
      ['a field of the way in', { homeAccess: { key: 'box 4', code: '1' } }, 'homeAccess.code'],
    ])('not with %s', async (_, rest, field) => {
      const body = { displayName: 'Invented Person', address: inWest, consent, ...rest };
      if ('eDistrictTeamId' in rest) Object.assign(body, { eDistrictTeamId: homeTeam });
      const refused = await call('POST', '/citizens', body);
      expect(refused.status).toBe(422);
      expect(refused.body.errors.map((e: { path: string }) => e.path)).toContain(field);
    });
  });

  describe('have a number', () => {
    it('that is found by it and never shown, stored or said in the clear', async () => {
      const { id } = await makeCitizen({ cpr: '000000-0001' });
      const found = await call('POST', '/citizens/search', { cpr: '0000000001' });
      expect([found.status, found.body.items.map((c: { id: string }) => c.id)]).toEqual([200, [id]]);
      expect(found.body.items[0]?.cprKnown).toBe(true);
      expect(JSON.stringify(found.body)).not.toContain('0000000001');
      const [row] = await rooms.query(`SELECT citizen::text AS text FROM citizen WHERE "id" = '${id}'`);
      expect((row as { text: string }).text).not.toContain(Buffer.from('0000000001').toString('hex'));
      expect((await east('POST', '/citizens/search', { cpr: '0000000001' })).body.items).toEqual([]);
    });

    it('that no other has of whom the caller knows; a stranger is not told, and those who see everybody are', async () => {
      const body = { displayName: 'Invented Person', consent, cpr: '0000000004' };
      const first = await call('POST', '/citizens', { ...body, address: inWest });
      const answers = [
        await east('POST', '/citizens', { ...body, address: inEast }),
        await east('POST', '/citizens', { ...body, cpr: '0000000005', address: inEast }),
      ];
      const shape = ({ status, body: made }: ApiResponse<{ readonly cprKnown: boolean }>) => [
        status,
        Object.keys(made).sort(),
        made.cprKnown,
      ];
      expect(shape(answers[0]!)).toEqual(shape(answers[1]!));
      expect(answers[0]!.body.cprKnown).toBe(true);
      const [twice, alone] = answers.map(({ body: made }) => made.id);
      expect(told.filter(({ type }) => type === 'citizen.number_repeated')).toMatchObject([
        { subject: twice, districtId: null, data: { citizenIds: [twice, first.body.id] } },
      ]);
      const idsOf = async (who: Caller) =>
        (await who('POST', '/citizens/search', { cpr: '0000000004' })).body.items.map(({ id }: { id: string }) => id);
      expect(await idsOf(east)).toEqual([twice]);
      expect((await idsOf(call)).sort()).toEqual([first.body.id, twice].sort());
      const again = await east('POST', '/citizens', { ...body, address: inEast });
      expect([again.status, again.body.state]).toEqual([409, 'exists']);
      expect((await east('PATCH', `/citizens/${alone}`, { cpr: '0000000007' })).body.cprKnown).toBe(true);
      expect((await call('PATCH', `/citizens/${first.body.id}`, { cpr: '0000000005' })).status).toBe(200);
    });

    it('that is one citizen’s of two who are given it at once', async () => {
      const body = { displayName: 'Invented Person', address: inEast, consent, cpr: '0000000006' };
      const answers = await Promise.all([1, 2, 3].map(() => east('POST', '/citizens', body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    });

    it('that no other has', async () => {
      const body = { displayName: 'Invented Person', address: inWest, consent, cpr: '0000000002' };
      const [first, second] = [await call('POST', '/citizens', body), await makeCitizen()];
      expect(first.status).toBe(201);
      expect((await call('POST', '/citizens', body)).status).toBe(409);
      expect((await call('PATCH', `/citizens/${second.id}`, { cpr: '0000000002' })).status).toBe(409);
      expect((await call('PATCH', `/citizens/${second.id}`, { cpr: '00000000003' })).body.cprKnown).toBe(true);
      expect((await call('PATCH', `/citizens/${second.id}`, { cpr: null })).body.cprKnown).toBe(false);
    });
  });

  it('are found by part of their name', async () => {
    const { id } = await makeCitizen({ displayName: 'Aage Æblegård 100%' });
    const found = await call('POST', '/citizens/search', { name: 'æblegård 100%' });
    expect(found.body.items.map((c: { id: string }) => c.id)).toEqual([id]);
    expect((await call('POST', '/citizens/search', {})).status).toBe(422);
    expect((await call('POST', '/citizens/search', { name: 'ab', cpr: '0000000001' })).status).toBe(422);
  });

  it('change where they are still as they were read', async () => {
    const { id } = await makeCitizen({ serviceArea: 'home-care' });
    const change = { address: inEast, serviceArea: null, zone: 'Europe/Oslo' };
    const changed = await call('PATCH', `/citizens/${id}`, change, { 'if-match': '"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ districtId: eastId, serviceArea: null, zone: 'Europe/Oslo', address: inEast });
    expect(changed.body.displayName).toBe('Invented Person');
    expect((await call('PATCH', `/citizens/${id}`, change, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('PATCH', `/citizens/${id}`, { id: nobody })).status).toBe(422);
  });

  it('live where borders are redrawn: tried out, told by number, and all drawn together or none', async () => {
    const plant = async (name: string, lon: number) =>
      (await call('POST', '/districts', { name, parentId: null, polygon: square(lon) })).body.id;
    const [left, right] = [await plant('Left', 15), await plant('Right', 16)];
    const wider = {
      ...square(15),
      coordinates: [square(15).coordinates[0]!.map(([x, y]) => [x === 16 ? 16.5 : x!, y!])],
    };
    const rest = {
      ...square(16),
      coordinates: [square(16).coordinates[0]!.map(([x, y]) => [x === 16 ? 16.5 : x!, y!])],
    };
    const home = await makeCitizen({ address: { lat: 55.5, lon: 16.2 } });
    const put = (districts: object[], by = call) => by('PUT', '/districts/borders', { districts });
    const attempt = (districts: object[], by = call) => by('PUT', '/districts/borders?dryRun=true', { districts });
    const alone = [{ id: left, version: 1, polygon: wider }];
    const tried = await attempt(alone);
    expect(tried).toMatchObject({
      status: 200,
      body: {
        saved: false,
        items: [{ districtId: left, lost: 0, overlaps: [{ districtId: right, name: 'Right', width: 'wide' }] }],
        moves: [{ from: right, to: left, citizens: 1 }],
      },
    });
    expect(tried.body.items[0]!.overlaps[0]!.area.type).toBe('Polygon');
    const refused = await put(alone);
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ path: 'districts.0.polygon', message: 'overlaps Right' }],
    ]);
    expect((await call('GET', `/districts/${left}`)).body).toMatchObject({ version: 1, polygon: square(15) });
    const both = [...alone, { id: right, version: 1, polygon: rest }];
    expect(await put(both)).toMatchObject({
      status: 200,
      body: { saved: true, moves: [{ from: right, to: left, citizens: 1 }] },
    });
    expect((await call('GET', `/districts/${right}`)).body).toMatchObject({ version: 2, polygon: rest });
    expect((await call('GET', `/citizens/${home.id}`)).body.districtId).toBe(right);
    expect((await put(both)).status).toBe(412);
    expect((await put([...alone, ...alone])).body.errors).toEqual([
      { path: 'districts.1.id', message: 'is there twice' },
    ]);
    const crossed = { type: 'Polygon', coordinates: [[0, 2, 1, 3, 0].map((i) => square(15).coordinates[0]![i]!)] };
    const flawed = await attempt([
      { id: left, polygon: crossed },
      { id: nobody, polygon: null },
    ]);
    expect([flawed.status, flawed.body.errors?.[0]?.path]).toEqual([422, 'districts.0.polygon.coordinates']);
    expect((await put([{ id: nobody, polygon: null }])).body.errors?.[0]?.path).toBe('districts.0.id');
    const own = await makeCaller(rooms, ['teams:write'], [left]);
    const seen = await attempt([{ id: left, polygon: square(15) }], own);
    expect(seen.body).toMatchObject({ moves: null, items: [{ overlaps: [] }] });
    expect((await put([{ id: right, polygon: null }], own)).body.errors?.[0]?.path).toBe('districts.0.id');
    expect((await put(alone, east)).status).toBe(403);
  });

  it('outside your districts are not there', async () => {
    const { id } = await makeCitizen();
    expect((await east('GET', `/citizens/${id}`)).status).toBe(404);
    expect((await east('PATCH', `/citizens/${id}`, { serviceArea: 'x' })).status).toBe(404);
    expect((await east('PUT', `/citizens/${id}/consent`, { telemetry: false })).status).toBe(404);
    expect((await east('GET', `/citizens/${id}/pauses`)).status).toBe(404);
    expect((await east('GET', '/citizens/not-an-id')).status).toBe(404);
    const listed = (await east('GET', '/citizens?limit=500')).body.items as { districtId: string }[];
    expect(new Set(listed.map((c) => c.districtId))).toEqual(new Set([eastId]));
    const made = await east('POST', '/citizens', { displayName: 'X', address: inWest, consent });
    expect([made.status, made.body.errors[0]?.path]).toEqual([422, 'districtId']);
    expect((await east('POST', '/citizens', { displayName: 'X', address: nowhere, consent })).status).toBe(422);
  });

  it('are read only on the record', async () => {
    const { id } = await makeCitizen();
    await call('GET', `/citizens/${id}`);
    await call('GET', '/citizens');
    await call('POST', '/citizens/search', { name: 'invented' });
    await call('PATCH', `/citizens/${id}`, { serviceArea: 'A', eDistrictTeamId: screenTeam });
    await call('GET', `/citizens/${id}/pauses`);
    await east('GET', `/citizens/${id}`);
    expect((await east('GET', `/citizens/${id}/reads`)).status).toBe(404);
    const { items } = (await call('GET', `/citizens/${id}/reads`)).body;
    expect(items.map(({ route, fields }: { route: string; fields: string[] | null }) => [route, fields])).toEqual([
      ['GET /api/v1/citizens/:citizenId/pauses', null],
      ['PATCH /api/v1/citizens/:id', ['serviceArea', 'eDistrictTeamId']],
      ['POST /api/v1/citizens/search', ['name']],
      ['GET /api/v1/citizens', null],
      ['GET /api/v1/citizens/:id', null],
      ['POST /api/v1/citizens', expect.arrayContaining(['displayName', 'consent'])],
    ]);
    expect(items[0]).toMatchObject({ principalKind: 'partner', principalName: expect.any(String), reason: null });
    const [itself] = (await call('GET', `/citizens/${id}/reads?limit=1`)).body.items;
    expect(itself?.route).toBe('GET /api/v1/citizens/:id/reads');
  });

  it('take part of their own will', async () => {
    const { id } = await makeCitizen();
    types();
    const no = await call('PUT', `/citizens/${id}/consent`, { telemetry: false, reason: 'wants a visit instead' });
    expect(no.body.consent).toMatchObject({ telemetry: false, reason: 'wants a visit instead' });
    expect(types()).toEqual(['consent.withdrawn']);
    await call('PUT', `/citizens/${id}/consent`, { telemetry: false });
    expect(types()).toEqual([]);
    await call('PUT', `/citizens/${id}/consent`, { telemetry: true });
    expect(types()).toEqual(['consent.given']);
  });

  describe('pause', () => {
    const after = (hours: number) => new Date(rooms.app.get(Clock).now().getTime() + hours * HOUR).toISOString();
    const pause = (id: string, from: number, until: number) =>
      call('POST', `/citizens/${id}/pauses`, { reason: 'hospital', from: after(from), until: after(until) });
    const circumstances = (id: string) =>
      rooms.app.get(FactBus).transact(async ({ tx, now }) => ({
        facts: [],
        result: await rooms.app.get(CitizensService).circumstances(tx, id, now),
      }));

    it('from now on, until they are back', async () => {
      const { id } = await makeCitizen();
      types();
      const made = await pause(id, -1, 24);
      expect(made.status).toBe(201);
      expect(made.body.begunAt).not.toBeNull();
      expect(told[0]).toMatchObject({ citizenId: id, districtId: westId, data: { reason: 'hospital' } });
      expect(types()).toEqual(['service.paused']);
      expect((await call('GET', `/citizens/${id}`)).body.pause?.id).toBe(made.body.id);
      expect((await circumstances(id)).pause?.id).toBe(made.body.id);
      expect((await pause(id, 1, 2)).status).toBe(409);
      expect((await call('DELETE', `/citizens/${id}/pauses/${made.body.id}`)).status).toBe(204);
      expect(types()).toEqual(['service.resumed']);
      expect(await circumstances(id)).toMatchObject({ pause: null, consent: true });
      expect((await call('DELETE', `/citizens/${id}/pauses/${made.body.id}`)).status).toBe(409);
      expect((await call('GET', `/citizens/${id}/pauses`)).body.items).toMatchObject([{ id: made.body.id }]);
    });

    it('later: it begins and ends when its time comes, each said once', async () => {
      const { id } = await makeCitizen();
      const made = await pause(id, 1, 3);
      types();
      expect(await sweep()).toBe(0);
      forward(1.5 * HOUR);
      await Promise.all([sweep(), sweep(), sweep()]);
      expect(types()).toEqual(['service.paused']);
      const longer = await call('PATCH', `/citizens/${id}/pauses/${made.body.id}`, { until: after(5) });
      expect(longer.status).toBe(200);
      expect(types()).toEqual(['service.pause_moved']);
      forward(3 * HOUR);
      expect(await sweep()).toBe(0);
      forward(3 * HOUR);
      await Promise.all([sweep(), sweep(), sweep()]);
      expect(types()).toEqual(['service.resumed']);
    });

    it('never, when taken back in time', async () => {
      const { id } = await makeCitizen();
      const made = await pause(id, 1, 3);
      types();
      expect((await call('DELETE', `/citizens/${id}/pauses/${made.body.id}`)).status).toBe(204);
      expect(types()).toEqual(['service.pause_withdrawn']);
      forward(2 * HOUR);
      expect(await sweep()).toBe(0);
      expect((await circumstances(id)).pause).toBeNull();
    });

    it('moved at both ends, and taken back when it is over', async () => {
      const { id } = await makeCitizen();
      const made = await pause(id, 1, 3);
      const one = `/citizens/${id}/pauses/${made.body.id}` as const;
      types();
      const period = { from: after(2), until: after(4) };
      expect((await call('PATCH', one, period)).body).toMatchObject({ ...period, begunAt: null });
      const flaw = async (body: object) => {
        const refused = await call('PATCH', one, body);
        return [refused.status, refused.body.errors[0]?.path];
      };
      expect(await flaw({})).toEqual([422, 'until']);
      expect(await flaw({ from: after(4) })).toEqual([422, 'from']);
      expect(await flaw({ until: after(1) })).toEqual([422, 'until']);
      expect((await call('PATCH', one, { from: after(-1) })).body.begunAt).not.toBeNull();
      expect(await flaw({ from: after(1) })).toEqual([422, 'from']);
      forward(5 * HOUR);
      await sweep();
      expect(types()).toEqual(['service.pause_moved', 'service.paused', 'service.resumed']);
      expect((await call('PATCH', one, { until: after(9) })).status).toBe(409);
      expect((await call('DELETE', one)).status).toBe(204);
      expect(types()).toEqual(['service.pause_withdrawn']);
      expect((await call('GET', one)).body.undoneAt).not.toBeNull();
      expect((await call('DELETE', one)).status).toBe(409);
    });

    it.each<[string, number, number]>([
      ['backwards', 3, 1],
      ['in the past', -3, -1],
    ])('not %s', async (_, from, until) => {
      const refused = await pause((await makeCitizen()).id, from, until);
      expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, 'until']);
    });
  });
});

describe('without a DATA_KEY', () => {
  it('no number is taken or looked for', async () => {
    const rooms = await openRooms([AccessModule, CitizensModule], [], { DATA_KEY: '' });
    try {
      const call = await makeCaller(rooms, ['citizens:read', 'citizens:write']);
      const body = { displayName: 'Invented Person', address: inWest, consent };
      for (const refused of [
        await call('POST', '/citizens', { ...body, cpr: '0000000001' }),
        await call('POST', '/citizens/search', { cpr: '0000000001' }),
      ]) {
        expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, 'cpr']);
        expect(refused.body.detail).toContain('no DATA_KEY is configured');
      }
      expect((await call('POST', '/citizens', body)).status).toBe(201);
    } finally {
      await rooms.close();
    }
  });
});
