import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** What was learnt of one dispenser since it was last written down; null is what was not said. */
export interface HealthNews {
  readonly deviceId: string;
  readonly online: boolean | null;
  /** Null for one that was not heard: all that is known is how it stands. */
  readonly lastSeenAt: Date | null;
  /** When this was learnt. */
  readonly at: Date;
  readonly batteryPct: number | null;
  readonly mains: boolean | null;
  readonly rssiDbm: number | null;
  readonly dosesRemaining: number | null;
  readonly nextDueAt: Date | null;
  readonly firmware: string | null;
}

@Injectable()
export class HealthStore {
  /** One row a dispenser, many dispensers a statement; news older than what is known of a dispenser does not undo it. */
  async save(tx: EntityManager, news: readonly HealthNews[]): Promise<void> {
    if (news.length === 0) return;
    await rows(
      tx,
      `INSERT INTO device_health AS h ("deviceId", "online", "onlineChangedAt", "lastSeenAt", "batteryPct", "batteryAt", "mains", "rssiDbm", "dosesRemaining", "nextDueAt", "firmware")
       SELECT n."deviceId", coalesce(n."online", true), n."at", n."lastSeenAt", n."batteryPct",
         CASE WHEN n."batteryPct" IS NOT NULL THEN n."at" END, n."mains", n."rssiDbm", n."dosesRemaining", n."nextDueAt", n."firmware"
       FROM jsonb_to_recordset($1::jsonb) AS n("deviceId" text, "online" boolean, "lastSeenAt" timestamptz, "at" timestamptz, "batteryPct" double precision, "mains" boolean,
         "rssiDbm" double precision, "dosesRemaining" int, "nextDueAt" timestamptz, "firmware" text)
       JOIN device d ON d."deviceId" = n."deviceId"
       ORDER BY n."deviceId"
       ON CONFLICT ("deviceId") DO UPDATE SET
         "online" = excluded."online",
         "onlineChangedAt" = CASE WHEN h."online" = excluded."online" THEN h."onlineChangedAt" ELSE excluded."onlineChangedAt" END,
         "lastSeenAt" = greatest(h."lastSeenAt", excluded."lastSeenAt"),
         "batteryPct" = coalesce(excluded."batteryPct", h."batteryPct"),
         "batteryAt" = coalesce(excluded."batteryAt", h."batteryAt"),
         "mains" = coalesce(excluded."mains", h."mains"),
         "rssiDbm" = coalesce(excluded."rssiDbm", h."rssiDbm"),
         "dosesRemaining" = coalesce(excluded."dosesRemaining", h."dosesRemaining"),
         "nextDueAt" = coalesce(excluded."nextDueAt", h."nextDueAt"),
         "firmware" = coalesce(excluded."firmware", h."firmware")`,
      [JSON.stringify(news)],
    );
  }

  async contact(tx: EntityManager, deviceId: string): Promise<{ lastSeenAt: Date | null; online: boolean } | null> {
    const [row] = await rows<{ lastSeenAt: Date | null; online: boolean }>(
      tx,
      'SELECT "lastSeenAt", "online" FROM device_health WHERE "deviceId" = $1',
      [deviceId],
    );
    return row ?? null;
  }
}
