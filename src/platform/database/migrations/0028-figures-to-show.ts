import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A municipality's own limits, by district; and whom a district that is no more has left its history to. */
export class FiguresToShow1763820000028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE district_former (
        "id" uuid PRIMARY KEY,
        "name" text NOT NULL,
        "successorId" uuid NOT NULL REFERENCES district,
        "removedAt" timestamptz NOT NULL
      );
      CREATE INDEX district_former_successor ON district_former ("successorId");
      INSERT INTO remembered ("table") VALUES ('district_former');
      CREATE TRIGGER district_former_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON district_former
        FOR EACH STATEMENT EXECUTE FUNCTION remember_change();
      CREATE TABLE district_limits (
        "districtId" uuid PRIMARY KEY REFERENCES district ON DELETE CASCADE,
        "limits" jsonb NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        "version" integer NOT NULL
      );`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE district_limits, district_former; DELETE FROM remembered WHERE "table" = 'district_former'`,
    );
  }
}
