import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bools, int8s, texts, uuids } from '../platform/database/arrays.js';
import { heldAmong, rowOrItsParent } from '../platform/database/held-among.js';
import { affected, rows } from '../platform/database/sql.js';
import type { DistrictPulse } from './pulse.rules.js';

/** What was learnt of one dispenser since it was last written down; null is what was not said. */
export interface HealthNews {
  readonly deviceId: string;
  readonly online: boolean | null;
  /** The node that learnt it, and over which connection; both null behind a broker of others, which tells of none. */
  readonly nodeId: string | null;
  readonly connection: number | null;
  /** When that connection ended, if it ended with a goodbye. */
  readonly goodbyeAt: Date | null;
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

/** Who came in: the number of its connection, and where it was before. */
export interface Arrival {
  readonly connection: number;
  readonly before: Before | null;
}

/** Where a dispenser was last, as far as that is written. */
interface Before {
  readonly nodeId: string | null;
  readonly connection: number | null;
  readonly goodbyeAt: Date | null;
}

/** A dispenser that a node has, or of which it still keeps something. */
export interface Kept {
  readonly deviceId: string;
  readonly connection: number;
  readonly isConnected: boolean;
}

/** So many visits one after the other make a dispenser one that visits; so many are remembered. */
const LEARNT = 3;
const REMEMBERED = 24;

/** Whether dispenser `d` with health `h` comes, speaks and leaves: because it is registered so, or was seen to. */
export const IS_VISITOR = `coalesce(d."presence" = 'visit', h."visits" >= ${LEARNT})`;

/**
 * Whether news is of the dispenser's newest connection, as `h` is written: of an older one, at another node, only what was said
 * counts, and not that it ended.
 */
const IS_NEWEST = `coalesce(excluded."connection" >= h."connection", true)`;

/** Whether dispenser `d` with health `h` is connected, or visits and is not expected to be, and is not known to be offline. */
const IS_IN_TOUCH = `coalesce((h."online" OR (${IS_VISITOR} AND h."lastSeenAt" IS NOT NULL)) AND NOT EXISTS (
    SELECT 1 FROM condition o WHERE o."deviceId" = h."deviceId" AND o."condition" = 'connectivity.offline' AND o."clearedAt" IS NULL
  ), false)`;

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

/** How a citizen's dispenser can be heard: here, or one that visits and is not expected to be, and not known to be offline. */
export interface CitizensContact {
  readonly citizenId: string;
  readonly everHad: readonly string[];
  readonly deviceId: string | null;
  readonly lastSeenAt: Date | null;
  readonly isInTouch: boolean;
}

@Injectable()
export class HealthStore {
  /** Numbers connections in the order they are let in, whichever node does it. */
  async arrive(tx: EntityManager, deviceIds: readonly string[]): Promise<Map<string, Arrival>> {
    const found = await rows<Before & { deviceId: string; number: number; isKnown: boolean }>(
      tx,
      `SELECT a."deviceId", nextval('dispenser_connection') AS "number", h."deviceId" IS NOT NULL AS "isKnown", h."nodeId", h."connection", h."goodbyeAt"
       FROM unnest($1::text[]) AS a ("deviceId") LEFT JOIN device_health h ON h."deviceId" = a."deviceId"`,
      [texts(deviceIds)],
    );
    return new Map(
      found.map(({ deviceId, number, isKnown, ...before }) => [
        deviceId,
        { connection: number, before: isKnown ? before : null },
      ]),
    );
  }

  async compare(tx: EntityManager, kept: readonly Kept[]): Promise<{ deviceId: string; newer: number | null }[]> {
    return rows(
      tx,
      `SELECT h."deviceId", CASE WHEN h."connection" > k."connection" THEN h."connection" END AS "newer"
       FROM unnest($1::text[], $2::bigint[], $3::boolean[]) AS k ("deviceId", "connection", "isConnected")
       JOIN device_health h ON h."deviceId" = k."deviceId"
       WHERE h."connection" > k."connection" OR (h."connection" = k."connection" AND k."isConnected" AND NOT h."online")`,
      [
        texts(kept.map(({ deviceId }) => deviceId)),
        int8s(kept.map(({ connection }) => connection)),
        bools(kept.map(({ isConnected }) => isConnected)),
      ],
    );
  }

  async nodes(tx: EntityManager): Promise<string[]> {
    const found = await rows<{ nodeId: string }>(
      tx,
      `SELECT DISTINCT "nodeId" FROM device_health WHERE "online" AND "nodeId" IS NOT NULL`,
    );
    return found.map(({ nodeId }) => nodeId);
  }

  leaveAll(tx: EntityManager, nodeIds: readonly string[], now: Date, limit: number): Promise<number> {
    return affected(
      tx,
      `UPDATE device_health SET "online" = false, "onlineChangedAt" = $2
       WHERE "deviceId" IN (SELECT "deviceId" FROM device_health WHERE "online" AND "nodeId" = ANY ($1::uuid[])
                            ORDER BY "deviceId" LIMIT $3 FOR UPDATE SKIP LOCKED)`,
      [nodeIds, now, limit],
    );
  }

