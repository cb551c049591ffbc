import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded.js';
import { migrations } from '../../src/platform/database/migrations/index.js';
import { keepForTeardown } from './global-teardown.js';

/**
 * One PostgreSQL for the whole run, with the migrated database `dosevagt_template` in it. `TEST_DATABASE_URL` names its database
 * `dosevagt`; a test makes its own with `CREATE DATABASE x TEMPLATE dosevagt_template`, which takes tens of milliseconds.
 */
export default async function setUp(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dosevagt-test-'));
  const words: string[] = [];
  const postgres = await startEmbeddedPostgres({ dataDir, fsync: false, log: (line) => words.push(line) });
  keepForTeardown(postgres, dataDir);
  await makeTemplate(postgres.url);
  process.env.TEST_DATABASE_URL = postgres.url;
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('CREATE DATABASE dosevagt_template');
  const template = new URL(url);
  template.pathname = '/dosevagt_template';
  const source = new DataSource({
    type: 'postgres',
    url: template.href,
    migrations,
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
  // A template that somebody is connected to cannot be copied.
  await admin.query('ALTER DATABASE dosevagt_template WITH ALLOW_CONNECTIONS false IS_TEMPLATE true');
  await admin.end();
}
