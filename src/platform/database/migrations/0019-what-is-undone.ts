import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a mistake closed is known by the mistake: an alert says which absence of the citizen ended it, or opened it, a pause that it was
 * taken back, a death since when it was registered. What stands so today is marked by what the log says.
 */
export class WhatIsUndone1763820000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE pause ADD COLUMN "undoneAt" timestamptz');
    await db.query('ALTER TABLE citizen ADD COLUMN "deathRegisteredAt" timestamptz');
    await db.query(
      `ALTER TABLE alert ADD COLUMN "closedBecause" text, ADD COLUMN "closedBecauseId" uuid,
         ADD COLUMN "openedBecause" text, ADD COLUMN "openedBecauseId" uuid`,
    );
    await db.query('UPDATE citizen SET "deathRegisteredAt" = "updatedAt" WHERE "deceasedAt" IS NOT NULL');
    await db.query(
      `UPDATE alert a SET "closedBecause" = w."why", "closedBecauseId" = w."id" FROM (
         SELECT "id" AS "citizenId", 'citizen.deceased' AS "fact", 'deceased' AS "why", "id", "deathRegisteredAt" AS "since"
           FROM citizen WHERE "deceasedAt" IS NOT NULL
         UNION ALL SELECT "id", 'consent.withdrawn', 'consent-withdrawn', "id", "consentChangedAt" FROM citizen WHERE NOT "consentTelemetry"
         UNION ALL SELECT "citizenId", 'service.paused', 'paused', "id", "begunAt" FROM pause
           WHERE "begunAt" IS NOT NULL AND "endedAt" IS NULL) w
       WHERE a."citizenId" = w."citizenId" AND a."state" = 'auto-resolved' AND a."resolvedAt" >= w."since" - interval '1 hour'
         AND EXISTS (SELECT 1 FROM alert_log l WHERE l."alertId" = a."id" AND l."entry" = 'signed-off' AND l."data" ->> 'reason' = w."fact")`,
    );
    await db.query(
      `UPDATE alert SET "openedBecause" = 'deceased', "openedBecauseId" = "citizenId"
       WHERE "type" = 'device.recovery' AND "state" IN ('open', 'claimed', 'in-progress', 'shelved')`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE alert DROP COLUMN "closedBecause", DROP COLUMN "closedBecauseId", DROP COLUMN "openedBecause", DROP COLUMN "openedBecauseId"`,
    );
    await db.query('ALTER TABLE citizen DROP COLUMN "deathRegisteredAt"');
    await db.query('ALTER TABLE pause DROP COLUMN "undoneAt"');
  }
}
