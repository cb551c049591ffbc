import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** A dispenser with which contact was lost, or that is back. */
export interface Contact {
  readonly deviceId: string;
  readonly citizenId: string;
  readonly districtId: string | null;
  readonly lastSeenAt: Date | null;
}

export interface ContactTimes {
  readonly now: Date;
  /** Without a connection since before this is offline. */
  readonly disconnectedBefore: Date;
  /** Without a sign of life since before this is offline too. */
  readonly silentBefore: Date;
}

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
       WHERE (h."lastSeenAt" <= $3 OR (NOT h."online" AND h."onlineChangedAt" <= $2))
         AND ($4::text[] IS NULL OR h."deviceId" = ANY ($4))
         AND NOT EXISTS (SELECT 1 FROM condition k
           WHERE k."deviceId" = h."deviceId" AND k."condition" = 'connectivity.offline' AND k."clearedAt" IS NULL)
         AND NOT ${IS_EXPECTED_AWAY}
       ORDER BY h."deviceId" LIMIT $5`,
      [times.now, times.disconnectedBefore, times.silentBefore, only, limit],
    );
  }

  /** Dispensers known to be offline that are back, or that nobody looks for any more. */
  found(tx: EntityManager, times: ContactTimes, only: readonly string[] | null, limit: number): Promise<Contact[]> {
    return rows(
      tx,
      `SELECT k."deviceId", k."citizenId", c."districtId", h."lastSeenAt" FROM condition k
       JOIN device_health h ON h."deviceId" = k."deviceId"
       JOIN citizen c ON c."id" = k."citizenId"
       WHERE k."condition" = 'connectivity.offline' AND k."clearedAt" IS NULL AND ($3::text[] IS NULL OR k."deviceId" = ANY ($3))
         AND ((h."online" AND h."lastSeenAt" > $2) OR NOT c."consentTelemetry" OR c."deceasedAt" IS NOT NULL OR ${IS_EXPECTED_AWAY}
           OR NOT EXISTS (SELECT 1 FROM assignment a WHERE a."deviceId" = k."deviceId" AND a."citizenId" = k."citizenId"
             AND a."from" <= $1 AND (a."until" IS NULL OR a."until" > $1)))
       ORDER BY k."deviceId" LIMIT $4`,
      [times.now, times.silentBefore, only, limit],
    );
  }
}
