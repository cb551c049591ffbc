/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiResponse, Api } from '../support/api.js';
import { Dispenser } from '../support/dispenser.js';
import { subscribeBody } from '../../src/deliveries/push/push.schema.js';
import { exampleOf } from '../../src/platform/http/fields.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const ELSEWHERE = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const place = { lat: 55.24, lon: 9.26 };
const citizenBody = {
  displayName: 'Invented Citizen',
  address: { street: 'Opdigtet Gade 1', ...place },
  consent: { telemetry: true },
};

/** What holds for every call, whichever room answers it. */
describe('the REST contract', () => {
  let house: House;
  let town: Town;
  let east: Resident;
  let partner: Api;
  /** Sees the west only. */
  let west: Api;

  beforeAll(async () => {
    house = await startHouse({
      environment: {
        DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
        VAPID_SUBJECT: 'mailto:drift@example.dk',
        PUSH_OWN_NETWORKS: '127.0.0.1',
      },
    });
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    await town.citizen();
    east = await town.citizen({ lat: 55.24, lon: 9.76, connect: false });
    west = await makePartner(
      ['citizens:read', 'citizens:write', 'devices:read', 'teams:read', 'teams:write', 'tasks:read', 'events:read'],
      [town.west.districtId],
    );
  });
  afterAll(() => house?.stop());

  async function makePartner(scopes: string[], districtIds?: string[]): Promise<Api> {
    const { clientId, clientSecret } = await town.api.post('/partners', {
      name: 'Demo integration',
      scopes,
      ...(districtIds && { districtIds }),
    });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await fetch(`${house.httpUrl}/oauth/token`, { method: 'POST', body });
    return new Api(house.httpUrl, ((await answer.json()) as { access_token: string }).access_token);
  }

  describe('a creating POST', () => {
    const creations = (): [string, object][] => [
      ['/districts', { name: 'North', parentId: town.municipalityId }],
      [
        '/teams',
        { name: 'North Day', kind: 'home-care', districtId: town.municipalityId, base: { lat: 55.4, lon: 9.5 } },
      ],
      ['/citizens', citizenBody],
      ['/dispensers', { deviceId: 'MADE-0001' }],
      ['/dispensers/MADE-0001/credentials', {}],
      ['/dispensers/MADE-0001/commands', { type: 'message.show', data: { messageId: 'm1', text: 'Hello' } }],
      [
        `/citizens/${east.citizenId}/pauses`,
        { reason: 'travel', from: '2026-04-01T00:00:00+02:00', until: '2026-04-03T00:00:00+02:00' },
      ],
      ['/staff', { username: 'grete', displayName: 'Grete', password: 'a long enough secret', roles: ['nurse'] }],
      ['/tasks', { citizenId: east.citizenId, kind: 'call', priority: 'P4', text: 'Ring her back' }],
      ['/partners', { name: 'Demo BI', scopes: ['reports:read'] }],
    ];

    it('answers 201 with the Location of what was made, which can be read', async () => {
      for (const [path, body] of creations()) {
        const made = await town.api.ask('POST', path, body);
        const location = made.headers.get('location');
        expect([path, made.status, location]).toEqual([path, 201, expect.stringMatching(/^\/api\/v1\//)]);
        if (path.endsWith('/pauses')) continue;
        expect([path, (await town.api.ask('GET', location!)).status]).toEqual([path, 200]);
      }
    });

    it('is done once for an Idempotency-Key, and its answer given again', async () => {
      const headers = { 'idempotency-key': 'take-her-in' };
      const body = { ...citizenBody, displayName: 'Invented Once' };
      const first = await partner.ask('POST', '/citizens', body, headers);
      const again = await partner.ask('POST', '/citizens', body, headers);
      expect([again.status, again.headers.get('location'), again.body, again.headers.get('etag')]).toEqual([
        201,
        first.headers.get('location'),
        first.body,
        first.headers.get('etag'),
      ]);
      expect((await partner.post('/citizens/search', { name: 'Invented Once' })).items).toHaveLength(1);
      expectFlaws(await partner.ask('POST', '/citizens', citizenBody, headers), 'Idempotency-Key');
    });
  });

  describe('a POST with an Idempotency-Key', () => {
    /** Shows a secret once, or keeps nothing because nothing is done. */
    const SECRET = [
      '/api/v1/dispensers',
      '/api/v1/staff/import',
      '/api/v1/dispensers/provision',
      '/api/v1/dispensers/{deviceId}/credentials',
      '/api/v1/partners',
      '/api/v1/partners/{id}/credentials',
    ];
    const NOT_KEYED = [
      '/api/v1/session',
      '/oauth/token',
      '/api/v1/citizens/search',
      '/api/v1/citizens/{id}/what-if',
      '/api/v1/teams/{id}/roster/trial',
      '/api/v1/me/push/{id}/test',
    ];

    async function quarantined(): Promise<string[]> {
      const { secret } = await town.api.post('/dispensers', { deviceId: 'NOBODYS-1' });
      const dispenser = await Dispenser.connect(house.mqttUrl, 'NOBODYS-1', secret, () => house.clock.now());
      for (let i = 0; i < 3; i++) await dispenser.say('device.jam');
      await dispenser.leave();
      await house.clock.settle();
      const found = await house.query<{ id: string }>(`SELECT "id" FROM quarantine WHERE "deviceId" = 'NOBODYS-1'`);
      return found.map(({ id }) => id);
    }

    async function asked(): Promise<{ taskId: string; alertId: string }> {
      const resident = await town.citizen();
      await resident.dispenser.say('dose.missed', { data: { dueAt: house.clock.now().toISOString() } });
      await resident.dispenser.leave();
      await house.clock.settle();
      const [task] = (await partner.get(`/tasks?citizenId=${resident.citizenId}&state=open`)).items;
      return { taskId: task!.id, alertId: task!.alertId };
    }

    async function parked(): Promise<string> {
      const [delivery] = await house.query<{ id: string }>(
        `INSERT INTO delivery ("id", "key", "purpose", "recipientKind", "recipientId", "channels", "channel", "state", "attempts", "createdAt")
         VALUES (gen_random_uuid(), 'keyed', 'hand-over', 'staff', $1, '{console}', 'console', 'parked', 1, $2) RETURNING "id"`,
        [ELSEWHERE, house.clock.now()],
      );
      return delivery!.id;
    }

    it('is done once and answered alike, whichever it is: what it did as it is now, and in the log of reads', async () => {
      const document: any = await (await fetch(`${house.httpUrl}/api/openapi.json`)).json();
      const [assignId, retryId, dismissId] = await quarantined();
      const { taskId, alertId } = await asked();
      const { alertId: shelvedId } = await asked();
      const { taskId: otherId } = await asked();
      const deliveryId = await parked();
      const until = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
      const days = (from: number) => new Date(house.clock.now().getTime() + from * 86_400_000).toISOString();
      const nurse = await town.nurse('Keyrin', [town.west.teamId]);
      const { id: openingId } = await nurse.post(`/citizens/${east.citizenId}/break-glass`, {
        reason: 'emergency',
        text: 'keyed',
      });
      const browser = { endpoint: 'http://127.0.0.1:9/push', keys: exampleOf(subscribeBody)!.keys };
      const { id: otherPartner } = await town.api.post('/partners', { name: 'Old secret', scopes: ['reports:read'] });
      const POSTS: Record<string, [string, object | string | undefined, Api?]> = {
        '/api/v1/districts': ['/districts', { name: 'Keyed', parentId: town.municipalityId }],
        '/api/v1/teams': [
          '/teams',
          { name: 'Keyed Day', kind: 'home-care', districtId: town.municipalityId, base: { lat: 55.4, lon: 9.5 } },
        ],
        '/api/v1/citizens': ['/citizens', { ...citizenBody, cpr: '010150-4321' }],
        '/api/v1/citizens/{citizenId}/pauses': [
          `/citizens/${east.citizenId}/pauses`,
          { reason: 'travel', from: days(40), until: days(41) },
        ],
        '/api/v1/dispensers': ['/dispensers', { deviceId: 'KEYED-1' }],
        '/api/v1/citizens/import': [
          '/citizens/import',
          `displayName,lat,lon,consent,district\nKeyed,55.24,9.26,yes,${town.west.districtId}\n`,
        ],
        '/api/v1/staff/import': ['/staff/import', 'username,displayName,roles\nkeyed.list,Keyed,nurse\n'],
        '/api/v1/dispensers/provision': ['/dispensers/provision', 'deviceId\nKEYED-2\n'],
        '/api/v1/dispensers/{deviceId}/credentials': ['/dispensers/KEYED-1/credentials', undefined],
        '/api/v1/dispensers/{deviceId}/commands': [
          `/dispensers/${east.deviceId}/commands`,
          { type: 'message.show', data: { messageId: 'k1', text: 'Hello' } },
        ],
        '/api/v1/staff': [
          '/staff',
          { username: 'keyed', displayName: 'Keyed', password: 'a long enough secret', roles: ['nurse'] },
        ],
        '/api/v1/partners': ['/partners', { name: 'Keyed BI', scopes: ['reports:read'] }],
        '/api/v1/partners/{id}/credentials': [`/partners/${otherPartner}/credentials`, undefined],
        '/api/v1/quarantine/{id}/assign': [`/quarantine/${assignId}/assign`, { citizenId: east.citizenId }],
        '/api/v1/quarantine/{id}/retry': [`/quarantine/${retryId}/retry`, undefined],
        '/api/v1/quarantine/{id}/dismiss': [`/quarantine/${dismissId}/dismiss`, undefined],
        '/api/v1/operations/deliveries/{id}/retry': [`/operations/deliveries/${deliveryId}/retry`, undefined],
        '/api/v1/tasks': ['/tasks', { citizenId: east.citizenId, kind: 'visit', priority: 'P4', text: 'Keyed words' }],
        '/api/v1/tasks/bulk': ['/tasks/bulk', { ids: [otherId], action: 'claim' }],
        '/api/v1/tasks/{id}/claim': [`/tasks/${taskId}/claim`, undefined],
        '/api/v1/tasks/{id}/keep': [`/tasks/${taskId}/keep`, undefined],
        '/api/v1/tasks/{id}/release': [`/tasks/${taskId}/release`, { reason: 'lunch' }],
        '/api/v1/tasks/{id}/take-over': [`/tasks/${taskId}/take-over`, { reason: 'nearer' }],
        '/api/v1/tasks/{id}/log': [`/tasks/${taskId}/log`, { entry: 'note', text: 'Nobody there' }],
        '/api/v1/alerts/{id}/shelve': [`/alerts/${shelvedId}/shelve`, { until, reason: 'asleep' }],
        '/api/v1/tasks/{id}/start': [`/tasks/${taskId}/start`, { mode: 'call' }],
        '/api/v1/tasks/{id}/resolve': [`/tasks/${taskId}/resolve`, { outcome: 'taken-after-call', cause: 'asleep' }],
        '/api/v1/citizens/{id}/break-glass': [
          `/citizens/${east.citizenId}/break-glass`,
          { reason: 'emergency', text: 'keyed' },
        ],
        '/api/v1/break-glass/{id}/review': [`/break-glass/${openingId}/review`, { finding: 'justified' }],
        '/api/v1/teams/{id}/shift/start': [`/teams/${town.west.teamId}/shift/start`, undefined, nurse],
        '/api/v1/teams/{id}/shift/stop': [`/teams/${town.west.teamId}/shift/stop`, undefined, nurse],
        '/api/v1/me/push': ['/me/push', browser, nurse],
        '/demo/clock': ['/demo/clock', { forward: 'PT1S' }],
      };
      const posts = Object.keys(document.paths).filter((path) => 'post' in document.paths[path]);
      expect(posts.sort()).toEqual([...Object.keys(POSTS), ...NOT_KEYED].sort());

      const wrong: unknown[] = [];
      for (const [path, [url, body, by = town.api]] of Object.entries(POSTS)) {
        const list = typeof body === 'string' && { 'content-type': 'text/csv' };
        const headers = { 'idempotency-key': `walk ${path}`, ...list };
        const first = await by.ask('POST', url, body, headers);
        const again = await by.ask('POST', url, body, headers);
        const isSecret = SECRET.includes(path);
        if (isSecret !== Object.keys(first.body as object).some((field) => /secret|token|password/i.test(field)))
          wrong.push(path);
        const versionOf = ({ body }: ApiResponse) => (body as { version?: number } | null)?.version;
        const seen = (answer: ApiResponse) => [
          answer.status,
          answer.headers.get('location'),
          // Where the answer is the thing itself; glass that was broken is not the citizen whose place it tells.
          versionOf(first) && versionOf(answer),
        ];
        const expected = isSecret ? 409 : seen(first);
        const got = isSecret ? again.status : seen(again);
        const isReplayed = isSecret || again.headers.get('idempotency-replayed') === 'true';
        if (first.status >= 300 || !isReplayed || JSON.stringify(expected) !== JSON.stringify(got))
          wrong.push([path, first.status, first.body, expected, again.status, again.body]);
      }
      expect(wrong).toEqual([]);

      const kept = JSON.stringify(await house.query('SELECT * FROM idempotency'));
      expect(kept).not.toMatch(/4321|displayName|Keyed|Invented/);
      const entries = (await partner.get(`/alerts/${alertId}`)).log.filter(({ text }: any) => text === 'Nobody there');
      expect(entries).toHaveLength(1);
      const { citizenId } = await partner.get(`/tasks/${taskId}`);
      const { items: reads } = await town.api.get(`/citizens/${citizenId}/reads?limit=500`);
      const replays = reads.filter(({ replayed }: any) => replayed).map(({ route }: any) => route);
      expect(replays.filter((route: string) => route === 'GET /api/v1/tasks/:id')).toHaveLength(7);
    });

    it('keeps nothing of a search, and shows nobody who has left', async () => {
      const cpr = '020250-1234';
      const headers = { 'idempotency-key': 'look-for-her' };
      const { body: she } = await west.ask(
        'POST',
        '/citizens',
        { ...citizenBody, cpr },
        { 'idempotency-key': 'take-in' },
      );
      expect((await west.ask('POST', '/citizens/search', { cpr }, headers)).body.items).toHaveLength(1);
      expect(await house.query(`SELECT 1 FROM idempotency WHERE "key" = 'look-for-her'`)).toEqual([]);
      await town.api.patch(`/citizens/${she.id}`, { districtId: town.east.districtId });
      expect((await west.ask('POST', '/citizens/search', { cpr }, headers)).body.items).toHaveLength(0);
      const again = await west.ask('POST', '/citizens', { ...citizenBody, cpr }, { 'idempotency-key': 'take-in' });
      expectProblem(again, 404);
    });

    it('is told that it was done, and shown nothing, where its caller may not read it', async () => {
      const writer = await makePartner(['citizens:write']);
      const headers = { 'idempotency-key': 'write-only' };
      const first = await writer.ask('POST', '/citizens', citizenBody, headers);
      const again = await writer.ask('POST', '/citizens', citizenBody, headers);
      expect([again.status, again.headers.get('location'), again.body]).toEqual([
        201,
        first.headers.get('location'),
        null,
      ]);
    });

    it('is free when what it was for was cut off', async () => {
      const headers = { 'idempotency-key': 'cut-off' };
      const body = { ...citizenBody, displayName: 'Cut Off' };
      await house.query(`CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
      await house.query(
        `CREATE TRIGGER cut BEFORE UPDATE ON idempotency FOR EACH ROW WHEN (NEW."key" = 'cut-off') EXECUTE FUNCTION cut()`,
      );
      expect((await partner.ask('POST', '/citizens', body, headers)).status).toBe(503);
      await house.query('DROP FUNCTION cut CASCADE');
      expect((await partner.ask('POST', '/citizens', body, headers)).status).toBe(201);
      expect((await partner.post('/citizens/search', { name: 'Cut Off' })).items).toHaveLength(1);
    });
  });

  describe('text', () => {
    it('is kept composed, with plain blanks and one between words, and found however it is written', async () => {
      const [composed, decomposed] = ['Åse Blank Ørum', 'Åse Blank Ørum'.normalize('NFD')];
      const heard = `\u00a0${decomposed.replaceAll(' ', ' \u202f')}\ufeff `;
      const she = await partner.post('/citizens', {
        ...citizenBody,
        displayName: heard,
        relatives: [{ name: 'Bo\u00a0 Ørum', phone: '12\u00a034' }],
      });
      expect([she.displayName, she.relatives]).toMatchObject([composed, [{ name: 'Bo Ørum', phone: '12 34' }]]);
      const found = async (name: string) =>
        (await partner.post('/citizens/search', { name })).items.map(({ id }: any) => id);
      const asked = [composed, decomposed, 'åse\u00a0blank', heard];
      for (const name of asked) expect([name, await found(name)]).toEqual([name, [she.id]]);
      await house.query('UPDATE citizen SET "displayName" = $2 WHERE "id" = $1', [she.id, heard]);
      for (const name of asked) expect([name, await found(name)]).toEqual([name, [she.id]]);
    });

    it('is the same number whatever dash or blank stands in it', async () => {
      const { id } = await partner.post('/citizens', { ...citizenBody, cpr: '030350\u20139876' });
      for (const between of ['', '-', ' ', '\u00a0', '\u2010', '\u2011', '\u2212', ' \u2014 ']) {
        const { items } = await partner.post('/citizens/search', { cpr: `030350${between}9876` });
        expect([between, items.map((each: any) => each.id)]).toEqual([between, [id]]);
      }
    });
  });

  describe('a refusal', () => {
    it('is 400 for a body that is no JSON', async () => {
      const answer = await fetch(`${house.httpUrl}/api/v1/citizens`, {
        method: 'POST',
        headers: { authorization: `Bearer ${house.partner.token}`, 'content-type': 'application/json' },
        body: '{"displayName": ',
      });
      expectProblem({ status: answer.status, headers: answer.headers, body: await answer.json() }, 400);
    });

    it('is 400 for a body that is not in UTF-8, and 415 for one that says that it is not', async () => {
      const send = async (charset: string, body: Buffer) => {
        const headers = {
          authorization: `Bearer ${house.partner.token}`,
          'content-type': `application/json${charset}`,
        };
        const answer = await fetch(`${house.httpUrl}/api/v1/citizens`, { method: 'POST', headers, body });
        return { status: answer.status, headers: answer.headers, body: await answer.json() };
      };
      const text = JSON.stringify({ ...citizenBody, displayName: 'Bjørn Ågård' });
      expectProblem(await send('', Buffer.from(text, 'latin1')), 400, { detail: expect.stringContaining('UTF-8') });
      expectProblem(await send('; charset=utf-8', Buffer.from(text, 'latin1')), 400);
      expectProblem(await send('; charset=iso-8859-1', Buffer.from(text, 'latin1')), 415);
      const heard = await send('; charset="UTF-8"', Buffer.from(`\ufeff${text}`));
      expect([heard.status, (heard.body as any).displayName]).toEqual([201, 'Bjørn Ågård']);
    });

    it('is 400 for a path that cannot be read, and 415 for a body that is no JSON at all', async () => {
      expectProblem(await partner.ask('GET', '/citizens/%zz'), 400);
      const xml = { 'content-type': 'application/xml' };
      expectProblem(await partner.ask('POST', '/citizens', citizenBody, xml), 415);
    });

    it('is 415 for what curl and fetch send where no content type is given', async () => {
      for (const type of ['application/x-www-form-urlencoded', 'text/plain;charset=UTF-8']) {
        const answer = await partner.ask('POST', '/citizens', citizenBody, { 'content-type': type });
        expectProblem(answer, 415, { detail: expect.stringContaining('application/json') });
      }
    });

    it('names its request, as every answer does, each by another name', async () => {
      const told = async (path: string) => {
        const { status, headers } = await partner.ask('GET', path);
        return [status, headers.get('x-request-id')] as const;
      };
      const answers = await Promise.all(['/tasks', `/citizens/${ELSEWHERE}`, '/tasks?limit=0'].map(told));
      expect(answers).toEqual([200, 404, 422].map((status) => [status, expect.stringMatching(/^[\w.-]{8,64}$/)]));
      expect(new Set(answers.map(([, id]) => id)).size).toBe(3);
    });
    it('is 401 without a token, and with a wrong one', async () => {
      for (const token of [null, 'not-a-token', `${house.partner.token.slice(0, -4)}AAAA`]) {
        const answer = await new Api(house.httpUrl, token).ask('GET', '/citizens');
        expectProblem(answer, 401);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    });

    it('is 403 where the scope is missing', async () => {
      const reader = await makePartner(['teams:read']);
      for (const [method, path] of [
        ['GET', '/citizens'],
        ['POST', '/districts'],
        ['GET', '/tasks'],
        ['GET', '/events'],
        ['GET', '/telemetry'],
        ['GET', '/doses'],
        ['GET', '/dispensers'],
        ['GET', `/citizens/${east.citizenId}/timeline`],
        ['POST', '/staff'],
        ['GET', '/partners'],
      ]) {
        expectProblem(await reader.ask(method!, path!, method === 'POST' ? {} : undefined), 403);
      }
    });

    it('is 404 for what is not there, what no id is, and what lies outside your districts', async () => {
      for (const path of [
        '/nothing',
        `/citizens/${ELSEWHERE}`,
        '/citizens/42',
        '/tasks/42',
        '/alerts/nope',
        '/teams/%00',
        '/dispensers/NONE-0001',
        '/dispensers/a%00b',
        '/ladders/nope',
        `/citizens/42/schedule`,
        `/citizens/${ELSEWHERE}/timeline`,
      ]) {
        expectProblem(await partner.ask('GET', path), 404);
      }
      for (const path of [
        `/citizens/${east.citizenId}`,
        `/citizens/${east.citizenId}/schedule`,
        `/citizens/${east.citizenId}/pauses`,
        `/citizens/${east.citizenId}/timeline`,
        `/dispensers/${east.deviceId}`,
        `/dispensers/${east.deviceId}/commands`,
        `/districts/${town.east.districtId}`,
        `/teams/${town.east.teamId}`,
        `/teams/${town.east.teamId}/duty`,
      ]) {
        expectProblem(await west.ask('GET', path), 404);
      }
      const consent = { telemetry: false };
      expectProblem(await west.ask('PUT', `/citizens/${east.citizenId}/consent`, consent), 404);
      expectProblem(await west.ask('PUT', `/citizens/42/dispenser`, { deviceId: east.deviceId }), 404);
      expectFlaws(
        await west.ask('PUT', `/citizens/${await aWestCitizen()}/dispenser`, { deviceId: east.deviceId }),
        'deviceId',
      );
    });

    it('is 412 for every write that was meant for something else than what is there', async () => {
      const { citizenId, deviceId } = await town.citizen({ slots: [{ time: '08:00' }], connect: false });
      const own = `/citizens/${citizenId}` as const;
      const [from, until] = ['2027-05-01T00:00:00Z', '2027-05-05T00:00:00Z'];
      const pause = await town.api.post(`${own}/pauses`, { reason: 'travel', from, until });
      const slots = [{ time: '09:00', criticality: 'standard' }];
      const planned = await town.api.put(`${own}/schedule`, { slots, validFrom: '2027-06-01T00:00:00Z' });
      const { staffId } = await town.nurse('Tilda', [town.east.teamId]);
      const [east, team] = [`/districts/${town.east.districtId}`, `/teams/${town.east.teamId}`];
      await town.api.put('/ladders/planned-work', ladder('manager'));
      const shape = { name: 'East Day', kind: 'home-care', districtId: town.east.districtId, base: place };
      const writes: Record<string, [string, (object | string)?]> = {
        'PATCH /citizens/{id}': [own, { serviceArea: 'care' }],
        'PUT /citizens/{id}/consent': [`${own}/consent`, { telemetry: false }],
        'PUT /citizens/{id}/schedule': [`${own}/schedule`, { slots }],
        'DELETE /citizens/{id}/schedule/{revision}': [`${own}/schedule/${planned.revision}`],
        'PUT /citizens/{id}/dispenser': [`${own}/dispenser`, { deviceId: null }],
        'PATCH /citizens/{citizenId}/pauses/{id}': [`${own}/pauses/${pause.id}`, { until: from.replace('01T', '03T') }],
        'DELETE /citizens/{citizenId}/pauses/{id}': [`${own}/pauses/${pause.id}`],
        'PATCH /dispensers/{deviceId}': [`/dispensers/${deviceId}`, { model: 'Box 3' }],
        'PUT /districts/{id}': [east, { name: 'East', parentId: town.municipalityId }],
        'DELETE /districts/{id}': [east],
        'PUT /districts/{id}/limits': [`${east}/limits`, { limits: {} }],
        'PUT /districts/{id}/holidays': [`/districts/${town.municipalityId}/holidays`, { days: [] }],
        'PUT /teams/{id}': [team, shape],
        'DELETE /teams/{id}': [team],
        'PUT /teams/{id}/roster': [`${team}/roster`, { shifts: [] }],
        'PUT /ladders/{name}': ['/ladders/planned-work', ladder('manager')],
        'DELETE /ladders/{name}': ['/ladders/planned-work'],
        'PATCH /staff/{id}': [`/staff/${staffId}`, { displayName: 'Tilda' }],
        'DELETE /staff/{id}': [`/staff/${staffId}`],
        'PUT /me/settings': ['/me/settings', {}],
        'PUT /setup/citizen': [
          '/setup/citizen',
          { ...citizenBody, displayName: 'First', districtId: town.east.districtId, times: ['08:00'] },
        ],
        'PUT /setup/dispenser': ['/setup/dispenser', { deviceId: 'FIRST-1' }],
        'PUT /postcodes': ['/postcodes?country=DK', 'postcode,lat,lon\n6100,55.24,9.26\n'],
      };
      const { paths } = (await (await fetch(`${house.httpUrl}/api/openapi.json`)).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      const listed = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((method) => ['put', 'patch', 'delete'].includes(method))
          .map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
      );
      // Sessions and an integration's access are ended, and never by two at once; of borders each says its version.
      const ended = [
        'DELETE /session',
        'DELETE /sessions/{id}',
        'DELETE /staff/{id}/sessions',
        'DELETE /partners/{id}',
        'DELETE /me/push/{id}',
      ];
      const alone = [...ended, 'PUT /districts/borders'];
      expect(Object.keys(writes).toSorted()).toEqual(listed.filter((route) => !alone.includes(route)).toSorted());
      for (const [route, [path, body]] of Object.entries(writes)) {
        const list = typeof body === 'string' && { 'content-type': 'text/csv' };
        const headers = { 'if-match': '"of something else"', ...list };
        const answer = await town.api.ask(route.split(' ')[0]!, path, body, headers);
        expect([route, answer.status]).toEqual([route, 412]);
        expect(answer.headers.get('etag')).toMatch(/^"[^"]+"$/);
      }
      await town.api.ask('DELETE', '/ladders/planned-work');
    });

    it('is 412 when it has changed since it was read', async () => {
      for (const [path, method, body] of [
        [`/citizens/${east.citizenId}`, 'PATCH', { serviceArea: 'elderly care' }],
        [`/dispensers/${east.deviceId}`, 'PATCH', { model: 'Box 2' }],
        [`/teams/${town.east.teamId}/roster`, 'PUT', { shifts: [] }],
        [`/districts/${town.east.districtId}`, 'PUT', { name: 'East', parentId: town.municipalityId }],
        ['/ladders/security', 'PUT', ladder('response-centre')],
      ] as [string, string, object][]) {
        const seen = (await town.api.ask('GET', path.replace('/roster', ''))).headers.get('etag')!;
        expect(seen).toMatch(/^"\d+(\.[\w-]+)?"$/);
        const changed = await town.api.ask(method, path, body, { 'if-match': seen });
        expect([path, changed.status]).toEqual([path, 200]);
        expect(changed.headers.get('etag')).not.toBe(seen);
        expectProblem(await town.api.ask(method, path, body, { 'if-match': seen }), 412);
      }
    });

    it('is 412 for a consent or a pause that has changed since, and each has a tag to go by', async () => {
      const path = `/citizens/${east.citizenId}`;
      const tagOf = async (of: string) => (await town.api.ask('GET', of)).headers.get('etag')!;
      const withdraw = { telemetry: false };
      const citizen = await tagOf(path);
      const given = await town.api.ask('PUT', `${path}/consent`, withdraw, { 'if-match': `W/${citizen}` });
      expect(given.status).toBe(200);
      expectProblem(await town.api.ask('PUT', `${path}/consent`, { telemetry: true }, { 'if-match': citizen }), 412);
      await town.api.ask('PUT', `${path}/consent`, { telemetry: true }, { 'if-match': given.headers.get('etag')! });

      const [from, until] = ['2027-03-01T00:00:00Z', '2027-03-05T00:00:00Z'];
      const none = await tagOf(`${path}/pauses`);
      const planned = { reason: 'travel', from, until };
      const pause = await town.api.ask('POST', `${path}/pauses`, planned, { 'if-match': none });
      expect(pause.status).toBe(201);
      const another = { ...planned, from: '2027-04-01T00:00:00Z', until: '2027-04-05T00:00:00Z' };
      expectProblem(await town.api.ask('POST', `${path}/pauses`, another, { 'if-match': none }), 412);
      const one = pause.headers.get('location')!.replace('/api/v1', '');
      expect(await tagOf(one)).toBe(pause.headers.get('etag'));
      const seen = { 'if-match': await tagOf(one) };
      const moved = await town.api.ask('PATCH', one, { until: '2027-03-06T00:00:00Z' }, seen);
      expect(moved.status).toBe(200);
      expectProblem(await town.api.ask('PATCH', one, { until: '2027-03-07T00:00:00Z' }, seen), 412);
      expectProblem(await town.api.ask('DELETE', one, undefined, seen), 412);
      const now = { 'if-match': moved.headers.get('etag')! };
      expect((await town.api.ask('DELETE', one, undefined, now)).status).toBe(204);
    });

    it("is 412 for a district's ladder by the tag of what holds there, wherever that is set", async () => {
      const path = `/ladders/security?districtId=${town.east.districtId}`;
      const inherited = (await town.api.ask('GET', path)).headers.get('etag')!;
      await town.api.ask('PUT', '/ladders/security', ladder('response-centre'));
      expectProblem(await town.api.ask('PUT', path, ladder('manager'), { 'if-match': inherited }), 412);
      const holds = (await town.api.ask('GET', path)).headers.get('etag')!;
      const set = await town.api.ask('PUT', path, ladder('manager'), { 'if-match': holds });
      expect([set.status, set.headers.get('etag')]).toEqual([200, '"1"']);
      expectProblem(await town.api.ask('DELETE', path, undefined, { 'if-match': holds }), 412);
      expect((await town.api.ask('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(204);
    });

    it('is 413 for a body that is too large', async () => {
      const relatives = [{ name: 'x'.repeat(2_000_000) }];
      expectProblem(await partner.ask('POST', '/citizens', { ...citizenBody, relatives }), 413);
    });

    it('is 422 naming each field that does not fit, and each that is not known', async () => {
      const flawed = { ...citizenBody, displayName: '', address: { lat: 91, lon: 9 }, shoeSize: 43 };
      expectFlaws(await partner.ask('POST', '/citizens', flawed), 'displayName', 'address.lat', 'shoeSize');
      expectFlaws(await partner.ask('POST', '/citizens', [citizenBody]), 'body');
      expectFlaws(await partner.ask('POST', '/citizens'), 'body');
      const nested = { ...citizenBody, address: { ...citizenBody.address, floor: 3 } };
      expectFlaws(await partner.ask('POST', '/citizens', nested), 'address.floor');
      const slots = [
        { time: '25:00', criticality: 'standard' },
        { time: '08:00', criticality: 'urgent', drug: 'x' },
      ];
      expectFlaws(
        await partner.ask('PUT', `/citizens/${east.citizenId}/schedule`, { slots }),
        'slots.0.time',
        'slots.1.criticality',
        'slots.1.drug',
      );
      expectFlaws(
        await partner.ask('POST', '/dispensers', { deviceId: 'no spaces', dialect: 'morse' }),
        'deviceId',
        'dialect',
      );
      const pause = { reason: 'hospital', from: '2026-05-02T00:00:00Z', until: '2026-05-01T00:00:00Z' };
      expectFlaws(await partner.ask('POST', `/citizens/${east.citizenId}/pauses`, pause), 'until');
      expectFlaws(
        await partner.ask('POST', '/teams', { name: 'Nowhere', kind: 'home-care', districtId: ELSEWHERE, base: place }),
        'districtId',
      );
      const command = { type: 'message.show', data: { messageId: 'm1' } };
      expectFlaws(await partner.ask('POST', `/dispensers/${east.deviceId}/commands`, command), 'data.text');
      const unkeepable = { type: 'message.show', data: { messageId: 'm1', text: 'a\u0000b' } };
      expectProblem(await partner.ask('POST', `/dispensers/${east.deviceId}/commands`, unkeepable), 422);
    });

    it('is 422 for a filter that does not fit, and a cursor that is not ours', async () => {
      for (const [query, ...paths] of [
        ['/tasks?state=open,asleep', 'state.1'],
        ['/tasks?limit=0', 'limit'],
        ['/tasks?limit=501', 'limit'],
        ['/tasks?colour=red', 'colour'],
        ['/tasks?cursor=bm90IG91cnM', 'cursor'],
        ['/tasks?citizenId=42', 'citizenId.0'],
        ['/alerts?cursor=x', 'cursor'],
        ['/alerts?from=yesterday', 'from'],
        ['/doses?cursor=WzEsMl0', 'cursor'],
        ['/citizens?cursor=WzEsMl0', 'cursor'],
        ['/dispensers?cursor=WyJ4Il0', 'cursor'],
        ['/telemetry?cursor=WyJ4Il0', 'cursor'],
        ['/quarantine?cursor=x', 'cursor'],
        ['/events?after=soon', 'after'],
      ]) {
        expectFlaws(await partner.ask('GET', query!), ...paths);
      }
    });

    it('is 409 for a name that is taken, and for a district that is in use', async () => {
      expectProblem(await partner.ask('POST', '/dispensers', { deviceId: east.deviceId }), 409, {
        state: 'registered',
      });
      expectProblem(await partner.ask('DELETE', `/districts/${town.east.districtId}`), 409, { state: 'in-use' });
    });

    it('is 429 with Retry-After after too many wrong sign-ins', async () => {
      const nobody = new Api(house.httpUrl, null);
      const signIn = () => nobody.ask('POST', '/session', { username: 'nobody', password: 'wrong' });
      let answer = await signIn();
      for (let i = 0; i < 20 && answer.status === 401; i++) answer = await signIn();
      expectProblem(answer, 429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  describe('a list', () => {
    const lists = [
      '/districts',
      '/teams',
      '/dispensers',
      '/citizens',
      '/doses',
      '/alerts',
      '/tasks',
      '/events',
      '/telemetry',
      '/quarantine',
      '/quarantine/counts',
      '/operations/failing',
      '/ladders',
      '/ladders/set',
    ];

    it.each(lists)('%s is {items, nextCursor} in camelCase, with ids and times in UTC', async (path) => {
      const answer = await partner.ask('GET', path);
      expect(answer.headers.get('content-type')).toContain('application/json');
      const body = answer.body as { readonly items: unknown[] };
      expect(Object.keys(body)).toEqual(['items', 'nextCursor']);
      expect(Array.isArray(body.items)).toBe(true);
      if (path !== '/events' && path !== '/telemetry') for (const item of body.items) expectShape(item);
    });

    it('holds 50 at first, at most 500, and is walked to its end by its cursor', async () => {
      const before = (await partner.get('/citizens?limit=500')).items.length;
      for (let i = before; i < 53; i++) await partner.post('/citizens', citizenBody);
      expect((await partner.get('/citizens')).items).toHaveLength(50);
      const all = (await partner.get('/citizens?limit=500')).items.map(({ id }: any) => id);
      expect(all).toHaveLength(53);
      expect(await walk('/citizens', 20, ({ id }: { id: string }) => id)).toEqual(all);
    });

    it('is newest first', async () => {
      for (const path of ['/citizens', '/districts', '/teams', '/dispensers'] as const) {
        const { items } = await partner.get(path);
        const made = items.map((each) => ('createdAt' in each ? each.createdAt : null));
        expect(made).toEqual(made.toSorted().reverse());
      }
      for (const deviceId of ['ORDER-2', 'ORDER-1', 'ORDER-3']) await partner.post('/dispensers', { deviceId });
      const first = (await partner.get('/dispensers?limit=3')).items.map(({ deviceId }: any) => deviceId);
      expect(first).toEqual(['ORDER-3', 'ORDER-1', 'ORDER-2']);
      expect((await walk('/dispensers', 2, ({ deviceId }: { deviceId: string }) => deviceId)).slice(0, 3)).toEqual(
        first,
      );
    });

    it('shows a partner of some districts nothing of the others', async () => {
      const ids = (answer: any) => answer.items.map(({ id }: any) => id);
      const seen = ids(await west.get('/citizens?limit=500'));
      expect(seen).not.toContain(east.citizenId);
      expect(ids(await west.get('/districts'))).toEqual([town.west.districtId]);
      expect(ids(await west.get('/teams'))).toEqual([town.west.teamId]);
      const devices = (await west.get('/dispensers')).items.map(({ deviceId }: any) => deviceId);
      expect(devices).not.toContain(east.deviceId);
    });

    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what comes
    async function walk<Item extends object>(
      path: '/citizens' | '/dispensers',
      limit: number,
      name: (item: Item) => string,
    ): Promise<string[]> {
      const names: string[] = [];
      for (let cursor = ''; ;) {
        const page = await partner.get(`${path}?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        names.push(...(page.items as object[] as Item[]).map(name));
        if (!page.nextCursor) return names;
        cursor = page.nextCursor;
      }
    }
  });

  describe('a removal', () => {
    it('is 204, and then 404', async () => {
      const { id: districtId } = await partner.post('/districts', { name: 'For a day', parentId: town.municipalityId });
      const base = { lat: 55.4, lon: 9.5 };
      const { id: teamId } = await partner.post('/teams', { name: 'For a day', kind: 'night', districtId, base });
      for (const path of [`/teams/${teamId}`, `/districts/${districtId}`]) {
        const removed = await partner.ask('DELETE', path);
        expect([removed.status, removed.body]).toEqual([204, null]);
        expectProblem(await partner.ask('DELETE', path), 404);
      }
    });
  });

  describe('ladders', () => {
    it('are six, in ISO 8601 durations', async () => {
      const { items } = await partner.get('/ladders');
      expect(items.map(({ name }: any) => name)).toEqual([
        'time-critical-dose',
        'standard-dose',
        'dispensing-stopped',
        'planned-work',
        'power-connectivity',
        'security',
      ]);
      expect(items[0]).toMatchObject({ claimTimeout: 'PT20M', claimReminder: 'PT10M' });
      expect(items[0]!.rungs[1]).toEqual({ after: 'PT5M', actions: ['visit'], to: 'nearest-team' });
    });

    it('are set in durations or seconds, and keep the reminder they had', async () => {
      const rungs = [
        { after: 0, actions: ['repeat-reminder', 'screen-call'], to: 'e-district' },
        { after: 300, actions: ['visit'], to: 'nearest-team' },
        { after: 'PT20M', actions: ['visit'], to: 'manager' },
      ];
      const set = await partner.put('/ladders/time-critical-dose', { rungs, claimTimeout: 'PT15M' });
      expect(set).toMatchObject({ claimTimeout: 'PT15M', claimReminder: 'PT10M' });
      expect(set.rungs.map(({ after }: any) => after)).toEqual(['PT0S', 'PT5M', 'PT20M']);
      expect(await partner.get('/ladders/time-critical-dose')).toEqual(set);
    });

    it('tell where each is set, to whom reaches it, and what would hold without', async () => {
      const name = 'security';
      await town.api.ask('DELETE', `/ladders/${name}`);
      const own = await town.citizen({ connect: false });
      const rungs = (to: string, after = 'PT0S') => ({
        rungs: [{ after, actions: ['call'], to }],
        claimTimeout: 'PT9M',
      });
      const places = [
        `?districtId=${town.municipalityId}`,
        `?districtId=${town.east.districtId}`,
        `?citizenId=${own.citizenId}`,
      ];
      const above = async (api: typeof partner, query: string) => {
        const { scope, version, claimTimeout } = await api.get(`/ladders/${name}/above${query}`);
        return [scope, version, claimTimeout];
      };
      await partner.put(`/ladders/${name}${places[0]}`, rungs('manager'));
      await partner.put(`/ladders/${name}${places[1]}`, rungs('response-centre'));
      await partner.put(`/ladders/${name}${places[2]}`, rungs('manager', 'PT1M'));
      const setFor = async (api: typeof partner) =>
        (await api.get('/ladders/set')).items
          .filter((ladder: any) => ladder.name === name)
          .map(({ scope, districtId, citizenId }: any) => [scope, districtId ?? citizenId]);
      const whole = await setFor(partner);
      expect(whole.at(-1)).toEqual(['citizen', own.citizenId]);
      expect(whole.slice(0, -1)).toEqual(
        expect.arrayContaining([
          ['district', town.municipalityId],
          ['district', town.east.districtId],
        ]),
      );
      expect(await setFor(west)).toEqual([['citizen', own.citizenId]]);
      expect(await above(partner, '')).toEqual(['all', 0, 'PT30M']);
      expect(await above(partner, places[0]!)).toEqual(['all', 0, 'PT30M']);
      expect(await above(partner, places[1]!)).toEqual(['district', 1, 'PT9M']);
      expect(await above(partner, places[2]!)).toEqual(['district', 1, 'PT9M']);
      expectProblem(await west.ask('GET', `/ladders/${name}/above${places[1]}`), 404);
      for (const place of places) await town.api.ask('DELETE', `/ladders/${name}${place}`);
      expect(await setFor(partner)).toEqual([]);
    });

    it('are refused where the first human would be asked too late about a dose', async () => {
      const late = (after: string) => ({
        rungs: [
          { after: 'PT0S', actions: ['notify-relative'], to: 'contact-person' },
          { after, actions: ['visit'], to: 'manager' },
        ],
        claimTimeout: 'PT30M',
      });
      const set = (name: string, after: string) => town.api.ask('PUT', `/ladders/${name}`, late(after));
      expectFlaws(await set('time-critical-dose', 'PT31M'), 'rungs.1.after');
      expectFlaws(await set('standard-dose', 'PT121M'), 'rungs.1.after');
      expect((await set('planned-work', 'P7D')).status).toBe(200);
      await town.api.ask('DELETE', '/ladders/planned-work');
    });

    it('for everybody are set and forgotten by who sees every district', async () => {
      const own = `/ladders/standard-dose?districtId=${town.west.districtId}`;
      for (const method of ['PUT', 'DELETE']) {
        const body = method === 'PUT' ? ladder('manager') : undefined;
        expectProblem(await west.ask(method, '/ladders/standard-dose', body), 403);
        expectProblem(await west.ask(method, own.replace(town.west.districtId, town.east.districtId), body), 404);
        expect((await west.ask(method, own, body)).status).toBeLessThan(300);
      }
    });

    it('are refused without a last rung that always reaches somebody', async () => {
      const path = '/ladders/standard-dose';
      expectFlaws(await partner.ask('PUT', path, ladder('nearest-team')), 'rungs.0.to');
      expectFlaws(await partner.ask('PUT', path, { rungs: [], claimTimeout: 'PT30M' }), 'rungs');
      const reminder = { ...ladder('manager'), rungs: [{ after: 0, actions: ['repeat-reminder'], to: 'manager' }] };
      expectFlaws(await partner.ask('PUT', path, reminder), 'rungs.0.actions');
      expectFlaws(await partner.ask('PUT', path, { ...ladder('manager'), claimTimeout: 'soon' }), 'claimTimeout');
      expectFlaws(await partner.ask('PUT', path, { ...ladder('manager'), colour: 'red' }), 'colour');
    });
  });

  const ladder = (to: string) => ({ rungs: [{ after: 'PT0S', actions: ['visit'], to }], claimTimeout: 'PT30M' });

  async function aWestCitizen(): Promise<string> {
    return (await west.post('/citizens', citizenBody)).id;
  }
});

/** camelCase names, UUIDs for ids, times in UTC, all the way down. */
function expectShape(value: unknown, name = ''): void {
  if (Array.isArray(value)) return value.forEach((each) => expectShape(each, name));
  if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
      expectShape(each, key);
    }
  } else if (typeof value === 'string') {
    if (/(^i|[a-z]I)d$/.test(name) && name !== 'deviceId')
      expect([name, value]).toEqual([name, expect.stringMatching(UUID)]);
    if (/At$/.test(name)) expect([name, value]).toEqual([name, expect.stringMatching(UTC)]);
  }
}
