import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';

/** Where a statement is held against its rule: a transaction of its own, undone afterwards, and the services of a house. */
export interface Stage {
  readonly tx: EntityManager;
  readonly house: INestApplicationContext;
}

/** A statement that spans rooms, held to what the rules say of the same rows. */
export interface Binding {
  readonly statement: string;
  readonly holds: (source: DataSource, house: INestApplicationContext) => Promise<void>;
}

const RUNS = 20;
/** The smallest example is looked for no longer than that. */
const LONGEST_MS = 30_000;

/**
 * Draws rows, writes them down, asks by the statement and by the rule, and compares.
 * @param statement as the list of SQL that spans rooms names it: `doses/doses.store.ts atRisk`
 */
export const bind = <Drawn>(
  statement: string,
  drawn: fc.Arbitrary<Drawn>,
  hold: (stage: Stage, drawn: Drawn) => Promise<void>,
): Binding => ({
  statement,
  holds: (source, house) =>
    fc.assert(
      fc.asyncProperty(drawn, async (rows) => {
        const runner = source.createQueryRunner();
        await runner.startTransaction();
        try {
          // What is about one room's rows needs none of the others that they point to.
          await runner.query('SET LOCAL session_replication_role = replica');
          await hold({ tx: runner.manager, house }, rows);
        } finally {
          await runner.rollbackTransaction();
          await runner.release();
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: LONGEST_MS },
    ),
});

/** Writes rows whose fields are named as the columns; all of them have the fields of the first. */
export async function put(tx: EntityManager, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((field) => `"${field}"`)
    .join(', ');
  await tx.query(
    `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
