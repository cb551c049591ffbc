import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * At which node a dispenser is, over which of its connections, and over which one a command was sent to it. A node of the shape before
 * leaves these columns alone.
 */
export class WhereDispensersAre1763820000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE SEQUENCE IF NOT EXISTS dispenser_connection');
    await db.query(
      `ALTER TABLE device_health ADD COLUMN "nodeId" uuid, ADD COLUMN "connection" bigint, ADD COLUMN "goodbyeAt" timestamptz`,
    );
    await db.query('ALTER TABLE command ADD COLUMN "sentOver" bigint');
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}
