import type { EntityManager } from 'typeorm';

type Write = () => Promise<void>;

interface Waiting {
  readonly first: boolean;
  readonly write: Write;
}

const gathering = new WeakMap<EntityManager, Map<object, Waiting>>();

/** What others refer to is written before them. */
export const FIRST = { first: true } as const;

/** Rows that nobody reads back in the transaction that adds them: one statement writes them all, right before it commits. */
export class WriteBuffer<Row> {
  private readonly rows = new WeakMap<EntityManager, Row[]>();

  constructor(
    private readonly write: (tx: EntityManager, rows: readonly Row[]) => Promise<void>,
    private readonly when: { readonly first: boolean } = { first: false },
  ) {}

  /** @throws outside a transaction of the house, where nothing would ever write it */
  add(tx: EntityManager, row: Row): void {
    const writes = gathering.get(tx);
    if (!writes) throw new Error('A row was left to be written at the end of a transaction that nobody began');
    const waiting = this.rows.get(tx);
    if (waiting) {
      waiting.push(row);
      return;
    }
    const rows = [row];
    this.rows.set(tx, rows);
    writes.set(this, {
      ...this.when,
      write: () => {
        this.rows.delete(tx);
        return this.write(tx, rows);
      },
    });
  }
}

/** What was left to be written is written now, for whoever reads it in the same transaction. */
export async function writeNow(tx: EntityManager): Promise<void> {
  const writes = gathering.get(tx);
  const waiting = writes ? [...writes.values()] : [];
  writes?.clear();
  for (const { write } of waiting.filter(({ first }) => first)) await write();
  for (const { write } of waiting.filter(({ first }) => !first)) await write();
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
