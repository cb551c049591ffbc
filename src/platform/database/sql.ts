import type { EntityManager } from 'typeorm';

interface StructuredResult {
  records: unknown[];
  affected?: number;
}

/** Runs one statement in the transaction and returns its rows, whatever kind of statement it is. */
export async function rows<T>(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<T[]> {
  return (await run(tx, sql, parameters)).records as T[];
}

/** Runs one statement and returns how many rows it touched. */
export async function affected(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<number> {
  return (await run(tx, sql, parameters)).affected ?? 0;
}

/**
 * From now until the transaction ends rows are looked up by their indexes. For work that takes a few rows each of tables that grow
 * without end: what the planner believes of them is out of date all day, and where it takes one for small it reads all of it.
 */
export async function lookUpByIndex(tx: EntityManager): Promise<void> {
  const settings = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'];
  await run(tx, `SELECT ${settings.map((name) => `set_config('${name}', 'off', true)`).join(', ')}`, []);
}

/** An instant as `Date.toISOString` writes it. */
export const iso = (expression: string): string =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** One of a closed list that the rules know; the order is kept, since an index over some rows names them the same way. */
export const isOneOf = (column: string, words: readonly string[]): string =>
  `${column} IN (${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')})`;

/** Adds a row whose fields bear the names of the columns. To pg an array is an array: one that is JSON must be given as text. */
export async function insertRow(tx: EntityManager, table: string, row: object): Promise<void> {
  await run(tx, insertion(table, row), Object.values(row));
}

/** Changes the row with the id to what is given, as `insertRow` takes it. */
export async function updateRow(tx: EntityManager, table: string, { id, ...change }: { id: string }): Promise<void> {
  const sets = Object.keys(change).map((field, i) => `"${field}" = $${i + 2}`);
  await run(tx, `UPDATE "${table}" SET ${sets.join(', ')} WHERE "id" = $1`, [id, ...Object.values(change)]);
}

function insertion(table: string, row: object): string {
  const fields = Object.keys(row);
  const columns = fields.map((field) => `"${field}"`).join(', ');
  const places = fields.map((_, i) => `$${i + 1}`).join(', ');
  return `INSERT INTO "${table}" (${columns}) VALUES (${places})`;
}

async function run(tx: EntityManager, sql: string, parameters: unknown[]): Promise<StructuredResult> {
  if (!tx.queryRunner) throw new Error('A statement was run outside a transaction');
  return (await tx.queryRunner.query(sql, parameters, true)) as StructuredResult;
}
