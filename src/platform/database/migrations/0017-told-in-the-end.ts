import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What cannot be delivered for what may pass is not parked any more. What had been, and is not about an alert that people have long
 * dealt with, goes again: where nobody answered, or no connection was to be had.
 */
export class ToldInTheEnd1763820000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE delivery ADD COLUMN "givenUp" text[] NOT NULL DEFAULT '{}', ADD COLUMN "apart" boolean NOT NULL DEFAULT false`,
    );
    await db.query(
      `UPDATE delivery SET "state" = 'waiting', "channel" = "channels"[1], "attempts" = 0, "failingSince" = NULL, "nextTryAt" = "createdAt"
       WHERE "state" = 'parked' AND "purpose" IN ('hand-over', 'export') AND ("error" = 'no-answer' OR "error" ~ '^E[A-Z_]+$')`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE delivery DROP COLUMN "givenUp", DROP COLUMN "apart"');
  }
}
