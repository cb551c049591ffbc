import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityMetadata } from 'typeorm';
import { entities } from '../../src/app.module.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';

/** Columns that only SQL speaks of. */
const WITHOUT_ENTITY: Readonly<Record<string, readonly string[]>> = {
  // For a node of the version before that still runs.
  condition: ['recentAt'],
  // For whoever sends it next, and nobody else.
  command: ['sentOver', 'carriedUntil'],
  // For whoever tells that a stay elsewhere began or ended.
  citizen: ['staysElsewhere'],
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
}

describe('entities and the tables the migrations make', () => {
  let database: TestDatabase;
  let source: DataSource;
  const tables = new Map<string, Column[]>();

  beforeAll(async () => {
    database = await makeDatabase('entities');
    source = await new DataSource({ type: 'postgres', url: database.url, entities }).initialize();
    const found = await query<Column & { table: string }>(
      database.url,
      `SELECT c.relname AS "table", a.attname AS "name", format_type(a.atttypid, NULL) AS "type", NOT a.attnotnull AS "isNullable"
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    for (const { table, ...column } of found) tables.set(table, [...(tables.get(table) ?? []), column]);
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  const metadatas = entities.map((entity) => [entity.name, (): EntityMetadata => source.getMetadata(entity)] as const);

  it.each(metadatas)('%s has the columns of its table, of the same types', (_name, metadata) => {
    const { tableName, columns } = metadata();
    const ours = columns.map((column) => ({
      name: column.databaseName,
      type: `${source.driver.normalizeType(column)}${column.isArray ? '[]' : ''}`,
      isNullable: column.isNullable,
    }));
    const theirs = (tables.get(tableName) ?? []).filter(({ name }) => !WITHOUT_ENTITY[tableName]?.includes(name));
    expect(ours.sort(byName)).toEqual(theirs.sort(byName));
  });

  it.each(metadatas)('%s knows its key', async (_name, metadata) => {
    const { tableName, primaryColumns } = metadata();
    const keys = await query<{ columns: string[] }>(
      database.url,
      `SELECT array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND (a.attnum = ANY (i.indkey) OR a.attnum IN (
                SELECT refobjsubid FROM pg_depend WHERE objid = i.indexrelid AND refobjid = i.indrelid AND refobjsubid > 0)) ORDER BY 1) AS "columns"
       FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique AND i.indpred IS NULL`,
      [tableName],
    );
    expect(keys.map(({ columns }) => columns)).toContainEqual(primaryColumns.map((c) => c.databaseName).sort());
  });
});

const byName = (a: Column, b: Column): number => (a.name < b.name ? -1 : 1);
