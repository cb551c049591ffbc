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

async function run(tx: EntityManager, sql: string, parameters: unknown[]): Promise<StructuredResult> {
  if (!tx.queryRunner) throw new Error('A statement was run outside a transaction');
  return (await tx.queryRunner.query(sql, parameters, true)) as StructuredResult;
}
