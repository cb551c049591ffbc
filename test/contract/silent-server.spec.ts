import { afterEach, describe, expect, it } from '@jest/globals';
import { loadSettings } from '../../src/platform/config/load.js';
import { Database } from '../../src/platform/database/database.js';
import { impatientClient } from '../../src/platform/database/connections/impatient-client.js';
import { codeOf } from '../../src/platform/database/trouble.rules.js';
import { Log } from '../../src/platform/logging/log.js';
import { eventually } from '../support/eventually.js';
import { type Manner, SmallPostgres } from '../support/small-postgres.js';

describe('a server that says nothing', () => {
  let server: SmallPostgres;
  afterEach(() => server.close());

  it('once it let us in is given up at the start, and tried again', async () => {
    server = new SmallPostgres(() => 'silence');
    const settings = loadSettings(process.cwd(), {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: await server.open(),
    });
    const database = new Database(
      { ...settings, database: { ...settings.database, answerMs: 150 } },
      new Log(settings),
      [],
    );
    const connected = database.connect();
    await eventually(() => server.guests >= 2, 60_000);
    expect(codeOf(database.trouble)).toBe('08006');
    expect(database.isUp).toBe(false);
    await database.onApplicationShutdown();
    await connected;
  });

  it.each<[string, Manner, string]>([
    ['COMMIT', 'silence', '40003'],
    ['COMMIT', 'hang-up', '40003'],
    ['COMMIT', { code: '57P01' }, '40003'],
    ['COMMIT', { code: '23503' }, '23503'],
    ['COMMIT', { code: '40001' }, '40001'],
    ['UPDATE', 'silence', '08006'],
    ['UPDATE', 'hang-up', 'Error'],
    ['UPDATE', { code: '57P01' }, '57P01'],
  ])('or something: a %s met with %j fails with %s', async (statement, manner, code) => {
    server = new SmallPostgres((asked) => (asked === statement ? manner : 'answer'));
    const Client = impatientClient(() => 150);
    const client = new Client(await server.open());
    await client.connect();
    await client.query('BEGIN');
    const error: unknown = await client.query(statement).catch((refused: unknown) => refused);
    expect(codeOf(error)).toBe(code);
    await client.end().catch(() => undefined);
  });
});
