import type { QueryRunner } from 'typeorm';
import { DDL_WAIT_MS } from './migrating.js';

export interface Index {
  readonly name: string;
  readonly table: string;
  /** What comes after the table: `("deviceId", "at") WHERE ...`, or `USING brin ("at")`. */
  readonly on: string;
  readonly unique?: boolean;
}

/**
 * For a migration with `transaction = false`: makes an index while the table is read and written, and waits for nobody who writes
 * except for those who began before it. What an attempt that was cut off left behind is made anew; one that is there is left as it is.
 * Of a table in partitions each partition gets its own, and the table's is whole when all have theirs.
 */
export async function makeIndexBesideWriters(db: QueryRunner, index: Index): Promise<void> {
  const partitions = await partitionsOf(db, index.table);
  if (partitions === null) return make(db, index);
  if (await isWhole(db, index.name)) return;
  await db.query(sqlOf({ ...index, table: `ONLY ${index.table}` }, ''));
  for (const { table, hasIt } of (await partitionsOf(db, index.table, index.name)) ?? []) {
    if (hasIt) continue;
    const own = { ...index, table, name: `${table}_${index.name}` };
    await make(db, own);
    await db.query(`ALTER INDEX ${index.name} ATTACH PARTITION ${own.name}`);
  }
}

async function make(db: QueryRunner, index: Index): Promise<void> {
  // Nobody has to wait for those who make or drop an index beside him, however long they wait for him.
  await db.query('SET lock_timeout = 0');
  try {
    if ((await isWhole(db, index.name)) === false) await db.query(`DROP INDEX CONCURRENTLY ${index.name}`);
    await db.query(sqlOf(index, 'CONCURRENTLY'));
  } finally {
    await db.query(`SET lock_timeout = ${DDL_WAIT_MS}`);
  }
}

const sqlOf = ({ name, table, on, unique }: Index, how: 'CONCURRENTLY' | ''): string =>
  `CREATE ${unique ? 'UNIQUE' : ''} INDEX ${how} IF NOT EXISTS ${name} ON ${table} ${on}`;

/** Null when there is none of that name; false for one that was cut off, or whose partitions do not all have theirs. */
async function isWhole(db: QueryRunner, name: string): Promise<boolean | null> {
  const [found] = (await db.query('SELECT "indisvalid" FROM pg_index WHERE "indexrelid" = to_regclass($1)', [
    name,
  ])) as {
    indisvalid: boolean;
  }[];
  return found?.indisvalid ?? null;
}

/** Null for a table that is not in partitions. */
async function partitionsOf(
  db: QueryRunner,
  table: string,
  index = '',
): Promise<{ table: string; hasIt: boolean }[] | null> {
  const [parent] = (await db.query(`SELECT "relkind" FROM pg_class WHERE "oid" = to_regclass($1)`, [table])) as {
    relkind: string;
  }[];
  if (parent?.relkind !== 'p') return null;
  return (await db.query(
    `SELECT c."relname" AS "table", EXISTS (
       SELECT 1 FROM pg_index i JOIN pg_inherits n ON n."inhrelid" = i."indexrelid"
       WHERE i."indrelid" = c."oid" AND n."inhparent" = to_regclass($2)) AS "hasIt"
     FROM pg_inherits h JOIN pg_class c ON c."oid" = h."inhrelid" WHERE h."inhparent" = to_regclass($1) ORDER BY 1`,
    [table, index],
  )) as { table: string; hasIt: boolean }[];
}
