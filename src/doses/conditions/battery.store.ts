import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Battery, BatteryLimits } from '../../devices/battery.rules.js';
import { rows } from '../../platform/database/sql.js';

export interface KnownBattery extends Battery {
  readonly deviceId: string;
  readonly citizenId: string;
  readonly districtId: string | null;
}

@Injectable()
export class BatteryStore {
  /**
   * Of dispensers in use, the batteries of which there is news, by a heartbeat since the dispenser serves its citizen, and since it
   * spoke of its battery itself: what `judgeBattery` says nothing of would be in the way of others. Of these dispensers only when given.
   */
  doubtful(
    tx: EntityManager,
    now: Date,
    { batteryLowPct, batteryEmptyPct, batteryChargedPct }: BatteryLimits,
    only: readonly string[] | null,
    limit: number,
  ): Promise<KnownBattery[]> {
    return rows(
      tx,
      `SELECT h."deviceId", c."id" AS "citizenId", c."districtId", h."batteryPct", h."mains", coalesce(s."standing", '{}') AS "standing",
         s."reportedPct", coalesce(s."isClosedByHand", false) AS "isClosedByHand"
       FROM (SELECT "deviceId" FROM device_health WHERE "batteryPct" <= $2
             UNION SELECT k."deviceId" FROM condition k WHERE ${STANDS}) one
       JOIN device_health h ON h."deviceId" = one."deviceId"
       JOIN device d ON d."deviceId" = h."deviceId" AND d."retiredAt" IS NULL
       JOIN assignment a ON a."deviceId" = h."deviceId" AND a."from" <= least($1, h."batteryAt") AND (a."until" IS NULL OR a."until" > $1)
       JOIN citizen c ON c."id" = a."citizenId" AND c."consentTelemetry" AND c."deceasedAt" IS NULL
       LEFT JOIN LATERAL (
         SELECT array_agg(k."condition") AS "standing", max(k."lastAt") AS "lastAt", max(${REPORTED_PCT}) AS "reportedPct",
           bool_and(k."resolvedAt" IS NOT NULL) AS "isClosedByHand"
         FROM condition k WHERE k."deviceId" = h."deviceId" AND ${STANDS}) s ON true
       WHERE CASE WHEN s."standing" IS NULL THEN h."batteryPct" <= $2 AND h."mains" IS NOT TRUE
           ELSE h."batteryAt" > s."lastAt" AND (h."batteryPct" >= least(100, greatest($4, coalesce(s."reportedPct", 0) + ($4 - $2))) OR (s."isClosedByHand" AND h."mains")
             OR (h."batteryPct" <= $3 AND h."mains" IS NOT TRUE AND 'battery.empty' <> ALL (s."standing"))) END
         AND ($5::text[] IS NULL OR h."deviceId" = ANY ($5))
       ORDER BY h."deviceId" LIMIT $6`,
      [now, batteryLowPct, batteryEmptyPct, batteryChargedPct, only, limit],
    );
  }
}

/** Every number that JSON says fits a double; whatever else stands there is no percentage. */
const REPORTED_PCT = `CASE jsonb_typeof(k."detail" -> 'batteryPct') WHEN 'number' THEN (k."detail" ->> 'batteryPct')::double precision END`;
const STANDS = `k."condition" IN ('battery.low', 'battery.empty') AND k."clearedAt" IS NULL`;
