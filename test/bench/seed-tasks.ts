import argon2 from 'argon2';
import type pg from 'pg';

export const OPEN_A_TEAM = 40;
export const NURSES_PASSWORD = 'bench-password-that-guards-nothing';
const NURSES = 10;

/** Teams with a queue each and, of the last year, so many tasks in all; the first teams have a nurse. */
export async function seedTasks(database: pg.Client, tasks: number, teams: number): Promise<void> {
  await database.query('BEGIN');
  await database.query(`CREATE TEMP TABLE bench_team ON COMMIT DROP AS
    SELECT uuidv7() AS "id", uuidv7() AS "districtId", 'Queue ' || n AS "name", n FROM generate_series(1, ${teams}) AS n`);
  for (const sql of TEAMS) await database.query(sql);
  await database.query(NURSES_OF_TEAMS, [NURSES, await argon2.hash(NURSES_PASSWORD)]);
  await database.query(`CREATE TEMP TABLE bench_citizen ON COMMIT DROP AS
    SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS n FROM citizen`);
  await database.query('ANALYZE bench_team, bench_citizen');
  // The queues are spread among the rest, as they would be after a year.
  await database.query(`CREATE TEMP TABLE bench_work ON COMMIT DROP AS
    SELECT uuidv7() AS "alertId", uuidv7() AS "taskId", c."id" AS "citizenId", t."id" AS "teamId", t."districtId", x."live",
           now() - interval '365 days' * (1 - x.n / ${tasks}.0) AS "at"
    FROM (SELECT n, n * ${teams * OPEN_A_TEAM}::bigint / ${tasks} <> (n - 1) * ${teams * OPEN_A_TEAM}::bigint / ${tasks} AS "live",
                 n * ${teams * OPEN_A_TEAM}::bigint / ${tasks} AS "turn" FROM generate_series(1, ${tasks}) AS n) x
    JOIN bench_team t ON t.n = 1 + x."turn" % ${teams}
    JOIN bench_citizen c ON c.n = x.n % (SELECT count(*) FROM bench_citizen)`);
  // What refers to what is right by the way it is made; a million look-ups would only say so again.
  await database.query('SET LOCAL session_replication_role = replica');
  for (const sql of WORK) await database.query(sql);
  await database.query('COMMIT');
  await database.query('VACUUM ANALYZE alert, task, escalation');
  await database.query('CHECKPOINT');
}

const TEAMS = [
  `INSERT INTO district ("id", "name", "createdAt") SELECT "districtId", "name", now() FROM bench_team`,
  `INSERT INTO team ("id", "name", "kind", "districtId", "lat", "lon", "zone", "shifts", "createdAt")
   SELECT "id", "name", 'home-care', "districtId", 55.3, 9.5, 'Europe/Copenhagen', (SELECT "shifts" FROM team LIMIT 1), now()
   FROM bench_team`,
];

const NURSES_OF_TEAMS = `
  INSERT INTO staff ("id", "username", "displayName", "passwordHash", "roles", "teamIds", "createdAt")
  SELECT uuidv7(), 'bench-' || n, 'Bench nurse', $2, '{nurse}', ARRAY["id"], now() FROM bench_team WHERE n <= $1`;

const ROUTED_TO_NOBODY = JSON.stringify({
  chosenTeamId: null,
  assigneeId: null,
  audience: 'team',
  districtId: null,
  rule: 'nobody-on-duty',
  sentence: '',
  candidates: [],
});

// Rungs and routing are those of work that came about by itself, where there is some.
const WORK = [
  `INSERT INTO alert ("id", "key", "type", "state", "priority", "ladderName", "citizenId", "districtId", "openedAt", "lastSeenAt",
                      "resolvedAt", "outcome", "cause", "dose")
   SELECT "alertId", 'citizen:' || "citizenId" || '/bench:' || "alertId", 'dose.missed', CASE WHEN "live" THEN 'open' ELSE 'resolved' END,
          'P2', 'standard-dose', "citizenId", "districtId", "at", "at",
          CASE WHEN NOT "live" THEN "at" + interval '20 minutes' END, CASE WHEN NOT "live" THEN 'taken-after-call' END,
          CASE WHEN NOT "live" THEN 'forgot' END,
          jsonb_build_object('dueAt', "at", 'windowClosesAt', "at" + interval '1 hour', 'criticality', 'standard')
   FROM bench_work`,
  `INSERT INTO task ("id", "alertId", "citizenId", "kind", "state", "priority", "teamId", "districtId", "audience", "dueAt", "createdAt",
                     "resolvedAt", "outcome", "cause", "rung", "routing")
   SELECT "taskId", "alertId", "citizenId", 'visit', CASE WHEN "live" THEN 'open' ELSE 'resolved' END, 'P2', "teamId", "districtId", 'team',
          "at" + interval '15 minutes', "at", CASE WHEN NOT "live" THEN "at" + interval '20 minutes' END,
          CASE WHEN NOT "live" THEN 'taken-after-call' END, CASE WHEN NOT "live" THEN 'forgot' END, 1,
          coalesce((SELECT "routing" FROM task LIMIT 1), '${ROUTED_TO_NOBODY}')
   FROM bench_work`,
  `INSERT INTO escalation ("alertId", "ladderName", "rungs", "claimTimeoutSeconds", "startsAt", "rung", "nextRung", "nextRungAt")
   SELECT "alertId", 'standard-dose', coalesce((SELECT "rungs" FROM escalation LIMIT 1), '[]'), 1800, "at", 1, 2, now() + interval '1 year'
   FROM bench_work WHERE "live"`,
];
