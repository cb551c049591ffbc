import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../platform/database/locks.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import { LIVE_STATES, type Alert } from '../cases/alert.rules.js';
import { INCIDENT, type Loss } from './storm.rules.js';

const LIVE = isOneOf('"state"', LIVE_STATES);

/** Dispensers that have been without contact or mains since an instant or later; silence counts from when it was called that,
 * and that one leaves which visits, or seems to, is no loss. */
const LOST_SINCE = `
  SELECT f."deviceId", min(f."at") AS "at" FROM (
    SELECT h."deviceId", h."onlineChangedAt" AS "at" FROM device_health h JOIN device d ON d."deviceId" = h."deviceId"
    WHERE NOT h."online" AND h."onlineChangedAt" >= $1 AND (d."presence" = 'connected' OR (d."presence" IS NULL AND h."visits" <= 0))
    UNION ALL
    SELECT "deviceId", "since" FROM condition
    WHERE "condition" IN ('power.mains_lost', 'connectivity.offline') AND "clearedAt" IS NULL AND "since" >= $1
  ) f GROUP BY f."deviceId"`;
/** Given the instant as the second parameter. */
const IN_USE = `assignment a JOIN device d ON d."deviceId" = a."deviceId" AND d."retiredAt" IS NULL
    AND a."from" <= $2 AND (a."until" IS NULL OR a."until" > $2)
  JOIN citizen c ON c."id" = a."citizenId" AND c."consentTelemetry" AND c."deceasedAt" IS NULL`;

@Injectable()
export class StormsStore {
  /** One worker looks at a time. */
  async tryLock(tx: EntityManager): Promise<boolean> {
    const [row] = await rows<{ held: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS "held"', [LOCKS.storms]);
    return row!.held;
  }

  /** By district, where at least so many were lost since the instant. */
  losses(tx: EntityManager, since: Date, now: Date, fewest: number): Promise<Loss[]> {
    return rows(
      tx,
      `SELECT n.*, (SELECT count(*) FROM ${IN_USE} WHERE c."districtId" = n."districtId") AS "inUse" FROM (
         SELECT c."districtId", count(*) AS "lost", min(l."at") AS "since" FROM (${LOST_SINCE}) l
         JOIN ${IN_USE} ON a."deviceId" = l."deviceId"
         WHERE c."districtId" IS NOT NULL GROUP BY 1 HAVING count(*) >= $3) n`,
      [since, now, fewest],
    );
  }

  /** Of the districts together. */
  async stillLost(tx: EntityManager, districtIds: readonly string[], since: Date, now: Date): Promise<number> {
    const [row] = await rows<{ lost: number }>(
      tx,
      `SELECT count(*) AS "lost" FROM (${LOST_SINCE}) l JOIN ${IN_USE} ON a."deviceId" = l."deviceId"
       WHERE c."districtId" = ANY ($3::uuid[])`,
      [since, now, districtIds],
    );
    return row!.lost;
  }

  liveIncidents(tx: EntityManager): Promise<Alert[]> {
    return rows(tx, `SELECT * FROM alert WHERE "type" = $1 AND "key" LIKE 'district:%' AND ${LIVE} ORDER BY "id"`, [
      INCIDENT,
    ]);
  }

  /** What the outage did to dispensers and nobody has taken up. */
  async attachable(tx: EntityManager, { districtId }: Alert, since: Date): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT "id" FROM alert WHERE "districtId" = $1 AND "state" = 'open' AND "openedAt" >= $2 AND NOT "attached"
         AND "type" IN ('connectivity.offline', 'power.mains_lost') ORDER BY "id"`,
      [districtId, since],
    );
    return found.map(({ id }) => id);
  }
}
