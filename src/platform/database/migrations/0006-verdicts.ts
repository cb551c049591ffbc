import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the broker refused of a dispenser, one row a kind of refusal; and an index of the few lines of the journal about which there
 * is something to say. While it is built nothing is journalled, and so nothing acknowledged: plan a minute for each ten million lines.
 */
export class Verdicts1763790000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLE);
    await db.query(INDEX);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const TABLE = `
CREATE TABLE device_verdict (
  "deviceNumber" integer NOT NULL,
  "reason" text NOT NULL,
  "detail" text NOT NULL,
  "firstAt" timestamptz NOT NULL,
  "lastAt" timestamptz NOT NULL,
  "occurrences" bigint NOT NULL,
  PRIMARY KEY ("deviceNumber", "reason", "detail")
) WITH (fillfactor = 70);
`;

const INDEX = `
CREATE INDEX journal_judged ON journal ("deviceNumber", "number") WHERE "reason" IS NOT NULL OR "notes" IS NOT NULL;
`;
