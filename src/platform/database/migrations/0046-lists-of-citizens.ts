import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeIndexBesideWriters } from '../schema/index-beside-writers.js';

/** By which number another system knows a citizen, so that a list can be taken in again; and where postal codes lie, where somebody said so. */
export class ListsOfCitizens1763820000046 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE citizen ADD COLUMN IF NOT EXISTS "externalId" text');
    await db.query(`
      CREATE TABLE IF NOT EXISTS postcode (
        "country" text NOT NULL,
        "code" text NOT NULL,
        "lat" double precision NOT NULL,
        "lon" double precision NOT NULL,
        PRIMARY KEY ("country", "code")
      )`);
    await makeIndexBesideWriters(db, {
      name: 'citizen_external',
      table: 'citizen',
      on: '("externalId") WHERE "externalId" IS NOT NULL',
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE postcode');
    await db.query('ALTER TABLE citizen DROP COLUMN "externalId"');
  }
}
