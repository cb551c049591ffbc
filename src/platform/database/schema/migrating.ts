import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { LONGEST_WAIT_MS } from '../held.js';
import { isHeld } from '../trouble.rules.js';
import { LOCKS } from '../locks.js';

/** Whoever waits to change a table keeps out all who come to it after: so no migration waits for longer than this. */
export const DDL_WAIT_MS = 200;
const LOOK_MS = 250;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

type TakingTime = (work: () => Promise<unknown>) => Promise<unknown>;

/**
 * Applies what is missing, each migration in a transaction of its own, or in none where it says `transaction = false`. One that meets
 * a table in use is rolled back and tried again after a pause that grows, for as long as it takes. Of several processes one applies
 * them while the others wait.
 * @param takingTime runs what may take as long as it will
 * @returns the names of what was applied
 */
export async function migrate(
  source: DataSource,
  onHeld: (error: Error) => void,
  takingTime: TakingTime = (work) => work(),
): Promise<string[]> {
  // Held by a transaction that does nothing else: through a pooler nothing longer is ours, and it keeps no index from being made.
  const guard = source.createQueryRunner();
  const runner = source.createQueryRunner();
  try {
    while (!(await tryLock(guard))) await pause(LOOK_MS);
    return await applyAll(source, runner, onHeld, takingTime).finally(() => letGo(runner));
  } finally {
    if (guard.isTransactionActive) await guard.rollbackTransaction().catch(() => undefined);
    await guard.release();
    await runner.release();
  }
}

async function applyAll(
  source: DataSource,
  runner: QueryRunner,
  onHeld: (error: Error) => void,
  takingTime: TakingTime,
): Promise<string[]> {
  await runner.query(`SET lock_timeout = ${DDL_WAIT_MS}`);
  // Through a pooler a transaction may be in another session than what was said before it.
  const begin = runner.startTransaction.bind(runner);
  runner.startTransaction = async (isolation) => {
    await begin(isolation);
    await runner.query(`SET LOCAL lock_timeout = ${DDL_WAIT_MS}`);
  };
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'each';
  const missing = await executor.getPendingMigrations();
  if (missing.length === 0) return [];
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await takingTime(() => executor.executePendingMigrations());
      return missing.map(({ name }) => name);
    } catch (error) {
      if (!isHeld(error)) throw error;
      onHeld(error as Error);
      await pause(pauseMs);
    }
  }
}

async function letGo(runner: QueryRunner): Promise<void> {
  await runner.query(`SET lock_timeout = ${LONGEST_WAIT_MS}`).catch(() => undefined);
}

async function tryLock(guard: QueryRunner): Promise<boolean> {
  await guard.startTransaction();
  await guard.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  // Said without parameters: what is left open by one that has some would keep a snapshot, and indexes wait for those.
  const [lock] = (await guard.query(`SELECT pg_try_advisory_xact_lock(${LOCKS.migrations}) AS "mine"`)) as {
    mine: boolean;
  }[];
  if (!lock!.mine) await guard.rollbackTransaction();
  return lock!.mine;
}
