import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A citizen's misses are counted at each miss, and are few among doses that grow without end: they have an index of their own.
 * While it is built nothing is settled; what is heard meanwhile is written down and acknowledged as ever.
 */
export class MissesAtHand1763780000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX dose_missed ON dose ("citizenId", "dueAt") WHERE "state" = 'missed'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX dose_missed');
  }
}
