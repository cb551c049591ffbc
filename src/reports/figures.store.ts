import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Outcome } from '../cases/alert.rules.js';
import { DISPENSED_STATES } from '../doses/dose.rules.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import { Zones } from '../platform/database/zones.js';
import type { Answered } from './response.rules.js';

export interface Period {
  readonly from: Date;
  readonly to: Date;
  /** null is every one. */
  readonly districtIds: readonly string[] | null;
}

/** What opened in a district, and how close together. */
export interface AlarmLoad {
  readonly districtId: string | null;
  readonly districtName: string | null;
  readonly alerts: number;
  readonly underIncidents: number;
  readonly mostInTenMinutes: number;
  readonly floodMinutes: number;
  readonly olderThan24h: number;
  readonly autoResolvedByLateEvent: number;
  readonly reachedLastRung: number;
  readonly rungsSkippedUnstaffed: number;
}

/** What was done in a week and district. */
export interface Visits {
  /** Its Monday. */
  readonly week: string;
  readonly districtId: string | null;
  readonly districtName: string | null;
  readonly citizens: number;
  readonly calls: number;
  readonly screenCalls: number;
  readonly visits: number;
  readonly visitsAvoided: number;
}

/** The figures a municipality is inspected on (domain section 9), each in one statement over what people were asked in the period. */
@Injectable()
export class FiguresStore {
  constructor(private readonly zones: Zones) {}

  /** Every alert of the period that people were to follow, as they followed it. */
  answered(tx: EntityManager, period: Period): Promise<(Answered & { zone: string; teamId: string | null })[]> {
    return rows(tx, ANSWERED, [...parameters(period), REACHED]);
  }

  alarmLoad(tx: EntityManager, period: Period, now: Date): Promise<AlarmLoad[]> {
    return rows(tx, ALARM_LOAD, [...parameters(period), now]);
  }