  async save(tx: EntityManager, news: readonly HealthNews[]): Promise<void> {
    if (news.length === 0) return;
    await rows(
      tx,
      `INSERT INTO device_health AS h ("deviceId", "online", "onlineChangedAt", "nodeId", "connection", "goodbyeAt", "lastSeenAt", "visits", "batteryPct", "batteryAt", "mains", "rssiDbm", "dosesRemaining", "nextDueAt", "firmware")
       SELECT n."deviceId", coalesce(n."online", true), n."at", n."nodeId", n."connection", n."goodbyeAt", n."lastSeenAt",
         CASE n."visit" WHEN 'kept' THEN 1 WHEN 'broken' THEN -1 WHEN 'stays' THEN -2 ELSE 0 END, n."batteryPct",
         CASE WHEN n."batteryPct" IS NOT NULL THEN n."at" END, n."mains", n."rssiDbm", n."dosesRemaining", n."nextDueAt", n."firmware"
       FROM jsonb_to_recordset($1::jsonb) AS n("deviceId" text, "online" boolean, "nodeId" uuid, "connection" bigint, "goodbyeAt" timestamptz, "visit" text, "lastSeenAt" timestamptz, "at" timestamptz, "batteryPct" double precision, "mains" boolean,
         "rssiDbm" double precision, "dosesRemaining" int, "nextDueAt" timestamptz, "firmware" text)
       JOIN device d ON d."deviceId" = n."deviceId"
       ORDER BY n."deviceId"
       ON CONFLICT ("deviceId") DO UPDATE SET
         "online" = CASE WHEN ${IS_NEWEST} THEN excluded."online" ELSE h."online" END,
         -- Away before and away now, and heard between: it came and left again.
         "onlineChangedAt" = CASE WHEN NOT ${IS_NEWEST} OR (h."online" = excluded."online" AND (h."online" OR excluded."lastSeenAt" IS NULL))
           THEN h."onlineChangedAt" ELSE excluded."onlineChangedAt" END,
         "nodeId" = CASE WHEN ${IS_NEWEST} THEN excluded."nodeId" ELSE h."nodeId" END,
         "connection" = CASE WHEN ${IS_NEWEST} THEN excluded."connection" ELSE h."connection" END,
         "goodbyeAt" = CASE WHEN ${IS_NEWEST} THEN excluded."goodbyeAt" ELSE h."goodbyeAt" END,
         "lastSeenAt" = CASE WHEN ${IS_NEWEST} OR excluded."online" THEN greatest(h."lastSeenAt", excluded."lastSeenAt") ELSE h."lastSeenAt" END,
         "visits" = CASE CASE WHEN ${IS_NEWEST} THEN excluded."visits" ELSE 0 END WHEN 1 THEN least(greatest(h."visits", 0) + 1, ${REMEMBERED}) WHEN -1 THEN h."visits" / 2
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

  /** What it said it is to do was about whom it served. */
  async forgetPlan(tx: EntityManager, deviceId: string): Promise<void> {
    const sql = 'UPDATE device_health SET "nextDueAt" = NULL, "dosesRemaining" = NULL WHERE "deviceId" = $1';
    await rows(tx, sql, [deviceId]);
  }

  heldAmong(tx: EntityManager, deviceIds: readonly string[]): Promise<Set<string>> {
    return heldAmong(tx, deviceIds, ...rowOrItsParent('device_health', 'device', 'deviceId'));
  }

  /** Of all dispensers in use, by the districts of whom they serve. */
  pulse(tx: EntityManager, now: Date): Promise<DistrictPulse[]> {
    return rows(
      tx,
      `SELECT c."districtId", count(*)::int AS "devices", count(*) FILTER (WHERE ${IS_IN_TOUCH})::int AS "devicesOnline",
              max(h."lastSeenAt") AS "lastSeenAt"
       FROM device d
       LEFT JOIN device_health h ON h."deviceId" = d."deviceId"
       LEFT JOIN assignment a ON a."deviceId" = d."deviceId" AND a."from" <= $1 AND (a."until" IS NULL OR a."until" > $1)
       LEFT JOIN citizen c ON c."id" = a."citizenId"
       WHERE d."retiredAt" IS NULL
       GROUP BY c."districtId"`,
      [now],
    );
  }

  /** Of each of these citizens: the dispensers that ever were hers, and the one that is at an instant, with when it was heard last. */
  contactsOf(tx: EntityManager, citizenIds: readonly string[], at: Date): Promise<CitizensContact[]> {
    return rows(
      tx,
      `SELECT q."citizenId", n."deviceId", h."lastSeenAt",
              ARRAY(SELECT DISTINCT a."deviceId" FROM assignment a WHERE a."citizenId" = q."citizenId") AS "everHad",
              ${IS_IN_TOUCH} AS "isInTouch"
       FROM unnest($1::uuid[]) AS q("citizenId")
       LEFT JOIN LATERAL (
         SELECT a."deviceId" FROM assignment a
         WHERE a."citizenId" = q."citizenId" AND a."from" <= $2 AND (a."until" IS NULL OR a."until" > $2)
         ORDER BY a."from" DESC LIMIT 1
       ) n ON true
       LEFT JOIN device d ON d."deviceId" = n."deviceId"
       LEFT JOIN device_health h ON h."deviceId" = n."deviceId"`,
      [uuids(citizenIds), at],
    );
  }
}
