import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { texts, uuids } from '../../platform/database/arrays.js';
import { rows } from '../../platform/database/sql.js';
import type { Reach } from '../assignments/reach.rules.js';
import type { Presence } from '../device.rules.js';
import { IS_VISITOR } from '../health.store.js';
import type { FleetState } from './fleet.rules.js';

/** A dispenser as its page shows it: what it is, how it is, and whom it serves now. */
export interface DeviceView {
  readonly deviceId: string;
  readonly number: number;
  readonly dialect: string;
  readonly firstDialect: string | null;
  readonly model: string | null;
  /** As registered, or else as it was seen to behave. */
  readonly presence: Presence;
  readonly isPresenceSeen: boolean;
  readonly expectEveryMinutes: number | null;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
  readonly version: number;
  readonly citizenId: string | null;
  readonly districtId: string | null;
  readonly online: boolean | null;
  readonly onlineChangedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly batteryPct: number | null;
  readonly mains: boolean | null;
  readonly rssiDbm: number | null;
  readonly dosesRemaining: number | null;
  readonly nextDueAt: Date | null;
  readonly firmware: string | null;
  readonly state: FleetState;
  readonly stateSince: Date | null;
  /** What is wrong with it, that began first at first. */
  readonly conditions: readonly string[];
}

/** Which dispensers; null asks nothing of it. */
export interface FleetFilter {
  readonly reach: Reach;
  /** Of whom they serve. */
  readonly districtIds: readonly string[] | null;
  readonly dialects: readonly string[] | null;
  /** What their name has in it, whatever the capitals. */
  readonly text: string | null;
  readonly states: readonly FleetState[] | null;
  readonly isAssigned: boolean | null;
  readonly isTroubled: boolean | null;
}

/** How many dispensers of a state and a dialect there are, how many of them something is wrong with, and how many serve nobody. */
export interface FleetCount {
  readonly state: FleetState;
  readonly dialect: string;
  readonly all: number;
  readonly troubled: number;
  readonly unassigned: number;
}

/** Whether condition `k` is of the machine (`isOfMachine`). */
const IS_OF_MACHINE = `k."condition" <> 'connectivity.offline' AND NOT starts_with(k."condition", 'user.')`;

/** As `stateOf` has it, of dispenser `d` with health `h`, missed as `o` says, and since when that is so. */
const STATE = `CASE WHEN d."retiredAt" IS NOT NULL THEN 'retired' WHEN o."since" IS NOT NULL THEN 'offline' WHEN h."online" THEN 'online'
    WHEN h."lastSeenAt" IS NULL THEN 'never-heard' WHEN ${IS_VISITOR} THEN 'resting' ELSE 'away' END`;
const STATE_SINCE = `CASE WHEN d."retiredAt" IS NOT NULL THEN d."retiredAt" WHEN o."since" IS NOT NULL THEN o."since"
    WHEN h."online" THEN h."onlineChangedAt" WHEN h."lastSeenAt" IS NULL THEN d."createdAt"
    WHEN ${IS_VISITOR} THEN h."lastSeenAt" ELSE coalesce(h."onlineChangedAt", h."lastSeenAt") END`;

