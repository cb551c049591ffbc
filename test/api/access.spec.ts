import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SignJWT } from 'jose';
import { AccessModule } from '../../src/access/access.module.js';
import type { Scope } from '../../src/access/rights.rules.js';
import type { Role } from '../../src/access/roles.rules.js';
import { AccountsService } from '../../src/access/staff/accounts.service.js';
import { SessionsStore } from '../../src/access/sessions/sessions.store.js';
import { STAFF_FACTS } from '../../src/access/staff/staff.rules.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { Needs, type Principal, Public, Who } from '../../src/platform/http/principal.js';
import { ShownOnce } from '../../src/platform/http/shown-once.js';
import { DistrictsService } from '../../src/teams/districts.service.js';
import { TeamsService } from '../../src/teams/teams.service.js';
import { problem } from '../../src/platform/errors/problem.js';
import { query } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { openRooms, type Rooms } from '../support/rooms.js';

let made = 0;

@Controller('api/v1/probe')
class ProbeController {
  @Get('tasks')
  @Needs('tasks:read')
  whoReadsTasks(@Who() who: Principal) {
    return who;
  }

  @Get('admin')
  @Needs('house:write')
  onlyAdmins() {
    return {};
  }

  @Get('open')
  @Public()
  everybody() {
    return {};
  }

  constructor(private readonly bus: FactBus) {}

  @Get('things/:number')
  @Needs('tasks:read')
  thing(@Param('number') number: string) {
    return { number: Number(number) };
  }

  @Post('things')
  @Needs('tasks:write')
  make(@Body() body: { fail?: boolean }, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.bus.transact(() => {
      made += 1;
      if (body.fail) throw problem.conflict('It failed.');
      reply.header('location', `/api/v1/probe/things/${made}`);
      return Promise.resolve({ facts: [], result: { number: made } });
    });
  }

  @Post('secrets')
  @ShownOnce()
  @Needs('tasks:write')
  async makeSecret(@Res({ passthrough: true }) reply: FastifyReply) {
    return { ...(await this.make({}, reply)), secret: 'in the clear' };
  }
}

@Controller('api/v1/forgotten')
class ForgottenController {
  @Get()
  nobodySaid() {
    return {};
  }
}

const MAYOR: Principal = {
  kind: 'staff',
  id: 'mayor',
  name: 'Mayor',
  roles: ['administrator', 'lead'],
  scopes: [],
  teamIds: [],
  districtIds: 'all',
  placeIds: 'all',
  fleetIds: 'all',
};
const PASSWORD = 'demo-password-1';
const PROXY = '127.0.0.7';

const claimsIn = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string; stamp: string; sid: string };

/** The cookie that names the device, as a browser sends it back. */
const deviceOf = ({ headers }: { headers: Headers }): string =>
  headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('dosevagt_device='))!
    .split(';')[0]!;

