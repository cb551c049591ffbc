import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IS_VISITOR, mayBeSilent, offlineAt, type SilenceLimits } from '../../devices/devices.service.js';
import { rows } from '../../platform/database/sql.js';

/** A dispenser with which contact was lost, or that is back. */
export interface Contact {
  readonly deviceId: string;
  readonly citizenId: string;
  readonly districtId: string | null;
  readonly lastSeenAt: Date | null;
}

export interface ContactTimes extends SilenceLimits {
  readonly now: Date;
}

/** Whoever was heard since then is not offline, whatever is expected of it. */
const heardOfLate = ({ now, offlineMinutes, silentMinutes }: ContactTimes): Date =>
  new Date(now.getTime() - Math.min(offlineMinutes, silentMinutes) * 60_000);

/** Held against whom it serves and what is expected of it: who travels or rests is not looked for. */
const IS_EXPECTED_AWAY = `(
  EXISTS (SELECT 1 FROM pause p WHERE p."citizenId" = c."id" AND p."from" <= $1 AND p."until" > $1 AND p."endedAt" IS NULL)
  OR EXISTS (SELECT 1 FROM dose x WHERE x."citizenId" = c."id" AND x."dueAt" > $1 AND x."state" = 'dispensed-in-advance'))`;

@Injectable()
export class ConnectivityStore {
  /** Dispensers in use that are offline and not known to be; of these ones only when given. */
  lost(tx: EntityManager, times: ContactTimes, only: readonly string[] | null, limit: number): Promise<Contact[]> {
    return rows(
      tx,
      `SELECT h."deviceId", c."id" AS "citizenId", c."districtId", h."lastSeenAt" FROM device_health h
       JOIN device d ON d."deviceId" = h."deviceId" AND d."retiredAt" IS NULL
       JOIN assignment a ON a."deviceId" = h."deviceId" AND a."from" <= $1 AND (a."until" IS NULL OR a."until" > $1)
       JOIN citizen c ON c."id" = a."citizenId" AND c."consentTelemetry" AND c."deceasedAt" IS NULL
       WHERE (h."lastSeenAt" IS NULL OR h."lastSeenAt" <= $2) AND ${offlineAt(times)} <= $1
         AND ($3::text[] IS NULL OR h."deviceId" = ANY ($3))
         AND NOT EXISTS (SELECT 1 FROM condition k
           WHERE k."deviceId" = h."deviceId" AND k."condition" = 'connectivity.offline' AND k."clearedAt" IS NULL)
         AND NOT ${IS_EXPECTED_AWAY}
       ORDER BY h."deviceId" LIMIT $4`,
      [times.now, heardOfLate(times), only, limit],
    );
  }

  /** Dispensers known to be offline that are back, or that nobody looks for any more. */
  found(tx: EntityManager, times: ContactTimes, only: readonly string[] | null, limit: number): Promise<Contact[]> {
    return rows(
      tx,
      `SELECT k."deviceId", k."citizenId", c."districtId", h."lastSeenAt" FROM condition k
       JOIN device_health h ON h."deviceId" = k."deviceId"
       JOIN device d ON d."deviceId" = k."deviceId"
       JOIN citizen c ON c."id" = k."citizenId"
       WHERE k."condition" = 'connectivity.offline' AND k."clearedAt" IS NULL AND ($2::text[] IS NULL OR k."deviceId" = ANY ($2))
         AND (((h."online" OR ${IS_VISITOR}) AND h."lastSeenAt" + ${mayBeSilent(times)} > $1) OR d."retiredAt" IS NOT NULL OR NOT c."consentTelemetry" OR c."deceasedAt" IS NOT NULL
           OR ${IS_EXPECTED_AWAY}
           OR NOT EXISTS (SELECT 1 FROM assignment a WHERE a."deviceId" = k."deviceId" AND a."citizenId" = k."citizenId"
             AND a."from" <= $1 AND (a."until" IS NULL OR a."until" > $1)))
       ORDER BY k."deviceId" LIMIT $3`,
      [times.now, only, limit],
    );
  }
}
