import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

export interface Period {
  readonly from: Date;
  readonly to: Date;
  /** null is every one. */
  readonly districtIds: readonly string[] | null;
}

/** The figures a municipality is inspected on (domain section 9), each in one statement over what people were asked in the period. */
@Injectable()
export class FiguresStore {
  responseTimes(tx: EntityManager, period: Period): Promise<object[]> {
    return rows(tx, RESPONSE_TIMES, parameters(period));
  }

  alarmLoad(tx: EntityManager, period: Period, now: Date): Promise<object[]> {
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

  visits(tx: EntityManager, period: Period): Promise<object[]> {
    return rows(tx, VISITS, parameters(period));
  }
}

const parameters = ({ from, to, districtIds }: Period): unknown[] => [from, to, districtIds];

const OPENED = `
  SELECT * FROM alert WHERE "openedAt" >= $1 AND "openedAt" < $2 AND NOT "shadow" AND ($3::uuid[] IS NULL OR "districtId" = ANY ($3))`;

const spread = (name: string): string => `
  json_build_object('p50', percentile_cont(0.5) WITHIN GROUP (ORDER BY "${name}"),
    'p90', percentile_cont(0.9) WITHIN GROUP (ORDER BY "${name}"), 'max', max("${name}"))`;

const RESPONSE_TIMES = `
  WITH opened AS (${OPENED}), followed AS (
    SELECT a."districtId", a."priority", a."state",
      CASE WHEN hour >= 7 AND hour < 15 THEN 'day' WHEN hour >= 15 AND hour < 23 THEN 'evening' ELSE 'night' END AS "shift",
      extract(epoch FROM l."claimedAt" - a."openedAt")::float8 AS "claim",
      extract(epoch FROM l."contactAt" - a."openedAt")::float8 AS "contact",
      CASE WHEN a."state" = 'resolved' THEN extract(epoch FROM a."resolvedAt" - a."openedAt")::float8 END AS "resolve"
    FROM opened a
    LEFT JOIN citizen c ON c."id" = a."citizenId"
    CROSS JOIN LATERAL extract(hour FROM a."openedAt" AT TIME ZONE coalesce(c."zone", 'Europe/Copenhagen')) AS hour
    LEFT JOIN LATERAL (
      SELECT min("at") FILTER (WHERE "data"->>'action' = 'task.claimed') AS "claimedAt",
             min("at") FILTER (WHERE "entry" = 'conversation' OR ("entry" = 'call-attempt' AND "data"->>'answered' = 'true')
               OR ("data"->>'action' = 'task.started' AND "text" = 'visit')) AS "contactAt"
      FROM alert_log WHERE "alertId" = a."id"
    ) l ON true
  )
  SELECT f."districtId", d."name" AS "districtName", f."priority", f."shift", count(*) AS "alerts",
         count(*) FILTER (WHERE f."state" = 'auto-resolved') AS "autoResolved",
         ${spread('claim')} AS "toClaim", ${spread('contact')} AS "toContact", ${spread('resolve')} AS "toResolve"
  FROM followed f LEFT JOIN district d ON d."id" = f."districtId"
  GROUP BY 1, 2, 3, 4 ORDER BY 2 NULLS LAST, 1, 3, 4`;

/** A minute is one of flood when the ten minutes up to it opened ten alerts or more. */
const ALARM_LOAD = `
  WITH opened AS (${OPENED}), near AS (
    SELECT "districtId", count(*) OVER (PARTITION BY "districtId" ORDER BY "openedAt"
      RANGE BETWEEN interval '10 minutes' PRECEDING AND CURRENT ROW) AS "n" FROM opened
  ), peak AS (SELECT "districtId", max("n") AS "most" FROM near GROUP BY 1),
  minute AS (
    SELECT "districtId", "at", sum("n") AS "n" FROM (
      SELECT "districtId", date_trunc('minute', "openedAt") + make_interval(mins => g) AS "at", count(*) AS "n"
      FROM opened, generate_series(0, 9) g GROUP BY 1, 2) m GROUP BY 1, 2
  ), flood AS (SELECT "districtId", count(*) AS "minutes" FROM minute WHERE "n" >= 10 GROUP BY 1),
  skipped AS (
    SELECT o."districtId", count(*) AS "n" FROM opened o JOIN alert_log l ON l."alertId" = o."id"
    WHERE l."data"->>'skipped' = 'true' AND l."data"->'routing'->>'rule' = 'nobody-on-duty' GROUP BY 1
  )
  SELECT o."districtId", d."name" AS "districtName", count(*) AS "alerts", max(p."most") AS "mostInTenMinutes",
         coalesce(max(f."minutes"), 0) AS "floodMinutes",
         count(*) FILTER (WHERE o."resolvedAt" IS NULL AND o."openedAt" < $4::timestamptz - interval '24 hours') AS "olderThan24h",
         count(*) FILTER (WHERE o."state" = 'auto-resolved' AND o."doseId" IS NOT NULL) AS "autoResolvedByLateEvent",
         count(*) FILTER (WHERE e."rung" = jsonb_array_length(e."rungs") - 1) AS "reachedLastRung",
         coalesce(max(s."n"), 0) AS "rungsSkippedUnstaffed"
  FROM opened o
  LEFT JOIN district d ON d."id" = o."districtId"
  LEFT JOIN escalation e ON e."alertId" = o."id"
  LEFT JOIN peak p ON p."districtId" IS NOT DISTINCT FROM o."districtId"
  LEFT JOIN flood f ON f."districtId" IS NOT DISTINCT FROM o."districtId"
  LEFT JOIN skipped s ON s."districtId" IS NOT DISTINCT FROM o."districtId"
  GROUP BY 1, 2 ORDER BY 2 NULLS LAST, 1`;

/** What was done, by how it was begun, or else by what was asked. */
const VISITS = `
  WITH done AS (
    SELECT a."id", a."districtId", a."citizenId", coalesce(t."mode", t."kind") AS "how",
           date_trunc('week', t."resolvedAt" AT TIME ZONE coalesce(c."zone", 'Europe/Copenhagen'))::date::text AS "week"
    FROM task t JOIN alert a ON a."id" = t."alertId" LEFT JOIN citizen c ON c."id" = a."citizenId"
    WHERE t."state" = 'resolved' AND t."resolvedAt" >= $1 AND t."resolvedAt" < $2
      AND ($3::uuid[] IS NULL OR a."districtId" = ANY ($3))
  )
  SELECT w."week", w."districtId", d."name" AS "districtName", count(DISTINCT w."citizenId") AS "citizens",
         count(*) FILTER (WHERE w."how" = 'call') AS "calls", count(*) FILTER (WHERE w."how" = 'screen-call') AS "screenCalls",
         count(*) FILTER (WHERE w."how" IN ('visit', 'refill')) AS "visits",
         count(*) FILTER (WHERE w."how" IN ('call', 'screen-call')) AS "visitsAvoided"
  FROM done w LEFT JOIN district d ON d."id" = w."districtId"
  GROUP BY 1, 2, 3 ORDER BY 1, 3 NULLS LAST, 2`;