/** Signs in from an address of its own, with headers that a proxy may set. */
async function askFrom(localAddress: string, url: string, body: object, headers: Record<string, string>) {
  const sent = request(`${url}/api/v1/session`, {
    method: 'POST',
    localAddress,
    headers: { ...headers, 'content-type': 'application/json' },
  });
  sent.end(JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { token } = (await json(response)) as { token: string };
  return { token, cookies: response.headers['set-cookie'] ?? [], hsts: response.headers['strict-transport-security'] };
}

describe('who may come in', () => {
  let rooms: Rooms;
  let town: string, north: string, zone: string, south: string, northTeam: string;

  beforeAll(async () => {
    rooms = await openRooms([AccessModule], [ProbeController], { TRUST_PROXY: PROXY });
    const shift = ['shift.started', 'shift.stopped', 'shift.ended'];
    const told = [...STAFF_FACTS.map((what) => `staff.${what}`), 'duty.changed', 'partner.revoked', ...shift];
    rooms.app.get(FactBus).join(Object.fromEntries(told.map((type) => [type, []])));
    const plant = (name: string, parentId: string | null) =>
      transact(async (turn) => (await rooms.app.get(DistrictsService).create(turn, MAYOR, { name, parentId })).id);
    town = await plant('Demo town', null);
    north = await plant('North', town);
    zone = await plant('Zone 1', north);
    south = await plant('South', town);
    northTeam = await transact(async (turn) => {
      const base = { lat: 55.2, lon: 9.5 };
      const body = {
        name: 'North home care',
        kind: 'home-care' as const,
        districtId: north,
        base,
        zone: 'Europe/Copenhagen',
      };
      return (await rooms.app.get(TeamsService).create(turn, MAYOR, body)).id;
    });
    await makeStaff('boss', ['administrator', 'lead']);
    await makeStaff('grete', ['nurse'], [northTeam]);
  });
  afterAll(() => rooms.close());

  const transact = <T>(work: (turn: Parameters<Parameters<FactBus['transact']>[0]>[0]) => Promise<T>): Promise<T> =>
    rooms.app.get(FactBus).transact(async (turn) => ({ facts: [], result: await work(turn) }));
  const makeStaff = (username: string, roles: Role[], teamIds: string[] = []) =>
    transact((turn) =>
      rooms.app
        .get(AccountsService)
        .createStaff(turn, { username, displayName: `${username} Demo`, password: PASSWORD, roles, teamIds }),
    );
  const makePartner = (scopes: Scope[], districtIds?: string[]) =>
    transact((turn) => rooms.app.get(AccountsService).createPartner(turn, { name: 'Demo EHR', scopes, districtIds }));

  interface Ask {
    method?: string;
    body?: unknown;
    form?: Record<string, string> | string;
    token?: string;
    headers?: Record<string, string>;
  }
  async function ask(path: string, { method, body, form, token, headers = {} }: Ask = {}) {
    const response = await fetch(rooms.url + path, {
      method: method ?? (body !== undefined || form !== undefined ? 'POST' : 'GET'),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: form !== undefined ? new URLSearchParams(form) : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown>,
    };
  }
  /** As a node of the version before signs it: it names no session. */
  const ofTheVersionBefore = async ({ sub, stamp, ...more }: { sub: string; stamp: string; jti?: string }) => {
    const [secret] = await rooms.query(`SELECT encode("value", 'hex') AS "key" FROM secret WHERE "name" = 'token-key'`);
    return new SignJWT({ kind: 'staff', stamp, ...more })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(sub)
      .setIssuer('dosevagt')
      .setAudience('dosevagt-api')
      .setIssuedAt()
      .setExpirationTime('12 hours')
      .sign(Buffer.from((secret as { key: string }).key, 'hex'));
  };
  const signIn = async (username: string, password = PASSWORD): Promise<string> => {
    const { status, body } = await ask('/api/v1/session', { body: { username, password } });
    expect(status).toBe(200);
    return body.token as string;
  };
  const client = (partner: Awaited<ReturnType<typeof makePartner>>, more: Record<string, string> = {}) => ({
    grant_type: 'client_credentials',
    client_id: partner.partner.clientId,
    client_secret: partner.clientSecret,
    ...more,
  });
  const tokenOf = async (partner: Awaited<ReturnType<typeof makePartner>>, more = {}): Promise<string> =>
    (await ask('/oauth/token', { form: client(partner, more) })).body.access_token as string;

  describe('staff', () => {
    it('sign in with name and password, whatever the capitals, for twelve hours', async () => {
      const { status, body, headers } = await ask('/api/v1/session', {
        body: { username: 'Grete', password: PASSWORD },
      });
      expect(status).toBe(200);
      const hours = (new Date(body.expiresAt as string).getTime() - Date.now()) / 3_600_000;
      expect(hours).toBeGreaterThan(11.9);
      expect(hours).toBeLessThanOrEqual(12);
      expect(headers.get('cache-control')).toBe('no-store');
      const cookie = headers.get('set-cookie')!;
      expect(cookie).toMatch(/^dosevagt_session=/);
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Strict');
      expect(cookie).toContain('Path=/');
      expect(cookie).not.toContain('Secure');
    });

    it('see who they are, their teams, and what time it is', async () => {
      const { body } = await ask('/api/v1/session', { token: await signIn('grete') });
      expect(body).toMatchObject({
        kind: 'staff',
        name: 'grete Demo',
        roles: ['nurse'],
        teams: [
          { id: northTeam, name: 'North home care', kind: 'home-care', districtId: north, zone: 'Europe/Copenhagen' },
        ],
        reach: { citizens: 'some', places: 'some', fleet: 'some' },
        clockSpeed: 1,
      });
      expect(body.scopes).toContain('tasks:write');
      expect(Math.abs(new Date(body.now as string).getTime() - Date.now())).toBeLessThan(5_000);
    });

    it('reach the districts of their teams and what lies below; administrators reach all', async () => {
      const nurse = await ask('/api/v1/probe/tasks', { token: await signIn('grete') });
      expect(new Set(nurse.body.districtIds as string[])).toEqual(new Set([north, zone]));
      expect(nurse.body.teamIds).toEqual([northTeam]);
      const boss = await ask('/api/v1/probe/tasks', { token: await signIn('boss') });
      expect(boss.body.districtIds).toBe('all');
      expect(south).toBeDefined();
    });

    it.each([
      ['a wrong password', { username: 'grete', password: 'wrong' }, 401],
      ['no such user', { username: 'nobody', password: PASSWORD }, 401],
      ['a name PostgreSQL could not store', { username: 'nul\0l', password: PASSWORD }, 401],
      ['a missing field', { username: 'grete' }, 422],
      ['an unknown field', { username: 'grete', password: PASSWORD, remember: true }, 422],
    ])('are refused with %s', async (_, body, status) => {
      const answer = await ask('/api/v1/session', { body });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('set-cookie')).toBeNull();
    });

    it('wait after wrong tries, whether there is such a name or not, but at a device where they signed in', async () => {
      const forgetful = await makeStaff('forgetful', ['nurse']);
      const attempt = (username: string, password: string, cookie?: string) =>
        ask('/api/v1/session', { body: { username, password }, headers: cookie === undefined ? {} : { cookie } });
      const own = deviceOf(await attempt('forgetful', PASSWORD));
      const others = deviceOf(await attempt('grete', PASSWORD));
      for (const name of ['forgetful', 'made-up']) {
        let answer = await attempt(name, 'wrong');
        for (let n = 0; n < 10 && answer.status === 401; n++) answer = await attempt(name, 'wrong');
        expect(answer.status).toBe(429);
        const seconds = Number(answer.headers.get('retry-after'));
        expect([seconds > 0, seconds <= 30]).toEqual([true, true]);
      }
      // As after many more of them.
      await rooms.query(`UPDATE wrong_sign_in SET "wrong" = 500 WHERE "key" LIKE 'account %'`);
      for (const cookie of [undefined, others, own.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))])
        expect((await attempt('forgetful', PASSWORD, cookie)).status).toBe(429);
      const let_in = await attempt('forgetful', PASSWORD, own);
      expect(let_in.status).toBe(200);
      expect(deviceOf(let_in)).toBe(own);
      await rooms.query(`UPDATE session SET "createdAt" = "createdAt" - interval '31 days'`);
      expect((await attempt('forgetful', PASSWORD, own)).status).toBe(429);
      const told = await rooms.query(
        `SELECT "what", "address", count(*)::int AS "times" FROM access_log WHERE "principalId" = '${forgetful.id}' GROUP BY 1, 2 ORDER BY 1`,
      );
      expect(told).toEqual([
        { what: 'sign-in', address: '127.0.0.1', times: 2 },
        { what: 'sign-in.refused', address: '127.0.0.1', times: 5 },
        { what: 'sign-in.slowed', address: '127.0.0.1', times: expect.any(Number) },
        { what: 'staff.created', address: null, times: 1 },
      ]);
      await rooms.query('DELETE FROM wrong_sign_in');
    });

    it('are let in by the right password behind an address that tried very often, and so are partners', async () => {
      const partner = await makePartner(['tasks:read']);
      for (let n = 0; n < 3; n++) await ask('/api/v1/session', { body: { username: `guess-${n}`, password: 'wrong' } });
      await rooms.query(`UPDATE wrong_sign_in SET "wrong" = 500 WHERE "key" LIKE 'address %'`);
      const wrong = await ask('/api/v1/session', { body: { username: 'another', password: 'wrong' } });
      expect([wrong.status, wrong.headers.has('retry-after')]).toEqual([429, true]);
      const nurses = await Promise.all(Array.from({ length: 12 }, () => signIn('grete')));
      expect(new Set(nurses).size).toBe(12);
      expect((await ask('/oauth/token', { form: client(partner) })).status).toBe(200);
      await rooms.query('DELETE FROM wrong_sign_in');
    });

    it('are out at once when disabled, and when their password changes', async () => {
      const boss = await signIn('boss');
      const staff = await makeStaff('leaving', ['nurse']);
      const token = await signIn('leaving');
      const change = (body: object) => ask(`/api/v1/staff/${staff.id}`, { method: 'PATCH', body, token: boss });
      expect((await ask('/api/v1/session', { token })).status).toBe(200);
      expect((await change({ disabled: true })).status).toBe(200);
      expect((await ask('/api/v1/session', { token })).status).toBe(401);
      expect((await ask('/api/v1/session', { body: { username: 'leaving', password: PASSWORD } })).status).toBe(401);
      await change({ disabled: false });
      expect((await ask('/api/v1/session', { token })).status).toBe(401);
      const again = await signIn('leaving');
      await change({ password: 'another-password-2' });
      expect((await ask('/api/v1/session', { token: again })).status).toBe(401);
      await signIn('leaving', 'another-password-2');
      const changes = await rooms.query(
        `SELECT "fields", "byKind" FROM access_log WHERE "principalId" = '${staff.id}' AND "what" = 'staff.changed' ORDER BY "id"`,
      );
      expect(changes).toEqual(
        ['disabled', 'disabled', 'password'].map((field) => ({ fields: [field], byKind: 'staff' })),
      );
    });

    it('keep the session in which they change their own password, and no other', async () => {
      const chief = await makeStaff('chief', ['administrator']);
      const [here, there] = [await signIn('chief'), await signIn('chief')];
      const body = { password: 'another-password-2' };
      expect((await ask(`/api/v1/staff/${chief.id}`, { method: 'PATCH', body, token: here })).status).toBe(200);
      expect((await ask('/api/v1/session', { token: here })).status).toBe(200);
      expect((await ask('/api/v1/session', { token: there })).status).toBe(401);
      await transact((turn) =>
        rooms.app.get(AccountsService).changeStaff(turn, chief.id, { disabled: true }, () => undefined),
      );
    });
  });

  describe('a shift of one’s own', () => {
    const at = (token: string, what: string, body?: unknown, team = northTeam) =>
      ask(`/api/v1/teams/${team}/shift${what}`, { token, body, method: what === '' ? 'GET' : 'POST' });

    it('is begun, prolonged, ended and begun again, each once; the roster need not know of it', async () => {
      const token = await signIn('grete');
      const none = { onShift: false, by: null, from: null, until: null, teamOnDuty: false };
      expect((await at(token, '')).body).toMatchObject({ teamId: northTeam, ...none });
      const started = await at(token, '/start');
      expect(started).toMatchObject({ status: 200, body: { onShift: true, by: 'self', teamOnDuty: true } });
      expect((await at(token, '/start', {})).body).toEqual(started.body);
      const until = new Date(Date.now() + 10 * 3_600_000).toISOString();
      const longer = await at(token, '/start', { until });
      expect(longer.body).toEqual({ ...started.body, until });
      expect((await at(token, '')).body).toEqual(longer.body);
      for (let n = 0; n < 2; n++)
        expect(await at(token, '/stop')).toMatchObject({ status: 200, body: { teamId: northTeam, ...none } });
      const both = await Promise.all([at(token, '/start'), at(token, '/start')]);
      expect(both[0].body).toEqual(both[1].body);
      const facts = await rooms.query(
        `SELECT "type", "data" -> 'onDuty' AS "onDuty" FROM fact WHERE "type" LIKE 'shift.%' ORDER BY "turnId"`,
      );
      expect(facts.map((fact) => Object.values(fact))).toEqual([
        ['shift.started', true],
        ['shift.started', true],
        ['shift.stopped', false],
        ['shift.started', true],
      ]);
      await at(token, '/stop');
    });

    it('is refused elsewhere, to an integration, and until a time that cannot be', async () => {
      const grete = await signIn('grete');
      await makeStaff('looker', ['visitator'], [northTeam]);
      const southTeam = await transact(async (turn) => {
        const base = { lat: 55.1, lon: 9.5 };
        const body = { name: 'South', kind: 'home-care' as const, districtId: south, base, zone: 'Europe/Copenhagen' };
        return (await rooms.app.get(TeamsService).create(turn, MAYOR, body)).id;
      });
      const partner = await tokenOf(await makePartner(['tasks:write', 'teams:write']));
      const hours = (n: number) => ({ until: new Date(Date.now() + n * 3_600_000).toISOString() });
      const statuses = [
        await at(grete, '/start', undefined, southTeam),
        await at(grete, '', undefined, southTeam),
        await at(await signIn('boss'), '/start'),
        await at(partner, '/stop'),
        await at(await signIn('looker'), '/start'),
        await at(grete, '/start', hours(-1)),
        await at(grete, '/start', hours(13)),
        await at(grete, '/start', { hours: 4 }),
        await at(grete, '/stop', { at: 'once' }),
      ].map(({ status, body }) => [status, (body.errors as { path: string }[] | undefined)?.[0]?.path]);
      expect(statuses).toEqual([
        [404, undefined],
        [404, undefined],
        [403, undefined],
        [403, undefined],
        [403, undefined],
        [422, 'until'],
        [422, 'until'],
        [422, 'hours'],
        [422, 'at'],
      ]);
    });

    it('counts as long as the account works there, and the duty of the team follows', async () => {
      const boss = await signIn('boss');
      const { id } = await makeStaff('brief', ['nurse'], [northTeam]);
      const token = await signIn('brief');
      expect((await at(token, '/start')).body.onShift).toBe(true);
      const change = (body: object) => ask(`/api/v1/staff/${id}`, { method: 'PATCH', body, token: boss });
      const duty = async () => (await ask(`/api/v1/teams/${northTeam}/duty`, { token: boss })).body;
      const named = { staffId: id, name: 'brief Demo' };
      const on = await duty();
      expect(on).toMatchObject({ onDuty: true, members: [id], ownShifts: [{ staffId: id }] });
      expect(on.people).toContainEqual(named);
      const partner = await tokenOf(await makePartner(['teams:read']));
      expect((await ask(`/api/v1/teams/${northTeam}/duty`, { token: partner })).body).toMatchObject({ people: [] });
      await change({ teamIds: [] });
      const off = await duty();
      expect(off).toMatchObject({ onDuty: false, ownShifts: [] });
      expect(off.people).not.toContainEqual(named);
      await change({ teamIds: [northTeam] });
      expect(await duty()).toMatchObject({ onDuty: true, members: [id] });
      await ask(`/api/v1/staff/${id}`, { method: 'DELETE', token: boss });
      expect(await duty()).toMatchObject({ onDuty: false, ownShifts: [] });
      const changes = await rooms.query(
        `SELECT "data" -> 'onDuty' AS "onDuty" FROM fact WHERE "type" = 'duty.changed' ORDER BY "turnId" DESC LIMIT 3`,
      );
      expect(changes.map((fact) => Object.values(fact)[0])).toEqual([false, true, false]);
    });
  });

  describe('settings', () => {
    const path = '/api/v1/me/settings';
    const unset = { language: null, theme: 'system', density: 'comfortable', sound: false, push: false };
    const put = (token: string, body: object, tag?: string) =>
      ask(path, { method: 'PUT', body, token, headers: tag === undefined ? {} : { 'if-match': tag } });

    it('are of the person, on whichever device, and set by one at a time', async () => {
      await makeStaff('settled', ['auditor']);
      const [desk, phone] = [await signIn('settled'), await signIn('settled')];
      const first = await ask(path, { token: desk });
      expect([first.body, first.headers.get('etag')]).toEqual([unset, '"0"']);
      const both = await Promise.all(['dark', 'light'].map((theme) => put(desk, { theme }, '"0"')));
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      const set = { language: 'nb', theme: 'dark', density: 'compact', sound: true, push: true };
      const saved = await put(phone, set, '"1"');
      expect([saved.status, saved.body, saved.headers.get('etag')]).toEqual([200, set, '"2"']);
      expect((await ask(path, { token: desk })).body).toEqual(set);
      expect((await ask(path, { token: await signIn('grete') })).body).toEqual(unset);
      expect((await put(desk, { sound: true })).body).toEqual({ ...unset, sound: true });
    });

    it('are refused by name where they do not fit, and an integration has none', async () => {
      const token = await signIn('grete');
      const wrong = await put(token, { language: 'sv', theme: 'blue', volume: 3 });
      expect(wrong.status).toBe(422);
      expect((wrong.body.errors as { path: string }[]).map((error) => error.path).toSorted()).toEqual([
        'language',
        'theme',
        'volume',
      ]);
      const partner = await tokenOf(await makePartner(['tasks:read']));
      expect([(await ask(path, { token: partner })).status, (await put(partner, {})).status]).toEqual([403, 403]);
      expect((await ask(path)).status).toBe(401);
    });
  });

  describe('sessions', () => {
    const look = async (token: string) => (await ask('/api/v1/session', { token })).status;
    const listed = async (token: string) =>
      (await ask('/api/v1/sessions', { token })).body.items as { id: string; current: boolean }[];

    it('are listed, with where from and since when, and ended one by one', async () => {
      await makeStaff('roaming', ['nurse']);
      const body = { username: 'roaming', password: PASSWORD };
      const tablet = (await ask('/api/v1/session', { body, headers: { 'user-agent': 'Tablet/1' } })).body
        .token as string;
      const desk = (await ask('/api/v1/session', { body, headers: { 'user-agent': 'Desk/2' } })).body.token as string;
      const own = await listed(desk);
      expect(own).toEqual(
        expect.arrayContaining([
          {
            id: expect.any(String),
            userAgent: 'Desk/2',
            address: '127.0.0.1',
            createdAt: expect.any(String),
            lastUsedAt: expect.any(String),
            expiresAt: expect.any(String),
            current: true,
          },
          expect.objectContaining({ userAgent: 'Tablet/1', current: false }),
        ]),
      );
      expect(own).toHaveLength(2);
      expect((await ask('/api/v1/session', { token: desk })).body.sessionId).toBe(own.find((one) => one.current)?.id);
      const first = await ask('/api/v1/sessions?limit=1', { token: desk });
      const rest = await ask(`/api/v1/sessions?cursor=${first.body.nextCursor as string}`, { token: desk });
      // When it was used last moves with every look.
      const paged = [first.body.items, rest.body.items].flat() as { id: string }[];
      expect(paged.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
      const other = own.find((one) => !one.current)!;
      const end = (token: string) => ask(`/api/v1/sessions/${other.id}`, { method: 'DELETE', token });
      expect((await end(await signIn('grete'))).status).toBe(404);
      expect(await look(tablet)).toBe(200);
      expect((await end(desk)).status).toBe(204);
      expect([await look(tablet), await look(desk), (await end(desk)).status]).toEqual([401, 200, 404]);
      expect(await listed(desk)).toHaveLength(1);
    });

    it('are over once signed out, by token or by cookie', async () => {
      const [first, second, third] = [await signIn('grete'), await signIn('grete'), await signIn('grete')];
      const out = await ask('/api/v1/session', { method: 'DELETE', token: first });
      expect(out.status).toBe(204);
      const cookie = `dosevagt_session=${second}`;
      const elsewhere = await ask('/api/v1/session', {
        method: 'DELETE',
        headers: { cookie, 'sec-fetch-site': 'cross-site' },
      });
      expect([elsewhere.status, await look(second)]).toEqual([403, 200]);
      expect((await ask('/api/v1/session', { method: 'DELETE', headers: { cookie } })).status).toBe(204);
      expect([await look(first), await look(second), await look(third)]).toEqual([401, 401, 200]);
    });

    it('end after an hour without use, and with their absolute limit', async () => {
      const age = async (change: string) => {
        const token = await signIn('grete');
        await rooms.query(`UPDATE session SET ${change} WHERE "id" = '${claimsIn(token).sid}'`);
        return look(token);
      };
      expect([
        await age(`"lastUsedAt" = "lastUsedAt" - interval '59 minutes'`),
        await age(`"lastUsedAt" = "lastUsedAt" - interval '61 minutes'`),
        await age(`"expiresAt" = "lastUsedAt" - interval '1 second'`),
      ]).toEqual([200, 401, 401]);
    });

    it('begin with a token of the version before when it is first shown, and can be ended like any other', async () => {
      const { sub, stamp } = claimsIn(await signIn('grete'));
      const [old, never] = [
        await ofTheVersionBefore({ sub, stamp }),
        await ofTheVersionBefore({ sub, stamp, jti: 'x' }),
      ];
      expect(await look(old)).toBe(200);
      expect((await listed(old)).filter((one) => one.current)).toHaveLength(1);
      expect((await ask('/api/v1/session', { method: 'DELETE', token: old })).status).toBe(204);
      expect((await ask('/api/v1/session', { method: 'DELETE', token: never })).status).toBe(204);
      expect([await look(old), await look(never)]).toEqual([401, 401]);
    });

    it('of the version before are not revived by an account that is enabled again, shown or not', async () => {
      const boss = await signIn('boss');
      const staff = await makeStaff('returning', ['nurse']);
      const { sub, stamp } = claimsIn(await signIn('returning'));
      const [shown, unshown] = [
        await ofTheVersionBefore({ sub, stamp }),
        await ofTheVersionBefore({ sub, stamp, jti: 'x' }),
      ];
      expect(await look(shown)).toBe(200);
      for (const disabled of [true, false])
        await ask(`/api/v1/staff/${staff.id}`, { method: 'PATCH', body: { disabled }, token: boss });
      expect([await look(shown), await look(unshown)]).toEqual([401, 401]);
    });

    it('begin while nothing can be written, and are written when it can be; nobody is signed out meanwhile', async () => {
      const [{ name } = { name: '' }] = (await rooms.query('SELECT current_database() AS "name"')) as {
        name: string;
      }[];
      const makeReadOnly = async (isOn: boolean) => {
        const url = process.env.TEST_DATABASE_URL!;
        await query(url, `ALTER DATABASE ${name} SET default_transaction_read_only = ${isOn ? 'on' : 'off'}`);
        await query(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
        const isSet = `SELECT 1 WHERE current_setting('transaction_read_only') = '${isOn ? 'on' : 'off'}'`;
        await eventually(async () => (await rooms.query(isSet).catch(() => [])).length > 0);
      };
      await makeReadOnly(true);
      const token = await signIn('grete');
      expect(await look(token)).toBe(200);
      expect((await ask('/api/v1/session', { body: { username: 'grete', password: 'wrong' } })).status).toBe(401);
      expect((await ask('/api/v1/session', { method: 'DELETE', token })).status).toBe(503);
      expect(await look(token)).toBe(200);
      await makeReadOnly(false);
      const written = () => rooms.query(`SELECT 1 FROM session WHERE "id" = '${claimsIn(token).sid}'`);
      expect(await written()).toEqual([]);
      expect((await ask('/api/v1/session', { method: 'DELETE', token })).status).toBe(204);
      expect(await look(token)).toBe(401);
    });

    it('of a partner are its own too', async () => {
      const token = await tokenOf(await makePartner(['tasks:read']));
      expect(await listed(token)).toEqual([expect.objectContaining({ current: true })]);
      expect((await ask('/api/v1/session', { method: 'DELETE', token })).status).toBe(204);
      expect(await look(token)).toBe(401);
    });

    it('of a partner are forgotten when they are over, of staff when no device is known by them any more', async () => {
      const sids = [await tokenOf(await makePartner(['tasks:read'])), await signIn('grete'), await signIn('grete')].map(
        (token) => claimsIn(token).sid,
      );
      const age = (sid: string, days: number) =>
        rooms.query(
          `UPDATE session SET "createdAt" = "createdAt" - interval '${days} days', "expiresAt" = "createdAt" - interval '${days} days'
           WHERE "id" = '${sid}'`,
        );
      for (const [i, days] of [1, 1, 31].entries()) await age(sids[i]!, days);
      const [hourAgo, monthAgo] = [1, 30 * 24].map((hours) => new Date(Date.now() - hours * 3_600_000)) as [Date, Date];
      await transact(({ tx }) => rooms.app.get(SessionsStore).purge(tx, hourAgo, monthAgo));
      const left = await rooms.query(`SELECT "id" FROM session WHERE "id" IN (${sids.map((id) => `'${id}'`).join()})`);
      expect(left).toEqual([{ id: sids[1] }]);
    });
  });

  describe('behind a proxy', () => {
    const behind = async (from: string, headers: Record<string, string>) => {
      const answer = await askFrom(from, rooms.url, { username: 'grete', password: PASSWORD }, headers);
      const seen = await rooms.query(`SELECT "address" FROM session WHERE "id" = '${claimsIn(answer.token).sid}'`);
      const isSecure = answer.cookies.every((cookie) => cookie.includes('Secure'));
      return { address: (seen as { address: string }[])[0]!.address, isSecure, hsts: answer.hsts };
    };
    const said = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };

    it.each([
      ['whom nobody named is not believed', '127.0.0.8', said, '127.0.0.8', false],
      ['that was named is', PROXY, said, '203.0.113.7', true],
      [
        'is believed of who spoke to it, and not of what that one said',
        PROXY,
        { ...said, 'x-forwarded-for': '198.51.100.1, 203.0.113.9' },
        '203.0.113.9',
        true,
      ],
      ['without TLS says so', PROXY, { ...said, 'x-forwarded-proto': 'http' }, '203.0.113.7', false],
      ['that says nothing is all there is', PROXY, {}, PROXY, false],
      ['that says what is no address', PROXY, { 'x-forwarded-for': 'unknown' }, PROXY, false],
    ])('%s', async (_story, from, headers, address, isSecure) => {
      expect(await behind(from, headers as Record<string, string>)).toEqual({
        address,
        isSecure,
        hsts: isSecure ? 'max-age=31536000' : undefined,
      });
    });
  });

  describe('a browser', () => {
    const cookieOf = async () => `dosevagt_session=${await signIn('grete')}`;
    const things = '/api/v1/probe/things';

    it.each([
      ['nothing that tells its origin', {}, 201],
      ['the same origin', { 'sec-fetch-site': 'same-origin' }, 201],
      ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
      ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
      ['the origin of another host', { origin: 'https://evil.example' }, 403],
    ])('that writes by cookie, with %s', async (_, headers: Record<string, string>, status) => {
      expect((await ask(things, { body: {}, headers: { ...headers, cookie: await cookieOf() } })).status).toBe(status);
    });

    it('may read by cookie from anywhere, and write by bearer token', async () => {
      const headers = { 'sec-fetch-site': 'cross-site' };
      expect((await ask('/api/v1/session', { headers: { ...headers, cookie: await cookieOf() } })).status).toBe(200);
      expect((await ask(things, { body: {}, headers, token: await signIn('grete') })).status).toBe(201);
    });

    it('cannot be signed in by another site', async () => {
      const body = { username: 'grete', password: PASSWORD };
      const answer = await ask('/api/v1/session', { body, headers: { 'sec-fetch-site': 'cross-site' } });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
    });

    it('signs out, signed in or not', async () => {
      const { status, headers } = await ask('/api/v1/session', { method: 'DELETE' });
      expect(status).toBe(204);
      expect(headers.get('set-cookie')).toMatch(/^dosevagt_session=;.*Expires=Thu, 01 Jan 1970/);
    });
  });

  describe('partners', () => {
    it('get a token for an hour, in the words of OAuth', async () => {
      const partner = await makePartner(['tasks:read', 'events:read']);
      const { status, body, headers } = await ask('/oauth/token', { form: client(partner) });
      expect(status).toBe(200);
      expect(body).toEqual({
        access_token: expect.any(String),
        token_type: 'Bearer',
        expires_in: 3600,
        scope: 'tasks:read events:read',
      });
      expect(headers.get('cache-control')).toBe('no-store');
      const who = await ask('/api/v1/probe/tasks', { token: body.access_token as string });
      expect(who.body).toMatchObject({ kind: 'partner', id: partner.partner.id, name: 'Demo EHR', districtIds: 'all' });
    });

    it('may send id and secret as HTTP Basic', async () => {
      const { partner, clientSecret } = await makePartner(['tasks:read']);
      const authorization = `Basic ${Buffer.from(`${partner.clientId}:${clientSecret}`).toString('base64')}`;
      const form = { grant_type: 'client_credentials' };
      expect((await ask('/oauth/token', { form, headers: { authorization } })).status).toBe(200);
    });

    it('may ask for less than they have, and get no more than that', async () => {
      const partner = await makePartner(['tasks:read', 'tasks:write']);
      const token = await tokenOf(partner, { scope: 'tasks:read' });
      expect((await ask('/api/v1/probe/tasks', { token })).status).toBe(200);
      expect((await ask('/api/v1/probe/things', { body: {}, token })).status).toBe(403);
    });

    it('reach only their districts and what lies below', async () => {
      const token = await tokenOf(await makePartner(['tasks:read'], [north]));
      const { body } = await ask('/api/v1/probe/tasks', { token });
      expect(new Set(body.districtIds as string[])).toEqual(new Set([north, zone]));
    });

    it('are given a new secret, shown once; the old one and what was got by it are over', async () => {
      const boss = await signIn('boss');
      const partner = await makePartner(['tasks:read']);
      const token = await tokenOf(partner);
      const path = `/api/v1/partners/${partner.partner.id}/credentials`;
      const given = await ask(path, { body: {}, token: boss });
      expect(given).toMatchObject({
        status: 201,
        body: { clientId: partner.partner.clientId, scopes: ['tasks:read'] },
      });
      expect(given.headers.get('cache-control')).toBe('no-store');
      expect((await ask('/api/v1/probe/tasks', { token })).status).toBe(401);
      expect((await ask('/oauth/token', { form: client(partner) })).status).toBe(401);
      const renewed = { ...partner, clientSecret: given.body.clientSecret as string };
      expect((await ask('/oauth/token', { form: client(renewed) })).status).toBe(200);
      await ask(`/api/v1/partners/${partner.partner.id}`, { method: 'DELETE', token: boss });
      expect((await ask(path, { body: {}, token: boss })).status).toBe(404);
      expect((await ask('/oauth/token', { form: client(renewed) })).status).toBe(401);
    });

    it('are out at once when removed', async () => {
      const boss = await signIn('boss');
      const partner = await makePartner(['tasks:read']);
      const token = await tokenOf(partner);
      const path = `/api/v1/partners/${partner.partner.id}`;
      expect((await ask(path, { method: 'DELETE', token: boss })).status).toBe(204);
      expect((await ask('/api/v1/probe/tasks', { token })).status).toBe(401);
      expect((await ask('/oauth/token', { form: client(partner) })).body).toEqual({ error: 'invalid_client' });
      expect((await ask(path, { method: 'DELETE', token: boss })).status).toBe(404);
    });

    it.each([
      ['no grant type', { grant_type: '' }, 400, 'invalid_request'],
      ['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
      ['a scope that is not theirs', { scope: 'tasks:read tasks:write' }, 400, 'invalid_scope'],
      ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
      ['an unknown id', { client_id: 'nobody' }, 401, 'invalid_client'],
    ])('are refused with %s', async (_, more, status, error) => {
      const answer = await ask('/oauth/token', { form: client(await makePartner(['tasks:read']), more) });
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({ error });
      if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    });

    it('are refused with a field sent twice, and with nothing at all', async () => {
      const form = 'grant_type=client_credentials&client_id=a&client_id=b&client_secret=c';
      expect((await ask('/oauth/token', { form })).body).toEqual({ error: 'invalid_request' });
      expect((await ask('/oauth/token', { method: 'POST' })).body).toEqual({ error: 'invalid_request' });
    });

    it('are told to wait after wrong tries, and let in by the right secret whatever others tried', async () => {
      const partner = await makePartner(['tasks:read']);
      const wrong = () => ask('/oauth/token', { form: client(partner, { client_secret: 'wrong' }) });
      let answer = await wrong();
      for (let n = 0; n < 10 && answer.status === 401; n++) answer = await wrong();
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
      const right = await Promise.all(Array.from({ length: 20 }, () => ask('/oauth/token', { form: client(partner) })));
      expect(right.filter(({ status }) => status !== 200)).toEqual([]);
    });
  });

  describe('the door', () => {
    it('is open to everybody where a route says so', async () => {
      expect((await ask('/api/v1/probe/open')).status).toBe(200);
    });

    it('asks for a scope', async () => {
      const partner = await tokenOf(await makePartner(['events:read']));
      expect((await ask('/api/v1/probe/tasks', { token: partner })).status).toBe(403);
      expect((await ask('/api/v1/probe/admin', { token: await signIn('grete') })).status).toBe(403);
      expect((await ask('/api/v1/probe/admin', { token: await signIn('boss') })).status).toBe(200);
    });

    it.each([
      ['nothing', undefined],
      ['nonsense', 'nonsense'],
      ['an unsigned token', `${b64({ alg: 'none' })}.${b64({ sub: 'x', kind: 'staff' })}.`],
    ])('is shut to who shows %s', async (_, token) => {
      const answer = await ask('/api/v1/probe/tasks', { token });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.body).toMatchObject({ title: 'Unauthorized', status: 401 });
    });

    it('is shut to a token signed by another, or changed', async () => {
      const token = await signIn('grete');
      const [head, payload, signature] = token.split('.') as [string, string, string];
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
      const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1));
      const longer = `${head}.${b64({ ...claims, exp: 4_000_000_000 })}.${signature}`;
      for (const bad of [forged, longer]) expect((await ask('/api/v1/probe/tasks', { token: bad })).status).toBe(401);
    });

    it('stops the start when a route forgot to say who may use it', async () => {
      await expect(openRooms([AccessModule], [ForgottenController])).rejects.toThrow(
        'ForgottenController.nobodySaid: neither',
      );
    });
  });

  describe('accounts', () => {
    let boss: string;
    beforeAll(async () => {
      boss = await signIn('boss');
    });
    const anna = { username: 'Anna', displayName: 'Anna Demo', password: 'long-enough-1', roles: ['nurse'] };

    it('are opened, shown, listed and changed by administrators', async () => {
      const { status, body, headers } = await ask('/api/v1/staff', {
        body: { ...anna, teamIds: [northTeam] },
        token: boss,
      });
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(`/api/v1/staff/${body.id as string}`);
      expect(body).toMatchObject({
        username: 'anna',
        displayName: 'Anna Demo',
        teamIds: [northTeam],
        disabledAt: null,
      });
      expect(JSON.stringify(body)).not.toContain('argon2');
      const shown = await ask(headers.get('location')!, { token: boss });
      expect(shown.body).toEqual(body);
      const etag = shown.headers.get('etag')!;
      const list = await ask('/api/v1/staff?limit=1', { token: boss });
      expect(list.body.items).toEqual([body]);
      const next = await ask(`/api/v1/staff?limit=1&cursor=${list.body.nextCursor as string}`, { token: boss });
      expect(next.body.items).not.toEqual([body]);
      const change = {
        method: 'PATCH',
        body: { roles: ['lead'], teamIds: [] },
        token: boss,
        headers: { 'if-match': etag },
      };
      const changed = await ask(headers.get('location')!, change);
      expect(changed.body).toEqual({ ...body, roles: ['lead'], teamIds: [], version: 2 });
      expect((await ask(headers.get('location')!, change)).status).toBe(412);
    });

    it('are made ahead, and nobody signs in before there is a password', async () => {
      const { password: _, ...ahead } = { ...anna, username: 'ahead', teamIds: [northTeam] };
      const made = await ask('/api/v1/staff', { body: ahead, token: boss });
      expect(made).toMatchObject({ status: 201, body: { username: 'ahead', teamIds: [northTeam], disabledAt: null } });
      for (const password of ['', 'null', anna.password])
        expect((await ask('/api/v1/session', { body: { username: 'ahead', password } })).status).toBe(401);
      const path = `/api/v1/staff/${made.body.id as string}`;
      const given = await ask(path, { method: 'PATCH', body: { password: anna.password }, token: boss });
      expect(given.status).toBe(200);
      expect((await ask('/api/v1/session', { body: { username: 'ahead', password: anna.password } })).status).toBe(200);
    });

    it('are taken away, and the name is free again', async () => {
      const body = { ...anna, username: 'brief' };
      const made = await ask('/api/v1/staff', { body, token: boss });
      const path = `/api/v1/staff/${made.body.id as string}`;
      const { body: session } = await ask('/api/v1/session', { body: { username: 'brief', password: body.password } });
      const remove = (headers: Record<string, string> = {}) => ask(path, { method: 'DELETE', token: boss, headers });
      expect((await remove({ 'if-match': '"7"' })).status).toBe(412);
      expect((await remove()).status).toBe(204);
      expect((await remove()).status).toBe(404);
      expect((await ask(path, { token: boss })).status).toBe(404);
      expect((await ask('/api/v1/session', { token: session.token as string })).status).toBe(401);
      expect((await ask('/api/v1/staff', { body, token: boss })).status).toBe(201);
    });

    it('are signed out everywhere, and may sign in again', async () => {
      const body = { ...anna, username: 'lost-phone' };
      const made = await ask('/api/v1/staff', { body, token: boss });
      const enter = () => ask('/api/v1/session', { body: { username: 'lost-phone', password: body.password } });
      const [one, other] = [(await enter()).body.token as string, (await enter()).body.token as string];
      const path = `/api/v1/staff/${made.body.id as string}/sessions`;
      expect((await ask(path, { method: 'DELETE', token: one })).status).toBe(403);
      expect((await ask(path, { method: 'DELETE', token: boss })).status).toBe(204);
      for (const token of [one, other]) expect((await ask('/api/v1/session', { token })).status).toBe(401);
      expect((await enter()).status).toBe(200);
      const unknown = '/api/v1/staff/019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10/sessions';
      expect((await ask(unknown, { method: 'DELETE', token: boss })).status).toBe(404);
    });

    it('say what each role and scope opens', async () => {
      const { body } = await ask('/api/v1/roles', { token: boss });
      const roles = body.roles as { role: string; rights: string[]; holds: object }[];
      expect(roles.find(({ role }) => role === 'auditor')).toEqual({
        role: 'auditor',
        rights: ['glass:review', 'reads:read', 'audit:read'],
        holds: { citizens: 'none', places: 'none', fleet: 'none' },
      });
      const scopes = body.scopes as { scope: string; rights: string[] }[];
      expect(scopes.map(({ scope }) => scope)).not.toContain('webhooks:write');
      expect(scopes.find(({ scope }) => scope === 'teams:read')!.rights).toEqual(['teams:read', 'ladders:try']);
    });

    it('are nothing to others', async () => {
      const token = await signIn('grete');
      for (const path of ['/api/v1/staff', '/api/v1/partners', '/api/v1/roles'])
        expect((await ask(path, { token })).status).toBe(403);
    });

    it.each([
      ['a name that is taken', { username: 'GRETE' }, 409, []],
      ['a short password', { password: 'short' }, 422, ['password']],
      ['a password that is the name', { username: 'Birthe.Demo', password: 'birthe.demo' }, 422, ['password']],
      ['an unknown role', { roles: ['king'] }, 422, ['roles.0']],
      ['no role', { roles: [] }, 422, ['roles']],
      ['an unknown team', { teamIds: ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10'] }, 422, ['teamIds.0']],
      ['an unknown field', { shoeSize: 38 }, 422, ['shoeSize']],
    ])('are not opened with %s', async (_, more, status, paths) => {
      const answer = await ask('/api/v1/staff', { body: { ...anna, username: 'birthe', ...more }, token: boss });
      expect(answer.status).toBe(status);
      const errors = (answer.body.errors ?? []) as { path: string }[];
      expect(errors.map(({ path }) => path)).toEqual(paths);
    });

    it('keep one administrator', async () => {
      const { body } = await ask('/api/v1/session', { token: boss });
      const path = `/api/v1/staff/${body.id as string}`;
      expect((await ask(path, { method: 'PATCH', body: { disabled: true }, token: boss })).status).toBe(409);
      expect((await ask(path, { method: 'PATCH', body: { roles: ['nurse'] }, token: boss })).status).toBe(409);
      expect((await ask(path, { method: 'DELETE', token: boss })).status).toBe(409);
    });

    it('of partners show the secret once', async () => {
      const asked = { name: 'Demo BI', scopes: ['reports:read'], districtIds: [south] };
      const { status, body, headers } = await ask('/api/v1/partners', { body: asked, token: boss });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...asked,
        clientId: expect.stringMatching(/^partner-/),
        clientSecret: expect.any(String),
      });
      const { clientSecret, ...rest } = body;
      expect((await ask(headers.get('location')!, { token: boss })).body).toEqual(rest);
      expect(JSON.stringify((await ask('/api/v1/partners', { token: boss })).body)).not.toContain(clientSecret);
      const wrong = { ...asked, scopes: ['admin'], districtIds: [northTeam] };
      expect((await ask('/api/v1/partners', { body: wrong, token: boss })).status).toBe(422);
      const nowhere = await ask('/api/v1/partners', { body: { ...asked, districtIds: [northTeam] }, token: boss });
      expect(nowhere.body.errors).toEqual([{ path: 'districtIds.0', message: 'there is no such district' }]);
    });

    it('that are not there are 404, whatever their id looks like', async () => {
      for (const id of ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', 'nonsense']) {
        expect((await ask(`/api/v1/staff/${id}`, { token: boss })).status).toBe(404);
        expect((await ask(`/api/v1/staff/${id}`, { method: 'PATCH', body: {}, token: boss })).status).toBe(404);
        expect((await ask(`/api/v1/partners/${id}`, { token: boss })).status).toBe(404);
      }
      expect((await ask('/api/v1/staff?cursor=nonsense', { token: boss })).status).toBe(422);
    });
  });

  describe('a POST with an idempotency key', () => {
    let token: string;
    beforeAll(async () => {
      token = await signIn('grete');
    });
    const post = (key: string, body: object, by = token, path = 'things') =>
      ask(`/api/v1/probe/${path}`, { body, token: by, headers: { 'idempotency-key': key } });

    it('is done once and answered alike each time', async () => {
      const first = await post('k1', { a: 1, b: 2 });
      const second = await post('k1', { b: 2, a: 1 });
      expect(second.status).toBe(201);
      expect(second.body).toEqual(first.body);
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
      expect(second.headers.get('idempotency-replayed')).toBe('true');
      expect(first.headers.get('idempotency-replayed')).toBeNull();
    });

    it('is refused for another body, naming the header', async () => {
      await post('k2', { a: 1 });
      const { status, body } = await post('k2', { a: 2 });
      expect(status).toBe(422);
      expect(body.errors).toEqual([{ path: 'Idempotency-Key', message: 'was used for another request' }]);
      expect((await post('', { a: 1 })).status).toBe(422);
    });

    it('is another one for another caller', async () => {
      const first = await post('k3', {});
      const other = await post('k3', {}, await signIn('boss'));
      expect(other.body.number).toBe((first.body.number as number) + 1);
    });

    it('may be sent again when it failed', async () => {
      const before = made;
      expect((await post('k4', { fail: true })).status).toBe(409);
      expect((await post('k4', { fail: true })).body.detail).toBe('It failed.');
      expect(made).toBe(before + 2);
    });

    it('that showed a secret is neither done nor shown again, and the secret is kept nowhere', async () => {
      expect((await post('k5', {}, token, 'secrets')).body.secret).toBe('in the clear');
      const before = made;
      const again = await post('k5', {}, token, 'secrets');
      expect(again.status).toBe(409);
      expect(again.body.detail).toMatch(/rotate the secret/);
      expect(made).toBe(before);
      const kept = await rooms.query('SELECT * FROM idempotency');
      expect(JSON.stringify(kept)).toContain('k5');
      expect(JSON.stringify(kept)).not.toContain('in the clear');
    });

    it('is done once of many that come together', async () => {
      const before = made;
      const answers = await Promise.all(Array.from({ length: 8 }, () => post('k6', {})));
      expect(made).toBe(before + 1);
      expect(answers.map(({ status, body }) => [status, body.number])).toEqual(answers.map(() => [201, made]));
    });

    it('waits for the one that is under way, is told so when that takes long, and has its answer then', async () => {
      const use = [(await ask('/api/v1/session', { token })).body.id, 'k7'] as const;
      let second: ReturnType<typeof post> | undefined;
      await transact(async ({ tx }) => {
        await tx.queryRunner!.query(
          `INSERT INTO idempotency ("principalId", "key", "requestHash", "at") VALUES ('staff:' || $1, $2, '', now())`,
          [...use],
        );
        second = post('k7', {});
        const { status, headers, body } = await second;
        expect([status, headers.get('retry-after')]).toEqual([409, '2']);
        expect(body.detail).toMatch(/under way/);
        throw new Error('it is cut off');
      }).catch((error: unknown) => expect((error as Error).message).toBe('it is cut off'));
      const before = made;
      expect((await post('k7', {})).status).toBe(201);
      expect(made).toBe(before + 1);
    });

    it('is refused, and not done, where a version before kept what it was', async () => {
      await post('k8', { a: 1 });
      await rooms.query(`UPDATE idempotency SET "requestHash" = repeat('a', 64), "body" = '{}' WHERE "key" = 'k8'`);
      const before = made;
      expect((await post('k8', { a: 1 })).body.detail).toMatch(/earlier version/);
      expect(made).toBe(before);
    });
  });
});

function b64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
