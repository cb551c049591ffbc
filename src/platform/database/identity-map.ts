import type { EntityManager } from 'typeorm';

/**
 * Rows as a transaction locked, wrote or first saw them, by id: for the rest of it they stand as they are, so they are not read
 * again. Whoever changes some of them by a statement of its own says so with `forget`.
 */
export class IdentityMap<Row> {
  private readonly held = new WeakMap<EntityManager, Map<string, Row>>();

  constructor(private readonly idOf: (row: Row) => string) {}

  find(tx: EntityManager, id: string): Row | undefined {
    return this.held.get(tx)?.get(id);
  }

  keep<R extends Row>(tx: EntityManager, row: R): R {
    const rows = this.held.get(tx);
    if (rows) rows.set(this.idOf(row), row);
    else this.held.set(tx, new Map([[this.idOf(row), row]]));
    return row;
  }

  forget(tx: EntityManager): void {
    this.held.delete(tx);
  }
}
