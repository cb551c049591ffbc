import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is put aside is told to somebody once. What lay there before is not news any more. */
export class WhatWasTold1763800000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(QUARANTINE);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const QUARANTINE = `
ALTER TABLE quarantine ADD COLUMN "told" boolean NOT NULL DEFAULT true;
ALTER TABLE quarantine ALTER COLUMN "told" SET DEFAULT false;
CREATE INDEX quarantine_untold ON quarantine ("deviceId", "number") WHERE "state" = 'open' AND NOT "told";
CREATE INDEX quarantine_open_of ON quarantine ("deviceId") WHERE "state" = 'open';
`;
