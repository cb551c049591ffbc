import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who opened which citizen out of reach, why, and until when; kept like the log of reads. */
export class BrokenGlass1763820000026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE break_glass (
      "id" uuid PRIMARY KEY,
      "staffId" uuid NOT NULL,
      "citizenId" uuid NOT NULL,
      "reason" text NOT NULL,
      "text" text NOT NULL,
      "openedAt" timestamptz NOT NULL,
      "until" timestamptz NOT NULL
    )`);
    await db.query('CREATE INDEX break_glass_open ON break_glass ("staffId", "citizenId", "until")');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE break_glass');
  }
}
