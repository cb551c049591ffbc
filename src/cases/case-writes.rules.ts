import type { Change } from './case-changes.rules.js';
import { COLUMNS, type Table } from './case-columns.rules.js';
import { isOpenTask } from './task.rules.js';

const KEY: Readonly<Record<Table, string>> = { alert: 'id', task: 'id', escalation: 'alertId' };

/**
 * All changes in one statement: rows of one kind of change go together, and each kind is done before the next, so that what ends makes
 * room in a unique index for what takes its place. Only columns that changed are set, and only on a row of the version that was read.
 */
export function writeOf(changes: readonly Change[]) {
  const groups = [...Map.groupBy(changes, kindOf).values()];
  const steps = groups.map((group, i) => {
    const [{ table, isNew, columns }] = group as [Change];
    const given = `jsonb_populate_recordset(NULL::"${table}", $${i + 1}::jsonb)`;
    const after = i === 0 ? '' : `(SELECT count(*) FROM w${i - 1}) >= 0`;
    return isNew
      ? `w${i} AS (INSERT INTO "${table}" (${list(columns)}) SELECT ${list(columns)} FROM ${given}${after && ` WHERE ${after}`} RETURNING 1)`
      : `w${i} AS (UPDATE "${table}" o SET ${columns.map((name) => `"${name}" = n."${name}"`).join(', ')} FROM ${given} n
           WHERE o."${KEY[table]}" = n."${KEY[table]}"${guard(columns, group[0]!)}${after && ` AND ${after}`} RETURNING 1)`;
  });
  return {
    queries: steps,
    parameters: groups.map((group) =>
      JSON.stringify(
        group.map(({ columns, row, isNew, table }) =>
          given(row, isNew ? COLUMNS[table] : [KEY[table], 'version', ...columns]),
        ),
      ),
    ),
    count: groups.map((_, i) => `(SELECT count(*) FROM w${i})`).join(' + '),
    /** Where it wrote fewer, somebody else changed one of them meanwhile. */
    rows: changes.length,
  };
}

const kindOf = ({ table, isNew, columns, row }: Change): string =>
  [table, isNew, isOver(row), ...(isNew ? [] : columns)].join();

const isOver = (row: Change['row']): boolean => 'claimedBy' in row && !isOpenTask(row.state);

const list = (columns: readonly string[]): string => columns.map((name) => `"${name}"`).join(', ');

/** The version it has in memory is the one it gets; it had the one before, unless it keeps it. */
const guard = (columns: readonly string[], { from }: Change): string => {
  if (from === null) return '';
  return columns.includes('version') ? ' AND o."version" = n."version" - 1' : ' AND o."version" = n."version"';
};

const given = (row: object, columns: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)));
