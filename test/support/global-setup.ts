import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { keepForTeardown } from './global-teardown.js';
import { migrate } from './migrate.js';

const PREFIX = 'dosevagt-test-';

/**
 * One PostgreSQL for the whole run, with the migrated database `dosevagt_template` in it. `TEST_DATABASE_URL` names its database
 * `dosevagt`; a test makes its own with `CREATE DATABASE x TEMPLATE dosevagt_template`, which takes tens of milliseconds.
 */
export default async function setUp(): Promise<void> {
  await forgetKilledRuns();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const words: string[] = [];
  const postgres = await startEmbeddedPostgres({ dataDir, fsync: false, log: (line) => words.push(line) });
  keepForTeardown(postgres, dataDir);
  await makeTemplate(postgres.url);
  process.env.TEST_DATABASE_URL = postgres.url;
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  for (const setting of SETTLED) await admin.query(setting);
  await admin.query('SELECT pg_reload_conf()');
  await admin.query('CREATE DATABASE dosevagt_template');
  const template = new URL(url);
  template.pathname = '/dosevagt_template';
  await migrate(template.href);
  // A template that somebody is connected to cannot be copied.
  await admin.query('ALTER DATABASE dosevagt_template WITH ALLOW_CONNECTIONS false IS_TEMPLATE true');
  await admin.end();
}

/**
 * As a server that has run for long is, for houses that live for seconds: it keeps a plan from the first time on, not from the sixth, and
 * looks after no tables. Both together are half of the processor's time of a whole run.
 */
const SETTLED = ['ALTER SYSTEM SET plan_cache_mode = force_generic_plan', 'ALTER SYSTEM SET autovacuum = off'];

/** A run that was killed could not tidy up; its server is gone with it, its files are not. */
async function forgetKilledRuns(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))) {
    const owner = parseInt(await readFile(join(tmpdir(), name, 'postgres.owner'), 'utf8').catch(() => ''));
    if (owner && !isAlive(owner))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
