import { expect } from '@jest/globals';
import { query } from './database.js';
import type { Saying } from './reporter.js';

/** What a fault has cost, and what it must never cost. */
export interface Figures {
  /** Distinct events whose PUBACK came. */
  readonly acknowledged: number;
  /** Of those: in the journal, once. */
  readonly stored: number;
  /** Of those: not in the journal. */
  readonly lost: number;
  /** Events that stand in the journal more than once. */
  readonly doubled: number;
  readonly missed: number;
  /** Missed doses with one alert and exactly one live task. */
  readonly withOneTask: number;
  /** Alerts of doses, of silence, and urgent ones about citizens, for which nothing was the reason. */
  readonly falseAlarms: number;
}

export interface Counted {
  readonly acknowledged: Iterable<Saying>;
  readonly missedDoseIds: readonly string[];
  /** Doses that were missed too, and that others count. */
  readonly alsoMissed?: readonly string[];
  /** Types of alert that had a reason, besides the missed doses. */
  readonly expected?: readonly string[];
}

const LIVE = `('open', 'claimed', 'in-progress')`;

/** Compares what dispensers were promised with what is in the database. */
export async function count(databaseUrl: string, counted: Counted): Promise<Figures> {
  const { missedDoseIds, alsoMissed = [], expected = [] } = counted;
  const promised = [...new Set([...counted.acknowledged].map(({ id }) => id))];
  const [journal] = await query<{ stored: number; lost: number }>(
    databaseUrl,
    `SELECT count(*) FILTER (WHERE lines."count" = 1)::int AS "stored", count(*) FILTER (WHERE lines."count" IS NULL)::int AS "lost"
     FROM unnest($1::text[]) AS promised ("id")
     LEFT JOIN (SELECT "eventId", count(*) FROM journal GROUP BY 1) AS lines ON lines."eventId" = promised."id"`,
    [promised],
  );
  const [doubled] = await query<{ count: number }>(
    databaseUrl,
    `SELECT count(*)::int AS "count" FROM (SELECT FROM journal GROUP BY "deviceNumber", "eventId" HAVING count(*) > 1) AS d`,
  );
  const [tasks] = await query<{ count: number }>(
    databaseUrl,
    `SELECT count(*)::int AS "count" FROM unnest($1::uuid[]) AS missed ("id")
     WHERE (SELECT count(*) FROM alert WHERE alert."doseId" = missed."id") = 1
       AND (SELECT count(*) FROM task JOIN alert ON alert."id" = task."alertId"
            WHERE alert."doseId" = missed."id" AND task."state" IN ${LIVE}) = 1`,
    [missedDoseIds],
  );
  const [alarms] = await query<{ count: number }>(
    databaseUrl,
    `SELECT count(*)::int AS "count" FROM alert
     WHERE ("doseId" IS NOT NULL OR "type" ~ '^(dose|connectivity)\\.' OR ("citizenId" IS NOT NULL AND "priority" IN ('P1', 'P2')))
       AND NOT COALESCE("doseId" = ANY ($1::uuid[]), false) AND "type" <> ALL ($2::text[])`,
    [[...missedDoseIds, ...alsoMissed], expected],
  );
  return {
    acknowledged: promised.length,
    ...journal!,
    doubled: doubled!.count,
    missed: missedDoseIds.length,
    withOneTask: tasks!.count,
    falseAlarms: alarms!.count,
  };
}

/** What holds through every fault: nothing promised is lost, nothing is there twice, every missed dose asks somebody, once. */
export function expectKept(figures: Figures): void {
  const { acknowledged: stored, missed: withOneTask } = figures;
  expect(figures).toMatchObject({ stored, lost: 0, doubled: 0, withOneTask, falseAlarms: 0 });
}
