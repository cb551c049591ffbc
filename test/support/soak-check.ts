import type { House } from './house.js';

/** What must not be found after a town has lived for a while, asked of the tables without the product's help. */
export async function whatIsWrong(house: House, since: Date): Promise<string[]> {
  const now = house.clock.now();
  const wrong = await house.query<{ what: string }>(
    `${NOT_ONCE} UNION ALL ${WITHOUT_OUTCOME} UNION ALL ${WITHOUT_STEP} UNION ALL ${UNHEARD} UNION ALL ${WITHOUT_DISTRICT} ORDER BY 1`,
    [since, now],
  );
  return wrong.map(({ what }) => what);
}

/** Doses laid out by PostgreSQL's own calendar: for each citizen, each slot and each day of the schedule that held then. */
const EXPECTED = `
  SELECT DISTINCT s."citizenId", at."dueAt"
  FROM schedule s, jsonb_array_elements(s."slots") slot, generate_series($1::date - 1, $2::date + 1, interval '1 day') day,
       LATERAL (SELECT (day::date + (slot ->> 'time')::time) AT TIME ZONE s."zone" AS "dueAt") at
  WHERE at."dueAt" >= s."validFrom" AND (s."validUntil" IS NULL OR at."dueAt" < s."validUntil") AND at."dueAt" BETWEEN $1 AND $2`;

const NOT_ONCE = `
  SELECT format('%s doses of %s at %s, where %s were expected', coalesce(made."count", 0), "citizenId", "dueAt", (expected."dueAt" IS NOT NULL)::int) AS "what"
  FROM (${EXPECTED}) expected
  FULL JOIN (SELECT "citizenId", "dueAt", count(*) FROM dose WHERE "dueAt" BETWEEN $1 AND $2 GROUP BY 1, 2) made USING ("citizenId", "dueAt")
  WHERE made."count" IS DISTINCT FROM 1 OR expected."dueAt" IS NULL`;

const WITHOUT_OUTCOME = `
  SELECT format('dose %s was left %s past its deadline', "id", "state") FROM dose
  WHERE "deadlineAt" < $2::timestamptz - interval '1 minute'
    AND (NOT "settled" OR "state" = 'scheduled'
      OR coalesce("dispensedAt", "retrievedAt", "inAdvanceAt", "cancelledAt", "missedAt", "unconfirmedAt") IS NULL)`;

/** A rung or the end of a claim or of its time on the shelf lies ahead: its own, or its parent's where that stands for it. */
const WITHOUT_STEP = `
  SELECT format('%s %s is %s without a next step', a."type", a."id", a."state") FROM alert a
  WHERE a."resolvedAt" IS NULL AND NOT EXISTS (
    SELECT 1 FROM alert s
    LEFT JOIN escalation e ON e."alertId" = s."id"
    LEFT JOIN task t ON t."alertId" = s."id" AND t."state" IN ('claimed', 'in-progress')
    WHERE s."id" = CASE WHEN a."attached" THEN a."parentId" ELSE a."id" END AND s."resolvedAt" IS NULL
      AND greatest(e."nextRungAt", t."claimExpiresAt", CASE WHEN s."state" = 'shelved' THEN s."shelvedUntil" END) >= $2::timestamptz)`;

/** Missed, and nobody was ever asked: neither about the dose nor about what it was followed under, and nothing closed it. */
const UNHEARD = `
  SELECT format('dose %s was %s and nobody heard of it', d."id", d."state") FROM dose d
  WHERE d."state" IN ('missed', 'unconfirmed') AND d."alarmedAt" < $2::timestamptz - interval '2 hours' AND NOT EXISTS (
    SELECT 1 FROM alert a WHERE a."doseId" = d."id"
      AND (a."state" = 'auto-resolved' OR EXISTS (SELECT 1 FROM task t WHERE t."alertId" IN (a."id", a."parentId"))))`;

/** Who may hear of a citizen follows from the district. */
const WITHOUT_DISTRICT = `
  SELECT DISTINCT format('%s was told of a citizen without the district', f."type") FROM fact f JOIN citizen c ON c."id" = f."citizenId"
  WHERE f."districtId" IS NULL AND c."districtId" IS NOT NULL`;
