/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { SCOPES } from '../../src/access/rights.rules.js';
import { DECLARED } from '../../src/platform/http/api/answers.js';
import { type House, startHouse } from '../support/house.js';

/** Every call of the contract whose room exists. */
const CALLS = `
GET,POST /api/v1/districts             GET,PUT,DELETE /api/v1/districts/{id}
GET,POST /api/v1/teams                 GET,PUT,DELETE /api/v1/teams/{id}
PUT /api/v1/teams/{id}/roster          GET /api/v1/teams/{id}/duty
GET,POST /api/v1/dispensers            GET,PATCH /api/v1/dispensers/{deviceId}
POST /api/v1/dispensers/{deviceId}/credentials
GET,POST /api/v1/dispensers/{deviceId}/commands
GET,POST /api/v1/citizens              GET,PATCH /api/v1/citizens/{id}
GET,PUT /api/v1/citizens/{id}/schedule
DELETE /api/v1/citizens/{id}/schedule/{revision}
PUT /api/v1/citizens/{id}/dispenser
POST /api/v1/citizens/{citizenId}/pauses
PUT /api/v1/citizens/{id}/consent      GET /api/v1/citizens/{id}/timeline
POST /api/v1/citizens/search           GET /api/v1/doses
POST /api/v1/citizens/{id}/what-if
GET /api/v1/alerts                     GET /api/v1/alerts/{id}
POST /api/v1/alerts/{id}/shelve
GET,POST /api/v1/tasks                 GET /api/v1/tasks/{id}
POST /api/v1/tasks/bulk
POST /api/v1/tasks/{id}/claim          POST /api/v1/tasks/{id}/release
POST /api/v1/tasks/{id}/take-over      POST /api/v1/tasks/{id}/start
POST /api/v1/tasks/{id}/log            POST /api/v1/tasks/{id}/resolve
GET /api/v1/events                     GET /api/v1/events/stream
GET /api/v1/telemetry                  GET /api/v1/quarantine
GET /api/v1/dispensers/{deviceId}/verdicts
POST /api/v1/quarantine/{id}/assign    POST /api/v1/quarantine/{id}/dismiss
GET /api/v1/ladders                    GET,PUT,DELETE /api/v1/ladders/{name}
POST /api/v1/tasks/{id}/keep           GET /api/v1/teams/{id}/handover
GET /api/v1/operations/deliveries      POST /api/v1/operations/deliveries/{id}/retry
GET /api/v1/operations/health          GET /api/v1/operations/failing
GET /api/v1/quarantine/counts          GET /api/v1/ladders/set
GET /api/v1/ladders/{name}/above
GET /api/v1/map                        GET /api/v1/notices
POST /api/v1/citizens/{id}/break-glass
GET /api/v1/break-glass/openings       POST /api/v1/break-glass/{id}/review
GET,POST /api/v1/staff                 GET,PATCH,DELETE /api/v1/staff/{id}
GET,PUT /api/v1/districts/{id}/holidays
POST,GET,DELETE /api/v1/session
POST /api/v1/partners                  POST /oauth/token
GET /api/v1/sessions                   DELETE /api/v1/sessions/{id}
GET,PUT /api/v1/me/settings            GET /api/v1/teams/{id}/shift
POST /api/v1/teams/{id}/shift/start    POST /api/v1/teams/{id}/shift/stop
GET /api/v1/audit                      GET /api/v1/citizens/{id}/reads
GET /livez                             GET /readyz
GET /metrics                           GET,POST /demo/clock`
  .trim()
  .split(/\s{2,}|\n/)
  .map((call) => call.split(' ') as [string, string])
  .flatMap(([methods, path]) => methods.split(',').map((method) => [method, path] as const));

const BODILESS = ['/credentials', '/dismiss', '/retry'];

