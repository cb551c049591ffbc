import type { EntityManager } from 'typeorm';

type Write = () => Promise<void>;

const gathering = new WeakMap<EntityManager, Map<object, Write>>();

/** Rows that nobody reads back in the transaction that adds them: one statement writes them all, right before it commits. */
export class WriteBuffer<Row> {
  private readonly rows = new WeakMap<EntityManager, Row[]>();

  constructor(private readonly write: (tx: EntityManager, rows: readonly Row[]) => Promise<void>) {}

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
    writes.set(this, () => this.write(tx, rows));
  }
}

/** Does the work, and then writes what it left to be written. */
export async function withWriteBuffers<T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const writes = new Map<object, Write>();
  gathering.set(tx, writes);
  try {
    const result = await work(tx);
    for (const write of writes.values()) await write();
    return result;
  } finally {
    gathering.delete(tx);
  }
}
