import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why somebody did what stands in the log of sign-ins and accounts, in her words; and that log is found by its time, as the others are. */
export class WhyItWasLifted1763820000029 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE access_log ADD COLUMN "text" text');
    await db.query('CREATE INDEX access_log_at ON access_log ("at")');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX access_log_at');
    await db.query('ALTER TABLE access_log DROP COLUMN "text"');
  }
}
