import type { EntityManager } from 'typeorm';
import type { ImpatientClient } from './connections/impatient-client.js';
import { rows } from './sql.js';

/** Part of a statement: queries for its WITH, with parameters of their own from $1 on; names in it are not those of another part. */
export interface Part {
  readonly queries: readonly string[];
  readonly parameters: readonly unknown[];
  /** What is asked of it once all is written, a number. */
  readonly count?: string;
  /** Hears it, and may refuse it. */
  readonly counted?: (count: number) => void;
}

interface Waiting {
  readonly part: (() => Part | null) | null;
  readonly write: (() => Promise<void>) | null;
}

const gathering = new WeakMap<EntityManager, Map<object, Waiting>>();

/** Rows that nobody reads back in the transaction that adds them: one statement writes them all, right before it commits. */
abstract class Buffer<Row> {
  private readonly rows = new WeakMap<EntityManager, Row[]>();

  /** @throws outside a transaction of the house, where nothing would ever write it */
  add(tx: EntityManager, ...added: readonly Row[]): void {
    const writes = gathering.get(tx);
    if (!writes) throw new Error('A row was left to be written at the end of a transaction that nobody began');
    const waiting = this.rows.get(tx) ?? [];
    waiting.push(...added);
    this.rows.set(tx, waiting);
    if (!writes.has(this)) writes.set(this, this.waiting(tx));
  }

  /** What is still to be written. */
  waitingIn(tx: EntityManager): readonly Row[] {
    return this.rows.get(tx) ?? [];
  }

  protected take(tx: EntityManager): Row[] {
    const rows = this.rows.get(tx) ?? [];
    this.rows.delete(tx);
    return rows;
  }

  protected abstract waiting(tx: EntityManager): Waiting;
}

/** Written by a statement of its own, after what belongs to every transaction. */
export class WriteBuffer<Row> extends Buffer<Row> {
  constructor(private readonly write: (tx: EntityManager, rows: readonly Row[]) => Promise<void>) {
    super();
  }

  protected waiting(tx: EntityManager): Waiting {
    return { part: null, write: () => this.write(tx, this.take(tx)) };
  }
}

/** Written in one statement with everything else that is kept so: cases, their logs and the facts of a turn are one round trip. */
export class PartBuffer<Row> extends Buffer<Row> {
  constructor(private readonly part: (tx: EntityManager, rows: readonly Row[]) => Part | null) {
    super();
  }

  protected waiting(tx: EntityManager): Waiting {
    return { part: () => this.part(tx, this.take(tx)), write: null };
  }
}

/** What was left to be written is written now, for whoever reads it in the same transaction. */
export async function writeNow(tx: EntityManager): Promise<void> {
  const writes = gathering.get(tx);
  const waiting = writes ? [...writes.values()] : [];
  writes?.clear();
  await writeParts(
    tx,
    waiting.flatMap(({ part }) => part?.() ?? []),
  );
  for (const { write } of waiting) await write?.();
}

/** All parts in one statement. */
export async function writeParts(tx: EntityManager, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return;
  const queries: string[] = [];
  const parameters: unknown[] = [];
  for (const part of parts) {
    const before = parameters.length;
    queries.push(
      ...part.queries.map((query) => query.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`)),
    );
    parameters.push(...part.parameters);
  }
  const counts = parts.map(({ count = '0' }, i) => `(${count}) AS "c${i}"`);
  const [counted] = await rows<Record<string, number>>(
    tx,
    `WITH ${queries.join(',\n')} SELECT ${counts.join(', ')}`,
    parameters,
  );
  // It reads like a question, and is none.
  ((await tx.queryRunner!.connect()) as ImpatientClient).hasWritten = true;
  parts.forEach((part, i) => part.counted?.(counted![`c${i}`]!));
}

/** Does the work, and drops what it left to be written. */
export async function withoutWriting<T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  gathering.set(tx, new Map());
  try {
    return await work(tx);
  } finally {
    gathering.delete(tx);
  }
}

/** Does the work, and then writes what it left to be written. */
export async function withWriteBuffers<T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  gathering.set(tx, new Map());
  try {
    const result = await work(tx);
    await writeNow(tx);
    return result;
  } finally {
    gathering.delete(tx);
  }
}
