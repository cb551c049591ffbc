import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** What was learnt of one dispenser since it was last written down; null is what was not said. */
export interface HealthNews {
  readonly deviceId: string;
  readonly online: boolean | null;
  /** Whether it left with a goodbye and was back in time, did not, or stays. */
  readonly visit: 'kept' | 'broken' | 'stays' | null;
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

/** So many visits one after the other make a dispenser one that visits; so many are remembered. */
const LEARNT = 3;
const REMEMBERED = 24;

/** Whether dispenser `d` with health `h` comes, speaks and leaves: because it is registered so, or was seen to. */
export const IS_VISITOR = `coalesce(d."presence" = 'visit', h."visits" >= ${LEARNT})`;

/** How long dispenser `d` may say nothing. */
export const mayBeSilent = ({ offlineMinutes, silentMinutes }: SilenceLimits): string =>
  `make_interval(mins => coalesce(d."expectEveryMinutes" + ${offlineMinutes}, ${silentMinutes}))`;

/** When dispenser `d` with health `h` is offline if nothing more is heard: a visitor by its silence alone. */
export const offlineAt = (limits: SilenceLimits): string => `least(h."lastSeenAt" + ${mayBeSilent(limits)},
  CASE WHEN NOT h."online" AND NOT ${IS_VISITOR} THEN greatest(h."onlineChangedAt", h."lastSeenAt") + make_interval(mins => ${limits.offlineMinutes}) END)`;

/** Whole numbers from the configuration. */
export interface SilenceLimits {
  readonly offlineMinutes: number;
  readonly silentMinutes: number;
}

@Injectable()
export class HealthStore {
  /** One row a dispenser, many dispensers a statement; news older than what is known of a dispenser does not undo it. */
  async save(tx: EntityManager, news: readonly HealthNews[]): Promise<void> {
    if (news.length === 0) return;
    await rows(
      tx,
      `INSERT INTO device_health AS h ("deviceId", "online", "onlineChangedAt", "lastSeenAt", "visits", "batteryPct", "batteryAt", "mains", "rssiDbm", "dosesRemaining", "nextDueAt", "firmware")
       SELECT n."deviceId", coalesce(n."online", true), n."at", n."lastSeenAt",
         CASE n."visit" WHEN 'kept' THEN 1 WHEN 'broken' THEN -1 WHEN 'stays' THEN -2 ELSE 0 END, n."batteryPct",
         CASE WHEN n."batteryPct" IS NOT NULL THEN n."at" END, n."mains", n."rssiDbm", n."dosesRemaining", n."nextDueAt", n."firmware"
       FROM jsonb_to_recordset($1::jsonb) AS n("deviceId" text, "online" boolean, "visit" text, "lastSeenAt" timestamptz, "at" timestamptz, "batteryPct" double precision, "mains" boolean,
         "rssiDbm" double precision, "dosesRemaining" int, "nextDueAt" timestamptz, "firmware" text)
       JOIN device d ON d."deviceId" = n."deviceId"
       ORDER BY n."deviceId"
       ON CONFLICT ("deviceId") DO UPDATE SET
         "online" = excluded."online",
         -- Away before and away now, and heard between: it came and left again.
         "onlineChangedAt" = CASE WHEN h."online" = excluded."online" AND (h."online" OR excluded."lastSeenAt" IS NULL) THEN h."onlineChangedAt" ELSE excluded."onlineChangedAt" END,
         "lastSeenAt" = greatest(h."lastSeenAt", excluded."lastSeenAt"),
         "visits" = CASE excluded."visits" WHEN 1 THEN least(greatest(h."visits", 0) + 1, ${REMEMBERED}) WHEN -1 THEN h."visits" / 2
           WHEN -2 THEN 0 ELSE h."visits" END,
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

  /** When the dispenser was heard last, and whether it is here, or visits and is not expected to be. */
  async contact(tx: EntityManager, deviceId: string): Promise<{ lastSeenAt: Date | null; isInTouch: boolean } | null> {
    const [row] = await rows<{ lastSeenAt: Date | null; isInTouch: boolean }>(
      tx,
      `SELECT h."lastSeenAt", (h."online" OR (${IS_VISITOR} AND h."lastSeenAt" IS NOT NULL)) AS "isInTouch"
       FROM device_health h JOIN device d ON d."deviceId" = h."deviceId" WHERE h."deviceId" = $1`,
      [deviceId],
    );
    return row ?? null;
  }
}
