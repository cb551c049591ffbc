import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { makeIndexBesideWriters } from '../../src/platform/database/schema/index-beside-writers.js';
import { migrate } from '../../src/platform/database/schema/migrating.js';
import { query } from '../support/database.js';
import { eventually } from '../support/eventually.js';

class Tables1000000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE TABLE visit ("id" integer NOT NULL, "at" timestamptz NOT NULL)');
    await db.query('CREATE TABLE round ("id" integer NOT NULL) PARTITION BY RANGE ("id")');
    await db.query('CREATE TABLE round_some PARTITION OF round FOR VALUES FROM (0) TO (1000)');
    await db.query('CREATE TABLE round_default PARTITION OF round DEFAULT');
    await db.query('INSERT INTO visit VALUES (1, now()), (1, now())');
  }
  async down(): Promise<void> {}
}
class Column1000000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE visit ADD COLUMN "note" text');
  }
  async down(): Promise<void> {}
}
class Indexes1000000000003 implements MigrationInterface {
  readonly transaction = false;
  async up(db: QueryRunner): Promise<void> {
    await makeIndexBesideWriters(db, { name: 'visit_once', table: 'visit', on: '("id")', unique: true });
    await makeIndexBesideWriters(db, { name: 'round_id', table: 'round', on: '("id")' });
  }
  async down(): Promise<void> {}
}

describe('a migration beside those who use its tables', () => {
  const onServer = (sql: string) => query(process.env.TEST_DATABASE_URL!, sql);
  let name: string;
  let url: string;
  let inUse: pg.Client;

  const ask = <T extends object>(sql: string) => query<T>(url, sql);
  const apply = async (upTo: number, onHeld: () => void = () => undefined): Promise<string[]> => {
    const migrations = [Tables1000000000001, Column1000000000002, Indexes1000000000003].slice(0, upTo);
    const source = await new DataSource({ type: 'postgres', url, migrations, poolSize: 2 }).initialize();
    try {
      return await migrate(source, onHeld);
    } finally {
      await source.destroy();
    }
  };

  beforeEach(async () => {
    name = `migrating_${randomBytes(5).toString('hex')}`;
    const at = new URL(process.env.TEST_DATABASE_URL!);
    at.pathname = `/${name}`;
    url = at.href;
    await onServer(`CREATE DATABASE ${name}`);
    inUse = new pg.Client({ connectionString: url });
    await inUse.connect();
  });
  afterEach(async () => {
    await inUse.end();
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  it('gives way to them, keeps nobody out meanwhile, and is applied once they are done, with what came before it', async () => {
    expect(await apply(1)).toEqual(['Tables1000000000001']);
    await inUse.query('BEGIN');
    await inUse.query('SELECT count(*) FROM visit');
    let gaveWay = 0;
    const applied = apply(2, () => gaveWay++);
    for (let id = 100; gaveWay < 3; id++) await ask(`INSERT INTO visit VALUES (${id}, now())`);
    await inUse.query('COMMIT');
    expect(await applied).toEqual(['Column1000000000002']);
    expect(await apply(2)).toEqual([]);
  });

  it('makes an index while they write, and anew where an attempt was cut off', async () => {
    await apply(2);
    await expect(apply(3)).rejects.toThrow(/could not create unique index/);
    expect(await wholeIndexes()).toEqual({ visit_once: false });

    await ask('DELETE FROM visit WHERE ctid = (SELECT min(ctid) FROM visit)');
    await inUse.query('BEGIN');
    await inUse.query('INSERT INTO visit VALUES (2, now())');
    const applied = apply(3);
    await eventually(async () => (await waits()) > 0);
    await ask('INSERT INTO visit VALUES (3, now())');
    await inUse.query('COMMIT');
    expect(await applied).toEqual(['Indexes1000000000003']);
    expect(await wholeIndexes()).toEqual({
      visit_once: true,
      round_id: true,
      round_default_round_id: true,
      round_some_round_id: true,
    });
    await ask('CREATE TABLE round_more PARTITION OF round FOR VALUES FROM (1000) TO (2000)');
    expect(await wholeIndexes()).toMatchObject({ round_id: true, round_more_id_idx: true });
  });

  const waits = async (): Promise<number> => {
    const [found] = await ask<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return found!.n;
  };
  const wholeIndexes = async (): Promise<Record<string, boolean>> => {
    const found = await ask<{ name: string; whole: boolean }>(
      `SELECT "indexrelid"::regclass::text AS name, "indisvalid" AS whole FROM pg_index
       WHERE "indrelid" IN (SELECT oid FROM pg_class WHERE relname LIKE 'visit%' OR relname LIKE 'round%')`,
    );
    return Object.fromEntries(found.map(({ name, whole }) => [name, whole]));
  };
});
