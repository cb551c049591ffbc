import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who cares for somebody that others care for too has the number in a second column, which the version before does not know. */
export class TwiceTheSameNumber1763820000027 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE citizen ADD COLUMN "cprDigestToo" bytea');
    await db.query('CREATE INDEX citizen_cpr_too ON citizen ("cprDigestToo") WHERE "cprDigestToo" IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE citizen DROP COLUMN "cprDigestToo"');
  }
}
