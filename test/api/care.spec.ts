/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsSchema, deviceSchema } from '../../src/devices/device.schema.js';
import { fleetSchema } from '../../src/devices/fleet/fleet.schema.js';
import { provisionedSchema } from '../../src/devices/fleet/provision.schema.js';
import { dosesSchema, scheduleSchema } from '../../src/doses/dose.schema.js';
import { timelineSchema } from '../../src/reports/timeline.schema.js';
import { Api, signIn } from '../support/api.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const dueAt = '2026-03-10T07:00:00.000Z';

/** A citizen, her dispenser, her doses and her timeline over REST. */
describe('citizens and dispensers', () => {
  let house: House;
  let town: Town;
  let partner: Api;
  let karla: Resident;
  const of = <Rest extends string>(rest: Rest) => `/citizens/${karla.citizenId}${rest}` as const;

  beforeAll(async () => {
    house = await startHouse({ environment: { DATA_KEY: Buffer.alloc(32, 7).toString('base64') } });
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    karla = await town.citizen({ displayName: 'Karla Opdigt', cpr: '010101-0000' });
  });
  afterAll(() => house?.stop());

  it('are found by CPR in a POST body, which no answer repeats', async () => {
    const found = await partner.ask('POST', '/citizens/search', { cpr: '0101010000' });
    expect(found.status).toBe(200);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([karla.citizenId]);
    expect(JSON.stringify(found.body)).not.toMatch(/010101/);
    expect((await partner.post('/citizens/search', { name: 'karla op' })).items).toHaveLength(1);
    expect((await partner.post('/citizens/search', { cpr: '020202-0000' })).items).toEqual([]);
    expectProblem(await partner.ask('POST', '/citizens/search', {}), 422);
  });

  it('are changed in part', async () => {
    const changed = await partner.patch(of(''), { serviceArea: 'elderly care' });
    expect(changed).toMatchObject({ displayName: 'Karla Opdigt', serviceArea: 'elderly care', cprKnown: true });
    expectFlaws(await partner.ask('PATCH', of(''), { name: 'K' }), 'name');
  });

  it('have a schedule, which the dispenser hears and whose doses are laid out', async () => {
    expectProblem(await partner.ask('GET', of('/schedule')), 404);
    const slots = [
      { time: '08:00', criticality: 'standard', windowMinutes: 60 },
      { time: '20:00', days: ['mon', 'tue'], criticality: 'time-critical' },
    ];
    const set = await partner.put(of('/schedule'), { slots });
    expect(scheduleSchema.strict().parse(set)).toMatchObject({ revision: 1, zone: 'Europe/Copenhagen', slots });
    expect(set.planned).toEqual([]);
    expect(await partner.get(of('/schedule'))).toEqual(set);
    const heard = await eventually(() => karla.dispenser.commands.find(({ type }) => type === 'schedule.set'));
    expect(heard.data).toEqual({ revision: 1, zone: 'Europe/Copenhagen', slots });

    const doses = await partner.get(`/doses?citizenId=${karla.citizenId}`);
    expect(dosesSchema.parse(doses)).toEqual(doses);
    const due = doses.items.map((dose: any) => dose.dueAt);
    expect(due).toEqual(due.toSorted().reverse());
    expect(due.at(-1)).toBe(dueAt);
    const next = new Date(Date.parse(dueAt) + 1).toISOString();
    expect((await partner.get(`/doses?from=${dueAt}&to=${next}`)).items).toHaveLength(1);
    expect((await partner.get(`/doses?to=${dueAt}`)).items).toEqual([]);
    expect((await partner.get('/doses?state=due,missed')).items).toEqual([]);
    await house.clock.forward({ minutes: 61 });
    expect((await partner.get('/doses?state=due,missed')).items).toMatchObject([{ state: 'due', dueAt }]);
  });

  it('have a dispenser with its health, newest command first, and its answers', async () => {
    const device = await partner.get(`/dispensers/${karla.deviceId}`);
    expect(deviceSchema.strict().parse(device)).toMatchObject({ citizenId: karla.citizenId, dialect: 'cloudevents' });
    await karla.dispenser.publish('heartbeat', JSON.stringify({ batteryPct: 81, mains: true, dosesRemaining: 12 }));
    await eventually(async () => (await partner.get(`/dispensers/${karla.deviceId}`)).batteryPct === 81);
    expect(await partner.get(`/dispensers/${karla.deviceId}`)).toMatchObject({
      online: true,
      mains: true,
      dosesRemaining: 12,
      lastSeenAt: house.clock.now().toISOString(),
    });

    const asked = await partner.ask('POST', `/dispensers/${karla.deviceId}/commands`, {
      type: 'message.show',
      data: { messageId: 'm1', text: 'The nurse comes at nine' },
    });
    const heard = await eventually(() => karla.dispenser.commands.find(({ id }) => id === asked.body.id));
    expect(heard).toMatchObject({ type: 'message.show', time: expect.any(String), expiresAt: expect.any(String) });
    await karla.dispenser.acknowledge(heard.id);
    await eventually(
      async () => (await partner.get(`/dispensers/${karla.deviceId}/commands/${asked.body.id}`)).state === 'done',
    );
    const list = await partner.get(`/dispensers/${karla.deviceId}/commands`);
    expect(commandsSchema.parse(list)).toEqual(list);
    expect(list.items[0]).toMatchObject({ id: asked.body.id, state: 'done' });
    const first = await partner.get(`/dispensers/${karla.deviceId}/commands?limit=1`);
    const second = await partner.get(`/dispensers/${karla.deviceId}/commands?limit=1&cursor=${first.nextCursor}`);
    expect(second.items).toEqual([list.items[1]]);
  });

  it('get a new secret, and the old one stops working', async () => {
    const { deviceId, secret } = await partner.post('/dispensers', { deviceId: 'ROTATE-1' });
    const connect = (password: string) => Dispenser.connect(house.mqttUrl, deviceId, password, () => house.clock.now());
    const rotated = await partner.ask('POST', `/dispensers/${deviceId}/credentials`);
    expect(rotated).toMatchObject({ status: 201, body: { deviceId, secret: expect.any(String) } });
    await expect(connect(secret)).rejects.toMatchObject({ code: 5 });
    await (await connect(rotated.body.secret)).leave();
    await partner.patch(`/dispensers/${deviceId}`, { retired: true });
    await expect(connect(rotated.body.secret)).rejects.toMatchObject({ code: 5 });
    expectProblem(await partner.ask('POST', `/dispensers/${deviceId}/credentials`), 409, { state: 'retired' });
    expectFlaws(await partner.ask('PUT', of('/dispenser'), { deviceId }), 'deviceId');
  });

  describe('of a list', () => {
    const send = (csv: string | Uint8Array, query = '', who: Api = partner, headers: Record<string, string> = {}) =>
      who.ask('POST', `/dispensers/provision${query}` as '/dispensers/provision', csv, {
        'content-type': 'text/csv; charset=utf-8',
        ...headers,
      });
    const count = async (like: string) =>
      (await house.query<object>(`SELECT 1 FROM device WHERE "deviceId" LIKE '${like}'`)).length;
    const connect = (deviceId: string, password: string) =>
      Dispenser.connect(house.mqttUrl, deviceId, password, () => house.clock.now());

    it('are tried out first, then registered all together, each secret shown once', async () => {
      const csv = '\uFEFFdeviceId;model;presence\r\nLIST-1;"Box; ""left""";visit\r\n\r\nLIST-2;;\r\nROTATE-2;;\r\n';
      const { secret: kept } = await partner.post('/dispensers', { deviceId: 'ROTATE-2' });
      const dry = await send(csv, '?dryRun=true');
      expect(provisionedSchema.strict().parse(dry.body)).toEqual({
        ...{ dryRun: true, rows: 3, registered: 2, secretsMade: 2, leftAlone: 1, mistakes: 0, errors: [] },
        items: [
          {
            line: 2,
            deviceId: 'LIST-1',
            dialect: 'cloudevents',
            model: 'Box; "left"',
            fate: 'registered',
            secret: null,
          },
          expect.objectContaining({ line: 4, deviceId: 'LIST-2', fate: 'registered', secret: null }),
          expect.objectContaining({ line: 5, deviceId: 'ROTATE-2', fate: 'left-alone', secret: null }),
        ],
      });
      expect([dry.status, await count('LIST-%')]).toEqual([200, 0]);

      const key = { 'idempotency-key': 'a-list' };
      const done = await send(csv, '', partner, { ...key, 'accept-encoding': 'br, gzip' });
      const told = ['cache-control', 'content-encoding', 'location'].map((name) => done.headers.get(name));
      expect([done.status, ...told]).toEqual([201, 'no-store', null, '/api/v1/dispensers']);
      expect(done.body).toMatchObject({ dryRun: false, registered: 2, secretsMade: 2, leftAlone: 1 });
      const secrets = done.body.items.map(({ secret }: any) => secret);
      expect(secrets).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/), null]);
      await (await connect('LIST-1', secrets[0])).leave();
      await (await connect('LIST-2', secrets[1])).leave();
      await (await connect('ROTATE-2', kept)).leave();
      expect(await partner.get('/dispensers/LIST-1')).toMatchObject({ model: 'Box; "left"', presence: 'visit' });
      expectProblem(await send(csv, '', partner, key), 409);

      expect((await send(csv)).body).toMatchObject({ registered: 0, secretsMade: 0, leftAlone: 3 });
      const rotated = await send('deviceId\nLIST-2\n', '?rotate=true');
      expect(rotated.body.items).toEqual([expect.objectContaining({ fate: 'rotated' })]);
      await expect(connect('LIST-2', secrets[1])).rejects.toMatchObject({ code: 5 });
      await (await connect('LIST-2', rotated.body.items[0]!.secret!)).leave();
    });

    it('are none of them registered where one has a mistake, and each is named with its line', async () => {
      const { deviceId } = await partner.post('/dispensers', { deviceId: 'RETIRED-1' });
      await partner.patch(`/dispensers/${deviceId}`, { retired: true });
      const csv =
        'deviceId,dialect,presence\nBAD-1,,\n"BAD\n2",,\nBAD-3,klingon,never\nRETIRED-1,,\nBAD-1,,\n,,visit\n';
      const found = [
        ['rows[1].deviceId', 3],
        ['rows[2].dialect', 5],
        ['rows[2].presence', 5],
        ['rows[3].deviceId', 6],
        ['rows[4].deviceId', 7],
        ['rows[5].deviceId', 8],
      ].map(([path, line]) => expect.objectContaining({ path, line, message: expect.any(String) }));
      const dry = await send(csv, '?dryRun=true');
      expect(dry).toMatchObject({ status: 200, body: { rows: 1, mistakes: 6, errors: found } });
      // What is registered is looked at once all of it can be read.
      const read = found.filter((_, i) => i !== 3);
      expectProblem(await send(csv), 422, { errors: read });
      expectProblem(await send('deviceId\nBAD-1\nRETIRED-1\n'), 422, {
        errors: [
          {
            path: 'rows[1].deviceId',
            line: 3,
            message: 'is registered already, and out of use',
            code: 'out-of-use',
            expects: null,
          },
        ],
      });
      expect(await count('BAD-%')).toBe(0);
    });

    it('are refused as what they are not, too long, in other letters, and by whoever has no say', async () => {
      expectProblem(await partner.ask('POST', '/dispensers/provision', { deviceId: 'X' }), 415);
      expectProblem(await partner.ask('POST', '/dispensers/provision'), 415);
      expectProblem(await send('deviceId\nx', '', partner, { 'content-type': 'text/plain' }), 415);
      expectProblem(await send('deviceId', '', partner, { 'content-type': 'text/csv; charset=latin1' }), 415);
      expectProblem(await partner.ask('POST', '/citizens', 'deviceId', { 'content-type': 'text/csv' }), 415);
      expectProblem(await send(new Uint8Array([0x64, 0xe6])), 400);
      expectProblem(await send(`deviceId\n${'x'.repeat(2_097_152)}`), 413);
      expectFlaws(await send(`deviceId\n${'x\n'.repeat(10_001)}`), 'rows');
      expectFlaws(await send('secret\nx'), 'header', 'header');
      expectFlaws(await send(''), 'header');
      expectFlaws(await send('deviceId', '?dry=true'), 'dry');
      expectProblem(await send('deviceId\nX-1', '', await town.nurse('fleetless', [town.west.teamId])), 403);
    });

    it('are found again in the list of the fleet, by state, name and whether they serve somebody', async () => {
      const rowsOf = async (query: string, who: Api = partner) => {
        const page = await who.get(`/dispensers?view=fleet${query}` as '/dispensers');
        return fleetSchema.strict().parse(page);
      };
      // All that came is heard; who left a moment ago may still be on its way into the list.
      await eventually(async () => (await rowsOf('&state=never-heard')).items.length === 0);
      const whole = await rowsOf('&limit=500');
      const { counts, items } = whole;
      expect(items.map(({ deviceId }) => deviceId)).toEqual(items.map(({ deviceId }) => deviceId).toSorted());
      expect(counts!.all).toBe(items.length);
      expect(items.find(({ deviceId }) => deviceId === karla.deviceId)).toMatchObject({
        ...{ state: 'online', isAssigned: true, citizenId: karla.citizenId, districtId: town.west.districtId },
        ...{ batteryPct: 81, mains: true, dosesRemaining: 12, lastSeenAt: expect.any(String), conditions: [] },
      });
      for (const [state, count] of Object.entries(counts!.byState))
        expect([state, (await rowsOf(`&state=${state}`)).items.length]).toEqual([state, count]);
      const listed = await rowsOf('&q=list-&limit=1');
      expect(listed).toMatchObject({
        items: [{ deviceId: 'LIST-1', isAssigned: false, citizenId: null }],
        counts: { all: 2 },
      });
      expect(await rowsOf(`&q=list-&limit=1&cursor=${listed.nextCursor}`)).toMatchObject({
        ...{ items: [{ deviceId: 'LIST-2' }], counts: null, nextCursor: null },
      });
      expect((await rowsOf('&state=retired&q=RETIRED')).items).toMatchObject([{ state: 'retired' }]);
      const west = await rowsOf(`&districtId=${town.municipalityId}&assigned=true`);
      expect(west.items.length).toBeGreaterThan(0);
      expect((await rowsOf('&assigned=false')).items.length + (await rowsOf('&assigned=true')).items.length).toBe(
        counts!.all,
      );
      await karla.dispenser.say('battery.low', { data: { batteryPct: 14 } });
      await house.clock.settle();
      expect(await rowsOf('&troubled=true')).toMatchObject({
        ...{ items: [{ deviceId: karla.deviceId, conditions: ['battery.low'] }], counts: { troubled: 1 } },
      });
      expect(await partner.get(`/dispensers/${karla.deviceId}`)).toMatchObject({
        state: 'online',
        conditions: ['battery.low'],
      });
      await karla.dispenser.say('battery.charged', { data: { batteryPct: 90 } });
      expectFlaws(
        await partner.ask('GET', '/dispensers?view=fleet&state=lost&dialect=klingon&q='),
        'state.0',
        'dialect.0',
        'q',
      );
      expectFlaws(await partner.ask('GET', '/dispensers?view=fleet&cursor=WzFd'), 'cursor');

      // Who runs the machine sees every dispenser and whom none of them serves; a nurse those of her own district.
      const operator = await town.staff('fleet-operator', ['operator'], []);
      const seen = (await rowsOf(`&q=${karla.deviceId}`, operator)).items[0]!;
      expect([seen.isAssigned, seen.citizenId]).toEqual([true, null]);
      const nurse = await town.nurse('fleet-nurse', [town.east.teamId]);
      expect((await rowsOf('', nurse)).items.filter(({ districtId }) => districtId !== town.east.districtId)).toEqual(
        [],
      );
    });

    it('are a lead’s where she has a say, and she is told no more of others', async () => {
      const there = await town.citizen({ lat: 55.25, lon: 9.75, connect: false });
      const lead = await town.staff('list-lead', ['lead'], [town.west.teamId]);
      const csv = `deviceId\n${karla.deviceId}\n${there.deviceId}\nLEAD-1\n`;
      expect((await send(csv, '?dryRun=true&rotate=true', lead)).body).toMatchObject({
        errors: [
          { path: 'rows[1].deviceId', line: 3, message: 'is registered already, where you have no say over it' },
        ],
        items: [{ fate: 'rotated' }, { fate: 'registered' }],
      });
      expectFlaws(await send(csv, '?rotate=true', lead), 'rows[1].deviceId');
    });
  });

  describe('and people who work here, of a list', () => {
    const list = (path: '/citizens/import' | '/staff/import', csv: string, query = '', who: Api = town.api) =>
      who.ask('POST', `${path}${query}` as '/citizens/import', csv, { 'content-type': 'text/csv; charset=utf-8' });
    const HEADER = 'externalId;displayName;street;postalCode;lat;lon;district;mobile;relativeName;cpr;consent';
    const count = async (table: 'citizen' | 'staff', like: string) =>
      (await house.query<object>(`SELECT 1 FROM ${table} WHERE "displayName" LIKE '${like}'`)).length;
    const postcodes = (csv: string, country = 'DK') =>
      town.api.ask('PUT', `/postcodes?country=${country}` as '/postcodes', csv, {
        'content-type': 'text/csv',
      });

    it('are put where their postal code lies, by a file of the operator’s', async () => {
      expect((await town.api.get('/postcodes')).countries).toEqual([]);
      const put = await postcodes('postcode;lat;lon\n6100;55,24;9,26\n0150;59.9;10.7\n');
      expect([put.status, put.body]).toMatchObject([200, { countries: [{ country: 'DK', postcodes: 2 }] }]);
      expectProblem(await postcodes('postcode,lat,lon\n6100,955,9\n6100,55,9\n'), 422);
      expectProblem(await postcodes('postcode,lat,lon\n', 'SE'), 422);
      const body = { displayName: 'List Single', consent: { telemetry: true }, districtId: town.west.districtId };
      const made = await partner.post('/citizens', {
        ...body,
        address: { street: 'Opdigtet Gade 9', postalCode: 'DK-6100' },
      });
      expect(made.address).toEqual({
        street: 'Opdigtet Gade 9',
        postalCode: 'DK-6100',
        lat: 55.24,
        lon: 9.26,
        located: 'postcode',
      });
      const moved = await partner.patch(`/citizens/${made.id}`, {
        address: { street: 'Opdigtet Gade 9', lat: 55.25, lon: 9.27 },
      });
      expect(moved.address).toEqual({ street: 'Opdigtet Gade 9', lat: 55.25, lon: 9.27 });
      for (const [address, path] of [
        [{ street: 'Opdigtet Gade 9' }, 'address.lat'],
        [{ postalCode: '6100', lat: 55 }, 'address.lon'],
        [{ postalCode: '9998' }, 'address.lat'],
      ] as const)
        expectFlaws(await partner.ask('POST', '/citizens', { ...body, address }), path);
      const inOslo = { ...body, zone: 'Europe/Oslo', address: { postalCode: '0150' } };
      expectFlaws(await partner.ask('POST', '/citizens', inOslo), 'address.lat');
    });

    it('are tried out, with every mistake by line and column, and nothing is done', async () => {
      const csv = [
        HEADER,
        'EX-1;List Alma;Opdigtet Gade 1;6100;;;West;+45 00 00 00 11;List Son;030303-0001;ja',
        'EX-2;List Bo;Opdigtet Gade 2;6100;;;Nowhere;12;;;maybe',
        'EX-3;List Clara;Opdigtet Gade 3;9998;;;West;;;;nej',
        'EX-1;List Twice;;6100;;;West;;;;ja',
        ';List Number;;6100;;;West;;;010101-0000;ja',
        '030303-0009;List Cpr;;6100;;;West;;;;ja',
        ';;;;55.24;9.26;West;;;;ja',
      ].join('\n');
      const dry = await list('/citizens/import', csv, '?dryRun=true');
      expect(dry.status).toBe(200);
      const found = dry.body.errors.map(({ line, path }) => `${line} ${path.replace(/^rows\[\d+\]\.?/, '')}`);
      expect(found).toEqual([
        ...['3 mobile', '3 consent', '4 lat', '5 externalId', '6 cpr', '7 externalId', '8 displayName'],
      ]);
      expect(dry.body).toMatchObject({ dryRun: true, new: 1, changed: 0, same: 0, mistakes: 7 });
      expect(dry.body.items).toEqual([
        { line: 2, fate: 'new', citizenId: null, districtId: town.west.districtId, located: 'postcode' },
      ]);
      const meant = await list('/citizens/import', csv);
      expectProblem(meant, 422);
      expect((meant.body as any).errors).toEqual(dry.body.errors);
      expect(JSON.stringify([dry.body, meant.body])).not.toMatch(/010101|030303/);
      expect(await count('citizen', 'List %')).toBe(1);
    });

    it('are taken in all together, and the same list again changes nobody', async () => {
      const one = 'EX-1;List Alma;Opdigtet Gade 1;6100;;;West;+45 00 00 00 11;List Son;030303-0001;ja';
      const csv = `${HEADER}\n${one}\nEX-2;List Bo;;;55.24;9.76;East;;;;no\n`;
      const done = await list('/citizens/import', csv);
      expect([done.status, done.body]).toMatchObject([
        201,
        { dryRun: false, new: 2, changed: 0, same: 0, mistakes: 0 },
      ]);
      const alma = await partner.get(`/citizens/${done.body.items[0]!.citizenId}`);
      expect(alma).toMatchObject({
        ...{ externalId: 'EX-1', displayName: 'List Alma', mobile: '+4500000011', cprKnown: true },
        ...{ relatives: [{ name: 'List Son' }], consent: { telemetry: true }, districtId: town.west.districtId },
      });
      const again = await list('/citizens/import', csv);
      expect(again.body).toMatchObject({ new: 0, changed: 0, same: 2 });
      expect((await partner.get(`/citizens/${alma.id}`)).version).toBe(alma.version);

      const other = `${HEADER}\nEX-1;List Alma B;;;;;;;List Girl;;nej\nEX-3;List Clara;;;55.24;9.26;;;;;ja\n`;
      expect((await list('/citizens/import', other, '?dryRun=true')).body).toMatchObject({
        new: 1,
        changed: 1,
        same: 0,
      });
      const changed = await list('/citizens/import', other);
      expect(changed.body).toMatchObject({ new: 1, changed: 1, same: 0 });
      expect(await partner.get(`/citizens/${alma.id}`)).toMatchObject({
        ...{ displayName: 'List Alma B', mobile: '+4500000011', address: alma.address, consent: { telemetry: false } },
        relatives: [{ name: 'List Girl' }, { name: 'List Son' }],
      });
      expectProblem(await partner.ask('PATCH', `/citizens/${alma.id}`, { externalId: 'EX-2' }), 409, {
        state: 'external-id',
      });
    });

    it('are known by an id of another system within one’s reach alone', async () => {
      await town.staff('Wes', ['lead'], [town.west.teamId]);
      const wes = await signIn(house.httpUrl, 'wes', 'Wes sings at dawn');
      const csv = `${HEADER}\nEX-2;List Bo;;;55.24;9.26;West;;;;ja\n`;
      expect((await list('/citizens/import', csv, '', wes)).body).toMatchObject({ new: 1, changed: 0 });
      const both = await list('/citizens/import', csv);
      expect((both.body as any).errors).toMatchObject([{ line: 2, path: 'rows[0].externalId' }]);
      const east = await list(
        '/citizens/import',
        `${HEADER}\n;List Dora;;;55.24;9.76;East;;;;ja\n`,
        '?dryRun=true',
        wes,
      );
      expect(east.body.errors).toMatchObject([{ line: 2, path: 'rows[0].district' }]);
    });

    it('get accounts, with first passwords that are shown once', async () => {
      const csv = 'username,displayName,roles,teams\nList.Anna,List Anna,nurse;lead,West Day\nlist.bo,List Bo,nurse,\n';
      const dry = await list(
        '/staff/import',
        `${csv}x,List Clara,queen,Nowhere\nlist.bo,List Again,nurse,\n`,
        '?dryRun=true',
      );
      const found = dry.body.errors.map(({ line, path }) => `${line} ${path}`);
      expect(found).toEqual(['4 rows[2].roles', '5 rows[3].username']);
      expect(dry.body).toMatchObject({ dryRun: true, new: 2 });
      const nowhere = await list(
        '/staff/import',
        'username,displayName,roles,teams\nx,X,nurse,Nowhere\n',
        '?dryRun=true',
      );
      expect(nowhere.body.errors.map(({ path }) => path)).toEqual(['rows[0].teams']);
      expect(await count('staff', 'List %')).toBe(0);

      const done = (await list('/staff/import', csv)) as { status: number; body: any };
      expect([done.status, done.body]).toMatchObject([201, { new: 2, changed: 0, passwordsMade: 2 }]);
      const [anna] = done.body.items as { username: string; password: string }[];
      await signIn(house.httpUrl, anna!.username, anna!.password);
      const again = (await list('/staff/import', csv)) as { body: any };
      expect(again.body).toMatchObject({ new: 0, same: 2, passwordsMade: 0 });
      const moved = await list('/staff/import', 'username,displayName,roles,teams\nlist.bo,List Bo,nurse,West Day\n');
      expect(moved.body).toMatchObject({ new: 0, changed: 1 });
      await signIn(house.httpUrl, anna!.username, anna!.password);
      expectProblem(await list('/staff/import', csv, '', partner), 403);
      const last = 'username,displayName,roles\nadmin,Demo Administrator,nurse\n';
      expect((await list('/staff/import', last, '?dryRun=true')).body.errors).toMatchObject([{ line: 2 }]);
    });
  });

  it('pause, one pause at a time, and consent', async () => {
    const pause = { reason: 'hospital', from: '2026-03-11T00:00:00+01:00', until: '2026-03-13T00:00:00+01:00' };
    const made = await partner.post(of('/pauses'), pause);
    expect(made).toMatchObject({ from: '2026-03-10T23:00:00.000Z', begunAt: null });
    expectProblem(await partner.ask('POST', of('/pauses'), pause), 409, { state: 'paused' });
    expect((await partner.get(of('/pauses'))).items).toEqual([made]);
    expect((await partner.ask('DELETE', of(`/pauses/${made.id}`))).status).toBe(204);
    const { citizenId } = await town.citizen({ connect: false });
    const consent = await partner.put(`/citizens/${citizenId}/consent`, { telemetry: false, reason: 'moved away' });
    expect(consent.consent).toMatchObject({ telemetry: false, reason: 'moved away' });
    expectFlaws(await partner.ask('PUT', of('/consent'), { telemetry: 'yes' }), 'telemetry');
  });

  it('have a timeline of everything, newest first, and who looked is written down', async () => {
    await karla.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    const timeline = await partner.get(of('/timeline'));
    expect(timelineSchema.parse(timeline)).toEqual(timeline);
    const kinds = new Set(timeline.items.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['dose', 'alert', 'task', 'command']));
    const at = timeline.items.map((item) => item.at);
    expect(at).toEqual(at.toSorted().reverse());
    expect(at[0]! <= house.clock.now().toISOString()).toBe(true);
    const alert = timeline.items.find(({ kind }) => kind === 'alert')!;
    expect(alert.data).toMatchObject({ type: 'dose.missed', state: 'open' });
    expect((alert.data.log as { entry: string }[]).map(({ entry }) => entry)).toContain('reported');
    expect(timeline.items.find(({ kind }) => kind === 'dose')!.data).toMatchObject({ state: 'missed', dueAt });

    const ahead = await partner.get(of('/timeline?to=2027-01-01T00:00:00Z'));
    expect(new Set(ahead.items.map(({ kind }) => kind))).toContain('pause');
    const walked: string[] = [];
    for (let cursor = ''; ;) {
      const page = await partner.get(of(`/timeline?limit=3${cursor && `&cursor=${cursor}`}`));
      walked.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(timeline.items.map(({ id }) => id));
    const since = await partner.get(of(`/timeline?from=${dueAt}&to=2026-03-10T07:00:00.001Z`));
    expect(since.items.map(({ kind }) => kind)).toContain('dose');
    const { items: looks } = await partner.get(of('/reads'));
    expect(looks.map(({ route }) => route)).toContain('GET /api/v1/citizens/:id/timeline');
  });
});
