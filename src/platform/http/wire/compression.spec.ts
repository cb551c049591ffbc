import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { spareTheWire } from './wire.js';

const LONG = { items: Array.from({ length: 200 }, (_, n) => ({ id: n, street: 'Opdigtet Gade' })), nextCursor: null };
const SHORT = { items: [], nextCursor: null };
const LIST = '/api/v1/list';
const VERSIONED = '/api/v1/versioned';

/** As its caller has it. */
function read(sent: Buffer, coding: string | undefined): unknown {
  if (coding === 'br') return JSON.parse(brotliDecompressSync(sent).toString());
  return JSON.parse((coding === 'gzip' ? gunzipSync(sent) : sent).toString());
}

describe('an answer is compressed', () => {
  let fastify: FastifyInstance;
  const ask = (url: string, headers: Record<string, string> = {}) => fastify.inject({ url, headers });

  beforeAll(async () => {
    fastify = Fastify();
    await spareTheWire(fastify);
    fastify.get(LIST, () => LONG);
    fastify.get('/api/v1/short', () => SHORT);
    fastify.get('/api/v1/secret', { config: { isUncompressed: true } }, () => LONG);
    fastify.get(VERSIONED, (_request, reply) => reply.header('etag', '"3.shown"').send(LONG));
    fastify.get('/api/v1/refused', (_request, reply) =>
      reply.status(422).header('content-type', 'application/problem+json').send(JSON.stringify(LONG)),
    );
    await fastify.ready();
  });
  afterAll(() => fastify.close());

  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['deflate', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['*', 'gzip'],
  ])('as its caller takes it: %s', async (accepted, coding) => {
    for (const url of [LIST, '/api/v1/refused']) {
      const answer = await ask(url, accepted === undefined ? {} : { 'accept-encoding': accepted });
      expect([answer.headers['content-encoding'], answer.headers.vary]).toEqual([coding, 'accept-encoding']);
      expect(read(answer.rawPayload, coding)).toEqual(LONG);
      if (coding) expect(answer.rawPayload.length).toBeLessThan(JSON.stringify(LONG).length / 4);
    }
  });

  it('where it is long', async () => {
    const answer = await ask('/api/v1/short', { 'accept-encoding': 'gzip' });
    expect([answer.headers['content-encoding'], answer.json()]).toEqual([undefined, SHORT]);
  });

  it('where it holds no secret', async () => {
    const { headers } = await ask('/api/v1/secret', { 'accept-encoding': 'gzip' });
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
  });

  it.each([
    ['same-origin', 'gzip'],
    ['none', 'gzip'],
    ['same-site', undefined],
    ['cross-site', undefined],
  ])('where no page of another site asks: %s', async (site, coding) => {
    const { headers } = await ask(LIST, { 'accept-encoding': 'gzip', 'sec-fetch-site': site });
    expect(headers['content-encoding']).toBe(coding);
  });

  it('and its weak tag stays, where a strong one is another', async () => {
    const [list, versioned] = [(await ask(LIST)).headers.etag, (await ask(VERSIONED)).headers.etag];
    const packed = { 'accept-encoding': 'br' };
    expect((await ask(LIST, packed)).headers.etag).toBe(list);
    expect([versioned, (await ask(VERSIONED, packed)).headers.etag]).toEqual(['"3.shown"', '"3.shown-br"']);
  });

  it.each([LIST, VERSIONED])('only where it has changed: %s', async (url) => {
    const packed = { 'accept-encoding': 'gzip' };
    const first = await ask(url, packed);
    const again = await ask(url, { ...packed, 'if-none-match': first.headers.etag! });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect([again.headers['content-encoding'], again.headers.vary]).toEqual([undefined, 'accept-encoding']);
  });
});
