import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A citizen's misses are counted at each miss, and are few among doses that grow without end: they have an index of their own. While it
 * is built nothing is settled; what is heard meanwhile is written down and acknowledged as ever. Ladders are remembered as districts
 * and teams are.
 */
export class AlarmsCostLess1763780000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DOSES);
    await db.query(ESCALATION);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const DOSES = `
CREATE INDEX dose_missed ON dose ("citizenId", "dueAt") WHERE "state" = 'missed';
`;

const ESCALATION = `
INSERT INTO remembered ("table") VALUES ('ladder');
CREATE TRIGGER ladder_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ladder FOR EACH STATEMENT EXECUTE FUNCTION remember_change();
`;
