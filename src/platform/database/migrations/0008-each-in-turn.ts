import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose lines come next: a citizen's lines wait in turns of a few, and what a dispenser says beyond its budget waits in a lane of its
 * own and then behind all others. A node of the shape before that still runs takes its lines as before and leaves those behind alone.
 */
export class EachInTurn1763800000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(JOURNAL);
    await db.query(INGEST);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const JOURNAL = `
ALTER TABLE journal_batch ALTER COLUMN "lane" TYPE integer;
ALTER TABLE journal_pending ADD COLUMN "turn" integer NOT NULL DEFAULT 0, DROP CONSTRAINT journal_pending_stage_check,
  ADD CONSTRAINT journal_pending_stage_check CHECK ("stage" IN ('care', 'behind', 'parked'));
DROP INDEX journal_pending_subject;
CREATE INDEX journal_pending_subject ON journal_pending ("subject", "stage", "turn", "number");
CREATE INDEX journal_pending_turn ON journal_pending (right("subject", 1), "turn", "number") WHERE "stage" = 'care';
CREATE INDEX journal_pending_behind ON journal_pending ("turn", "number") WHERE "stage" = 'behind';
CREATE OR REPLACE VIEW journal_waiting AS
  SELECT "lines", "receivedAt", "lane" < 0 AS "isBehind" FROM journal_batch
  UNION ALL
  SELECT 1, j."receivedAt", p."stage" = 'behind' OR p."turn" > 0
  FROM journal_pending p JOIN journal j ON j."number" = p."number" AND j."time" = p."time" WHERE p."stage" <> 'parked';
`;

const INGEST = `
CREATE TABLE chatter (
  "deviceId" text PRIMARY KEY REFERENCES device,
  "since" timestamptz NOT NULL,
  "lastAt" timestamptz NOT NULL,
  "events" bigint NOT NULL
);
`;
