import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which node's clock is far from PostgreSQL's, so that operations are told once, whichever node it is. */
export class ClocksApart1763820000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE TABLE node_clock (
         "nodeId" uuid PRIMARY KEY, "name" text NOT NULL, "skewMs" double precision NOT NULL, "behindMs" double precision NOT NULL,
         "seenAt" timestamptz NOT NULL)`,
    );
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}
