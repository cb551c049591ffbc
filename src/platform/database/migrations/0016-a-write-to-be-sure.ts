import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row a node, written to see whether anything can be. */
export class AWriteToBeSure1763820000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE TABLE write_check ("nodeId" uuid PRIMARY KEY, "at" timestamptz NOT NULL) WITH (fillfactor = 50)`,
    );
  }

  /** The version before knows nothing of it. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE write_check');
  }
}
