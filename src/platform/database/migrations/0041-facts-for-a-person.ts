import type { MigrationInterface, QueryRunner } from 'typeorm';

const FEED = `VIEW feed AS
  SELECT t."last" - t."facts" + f."step" AS "position", t."last", f.*
  FROM fact_turn t JOIN fact f ON f."turnId" = t."id" AND f."at" = t."at"`;

/** A fact may be meant for one account, beside all who may hear it. The version before tells it to nobody in particular. */
export class FactsForAPerson1763820000041 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE fact ADD COLUMN "for" text');
    await db.query(`CREATE OR REPLACE ${FEED}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW feed');
    await db.query('ALTER TABLE fact DROP COLUMN "for"');
    await db.query(`CREATE ${FEED}`);
  }
}