describe('the OpenAPI document', () => {
  let house: House;
  let document: any;
  let operations: [string, any][];
  beforeAll(async () => {
    house = await startHouse();
    document = await (await fetch(`${house.httpUrl}/api/openapi.json`)).json();
    operations = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
      Object.entries<any>(methods).map(([method, operation]): [string, any] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => house?.stop());

  const of = (test: (name: string, operation: any) => boolean): string[] =>
    operations.filter(([name, operation]) => test(name, operation)).map(([name]) => name);

  it('is of version 3.1', () => expect(document.openapi).toMatch(/^3\.1\./));

  it.each(CALLS)('lists %s %s', (method, path) => {
    expect(document.paths[path]?.[method.toLowerCase()]).toMatchObject({ summary: expect.any(String) });
  });

  it('shows the shape of every body', () => {
    const writes = of((name) => /^(POST|PUT|PATCH) /.test(name) && !BODILESS.some((end) => name.endsWith(end)));
    const shapeless = of((name, operation) => {
      const content = Object.values<any>(operation.requestBody?.content ?? {})[0];
      return writes.includes(name) && Object.keys(content?.schema?.properties ?? {}).length === 0;
    });
    // A claim says nothing but who claims, and so does keeping it, trying a device, and going home. A list is a text.
    expect(shapeless.toSorted()).toEqual([
      'POST /api/v1/citizens/import',
      'POST /api/v1/dispensers/provision',
      'POST /api/v1/me/push/{id}/test',
      'POST /api/v1/staff/import',
      'POST /api/v1/tasks/{id}/claim',
      'POST /api/v1/tasks/{id}/keep',
      'POST /api/v1/teams/{id}/shift/stop',
      'PUT /api/v1/postcodes',
    ]);
  });

  it('shows the shape of every answer below /api/v1', () => {
    const shapeless = of(
      (name, { responses }) =>
        name.includes(' /api/v1') && !responses['204'] && !(responses['200'] ?? responses['201'])?.content,
    );
    expect(shapeless).toEqual([]);
  });

  it('has of every route an answer that the compiler holds its handler to', () => {
    const routes = handlersOf(house);
    expect(routes.length).toBeGreaterThanOrEqual(operations.length);
    expect(routes.filter(({ marks }) => !marks.has(DECLARED)).map(({ route }) => route)).toEqual([]);
  });

  it('has no secret in an answer that is compressed, nor compresses the stream', () => {
    const holdsSecret = ([, { responses }]: [string, any]): boolean => {
      const { $ref = '' } = (responses['200'] ?? responses['201'])?.content?.['application/json']?.schema ?? {};
      const { properties = {} } = document.components.schemas[$ref.split('/').at(-1)] ?? {};
      return Object.keys(properties).some((field) => /(secret|token)$/i.test(field));
    };
    const secret = operations.filter(holdsSecret).map(([, { operationId }]) => operationId as string);
    expect(secret.length).toBeGreaterThanOrEqual(5);
    const uncompressed = handlersOf(house)
      .map(({ marks }) => [...marks.values()])
      .filter((marks) => marks.some((mark) => mark?.isUncompressed))
      .flatMap((marks) => marks.flatMap((mark) => mark?.operationId ?? []));
    expect(uncompressed.toSorted()).toEqual([...secret, 'streamEvents'].toSorted());
  });

  it('says which scope a route needs, and which are open to all', () => {
    expect(document.paths['/api/v1/tasks'].get.security).toEqual([
      { bearer: ['tasks:read'] },
      { cookie: ['tasks:read'] },
    ]);
    expect(of((_, { security }) => security.length === 0)).toEqual([
      'GET /livez',
      'GET /readyz',
      'GET /metrics',
      'GET /demo/clock',
      'POST /api/v1/session',
      'DELETE /api/v1/session',
      'POST /oauth/token',
    ]);
  });

  it('says what a route does beside what it needs', () => {
    const { description } = document.paths['/api/v1/citizens/{id}/break-glass'].post;
    expect(description).toMatch(/^Needs `citizens:break-glass`\.\n\nEvery look under it carries the reason/);
  });

  it('says how routes refuse', () => {
    expect(of((_, { responses }) => responses['4XX']?.$ref !== '#/components/responses/Problem')).toEqual([]);
    expect(document.components.responses.Problem.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
  });

  it('leaves optional what may be left out', () => {
    const required = (path: string) => document.paths[path].post.requestBody.required;
    expect(required('/api/v1/tasks/{id}/claim')).toBe(false);
    expect(required('/api/v1/tasks/{id}/resolve')).toBe(true);
  });

  it('is readable as a page', async () => {
    const answer = await fetch(`${house.httpUrl}/api/docs`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(await answer.text()).toContain('swagger-ui');
  });

  it('offers the scopes that open a route, and those alone', () => {
    const needed = operations.flatMap(([, { security }]) => Object.values<any>(security[0] ?? {}).flat());
    const partner = document.paths['/api/v1/partners'].post.requestBody.content['application/json'].schema;
    const offered: string[] = partner.properties.scopes.items.enum;
    expect(offered.filter((scope) => !needed.includes(scope))).toEqual([]);
    const scopes = needed.filter((right) => (SCOPES as readonly string[]).includes(right));
    expect([...new Set(scopes)].filter((scope) => !offered.includes(scope))).toEqual([]);
  });

  describe('every answer', () => {
    const guards = {
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    };
    const expectGuarded = ({ headers }: Response, cache: unknown = 'no-store') =>
      expect(Object.fromEntries(headers)).toMatchObject({ ...guards, 'cache-control': cache });

    it('of every route bears the guards, whoever asks and whatever comes of it, and is one that the document foresees', async () => {
      expect(operations.length).toBeGreaterThan(80);
      const NOBODY = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
      const body = { 'content-type': 'application/json' };
      const ways: { token: string | null; sends?: RequestInit; query?: string }[] = [
        { token: null },
        { token: house.admin.token },
        { token: house.admin.token, query: '?nothing=1' },
        { token: house.admin.token, sends: { headers: body, body: '{"nothing":1}' } },
        { token: house.admin.token, sends: { headers: body, body: '{' } },
        { token: house.admin.token, sends: { headers: { 'content-type': 'text/plain' }, body: 'x' } },
      ];
      const unforeseen: string[] = [];
      const seen = new Set<number>();
      for (const { token, sends, query = '' } of ways)
        for (const [name, operation] of operations) {
          const [method, path] = name.split(' ') as [string, string];
          // Who signs out here is signed out.
          if (token && method === 'DELETE' && path === '/api/v1/session') continue;
          if (sends && !operation.requestBody) continue;
          const answer = await fetch(house.httpUrl + path.replace(/\{\w+\}/g, NOBODY) + query, {
            method,
            ...sends,
            headers: {
              'x-forwarded-proto': 'https',
              ...(token && { authorization: `Bearer ${token}` }),
              ...(sends?.headers as Record<string, string>),
            },
          });
          expectGuarded(answer);
          expect(answer.headers.get('strict-transport-security')).toBeNull();
          await answer.body?.cancel();
          seen.add(answer.status);
          if (!operation.responses[answer.status]) unforeseen.push(`${name}${query}: ${answer.status}`);
        }
      expect(unforeseen).toEqual([]);
      expect([...seen].sort()).toEqual(expect.arrayContaining([200, 400, 401, 404, 415, 422]));
    });

    it('that is a list has a weak tag, is not sent again to who has it, and is kept by nobody', async () => {
      const lists = operations.filter(
        ([name, { responses }]) => /^GET [^{]+$/.test(name) && responses['200']?.content?.['application/json'],
      );
      const seen: string[] = [];
      for (const [name, { responses, parameters }] of lists) {
        const ask = (headers: Record<string, string> = {}) =>
          fetch(house.httpUrl + name.slice('GET '.length), {
            headers: { authorization: `Bearer ${house.admin.token}`, ...headers },
          });
        const first = await ask();
        // Some want to be asked for something, or by somebody else.
        if (first.status !== 200 || !((await first.json()) as { items?: unknown }).items) continue;
        seen.push(name);
        const tag = first.headers.get('etag')!;
        expect([name, tag]).toEqual([name, expect.stringMatching(/^W\/"[\w-]+"$/)]);
        const again = await ask({ 'if-none-match': tag });
        expect([name, again.status, await again.text()]).toEqual([name, 304, '']);
        expectGuarded(again);
        expect(Object.keys(responses)).toContain('304');
        expect(parameters.map((each: any) => each.name)).toContain('If-None-Match');
      }
      expect(seen).toEqual(expect.arrayContaining(['GET /api/v1/tasks', 'GET /api/v1/citizens', 'GET /api/v1/events']));
    });

    it.each([
      ['/api/openapi.json', 'no-store', 200],
      ['/api/docs', 'no-store', 200],
      ['/api/docs/swagger-ui.css', 'public, max-age=0', 200],
      ['/api/v1/nothing', 'no-store', 404],
      ['/nothing.js', 'no-store', 404],
      ['/%zz', 'no-store', 400],
      ['/', 'no-cache', 200],
      ['/icon.svg', 'no-cache', 200],
    ])('bears them: %s', async (path, cache, status) => {
      const answer = await fetch(house.httpUrl + path);
      expectGuarded(answer, cache);
      expect(answer.status).toBe(status);
    });

    it('bears them: a body that cannot be read, a method that is not there, and what is no HTTP', async () => {
      const url = `${house.httpUrl}/api/v1/session`;
      const json = { 'content-type': 'application/json' };
      expectGuarded(await fetch(url, { method: 'POST', headers: json, body: '{' }));
      expectGuarded(await fetch(url, { method: 'PUT', headers: json, body: '{}' }));
      const socket = connect(Number(new URL(house.httpUrl).port), '127.0.0.1').end('nonsense\r\n\r\n');
      const said = (await text(socket)).toLowerCase();
      expect(said).toMatch(/^http\/1.1 400 /);
      for (const line of ['cache-control: no-store', 'x-content-type-options: nosniff', 'x-frame-options: deny'])
        expect(said).toContain(`\r\n${line}\r\n`);
    });
  });
});

/** Every method that answers a route, with what it was marked with. */
function handlersOf({ app }: House): { route: string; marks: Map<string, any> }[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype, name }) => {
    const prototype = (metatype as Type<object>).prototype as Record<string, object>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .map((method) => ({ route: `${name}.${method}`, marks: marksOf(prototype[method]!) }))
      .filter(({ marks }) => marks.has('method'));
  });
}

const marksOf = (handler: object): Map<string, any> =>
  new Map(Reflect.getMetadataKeys(handler).map((key) => [key as string, Reflect.getMetadata(key, handler)]));
