import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Good news that nobody can be sure of is put aside for a person. */
export class NewsToReview1763810000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE quarantine DROP CONSTRAINT quarantine_kind_check,
       ADD CONSTRAINT quarantine_kind_check CHECK ("kind" IN ('rejected', 'unattributed', 'parked', 'unknown-type', 'review'))`,
    );
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}
