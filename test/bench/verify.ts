import type pg from 'pg';

/** What became of the events of one run. */
export interface Found {
  /** Rows in the journal, and distinct events among them. */
  lines: number;
  events: number;
  parked: number;
  withoutEffect: number;
  doubledEffect: number;
  notAlarmedOnce: number;
}

/** @param after a line of the journal that is older than the run: what was heard before is not searched */
export async function findWhatBecameOf(database: pg.Client, run: string, after: number): Promise<Found> {
  const { rows } = await database.query<Found>(SQL, [`${run}-`, `${run}.`, after]);
  const [found] = rows;
  if (!found) throw new Error('A count came back empty.');
  return found;
}

// A dose keeps the numbers of the lines that were about it as its evidence.
const SQL = `
  WITH line AS MATERIALIZED (
    SELECT j."number", j."deviceNumber", j."eventId", j."type", j."dueAt" FROM journal j
    WHERE j."number" > $3 AND j."eventId" >= $1 AND j."eventId" < $2
  ), marked AS MATERIALIZED (
    SELECT line."number", line."type", d."id" AS "doseId",
           coalesce(cardinality(array_positions(d."evidence", line."number")), 0) AS "marks"
    FROM line
    JOIN device ON device."number" = line."deviceNumber"
    JOIN assignment a ON a."deviceId" = device."deviceId"
    LEFT JOIN dose d ON d."citizenId" = a."citizenId" AND d."dueAt" = line."dueAt"
    WHERE line."type" IN ('dose.dispensed', 'dose.missed')
  )
  SELECT (SELECT count(*)::int FROM line) AS "lines",
         (SELECT count(DISTINCT ("deviceNumber", "eventId"))::int FROM line) AS "events",
         (SELECT count(*)::int FROM journal_pending WHERE "stage" = 'parked') AS "parked",
         (SELECT count(*)::int FROM marked WHERE "marks" = 0) AS "withoutEffect",
         (SELECT count(*)::int FROM marked WHERE "marks" > 1) AS "doubledEffect",
         (SELECT count(*)::int FROM marked WHERE "type" = 'dose.missed'
            AND (SELECT count(*) FROM alert WHERE "doseId" = marked."doseId" AND alert."type" = 'dose.missed') <> 1) AS "notAlarmedOnce"`;