/** Dispensers as their page shows them at $1: `d` with its health `h`, its state `s` and what is wrong with it, and whom it serves (`a`, `c`). */
const VIEW = `SELECT d.*, CASE WHEN ${IS_VISITOR} THEN 'visit' ELSE 'connected' END AS "presence", d."presence" IS NULL AS "isPresenceSeen",
    a."citizenId", c."districtId", h."online", h."onlineChangedAt", h."lastSeenAt", h."batteryPct", h."mains", h."rssiDbm",
    h."dosesRemaining", h."nextDueAt", h."firmware", s."state", s."stateSince", s."conditions"
  FROM device d
  LEFT JOIN assignment a ON a."deviceId" = d."deviceId" AND a."from" <= $1 AND (a."until" IS NULL OR a."until" > $1)
  LEFT JOIN citizen c ON c."id" = a."citizenId"
  LEFT JOIN device_health h ON h."deviceId" = d."deviceId"
  LEFT JOIN condition o ON o."deviceId" = d."deviceId" AND o."condition" = 'connectivity.offline' AND o."clearedAt" IS NULL
  CROSS JOIN LATERAL (SELECT ${STATE} AS "state", ${STATE_SINCE} AS "stateSince",
    ARRAY(SELECT k."condition" FROM condition k WHERE k."deviceId" = d."deviceId" AND d."retiredAt" IS NULL AND k."clearedAt" IS NULL
          AND ${IS_OF_MACHINE} ORDER BY k."since", k."condition") AS "conditions") s`;

/** Of $2 to $9, after the instant. */
const FITS = `($2::uuid[] IS NULL OR CASE WHEN a."citizenId" IS NULL THEN $3 ELSE c."districtId" = ANY ($2) END)
  AND ($4::uuid[] IS NULL OR c."districtId" = ANY ($4)) AND ($5::text[] IS NULL OR d."dialect" = ANY ($5))
  AND ($6::text IS NULL OR strpos(lower(d."deviceId"), lower($6)) > 0)
  AND ($7::text[] IS NULL OR s."state" = ANY ($7)) AND ($8::boolean IS NULL OR (a."citizenId" IS NOT NULL) = $8)
  AND ($9::boolean IS NULL OR (cardinality(s."conditions") > 0) = $9)`;

@Injectable()
export class FleetStore {
  async view(tx: EntityManager, deviceId: string, now: Date): Promise<DeviceView | null> {
    const [found] = await rows<DeviceView>(tx, `${VIEW} WHERE d."deviceId" = $2`, [now, deviceId]);
    return found ?? null;
  }

  /** Those of the dispensers that are registered. */
  among(tx: EntityManager, deviceIds: readonly string[], now: Date): Promise<DeviceView[]> {
    return rows(tx, `${VIEW} WHERE d."deviceId" = ANY ($2)`, [now, texts(deviceIds)]);
  }

  /** Newest first, below a number. */
  newest(
    tx: EntityManager,
    now: Date,
    filter: FleetFilter,
    below: number | null,
    limit: number,
  ): Promise<DeviceView[]> {
    return rows(
      tx,
      `${VIEW} WHERE ${FITS} AND ($10::bigint IS NULL OR d."number" < $10) ORDER BY d."number" DESC LIMIT $11`,
      [now, ...asked(filter), below, limit],
    );
  }

  /** By their names, after one. */
  byName(
    tx: EntityManager,
    now: Date,
    filter: FleetFilter,
    after: string | null,
    limit: number,
  ): Promise<DeviceView[]> {
    return rows(
      tx,
      `${VIEW} WHERE ${FITS} AND ($10::text IS NULL OR d."deviceId" > $10) ORDER BY d."deviceId" LIMIT $11`,
      [now, ...asked(filter), after, limit],
    );
  }

  count(tx: EntityManager, now: Date, filter: FleetFilter): Promise<FleetCount[]> {
    return rows(
      tx,
      `SELECT "state", "dialect", count(*)::int AS "all", count(*) FILTER (WHERE cardinality("conditions") > 0)::int AS "troubled",
              count(*) FILTER (WHERE "citizenId" IS NULL)::int AS "unassigned"
       FROM (${VIEW} WHERE ${FITS}) fleet GROUP BY "state", "dialect"`,
      [now, ...asked(filter)],
    );
  }
}

const asked = ({ reach, districtIds, dialects, text, states, isAssigned, isTroubled }: FleetFilter) => [
  reach.districtIds && uuids(reach.districtIds),
  reach.isOverNobodys,
  districtIds && uuids(districtIds),
  dialects && texts(dialects),
  text,
  states && texts(states),
  isAssigned,
  isTroubled,
];
