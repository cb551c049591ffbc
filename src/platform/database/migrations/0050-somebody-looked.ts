import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looked at a break-glass, and what was found; kept like it. A node of the version before knows of none. */
export class SomebodyLooked1763820000050 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE glass_review (
      "glassId" uuid PRIMARY KEY,
      "finding" text NOT NULL,
      "text" text,
      "reviewedBy" uuid NOT NULL,
      "reviewedByName" text NOT NULL,
      "reviewedAt" timestamptz NOT NULL
    )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE glass_review');
  }
}
