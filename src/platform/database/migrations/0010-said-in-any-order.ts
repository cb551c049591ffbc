import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A condition keeps what was said of it, so that it comes to the same in any order; what stands now is taken over as if it had been said
 * so. A node of the shape before that still runs goes on with "recentAt", which nobody else reads any more. A dispenser may visit instead of staying connected, because it is registered so or was seen to.
 */
export class SaidInAnyOrder1763800000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE condition ADD COLUMN "words" jsonb NOT NULL DEFAULT '[]'`);
    await db.query(`
      UPDATE condition k SET "words" = coalesce((
        SELECT jsonb_agg(jsonb_build_object('is', w."is", 'code', w."code", 'line', NULL, 'atMs', w."atMs", 'heardMs', w."atMs", 'isTimed', true,
          'bootId', NULL, 'sequence', NULL) || CASE WHEN w."is" = 'raised' THEN jsonb_build_object('detail', k."detail") ELSE '{}' END ORDER BY w."atMs", w."is" DESC)
        FROM (
          SELECT DISTINCT 'raised' AS "is", ${CODE} AS "code", ${ms('at')} AS "atMs" FROM unnest(ARRAY[k."since", k."lastAt"]) AS "at"
          UNION ALL SELECT 'cleared', NULL, ${ms('k."clearedAt"')} WHERE k."clearedAt" IS NOT NULL
        ) w), '[]')
      WHERE k."condition" <> 'device.booted' AND (k."clearedAt" IS NULL OR cardinality(k."recentAt") > 0)`);
    await db.query(`
      UPDATE condition k SET "words" = coalesce((
        SELECT jsonb_agg(jsonb_build_object('is', 'raised', 'code', NULL, 'line', NULL, 'atMs', ${ms('at')}, 'heardMs', ${ms('at')}, 'isTimed', true,
          'bootId', NULL, 'sequence', NULL) ORDER BY "at") FROM unnest(k."recentAt") AS "at"), '[]')
      WHERE k."condition" = 'device.booted'`);
    await db.query(`ALTER TABLE device ADD COLUMN "presence" text CHECK ("presence" IN ('connected', 'visit')),
      ADD COLUMN "expectEveryMinutes" integer CHECK ("expectEveryMinutes" > 0)`);
    await db.query('ALTER TABLE device_health ADD COLUMN "visits" smallint NOT NULL DEFAULT 0');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE device_health DROP COLUMN "visits"');
    await db.query('ALTER TABLE device DROP COLUMN "presence", DROP COLUMN "expectEveryMinutes"');
    await db.query('ALTER TABLE condition DROP COLUMN "words"');
  }
}

const ms = (instant: string): string => `floor(extract(epoch FROM ${instant}) * 1000)::bigint`;

/** Where it was told which of several things stands. */
const CODE = `CASE k."condition" WHEN 'device.fault' THEN k."detail" ->> 'faultCode' WHEN 'user.message_unread' THEN k."detail" ->> 'messageId'
  WHEN 'supply.load_rejected' THEN k."detail" ->> 'faultClass' ELSE k."detail" ->> 'slot' END`;
