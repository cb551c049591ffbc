import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What failed because of the house and not of the message is counted apart, and tried for as long as it takes. A node of the version
 * before goes on as it did; what it parks for such a reason is found by its missing cause.
 */
export class TroubleThatPasses1763820000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(JOURNAL);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const JOURNAL = `
ALTER TABLE journal_pending ADD COLUMN "delays" integer NOT NULL DEFAULT 0, ADD COLUMN "trouble" text,
  ADD COLUMN "apart" boolean NOT NULL DEFAULT false;
CREATE INDEX journal_pending_delayed ON journal_pending ("lookAt") WHERE "delays" > 0;
CREATE OR REPLACE VIEW journal_waiting AS
  SELECT "lines", "receivedAt", "lane" < 0 AS "isBehind" FROM journal_batch
  UNION ALL
  SELECT 1, j."receivedAt", p."stage" = 'behind' OR p."turn" > 0 OR p."apart"
  FROM journal_pending p JOIN journal j ON j."number" = p."number" AND j."time" = p."time" WHERE p."stage" <> 'parked';
ALTER TABLE quarantine ADD COLUMN "cause" text CHECK ("cause" IN ('message', 'infrastructure')), DROP CONSTRAINT quarantine_kind_check,
  ADD CONSTRAINT quarantine_kind_check CHECK ("kind" IN ('rejected', 'unattributed', 'parked', 'unknown-type', 'review', 'waiting')) NOT VALID;
`;
