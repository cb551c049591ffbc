import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { bools, byteas, instants, int4s, int8s, texts, uuids } from '../../src/platform/database/arrays.js';

describe('arrays in PostgreSQL’s own form', () => {
  let database: pg.Client;

  beforeAll(async () => {
    database = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await database.connect();
  });
  afterAll(() => database.end());

  /** What PostgreSQL makes of it, each element as the text it prints. */
  const printed = async (type: string, array: Buffer): Promise<(string | null)[]> => {
    const sql = `SELECT e::text AS "text" FROM unnest($1::${type}[]) WITH ORDINALITY AS u(e, n) ORDER BY n`;
    return (await database.query<{ text: string | null }>(sql, [array])).rows.map(({ text }) => text);
  };
  const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(fc.option(arbitrary), { maxLength: 20 });
  const texted = <T>(values: (T | null)[], textOf: (value: T) => string): (string | null)[] =>
    values.map((value) => (value === null ? null : textOf(value)));

  const millisecond = fc.integer({ min: 0, max: Date.UTC(2101, 0, 1) });
  const cases = {
    integer: [int4s, orNull(fc.integer()), String],
    bigint: [int8s, orNull(fc.maxSafeInteger()), String],
    boolean: [bools, orNull(fc.boolean()), String],
    uuid: [uuids, orNull(fc.uuid()), String],
    text: [texts, orNull(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))), String],
    bytea: [byteas, orNull(fc.uint8Array()), (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`],
  } as const;

  it.each(Object.entries(cases))('are read back as %s', async (type, [write, values, textOf]) => {
    await fc.assert(
      fc.asyncProperty(values as fc.Arbitrary<never[]>, async (given) => {
        expect(await printed(type, write(given))).toEqual(texted(given, textOf as never));
      }),
      { numRuns: 50 },
    );
  });

  it('are read back as instants', async () => {
    await fc.assert(
      fc.asyncProperty(orNull(millisecond.map((at) => new Date(at))), async (given) => {
        const sql = 'SELECT e FROM unnest($1::timestamptz[]) WITH ORDINALITY AS u(e, n) ORDER BY n';
        const { rows } = await database.query<{ e: Date | null }>(sql, [instants(given)]);
        expect(rows.map(({ e }) => e)).toEqual(given);
      }),
      { numRuns: 50 },
    );
  });

  it('refuse what does not fit', async () => {
    expect(() => int4s([2 ** 31])).toThrow('out of range');
    expect(() => int8s([2 ** 60])).toThrow('no whole number');
    expect(() => instants([new Date(NaN)])).toThrow('no whole number');
    expect(() => uuids(['no uuid'])).toThrow('not a UUID');
    await expect(printed('text', int4s([1]))).rejects.toThrow('instead of expected 25');
  });
});
