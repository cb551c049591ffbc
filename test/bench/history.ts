import type pg from 'pg';

const AT_ONCE = 500_000;

export interface History {
  events: number;
  facts: number;
  doses: number;
}

export const historyOf = (events: number): History => ({ events, facts: events / 10, doses: events / 10 });

/**
 * What a house that has been running for a while has behind it: events of its dispensers since the beginning of last month, in the
 * partitions the service made for them, facts with their places in the feed, and doses that were dispensed.
 */
export async function seedHistory(database: pg.Client, { events, facts, doses }: History): Promise<void> {
  for (let from = 0; from < events; from += AT_ONCE) {
    await database.query(JOURNAL, [from, Math.min(from + AT_ONCE, events) - 1, events]);
  }
  await database.query('BEGIN');
  await database.query(`CREATE TEMP TABLE bench_turn ON COMMIT DROP AS
    SELECT n, (SELECT coalesce(max("id"), 0) FROM fact_turn) + n AS "turnId",
           (SELECT coalesce(max("last"), 0) FROM fact_turn) + n * 10 AS "last", ${moment('n', facts / 10)} AS "at"
    FROM generate_series(1, ${facts / 10}) AS n`);
  await database.query(`CREATE TEMP TABLE bench_citizen ON COMMIT DROP AS
    SELECT a."citizenId", a."deviceId", z."districtId", row_number() OVER () - 1 AS n
    FROM assignment a JOIN citizen z ON z."id" = a."citizenId"`);
  await database.query('ANALYZE bench_turn, bench_citizen');
  for (const sql of FACTS) await database.query(sql);
  // What refers to what is right by the way it is made; a million look-ups would only say so again.
  await database.query('SET LOCAL session_replication_role = replica');
  await database.query(DOSES, [doses]);
  await database.query('COMMIT');
  await database.query('VACUUM ANALYZE journal, fact, fact_turn, dose');
  await database.query('CHECKPOINT');
}

/** The n-th of so many moments from the beginning of last month until an hour ago. */
function moment(n: string, of: number | string): string {
  const first = `date_trunc('month', now()) - interval '1 month'`;
  return `${first} + (now() - interval '1 hour' - (${first})) * (${n}::float / ${of})`;
}

const JOURNAL = `
  WITH town AS MATERIALIZED (SELECT min("number") AS "first", count(*) AS "all" FROM device)
  INSERT INTO journal ("time", "receivedAt", "effectiveAt", "dueAt", "bootId", "sequence", "deviceNumber", "payloadLength", "clock",
                       "type", "eventId", "payload")
  SELECT "time", "time" + interval '80 milliseconds', "time", "time" - interval '3 minutes', 1, n / town."all", town."first" + n % town."all",
         length("text"), 'trusted', 'dose.dispensed', "eventId", convert_to("text", 'UTF8')
  FROM town, LATERAL (
    SELECT n, x."time", x."eventId", format(
      '{"specversion":"1.0","id":"%s","type":"dose.dispensed","time":"%s","bootid":1,"sequence":%s,"data":{"dueAt":"%s"}}',
      x."eventId", to_char(x."time", 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 10000000 + n, to_char(x."time", 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) AS "text"
    FROM (SELECT n, ${moment('n', '$3::bigint')} AS "time", uuidv7()::text AS "eventId"
          FROM generate_series($1::bigint, $2::bigint) AS n) x
  ) event`;

const FACTS = [
  `INSERT INTO fact_turn ("id", "at", "facts", "last") OVERRIDING SYSTEM VALUE SELECT "turnId", "at", 10, "last" FROM bench_turn`,
  `SELECT setval(pg_get_serial_sequence('fact_turn', 'id'), (SELECT max("id") FROM fact_turn))`,
  `INSERT INTO fact ("turnId", "step", "at", "type", "subject", "citizenId", "deviceId", "districtId", "data")
   SELECT t."turnId", step, t."at", 'dose.dispensed', uuidv7()::text, c."citizenId", c."deviceId", c."districtId",
          jsonb_build_object('doseId', uuidv7(), 'dueAt', t."at", 'windowClosesAt', t."at" + interval '1 hour', 'criticality', 'standard',
            'slot', '08:00', 'effectiveAt', t."at", 'eventType', 'dose.dispensed', 'line', t."last" - 10 + step)
   FROM bench_turn t CROSS JOIN generate_series(1, 10) AS step
   JOIN bench_citizen c ON c.n = (t.n * 10 + step) % (SELECT count(*) FROM bench_citizen)`,
];

const DOSES = `
  INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality", "state", "settled", "dispensedAt")
  SELECT uuidv7(), c."citizenId", 1, '08:00', "dueAt", "dueAt" + interval '60 minutes', "dueAt" + interval '65 minutes', 'standard',
         'dispensed', true, "dueAt" + interval '3 minutes'
  FROM (SELECT "citizenId", row_number() OVER () AS n, count(*) OVER () AS "all" FROM assignment) c
  CROSS JOIN LATERAL generate_series(0, ($1::bigint - c.n) / c."all") AS k
  CROSS JOIN LATERAL (SELECT date_trunc('second', now()) - interval '1 day' - k * interval '11 hours' AS "dueAt") due`;
