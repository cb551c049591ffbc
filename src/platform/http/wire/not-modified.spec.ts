import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { tagIn } from '../etag.js';
import { answerNotModified } from './not-modified.js';

const LIST = '/api/v1/list';
const VERSIONED = '/api/v1/versioned';
const TAG = '"3.shown"';

describe('what was read before', () => {
  let fastify: FastifyInstance;
  let shown: object;
  const ask = (url: string, known?: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
    fastify.inject({ method, url, headers: known === undefined ? {} : { 'if-none-match': known } });

  beforeAll(async () => {
    fastify = Fastify();
    answerNotModified(fastify);
    fastify.get(LIST, (_request, reply) => reply.header('content-language', 'da').header('vary', 'accept').send(shown));
    fastify.post(LIST, () => shown);
    fastify.get(VERSIONED, (_request, reply) => reply.header('etag', TAG).send(shown));
    fastify.get('/api/v1/gone', (_request, reply) => reply.status(404).send(shown));
    fastify.get('/api/v1/nothing', (_request, reply) => reply.status(204).send());
    fastify.get('/metrics', () => shown);
    await fastify.ready();
  });
  beforeEach(() => void (shown = { items: ['a'], nextCursor: null }));
  afterAll(() => fastify.close());

  it('has a weak tag, which changes with what it shows and with nothing else', async () => {
    const first = (await ask(LIST)).headers.etag;
    expect(first).toMatch(/^W\/"[\w-]{22}"$/);
    expect((await ask(LIST)).headers.etag).toBe(first);
    shown = { items: ['b'], nextCursor: null };
    expect((await ask(LIST)).headers.etag).not.toBe(first);
  });

  it('keeps the tag it has', async () => expect((await ask(VERSIONED)).headers.etag).toBe(TAG));

  it('is not sent again to who has it', async () => {
    const { etag } = (await ask(LIST)).headers;
    const again = await ask(LIST, etag);
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect(again.headers.vary).toBe('accept');
    for (const field of ['content-type', 'content-length', 'content-language'])
      expect([field, again.headers[field]]).toEqual([field, undefined]);
    const head = await ask(LIST, etag, 'HEAD');
    expect([head.statusCode, head.headers.etag]).toEqual([200, etag]);
  });

  it.each([TAG, `W/${TAG}`, tagIn('gzip', TAG), `"2", ${TAG}`])('is known by %s', async (known) => {
    const again = await ask(VERSIONED, known);
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(known).toContain(again.headers.etag);
  });

  it('is sent again when it has changed', async () => {
    const { etag } = (await ask(LIST)).headers;
    shown = { items: ['b'], nextCursor: null };
    const again = await ask(LIST, etag);
    expect([again.statusCode, again.json()]).toEqual([200, shown]);
    expect((await ask(VERSIONED, '"2.shown"')).json()).toEqual(shown);
  });

  it.each<['GET' | 'POST', string, number]>([
    ['POST', LIST, 200],
    ['GET', '/api/v1/gone', 404],
    ['GET', '/api/v1/nothing', 204],
    ['GET', '/metrics', 200],
  ])('is none of %s %s', async (method, url, status) => {
    const answer = await ask(url, '*', method);
    expect([answer.statusCode, answer.headers.etag]).toEqual([status, undefined]);
  });
});
