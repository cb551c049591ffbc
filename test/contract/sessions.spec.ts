import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { impatientClient } from '../../src/platform/database/connections/impatient-client.js';
import { isAboutPreparing, preparing } from '../../src/platform/database/connections/preparing-client.js';
import { Session } from '../../src/platform/database/connections/session.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

let database: TestDatabase;
const open = new Set<pg.Client>();

async function connect(Client: typeof pg.Client): Promise<pg.Client> {
  const client = new Client({ connectionString: database.url });
  client.on('error', () => undefined);
  open.add(client);
  await client.connect();
  return client;
}
const ask = async (client: pg.Client, sql: string, values?: unknown[]) =>
  (await client.query<object>(sql, values)).rows;

beforeAll(async () => {
  database = await makeDatabase('sessions');
});
afterEach(async () => {
  for (const client of open) await client.end();
  open.clear();
});
afterAll(() => database.drop());

describe('a statement that is given up', () => {
  const sessionsThatWait = () =>
    query(
      database.url,
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );

  it('is ended on the server, and so is its connection', async () => {
    await query(database.url, 'CREATE TABLE held ()');
    const holder = await connect(pg.Client);
    await ask(holder, 'BEGIN');
    await ask(holder, 'LOCK TABLE held');
    const waiting = await connect(impatientClient(() => 500));
    const answer = waiting.query('SELECT count(*) FROM held');
    await eventually(async () => (await sessionsThatWait()).length === 1);
    await expect(answer).rejects.toMatchObject({ code: '08006' });
    await eventually(async () => (await sessionsThatWait()).length === 0);
    await expect(waiting.query('SELECT 1')).rejects.toThrow(/not queryable|terminated|did not answer/);
    // Nobody else was meant.
    expect(await ask(holder, 'SELECT 1 AS "one"')).toEqual([{ one: 1 }]);
  });

  it('is one only once it takes too long', async () => {
    const client = await connect(impatientClient(() => 2_000));
    for (let i = 0; i < 3; i++) expect(await ask(client, 'SELECT $1::int AS "n"', [i])).toEqual([{ n: i }]);
  });
});

describe('a statement that was prepared', () => {
  const session = { isPooled: false };
  const QUESTION = 'SELECT * FROM grows WHERE "id" = $1';

  it('is prepared anew when the table has other columns meanwhile', async () => {
    await query(database.url, 'CREATE TABLE grows ("id" int)');
    await query(database.url, 'INSERT INTO grows VALUES (1)');
    const client = await connect(preparing(pg.Client, session));
    expect(await ask(client, QUESTION, [1])).toEqual([{ id: 1 }]);
    await query(database.url, `ALTER TABLE grows ADD COLUMN "more" text DEFAULT 'a'`);
    for (let i = 0; i < 2; i++) expect(await ask(client, QUESTION, [1])).toEqual([{ id: 1, more: 'a' }]);

    await query(database.url, `ALTER TABLE grows ADD COLUMN "evenMore" text DEFAULT 'b'`);
    await ask(client, 'BEGIN');
    const error: unknown = await ask(client, QUESTION, [1]).catch((refused: unknown) => refused);
    expect(isAboutPreparing(error)).toBe(true);
    await ask(client, 'ROLLBACK');
    await ask(client, 'BEGIN');
    expect(await ask(client, QUESTION, [1])).toEqual([{ id: 1, more: 'a', evenMore: 'b' }]);
    expect(session.isPooled).toBe(false);
  });

  it('has a name that says the same to every session', async () => {
    const names = async (): Promise<unknown> => {
      const client = await connect(preparing(pg.Client, session));
      await ask(client, 'SELECT $1::int AS "first"', [1]);
      await ask(client, `SELECT $1::int AS "n${open.size}"`, [1]);
      return ask(client, `SELECT "name" FROM pg_prepared_statements WHERE "statement" LIKE '%"first"%'`);
    };
    expect(await names()).toEqual(await names());
  });

  it.each([
    ['is not there any more', 'DEALLOCATE ALL'],
    ['is there under that name already', null],
  ])('is said without a name once one %s: a pooler hands out sessions', async (_name, meanwhile) => {
    const between = { isPooled: false };
    const client = await connect(preparing(pg.Client, between));
    if (meanwhile) {
      await ask(client, 'SELECT $1::int AS "n"', [1]);
      await ask(client, meanwhile);
    } else {
      // As another of us would have prepared it on the session that we are given.
      const other = await connect(preparing(pg.Client, { isPooled: false }));
      await ask(other, 'SELECT $1::int AS "n"', [1]);
      const [{ name }] = (await ask(
        other,
        `SELECT "name" FROM pg_prepared_statements WHERE "statement" LIKE '%AS "n"'`,
      )) as [{ name: string }];
      await ask(client, `PREPARE "${name}" AS SELECT $1::int AS "n"`);
    }
    expect(await ask(client, 'SELECT $1::int AS "n"', [7])).toEqual([{ n: 7 }]);
    expect(between.isPooled).toBe(true);
    await ask(client, 'SELECT $1::int + 1 AS "n"', [7]);
    expect(await ask(client, `SELECT 1 FROM pg_prepared_statements WHERE "statement" LIKE '%+ 1%'`)).toEqual([]);
  });
});

describe('a session', () => {
  const SETTINGS = ['synchronous_commit', 'jit', 'lock_timeout', 'idle_in_transaction_session_timeout'];
  const settingsOf = async (client: pg.Client): Promise<unknown[]> => {
    const asked = SETTINGS.map((name) => `current_setting('${name}') AS "${name}"`);
    return Object.values((await ask(client, `SELECT ${asked.join(', ')}`))[0]!);
  };
  const weaken = async (to: string) =>
    query(database.url, `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET synchronous_commit = ${to}`);

  it.each([
    ['off', 'on'],
    ['local', 'on'],
    ['remote_write', 'on'],
    ['remote_apply', 'remote_apply'],
  ])('commits as safely as it says where the database has %s', async (weak, safe) => {
    await weaken(weak);
    const session = new Session();
    const client = await connect(pg.Client);
    await session.greet(client);
    expect(await settingsOf(client)).toEqual([safe, 'off', '2s', '1min']);
    expect(session.isPooled).toBe(false);
    // The tests' own server is told not to wait for the disk.
    expect(session.weaknesses).toEqual([expect.stringMatching(/^fsync is off/)]);
  });
});
