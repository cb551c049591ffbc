import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { makePartition } from '../../src/platform/database/schema/partitions.js';
import { isHeld } from '../../src/platform/database/trouble.rules.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';

const JOURNAL = { name: 'journal', by: 'time' };
let month = 0;

describe('a month of the journal', () => {
  let database: TestDatabase;
  let source: DataSource;
  let from: Date;
  let until: Date;
  let name: string;

  const ask = <T extends object>(sql: string, parameters?: unknown[]) => query<T>(database.url, sql, parameters);
  const make = (): Promise<boolean> => source.transaction((tx) => makePartition(tx, JOURNAL, { from, until }));
  const hear = (eventId: string, time: Date) =>
    ask(
      `INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "payloadLength", "payload")
       VALUES (1, $1, $2, $2, $2, 'trusted', 'device.closed', 2, '{}')`,
      [eventId, time],
    );
  const standsIn = async (eventId: string): Promise<string | undefined> => {
    const [found] = await ask<{ in: string }>(
      'SELECT tableoid::regclass::text AS in FROM journal WHERE "eventId" = $1',
      [eventId],
    );
    return found?.in;
  };
  const inUse = async (sql: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query(sql);
    return client;
  };

  beforeAll(async () => {
    database = await makeDatabase('partitions');
    source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 2 }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  beforeEach(() => {
    month++;
    [from, until] = [new Date(Date.UTC(2031, month, 1)), new Date(Date.UTC(2031, month + 1, 1))];
    name = `journal_${from.toISOString().slice(0, 7).replace('-', '_')}`;
  });

  it('is made once, with all that the journal has, and takes what is said from then on', async () => {
    expect([await make(), await make()]).toEqual([true, true]);
    await hear('first', from);
    await hear('last', new Date(until.getTime() - 1));
    expect([await standsIn('first'), await standsIn('last')]).toEqual([name, name]);
    const shapeOf = (table: string) =>
      ask(
        `SELECT a.attname, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS default, (SELECT count(*) FROM pg_index WHERE indrelid = attrelid AND indisvalid) AS indexes
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         WHERE a.attrelid = $1::regclass AND a.attnum > 0 ORDER BY a.attnum`,
        [table],
      );
    expect(await shapeOf(name)).toEqual(await shapeOf('journal_default'));
  });

  it('takes along what was said ahead of it', async () => {
    await hear('ahead', from);
    expect(await standsIn('ahead')).toBe('journal_default');
    expect(await make()).toBe(true);
    expect(await standsIn('ahead')).toBe(name);
  });

  it('is put off while somebody reads, and keeps out neither who speaks nor who reads', async () => {
    const reader = await inUse('SELECT count(*) FROM journal');
    let isOver = false;
    const made = make().finally(() => (isOver = true));
    made.catch(() => undefined);
    for (let said = 0; !isOver; said++) await hear(`meanwhile ${said}`, new Date(Date.UTC(2031, 0, 1, 0, 0, said)));
    const error: unknown = await made.catch((error: unknown) => error);
    expect(isHeld(error)).toBe(true);
    expect(await ask('SELECT count(*) FROM journal')).toHaveLength(1);
    expect(await ask('SELECT to_regclass($1) AS "is"', [name])).toEqual([{ is: null }]);

    await reader.query('COMMIT');
    await reader.end();
    expect(await make()).toBe(true);
  });

  it('is left to another process that is at it', async () => {
    const other = await inUse('SELECT pg_advisory_xact_lock(714004)');
    expect(await make()).toBe(false);
    await other.query('COMMIT');
    await other.end();
  });

  it('that was detached stays so', async () => {
    await make();
    await hear('kept apart', from);
    await ask(`ALTER TABLE journal DETACH PARTITION ${name}`);
    expect(await make()).toBe(false);
    expect(await ask(`SELECT "eventId" FROM ${name}`)).toEqual([{ eventId: 'kept apart' }]);
  });
});
