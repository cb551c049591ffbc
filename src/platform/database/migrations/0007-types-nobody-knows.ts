import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a dispenser says under a name that nobody knows is put aside once, and counted. */
export class TypesNobodyKnows1763790000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(QUARANTINE);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const QUARANTINE = `
ALTER TABLE quarantine ADD COLUMN "type" text, ADD COLUMN "occurrences" integer NOT NULL DEFAULT 1,
  DROP CONSTRAINT quarantine_kind_check,
  ADD CONSTRAINT quarantine_kind_check CHECK ("kind" IN ('rejected', 'unattributed', 'parked', 'unknown-type')),
  DROP CONSTRAINT quarantine_number_key;
CREATE UNIQUE INDEX quarantine_line ON quarantine ("number") WHERE "type" IS NULL;
CREATE UNIQUE INDEX quarantine_unknown_type ON quarantine ("deviceId", "type") WHERE "type" IS NOT NULL;
`;
