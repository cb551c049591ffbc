import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entities } from '../../src/app.module.js';
import { loadSettings } from '../../src/platform/config/load.js';
import { Database } from '../../src/platform/database/database.js';
import { Log } from '../../src/platform/logging/log.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { askReadiness, buildService, makeService, type Service } from '../support/service.js';

const SECRET = 'korrekt-hest';

describe('a database that is not as we were told', () => {
  let database: TestDatabase;
  let role: string;
  let service: Service | undefined;

  const urlWith = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };
  const as = (name: string, password: string) => (url: URL) => Object.assign(url, { username: name, password });

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('wrong');
    role = `role_${new URL(database.url).pathname.slice(1)}`;
    await query(database.url, `CREATE ROLE ${role} LOGIN PASSWORD '${SECRET}'`);
  });
  afterAll(async () => {
    await service?.kill();
    await database.drop();
    await query(process.env.TEST_DATABASE_URL!, `DROP ROLE ${role}`);
  });

  it.each<[string, (url: URL) => void, RegExp]>([
    ['role', (url) => as('nobody', SECRET)(url), /another password for this role/],
    ['password', (url) => Object.assign(url, { password: SECRET }), /another password for this role/],
    ['database', (url) => Object.assign(url, { pathname: '/nowhere' }), /there is no such database/],
    ['TLS', (url) => url.searchParams.set('sslmode', 'verify-full'), /speaks no TLS/],
    ['rights', (url) => as(role, SECRET)(url), /may not do what the house needs/],
  ])('is not tried again: wrong %s', async (_name, change, words) => {
    const environment = { NODE_ENV: 'test', DATABASE_URL: urlWith(change), LOG_LEVEL: 'silent' };
    const settings = loadSettings(process.cwd(), environment);
    const mistaken = new Database(settings, new Log(settings), entities);
    const error: unknown = await mistaken.connect().catch((refused: unknown) => refused);
    await mistaken.onApplicationShutdown();
    expect(error).toMatchObject({ message: expect.stringMatching(/^DATABASE_URL: [^\n]*$/) });
    expect(error).toMatchObject({ message: expect.stringMatching(words) });
    expect(String(error)).not.toContain(SECRET);
    expect(String(error)).not.toContain(new URL(database.url).password);
  });

  it('ends the start with one clear line', async () => {
    const mistaken = await makeService({ DATABASE_URL: urlWith(as('nobody', SECRET)) });
    await mistaken.start('started');
    await eventually(() => !mistaken.isRunning, 60_000);
    expect(mistaken.exitCode).toBe(1);
    expect(mistaken.output).toMatch(/^DATABASE_URL: [^\n]*\n$/);
  });

  it('is trouble that passes once the start was good, and is named', async () => {
    await query(database.url, `ALTER ROLE ${role} SUPERUSER`);
    service = await makeService({ DATABASE_URL: urlWith(as(role, SECRET)), LOG_LEVEL: 'silent' });
    await service.start();
    await query(database.url, `ALTER ROLE ${role} PASSWORD 'en anden'`);
    await query(database.url, `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "usename" = '${role}'`);
    await eventually(async () => {
      const { status, body } = await askReadiness(service!.httpUrl);
      const said = body?.checks.find(({ name }) => name === 'database') as { detail?: string } | undefined;
      return status === 503 && said?.detail?.includes('refuses our login');
    });
    expect(service.isRunning).toBe(true);
    await query(database.url, `ALTER ROLE ${role} PASSWORD '${SECRET}'`);
    await eventually(async () => (await askReadiness(service!.httpUrl)).status === 200, 60_000);
    expect(await service.stop()).toBe(0);
  });
});
