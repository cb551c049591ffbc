import type { EntityManager } from 'typeorm';
import { texts } from './arrays.js';
import { rows } from './sql.js';

/** Rows that a write is about: which they are, by what they are asked for, and how the write itself will lock them. */
export interface Touched {
  /** The table as `r`, and what is joined to it. */
  readonly from: string;
  /** An expression of this type, text where none is given. */
  readonly key: string;
  readonly keyType?: string;
  /** What tells the rows of one key apart, where there are several. */
  readonly row?: string;
  readonly where?: string;
  readonly lock: 'UPDATE' | 'NO KEY UPDATE' | 'KEY SHARE';
}

/** The row of a table, or where it is not there yet the row that it would refer to by the same key. */
export const rowOrItsParent = (table: string, parent: string, key: string): [Touched, Touched] => [
  { from: `${table} r`, key: `r."${key}"`, lock: 'NO KEY UPDATE' },
  {
    from: `${parent} r`,
    key: `r."${key}"`,
    where: `NOT EXISTS (SELECT 1 FROM ${table} own WHERE own."${key}" = r."${key}")`,
    lock: 'KEY SHARE',
  },
];

/**
 * Locks for this transaction what nobody else holds of the rows, and waits for none; answers the keys of those that somebody does. Whose
 * row is not there yet is held by nobody.
 */
export async function heldAmong(
  tx: EntityManager,
  keys: readonly string[],
  ...touched: readonly Touched[]
): Promise<Set<string>> {
  const held = new Set<string>();
  for (const { from, key, keyType = 'text', row = key, where = 'true', lock } of touched) {
    const asked = `${key} = ANY ($1::text[]::${keyType}[]) AND ${where}`;
    const found = await rows<{ key: string }>(
      tx,
      `WITH free AS (SELECT ${row} AS "row" FROM ${from} WHERE ${asked} ORDER BY 1 FOR ${lock} OF r SKIP LOCKED)
       SELECT DISTINCT ${key}::text AS "key" FROM ${from} WHERE ${asked} AND ${row} NOT IN (SELECT "row" FROM free)`,
      [texts(keys)],
    );
    for (const one of found) held.add(one.key);
  }
  return held;
}
