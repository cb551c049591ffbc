import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/database/id.js';
import { randomFor } from '../../src/simulator/random.rules.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { bytes, nearly, pick, type Schema, WEIRD } from '../support/rubbish.js';
import { seedOf } from '../support/seed.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const TRIES = 16;

const fault = aFault({
  name: 'Rubbish over HTTP',
  done: 'Every route was asked with what nearly fits, and the port with bytes that are no HTTP.',
  must: 'Each is refused by name, none with 500.',
});

describe('rubbish over HTTP', () => {
  const seed = seedOf('rubbish over HTTP');
  let house: House;
  let town: Town;
  let resident: Resident;

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }] });
    await resident.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T07:00:00.000Z' } });
    await house.clock.settle();
    // It does not listen: among what nearly fits is another dialect for it.
    await resident.dispenser.leave();
  });
  afterAll(async () => {
    await house?.stop();
  });

  const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    fetch(`${house.httpUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${house.admin.token}`, ...headers },
      body,
    });
  const json = { 'content-type': 'application/json' };
  const expectProblem = async (response: Response, status: number): Promise<Problem> => {
    const problem = (await response.json()) as Problem;
    expect({ status: response.status, type: response.headers.get('content-type'), problem }).toMatchObject({
      status,
      type: expect.stringContaining('application/problem+json'),
      problem: { type: expect.any(String), title: expect.any(String), status, detail: expect.any(String) },
    });
    return problem;
  };

  it.each(['{', '{"name":}', 'null null', '\u0000', '[1,', "{'a':1}"])('answers 400 to %j for JSON', async (body) => {
    await expectProblem(await send('POST', '/api/v1/districts', body, json), 400);
  });

  it('answers 415 to what is no JSON at all', async () => {
    await expectProblem(await send('POST', '/api/v1/districts', '<x/>', { 'content-type': 'text/xml' }), 415);
  });

  it('answers 413 to a huge body, and lives', async () => {
    await expectProblem(
      await send('POST', '/api/v1/districts', JSON.stringify({ name: 'x'.repeat(2_000_000) }), json),
      413,
    );
  });

  it.each(['null', '[]', '7', '"text"', '{"name":"a\\u0000b"}', '{"name":7}', '{"name":"x","surprise":1}', '{}'])(
    'answers 422 to %s, which is JSON and no district',
    async (body) => {
      const { errors } = await expectProblem(await send('POST', '/api/v1/districts', body, json), 422);
      expect(errors!.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['arrays', '['.repeat(33), ']'.repeat(33)],
    ['objects', '{"a":'.repeat(33), `1${'}'.repeat(33)}`],
    ['half a megabyte of them', '['.repeat(500_000), ''],
  ])('answers 422 to %s in each other, and says that it is too deep', async (_what, open, close) => {
    const body = `{"name":"x","geometry":${open}${close}}`;
    const { errors } = await expectProblem(await send('POST', '/api/v1/districts', body, json), 422);
    expect(errors).toEqual([{ path: 'body', message: 'is nested more than 32 levels deep' }]);
  });

  it.each(['x', '%00', '..%2f..', newId().slice(1), '00000000-0000-0000-0000-00000000000g', newId()])(
    'answers 404 to the id %s, which names nothing',
    async (id) => {
      for (const kind of ['districts', 'teams', 'citizens', 'alerts', 'tasks', 'dispensers'])
        await expectProblem(await send('GET', `/api/v1/${kind}/${id}`), 404);
    },
  );

  it('answers 400 to a path that is no text', async () => {
    await expectProblem(await send('GET', '/api/v1/teams/%ff'), 400);
  });

  it.each(['x', '!!!', 'e30', Buffer.from('["a"]').toString('base64url'), '%00', 'x'.repeat(2_000), '-1'])(
    'answers 422 to the cursor %s, which nobody gave out',
    async (cursor) => {
      for (const list of ['doses', 'alerts', 'tasks', 'telemetry', 'citizens', 'dispensers', 'quarantine', 'events'])
        await expectProblem(await send('GET', `/api/v1/${list}?cursor=${cursor}`), 422);
    },
  );

  it.each(['citizenId=x', 'from=yesterday', 'state=x%00', 'limit=0', 'limit=501', 'limit=x', 'surprise=1', 'from=%00'])(
    'answers 422 to the filter %s',
    async (filter) => {
      for (const list of ['doses', 'alerts', 'tasks'])
        await expectProblem(await send('GET', `/api/v1/${list}?${filter}`), 422);
    },
  );

  it('is polluted by nobody', async () => {
    await send('POST', '/api/v1/districts', '{"__proto__":{"polluted":true},"name":"x"}', json);
    await send('POST', '/api/v1/districts', '{"constructor":{"prototype":{"polluted":true}},"name":"x"}', json);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('never answers 500, whatever nearly fits any of its routes', async () => {
    const random = randomFor(seed, 'fuzz');
    const document = (await (await send('GET', '/api/openapi.json')).json()) as OpenApi;
    const [alert] = (await town.api.get('/alerts')).items;
    const [task] = (await town.api.get('/tasks')).items;
    const ids = [resident.citizenId, resident.deviceId, town.west.districtId, town.west.teamId, alert!.id, task!.id];
    const source = { random, ids, schemas: document.components.schemas };
    const bad: unknown[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      if (path.includes('/demo/') || path.includes('/stream')) continue;
      for (const [method, { parameters = [], requestBody }] of Object.entries(methods)) {
        // Whoever signs out is refused everything else by right.
        if (method === 'delete' && path === '/api/v1/session') continue;
        const schema = requestBody?.content['application/json']?.schema;
        const asked = Array.from({ length: schema || parameters.length > 0 ? TRIES : 2 }, async () => {
          const anyId = (): string => (random() < 0.8 ? pick(random, ids) : asText(pick(random, WEIRD)));
          const address = path.replace(/\{\w+\}/g, () => encodeURIComponent(anyId()) || 'x');
          const query = parameters
            .filter((parameter) => parameter.in === 'query' && random() < 0.3)
            .map(({ name, schema: inner = {} }) => [name, asText(nearly(inner, source))] as [string, string]);
          const url = `${address}?${new URLSearchParams(query).toString()}`;
          const body = schema && JSON.stringify(nearly(schema, source));
          const response = await send(method.toUpperCase(), url, body, body === undefined ? {} : json);
          const text = await response.text();
          const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
          // The token endpoint refuses in the words of RFC 6749.
          if (response.status >= 500 || (response.status >= 400 && !isProblem && path !== '/oauth/token'))
            bad.push({ method, url, body, status: response.status, text: text.slice(0, 300) });
        });
        await Promise.all(asked);
      }
    }
    expect(bad).toEqual([]);
    fault.record(null, { 'requests to each of the routes': TRIES, 'answered with an error of ours': bad.length });
    await house.clock.settle();
    expect(await house.query(`SELECT * FROM journal_pending WHERE "stage" = 'parked'`)).toEqual([]);
    expect((await fetch(`${house.httpUrl}/readyz`)).status).toBe(200);
  });

  it('lives through bytes that are no HTTP', async () => {
    const random = randomFor(seed, 'bytes');
    const { port } = new URL(house.httpUrl);
    const heads = [
      '',
      'GET / HTTP/1.1\r\n',
      'GET /api/v1/teams HTTP/9.9\r\n\r\n',
      'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n',
    ];
    heads.push(
      'POST /api/v1/teams HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n',
      'GET /mqtt HTTP/1.1\r\nUpgrade: websocket\r\n\r\n',
    );
    await Promise.all(
      Array.from({ length: 60 }, async () => {
        const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
        const closed = once(socket, 'close');
        socket.resume().end(Buffer.concat([Buffer.from(pick(random, heads)), bytes(random, 300)]));
        await Promise.race([closed, eventually(() => socket.readableEnded || socket.destroyed, 5_000)]);
        socket.destroy();
      }),
    );
    expect(await new Api(house.httpUrl, house.admin.token).ask('GET', '/teams')).toMatchObject({ status: 200 });
  });
});

const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

interface Problem {
  readonly type: string;
  readonly errors?: readonly { path: string; message: string }[];
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Record<
        string,
        {
          parameters?: { name: string; in: string; schema?: Schema }[];
          requestBody?: { content: Record<string, { schema?: Schema }> };
        }
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
