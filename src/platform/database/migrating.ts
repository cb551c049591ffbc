import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { LONGEST_WAIT_MS } from './held.js';
import { isHeld } from './trouble.rules.js';

/** Whoever waits to change a table keeps out all who come to it after: so no migration waits for longer than this. */
export const DDL_WAIT_MS = 200;
const MIGRATION_LOCK = 714_001;
const LOOK_MS = 250;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Applies what is missing, each migration in a transaction of its own, or in none where it says `transaction = false`. One that meets
 * a table in use is rolled back and tried again after a pause that grows, for as long as it takes. Of several processes one applies
 * them while the others wait.
 * @returns the names of what was applied
 */
export async function migrate(source: DataSource, onHeld: (error: Error) => void): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    while (!(await tryLock(runner))) await pause(LOOK_MS);
    return await applyAll(source, runner, onHeld);
  } finally {
    await letGo(runner).catch(() => undefined);
    await runner.release();
  }
}

async function applyAll(source: DataSource, runner: QueryRunner, onHeld: (error: Error) => void): Promise<string[]> {
  await runner.query(`SET lock_timeout = ${DDL_WAIT_MS}`);
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'each';
  const missing = await executor.getPendingMigrations();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await executor.executePendingMigrations();
      return missing.map(({ name }) => name);
    } catch (error) {
      if (!isHeld(error)) throw error;
      onHeld(error as Error);
      await pause(pauseMs);
    }
  }
}

async function tryLock(runner: QueryRunner): Promise<boolean> {
  const [lock] = (await runner.query('SELECT pg_try_advisory_lock($1) AS "mine"', [MIGRATION_LOCK])) as {
    mine: boolean;
  }[];
  return lock!.mine;
}

async function letGo(runner: QueryRunner): Promise<void> {
  await runner.query(`SET lock_timeout = ${LONGEST_WAIT_MS}`);
  await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
}
