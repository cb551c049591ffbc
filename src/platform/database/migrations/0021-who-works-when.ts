import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts are made ahead of the first sign-in, and remembered like teams; a municipality has days of its own. A shift that names every
 * day of the week was meant for public holidays too, and says so from now on: a node of the version before reads no more in it.
 */
export class WhoWorksWhen1763820000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE staff ALTER COLUMN "passwordHash" DROP NOT NULL');
    await db.query(
      `CREATE TABLE own_day (
         "municipalityId" uuid NOT NULL REFERENCES district ON DELETE CASCADE,
         "date" text NOT NULL,
         "name" text,
         "holiday" boolean NOT NULL,
         PRIMARY KEY ("municipalityId", "date")
       )`,
    );
    for (const table of ['staff', 'partner', 'own_day']) {
      await db.query('INSERT INTO remembered ("table") VALUES ($1)', [table]);
      await db.query(
        `CREATE TRIGGER ${table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
         FOR EACH STATEMENT EXECUTE FUNCTION remember_change()`,
      );
    }
    await db.query(
      `UPDATE team SET "shifts" = (
         SELECT jsonb_agg(CASE WHEN s."shift" -> 'days' @> $1::jsonb
                               THEN jsonb_set(s."shift", '{days}', (s."shift" -> 'days') || '["holiday"]') ELSE s."shift" END ORDER BY s."n")
         FROM jsonb_array_elements("shifts") WITH ORDINALITY AS s("shift", "n")
       ) WHERE EXISTS (SELECT 1 FROM jsonb_array_elements("shifts") AS s("shift") WHERE s."shift" -> 'days' @> $1::jsonb)`,
      [JSON.stringify(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])],
    );
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}
