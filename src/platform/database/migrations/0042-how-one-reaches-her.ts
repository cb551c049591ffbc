import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a citizen is reached, beside her own row and for as long as that is there; and what of it an answer told. */
export class HowOneReachesHer1763820000042 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE contact (
      "citizenId" uuid PRIMARY KEY REFERENCES citizen ON DELETE CASCADE,
      "mobile" text,
      "phone" text,
      "screenCallAddress" text,
      "language" text,
      "hearing" text,
      "homeAccess" bytea
    )`);
    await db.query('ALTER TABLE look ADD COLUMN "shown" text[]');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE look DROP COLUMN "shown"');
    await db.query('DROP TABLE contact');
  }
}
