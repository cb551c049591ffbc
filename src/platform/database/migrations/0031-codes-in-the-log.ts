import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an entry of the handling log says is a code with its parameters. What stands there as prose stays, and so does what the version before writes. */
export class CodesInTheLog1763820000031 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE alert_log ADD COLUMN "kind" text NOT NULL DEFAULT 'text'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE alert_log DROP COLUMN "kind"');
  }
}