  noisiest(tx: EntityManager, period: Period): Promise<{ deviceId: string; alerts: number }[]> {
    return rows(
      tx,
      `SELECT "deviceId", count(*) AS "alerts" FROM (${OPENED}) a WHERE "deviceId" IS NOT NULL
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
      parameters(period),
    );
  }

  /** A zone that the database does not know, or not any more, spoils nobody's row. */
  async visits(tx: EntityManager, period: Period): Promise<Visits[]> {
    return rows(tx, VISITS, [...parameters(period), SETTLED_BY_CALL, [...(await this.zones.known(tx))]]);
  }
}

const parameters = ({ from, to, districtIds }: Period): unknown[] => [from, to, districtIds];

/** Of a district that is no more, the one that has its history. */
const OPENED = `
  SELECT a.*, coalesce(f."successorId", a."districtId") AS "underId" FROM alert a
  LEFT JOIN district_former f ON f."id" = a."districtId"
  WHERE a."openedAt" >= $1 AND a."openedAt" < $2 AND NOT a."shadow" AND ($3::uuid[] IS NULL OR a."districtId" = ANY ($3))`;

/** What staff were asked about: an incident stands for what is attached to it. */
const ASKED = `SELECT * FROM (${OPENED}) o WHERE NOT o."attached"`;

/** Results that nobody has without having reached the citizen. */
const REACHED: readonly Outcome[] = [
  'taken-after-call',
  'taken-at-visit',
  'found-already-taken',
  'skipped-on-advice',
  'refused',
];
/** Results by which a call ends a case, so that nobody need drive. */
const SETTLED_BY_CALL: readonly Outcome[] = [
  'taken-after-call',
  'found-already-taken',
  'skipped-on-advice',
  'device-fixed',
  'false-alarm',
];

/** What was written before what it says was a code, by the code that its data is; as `lift` reads it (`log-before.rules.ts`). */
const LOGGED = `
  SELECT l."id", l."alertId", l."at",
    CASE WHEN l."kind" <> 'text' THEN l."kind"
      WHEN l."data" ? 'action' THEN CASE l."data"->>'action' WHEN 'task.claimed' THEN 'claimed' WHEN 'task.started' THEN 'started'
        WHEN 'task.taken-over' THEN 'taken_over' WHEN 'task.taken_over' THEN 'taken_over' WHEN 'task.released' THEN 'released' ELSE 'text' END
      WHEN l."entry" = 'signed-off' AND l."by" <> 'gateway' THEN 'resolved'
      WHEN l."entry" = 'conversation' THEN 'talked'
      WHEN l."entry" = 'call-attempt' THEN 'call_attempted'
      WHEN l."data" ? 'fromAlertId' THEN 'work_moved'
      WHEN l."data"->>'skipped' = 'true' THEN 'rung_skipped'
      ELSE 'text' END AS "kind",
    CASE WHEN l."kind" <> 'text' THEN l."data"
      WHEN l."data"->>'action' = 'task.started' THEN jsonb_build_object('mode', l."text")
      WHEN l."data"->>'skipped' = 'true' THEN jsonb_build_object('rule', l."data"->'routing'->>'rule')
      ELSE l."data" END AS "data"
  FROM alert_log l`;

/**
 * A claim comes about by claiming, starting, taking over, closing what nobody had, and by work that comes along from another alert.
 * Each giving back ends a turn; a turn without contact that was given back answered nothing.
 */
const ANSWERED = `
  WITH asked AS (${ASKED}), hand AS (
    SELECT l."alertId", l."id", l."at",
      l."kind" IN ('claimed', 'started', 'taken_over', 'resolved')
        OR (l."kind" = 'work_moved' AND l."data"->>'state' IS DISTINCT FROM 'open') AS "claims",
      l."kind" = 'released' AS "gives",
      l."kind" = 'talked' OR (l."kind" = 'call_attempted' AND coalesce(l."data"->>'answered' = 'true', false))
        OR (l."kind" = 'started' AND l."data"->>'mode' = 'visit')
        OR (l."kind" = 'resolved' AND l."data"->>'outcome' = ANY ($4)) AS "reaches"
    FROM (${LOGGED}) l JOIN asked a ON a."id" = l."alertId"
  ), turned AS (
    SELECT *, coalesce(sum("gives"::int) OVER (
      PARTITION BY "alertId" ORDER BY "id" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS "turn" FROM hand
  ), turn AS (
    SELECT "alertId", "turn", min("at") FILTER (WHERE "claims") AS "claimedAt", bool_or("gives") AS "given",
           min("at") FILTER (WHERE "reaches") AS "contactAt"
    FROM turned GROUP BY 1, 2
  ), followed AS (
    SELECT "alertId", min("claimedAt") AS "firstClaimedAt", min("contactAt") AS "contactAt",
           min("claimedAt") FILTER (WHERE NOT "given" OR "contactAt" IS NOT NULL) AS "claimedAt"
    FROM turn GROUP BY 1
  ), asked_first AS (
    SELECT DISTINCT ON (t."alertId") t."alertId", t."teamId" FROM task t JOIN asked a ON a."id" = t."alertId"
    ORDER BY t."alertId", t."createdAt", t."id"
  )
  SELECT a."underId" AS "districtId", w."teamId", a."priority", a."state", a."openedAt", a."resolvedAt" AS "endedAt",
         coalesce(c."zone", 'Europe/Copenhagen') AS "zone", f."firstClaimedAt", f."claimedAt", f."contactAt"
  FROM asked a LEFT JOIN followed f ON f."alertId" = a."id" LEFT JOIN asked_first w ON w."alertId" = a."id"
  LEFT JOIN citizen c ON c."id" = a."citizenId"`;

/** A minute is one of flood when the ten minutes up to it opened ten alerts or more. */
const ALARM_LOAD = `
  WITH opened AS (${OPENED}), asked AS (SELECT * FROM opened WHERE NOT "attached"), near AS (
    SELECT "underId", count(*) OVER (PARTITION BY "underId" ORDER BY "openedAt"
      RANGE BETWEEN interval '10 minutes' PRECEDING AND CURRENT ROW) AS "n" FROM asked
  ), peak AS (SELECT "underId", max("n") AS "most" FROM near GROUP BY 1),
  minute AS (
    SELECT "underId", "at", sum("n") AS "n" FROM (
      SELECT "underId", date_trunc('minute', "openedAt") + make_interval(mins => g) AS "at", count(*) AS "n"
      FROM asked, generate_series(0, 9) g GROUP BY 1, 2) m GROUP BY 1, 2
  ), flood AS (SELECT "underId", count(*) AS "minutes" FROM minute WHERE "n" >= 10 GROUP BY 1),
  skipped AS (
    SELECT o."underId", count(*) AS "n" FROM opened o JOIN (${LOGGED}) l ON l."alertId" = o."id"
    WHERE l."kind" = 'rung_skipped' AND l."data"->>'rule' = 'nobody-on-duty' GROUP BY 1
  )
  SELECT o."underId" AS "districtId", d."name" AS "districtName", count(*) AS "alerts",
         count(*) FILTER (WHERE o."attached") AS "underIncidents", coalesce(max(p."most"), 0) AS "mostInTenMinutes",
         coalesce(max(f."minutes"), 0) AS "floodMinutes",
         count(*) FILTER (WHERE o."resolvedAt" IS NULL AND o."openedAt" < $4::timestamptz - interval '24 hours') AS "olderThan24h",
         count(*) FILTER (WHERE o."state" = 'auto-resolved' AND o."closedBecause" IS NULL
           AND ${isOneOf('x."state"', DISPENSED_STATES)}) AS "autoResolvedByLateEvent",
         count(*) FILTER (WHERE e."rung" = jsonb_array_length(e."rungs") - 1) AS "reachedLastRung",
         coalesce(max(s."n"), 0) AS "rungsSkippedUnstaffed"
  FROM opened o
  LEFT JOIN district d ON d."id" = o."underId"
  LEFT JOIN dose x ON x."id" = o."doseId"
  LEFT JOIN escalation e ON e."alertId" = o."id"
  LEFT JOIN peak p ON p."underId" IS NOT DISTINCT FROM o."underId"
  LEFT JOIN flood f ON f."underId" IS NOT DISTINCT FROM o."underId"
  LEFT JOIN skipped s ON s."underId" IS NOT DISTINCT FROM o."underId"
  GROUP BY 1, 2 ORDER BY 2 NULLS LAST, 1`;

/**
 * What was done, by how it was begun, or else by what was asked; whatever it was begun as, what was taken at a visit was a
 * visit, and what was taken after a call a call. Nobody drove where a call settled the case and no visit was begun in it.
 */
const VISITS = `
  WITH done AS (
    SELECT a."id", coalesce(f."successorId", a."districtId") AS "underId", a."citizenId", t."outcome",
           CASE WHEN t."outcome" = 'taken-at-visit' THEN 'visit'
             WHEN t."outcome" = 'taken-after-call' AND coalesce(t."mode", t."kind") NOT IN ('call', 'screen-call') THEN 'call'
             ELSE coalesce(t."mode", t."kind") END AS "how",
           date_trunc('week', t."resolvedAt" AT TIME ZONE CASE WHEN c."zone" = ANY ($5) THEN c."zone" ELSE 'Europe/Copenhagen' END)::date::text
             AS "week",
           EXISTS (SELECT FROM task v WHERE v."alertId" = a."id" AND v."mode" = 'visit') AS "driven"
    FROM task t JOIN alert a ON a."id" = t."alertId" LEFT JOIN citizen c ON c."id" = a."citizenId"
    LEFT JOIN district_former f ON f."id" = a."districtId"
    WHERE t."state" = 'resolved' AND t."resolvedAt" >= $1 AND t."resolvedAt" < $2
      AND ($3::uuid[] IS NULL OR a."districtId" = ANY ($3))
  )
  SELECT w."week", w."underId" AS "districtId", d."name" AS "districtName", count(DISTINCT w."citizenId") AS "citizens",
         count(*) FILTER (WHERE w."how" = 'call') AS "calls", count(*) FILTER (WHERE w."how" = 'screen-call') AS "screenCalls",
         count(*) FILTER (WHERE w."how" IN ('visit', 'refill')) AS "visits",
         count(DISTINCT w."id") FILTER (WHERE w."how" IN ('call', 'screen-call') AND w."outcome" = ANY ($4) AND NOT w."driven")
           AS "visitsAvoided"
  FROM done w LEFT JOIN district d ON d."id" = w."underId"
  GROUP BY 1, 2, 3 ORDER BY 1, 3 NULLS LAST, 2`;
