import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeIndexBesideWriters } from '../schema/index-beside-writers.js';

/**
 * Work that somebody has knows where it goes next once its citizen is elsewhere; what was last told of a stay elsewhere is known, so that
 * it begins and ends by its dates; a command that is being carried is for nobody else meanwhile; relatives have ids of their own.
 */
export class WhereWorkGoes1763820000022 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE task ADD COLUMN IF NOT EXISTS "nextTeamId" uuid, ADD COLUMN IF NOT EXISTS "nextDistrictId" uuid,
         ADD COLUMN IF NOT EXISTS "movedAt" timestamptz`,
    );
    await db.query('ALTER TABLE citizen ADD COLUMN IF NOT EXISTS "staysElsewhere" boolean NOT NULL DEFAULT false');
    await db.query('ALTER TABLE command ADD COLUMN IF NOT EXISTS "carriedUntil" timestamptz');
    await makeIndexBesideWriters(db, {
      name: 'task_next_team',
      table: 'task',
      on: '("nextTeamId") WHERE "nextTeamId" IS NOT NULL',
    });
    await makeIndexBesideWriters(db, {
      name: 'citizen_stay',
      table: 'citizen',
      on: '("id") WHERE "temporaryAddress" IS NOT NULL OR "staysElsewhere"',
    });
    await db.query(
      `UPDATE citizen SET "relatives" = (
         SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid()) || r."relative" ORDER BY r."place")
         FROM jsonb_array_elements("relatives") WITH ORDINALITY AS r ("relative", "place"))
       WHERE "relatives" <> '[]' AND NOT jsonb_path_exists("relatives", '$[*].id')`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX task_next_team');
    await db.query('DROP INDEX citizen_stay');
    await db.query('ALTER TABLE command DROP COLUMN "carriedUntil"');
    await db.query('ALTER TABLE citizen DROP COLUMN "staysElsewhere"');
    await db.query('ALTER TABLE task DROP COLUMN "nextTeamId", DROP COLUMN "nextDistrictId", DROP COLUMN "movedAt"');
  }
}
