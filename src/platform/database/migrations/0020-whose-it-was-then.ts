import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was said to and by a dispenser stays with the citizen it served then. A command names its citizen and who asked; one of the shape
 * before names neither, and is whose the dispenser was at its time. A line names the dialect it was heard in once that is not the
 * dispenser's first any more; what was put aside, whose a person said it was. A fact about a citizen who left a district names that too.
 */
export class WhoseItWasThen1763820000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE assignment ADD COLUMN "endsAt" timestamptz');
    await db.query('CREATE INDEX assignment_ends ON assignment ("endsAt") WHERE "endsAt" IS NOT NULL');
    await db.query('ALTER TABLE command ADD COLUMN "citizenId" uuid, ADD COLUMN "askedBy" jsonb');
    await db.query('ALTER TABLE device ADD COLUMN "firstDialect" text');
    await db.query('ALTER TABLE journal ADD COLUMN "dialect" text');
    await db.query('ALTER TABLE quarantine ADD COLUMN "citizenId" uuid');
    await db.query('ALTER TABLE fact ADD COLUMN "leftDistrictId" uuid');
    await db.query(`CREATE OR REPLACE VIEW feed AS
      SELECT t."last" - t."facts" + f."step" AS "position", t."last", f.*
      FROM fact_turn t JOIN fact f ON f."turnId" = t."id" AND f."at" = t."at"`);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}
