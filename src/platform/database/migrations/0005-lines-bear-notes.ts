import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was read oddly, left out or repaired stands beside the line. Most lines have nothing to note and take no room for it. */
export class LinesBearNotes1763790000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE journal ADD COLUMN "notes" text[]');
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}
