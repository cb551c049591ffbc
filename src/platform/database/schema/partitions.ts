import type { EntityManager } from 'typeorm';
import { DDL_WAIT_MS } from './migrating.js';
import { LOCKS } from '../locks.js';
import { rows } from '../sql.js';

/** A table in monthly partitions, by which column, with `<table>_default` for whatever fits none. */
export interface MonthlyTable {
  readonly name: string;
  readonly by: string;
}

export interface Month {
  readonly from: Date;
  readonly until: Date;
}

/** Nobody reads the default partition while it is looked through for rows of the month. */
const LOOK_THROUGH_MS = 5_000;
/** Rows of the month that came before its partition was made; of more than these it stays where they are. */
const MOST_MOVED = 10_000;

/**
 * Makes the month's partition apart and attaches it, with the rows of that month that were said ahead of it. Those who write to the table
 * are not kept out, those who read its default partition for a moment.
 * @returns whether it is there; not when another process is at it, when its name is taken, or when too many rows wait for it
 * @throws when somebody has the default partition in use: then nothing was done, and it is to be tried again later (`isHeld`)
 */
export async function makePartition(tx: EntityManager, table: MonthlyTable, month: Month): Promise<boolean> {
  const name = `${table.name}_${month.from.toISOString().slice(0, 7).replace('-', '_')}`;
  const before = await standing(tx, name);
  if (before !== 'none') return before === 'attached';
  if (!(await tryLock(tx)) || (await waiting(tx, table, month)) > MOST_MOVED) return false;
  await rows(tx, `SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true)`, [
    String(DDL_WAIT_MS),
    String(LOOK_THROUGH_MS),
  ]);
  await rows(tx, `CREATE TABLE ${name} (LIKE ${table.name} INCLUDING ALL)`);
  await rows(
    tx,
    `WITH early AS (DELETE FROM ${table.name}_default WHERE ${within(table, month)} RETURNING *)
     INSERT INTO ${name} SELECT * FROM early`,
  );
  await rows(
    tx,
    `ALTER TABLE ${table.name} ATTACH PARTITION ${name}
     FOR VALUES FROM ('${month.from.toISOString()}') TO ('${month.until.toISOString()}')`,
  );
  return true;
}

/** One that stands apart was detached by somebody. */
async function standing(tx: EntityManager, name: string): Promise<'none' | 'apart' | 'attached'> {
  const [found] = await rows<{ attached: boolean }>(
    tx,
    'SELECT "relispartition" AS "attached" FROM pg_class WHERE "oid" = to_regclass($1)',
    [name],
  );
  return found ? (found.attached ? 'attached' : 'apart') : 'none';
}

async function tryLock(tx: EntityManager): Promise<boolean> {
  const [lock] = await rows<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS "mine"', [
    LOCKS.partitions,
  ]);
  return lock!.mine;
}

async function waiting(tx: EntityManager, table: MonthlyTable, month: Month): Promise<number> {
  const [found] = await rows<{ count: number }>(
    tx,
    `SELECT count(*) AS "count" FROM (SELECT 1 FROM ${table.name}_default WHERE ${within(table, month)} LIMIT ${MOST_MOVED + 1}) few`,
  );
  return found!.count;
}

const within = ({ by }: MonthlyTable, { from, until }: Month): string =>
  `"${by}" >= '${from.toISOString()}' AND "${by}" < '${until.toISOString()}'`;
