import type pg from 'pg';
import type { DeviceLogin } from './load.js';

/** A dose somebody must be asked about. */
export interface ExpectedAlarm {
  deviceId: string;
  dueAt: Date;
}

/** Of the doses somebody must be asked about: how many have one alert with one task, none, or more than one. */
export interface AlarmCount {
  expected: number;
  once: number;
  missing: number;
  twice: number;
}

/** Looks doses up by what the bench itself knows of them; one that is not there counts as missing. */
export async function findDoses(database: pg.Client, alarms: readonly ExpectedAlarm[]): Promise<string[]> {
  const { rows } = await database.query<{ id: string | null }>(
    `SELECT d."id" FROM unnest($1::text[], $2::timestamptz[]) AS x("deviceId", "dueAt")
     LEFT JOIN assignment a ON a."deviceId" = x."deviceId"
     LEFT JOIN dose d ON d."citizenId" = a."citizenId" AND d."dueAt" = x."dueAt"`,
    [alarms.map(({ deviceId }) => deviceId), alarms.map(({ dueAt }) => dueAt)],
  );
  return rows.map(({ id }) => id ?? NO_SUCH_DOSE);
}

export async function countAlarms(database: pg.Client, doseIds: readonly string[]): Promise<AlarmCount> {
  const { rows } = await database.query<AlarmCount>(COUNT, [doseIds]);
  const [count] = rows;
  if (!count) throw new Error('A count came back empty.');
  return count;
}

export function complaintsAboutAlarms({ expected, missing, twice }: AlarmCount): string[] {
  return [
    ...(missing > 0 ? [`${missing} of ${expected} doses have no task that somebody could take`] : []),
    ...(twice > 0 ? [`${twice} of ${expected} doses have more than one alert or task`] : []),
  ];
}

export function deviceIdsOf(logins: readonly DeviceLogin[]): string[] {
  return logins.map(({ deviceId }) => deviceId);
}

const NO_SUCH_DOSE = '00000000-0000-7000-8000-ffffffffffff';

// An alert's key holds citizen and dose, and has the index; the dose alone has none.
const COUNT = `
  WITH asked AS MATERIALIZED (
    SELECT x."n", 'citizen:' || d."citizenId" || '/dose:' || d."id" AS "key"
    FROM unnest($1::uuid[]) WITH ORDINALITY AS x("doseId", "n") LEFT JOIN dose d ON d."id" = x."doseId"
  ), counted AS (
    SELECT asked."n", count(DISTINCT a."id") AS "alerts", count(t."id") AS "tasks"
    FROM asked LEFT JOIN alert a ON a."key" = asked."key"
    LEFT JOIN task t ON t."alertId" = a."id" AND t."state" <> 'superseded'
    GROUP BY 1
  )
  SELECT count(*)::int AS "expected",
         count(*) FILTER (WHERE "alerts" = 1 AND "tasks" = 1)::int AS "once",
         count(*) FILTER (WHERE "tasks" = 0)::int AS "missing",
         count(*) FILTER (WHERE "alerts" > 1 OR "tasks" > 1)::int AS "twice"
  FROM counted`;
