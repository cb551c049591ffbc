import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What nobody has looked at yet is noted once a batch and no longer once a line: a dispensed dose, which most lines are about, then
 * leaves no row behind that is written, indexed and deleted for it alone. A row is kept of those lines only that wait for care.
 * A node of the shape before that still runs can write nothing now: it acknowledges nothing, and dispensers say it again to a new one.
 */
export class HeardInBatches1763770000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(JOURNAL);
  }

  /** The rows of one shape cannot be told in the other while both are written. */
  async down(): Promise<void> {}
}

const JOURNAL = `
CREATE TABLE journal_batch (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "lane" smallint NOT NULL,
  "lines" integer NOT NULL,
  "numbers" bigint[] NOT NULL,
  "deviceNumbers" integer[] NOT NULL,
  "from" timestamptz NOT NULL,
  "until" timestamptz NOT NULL,
  "receivedAt" timestamptz NOT NULL
);
-- Written once, read once and deleted: not worth compressing.
ALTER TABLE journal_batch ALTER COLUMN "numbers" SET STORAGE EXTERNAL, ALTER COLUMN "deviceNumbers" SET STORAGE EXTERNAL;
CREATE INDEX journal_batch_lane ON journal_batch ("lane", "id");
LOCK TABLE journal_pending;
WITH heard AS (DELETE FROM journal_pending WHERE "stage" = 'heard' RETURNING "number", "time", "deviceNumber")
INSERT INTO journal_batch ("lane", "lines", "numbers", "deviceNumbers", "from", "until", "receivedAt")
SELECT h."deviceNumber" % 4, 1, ARRAY[h."number"], ARRAY[h."deviceNumber"], h."time", h."time", j."receivedAt"
FROM heard h JOIN journal j ON j."number" = h."number" AND j."time" = h."time" ORDER BY h."number";
DROP INDEX journal_pending_heard;
ALTER TABLE journal_pending ALTER COLUMN "stage" DROP DEFAULT, DROP CONSTRAINT journal_pending_stage_check,
  ADD CONSTRAINT journal_pending_stage_check CHECK ("stage" IN ('care', 'parked'));
CREATE VIEW journal_waiting AS
  SELECT "lines", "receivedAt" FROM journal_batch
  UNION ALL
  SELECT 1, j."receivedAt" FROM journal_pending p JOIN journal j ON j."number" = p."number" AND j."time" = p."time" WHERE p."stage" = 'care';
`;
