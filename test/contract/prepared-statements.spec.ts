import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { preparing } from '../../src/platform/database/connections/preparing-client.js';

const QUESTION = 'SELECT $1::jsonb AS "said", $2::int AS "number"';

/** Deeper than anything can be written. */
const nested = (levels: number): object => {
  let value: object = {};
  for (let level = 0; level < levels; level++) value = { value };
  return value;
};
const circle: Record<string, unknown> = {};
circle.again = circle;

const UNWRITABLE = [
  ['nested too deep', nested(100_000)],
  ['that goes round in a circle', circle],
  ['with a whole number JSON has no word for', { count: 1n }],
  ['in an array', [nested(100_000)]],
  ['that refuses to be written', { toJSON: () => { throw new Error('not me'); } }], // prettier-ignore
] as const;

describe('a connection that prepares what it asks', () => {
  const session = { isPooled: false };
  let client: pg.Client;
  const ask = async (said: unknown) => (await client.query(QUESTION, [said, 7])).rows;

  beforeEach(async () => {
    client = new (preparing(pg.Client, session))({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
  });
  afterEach(() => client.end());

  it.each(UNWRITABLE)('answers as ever after a value %s, asked before or not', async (_name, value) => {
    await expect(ask(value)).rejects.toThrow();
    expect(await ask({ a: 1 })).toEqual([{ said: { a: 1 }, number: 7 }]);
    await expect(ask(value)).rejects.toThrow();
    expect(await ask({ a: 2 })).toEqual([{ said: { a: 2 }, number: 7 }]);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['half a character', { text: '\ud800' }],
    ['a NUL', { text: '\0' }],
  ])('answers as ever after a value that the server refuses: %s', async (_name, value) => {
    await expect(ask(value)).rejects.toThrow();
    expect(await ask({ a: 1 })).toEqual([{ said: { a: 1 }, number: 7 }]);
  });

  it('writes every kind of value as pg would', async () => {
    const at = new Date('2026-03-10T06:00:00.123Z');
    const asked =
      'SELECT $1::timestamptz AS "at", $2::text[] AS "texts", $3::bytea AS "bytes", $4::int AS "nothing", $5::bool AS "yes"';
    const { rows } = await client.query(asked, [at, ['a"b', null], Buffer.from([0, 255]), null, true]);
    expect(rows).toEqual([{ at, texts: ['a"b', null], bytes: Buffer.from([0, 255]), nothing: null, yes: true }]);
  });
});
