import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shifts that people begin and end themselves, beside the rosters, and how each wants the console. A node of the version before goes by the rosters alone. */
export class EachOfHerself1763820000043 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE own_shift (
        "teamId" uuid NOT NULL REFERENCES team ON DELETE CASCADE,
        "staffId" uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
        "atWork" boolean NOT NULL,
        "from" timestamptz NOT NULL,
        "until" timestamptz NOT NULL,
        "isOver" boolean NOT NULL,
        PRIMARY KEY ("teamId", "staffId")
      );
      CREATE INDEX own_shift_staff ON own_shift ("staffId");
      CREATE INDEX own_shift_end ON own_shift ("until") WHERE NOT "isOver";
      INSERT INTO remembered ("table") VALUES ('own_shift');
      CREATE TRIGGER own_shift_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON own_shift
        FOR EACH STATEMENT EXECUTE FUNCTION remember_change();
      CREATE TABLE own_settings (
        "staffId" uuid PRIMARY KEY REFERENCES staff ON DELETE CASCADE,
        "settings" jsonb NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        "version" integer NOT NULL
      );`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE own_shift, own_settings; DELETE FROM remembered WHERE "table" = 'own_shift'`);
  }
}
