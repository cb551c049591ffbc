import type { EntityManager } from 'typeorm';
import { TransactionMemo } from './transaction-memo.js';
import { rows } from './sql.js';

const versions = new TransactionMemo<ReadonlyMap<string, string>>();

/**
 * The rows of a small table that seldom changes and that every turn asks for: the process keeps them, and a turn only asks whether
 * they changed. That is told by the table `remembered`, which a trigger on each of these tables keeps.
 */
export class TableCache<Row> {
  private known: { readonly version: string; readonly rows: readonly Row[] } | null = null;
  private readonly changing = new WeakSet<EntityManager>();

  /** The rows come in the order of the columns that tell them apart. Without `columns` all of them are kept. */
  constructor(
    private readonly table: string,
    private readonly key = ['id'],
    private readonly columns: readonly (string & keyof Row)[] = [],
  ) {}

  /** All of them; nobody may change what is given out. */
  async all(tx: EntityManager): Promise<readonly Row[]> {
    // What a transaction changed itself is its own affair until it commits.
    if (this.changing.has(tx)) return this.read(tx);
    const version = (await versions.ask(tx, () => readVersions(tx))).get(this.table);
    if (!version) throw new Error(`No trigger tells when ${this.table} changes`);
    // Read after the version: it may be newer than that says, and is then read once more, but never older.
    if (this.known?.version !== version) this.known = { version, rows: await this.read(tx) };
    return this.known.rows;
  }

  /** This transaction changes them, or will. */
  change(tx: EntityManager): void {
    this.changing.add(tx);
  }

  private read(tx: EntityManager): Promise<Row[]> {
    return rows<Row>(tx, `SELECT ${named(this.columns) || '*'} FROM "${this.table}" ORDER BY ${named(this.key)}`);
  }
}

const named = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** Another whenever the table changed. */
export async function versionOf(tx: EntityManager, table: string): Promise<string | undefined> {
  return (await readVersions(tx)).get(table);
}

/** In the order of the tables. */
export async function versionsOf(tx: EntityManager, tables: readonly string[]): Promise<(string | undefined)[]> {
  const versions = await readVersions(tx);
  return tables.map((table) => versions.get(table));
}

async function readVersions(tx: EntityManager): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ table: string; version: string }>(tx, 'SELECT "table", "version" FROM remembered');
  return new Map(found.map(({ table, version }) => [table, version]));
}
