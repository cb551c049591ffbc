import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { byteas, instants, int4s, int8s, texts } from '../platform/database/arrays.js';
import { COMMIT_RECORD } from '../platform/database/commit-record.js';
import { LOCKS } from '../platform/database/locks.js';
import { ownerOf } from '../devices/devices.service.js';
import type { Reach } from '../devices/assignments/reach.rules.js';
import { affected, rows } from '../platform/database/sql.js';
import {
  type Delay,
  type Heard,
  type JudgedEntry,
  type JournalEntry,
  LANES,
  type EntryHead,
  type OldestBatch,
  type OwnedEntry,
  type PendingEntry,
  type SaidEntry,
  type StoredEntry,
  type Whose,
} from './journal.rules.js';

/** The dialect in which dispenser `d` said entry `j`: the entry names it where it was not the first. */
const SPOKEN = `coalesce(j."dialect", d."firstDialect", d."dialect") AS "dialect"`;

const WAITING = `j.*, p."attempts", p."delays", p."apart", d."deviceId", ${SPOKEN}
  FROM journal_pending p
  JOIN journal j ON j."number" = p."number" AND j."time" = p."time"
  JOIN device d ON d."number" = j."deviceNumber"`;

/** Entries that failed wait for their next try; those that the house failed are tried beside the others. */
const MAY_BE_TRIED = (now: string, of = ''): string =>
  `${of}"delays" = 0 AND (${of}"attempts" = 0 OR ${of}"lookAt" <= ${now})`;

/**
 * The beginning of a WITH: takes the oldest entries of a lane that is held and that nobody has looked at, whole batches of them, as
 * `line`. They wait no longer once the transaction commits. About as many as asked for, or none at the end of the lane.
 * @param lane and limit: placeholders
 */
export const heardEntries = (lane: string, limit: string): string => `
  oldest AS MATERIALIZED (
    SELECT "id", "lines" FROM journal_batch WHERE "lane" = ${lane} ORDER BY "id" LIMIT ${limit}
  ), few AS (
    SELECT "id" FROM (SELECT "id", sum("lines") OVER (ORDER BY "id") - "lines" AS "before" FROM oldest) counted
    WHERE "before" < ${limit}
  ), taken AS (
    DELETE FROM journal_batch b USING few WHERE b."id" = few."id" RETURNING b."numbers", b."from", b."until"
  ), line AS MATERIALIZED (
    SELECT j."number", j."time", d."deviceId", j."effectiveAt", j."clock", j."type", j."dueAt", j."notes"
    FROM taken
    CROSS JOIN LATERAL unnest(taken."numbers") AS said("number")
    CROSS JOIN LATERAL (
      SELECT * FROM journal WHERE "number" = said."number" AND "time" BETWEEN taken."from" AND taken."until" LIMIT 1
    ) j
    JOIN device d ON d."number" = j."deviceNumber"
  )`;

/** Numbers of lines that wait for their effect, the least and the greatest. */
export interface Waiting {
  readonly oldest: number;
  readonly newest: number;
}

@Injectable()
export class JournalStore {
  /**
   * Writes entries down and marks the new ones as heard, in one statement. An entry already there is left as it is; where all are, the
   * commit is waited for all the same.
   * @returns how many entries were new
   */
  async append(tx: EntityManager, heard: readonly Heard[]): Promise<number> {
    const [row] = await rows<{ added: number }>(
      tx,
      `WITH added AS (
         INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "bootId", "sequence",
                              "dueAt", "reason", "payloadLength", "payload", "notes", "dialect")
         SELECT a, b, c, d, e, f, g, h, i, j, k, l, m, string_to_array(n, ' '), o
         FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
                     $8::bigint[], $9::bigint[], $10::timestamptz[], $11::text[], $12::int[], $13::bytea[], $14::text[], $16::text[])
              AS heard(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
         ON CONFLICT ("deviceNumber", "time", hashtextextended("eventId", 0)) DO NOTHING
         RETURNING "number", "time", "deviceNumber", "receivedAt"
       ), batch AS (
         INSERT INTO journal_batch ("lane", "lines", "numbers", "deviceNumbers", "from", "until", "receivedAt")
         SELECT CASE WHEN "deviceNumber" = ANY ($15::int[]) THEN -"deviceNumber" ELSE "deviceNumber" % ${LANES} END, count(*), array_agg("number"), array_agg("deviceNumber"), min("time"), max("time"), min("receivedAt")
         FROM added GROUP BY 1
         RETURNING "lines"
       )
       SELECT coalesce(sum("lines"), 0) AS "added", CASE count(*) WHEN 0 THEN ${COMMIT_RECORD} END FROM batch`,
      columnsOf([...heard].sort(byKey)),
    );
    return row?.added ?? 0;
  }

  /** Of the entries given, those whose id and time stand in the journal as something else, or with other bytes. */
  storedOf(tx: EntityManager, heard: readonly Heard[]): Promise<StoredEntry[]> {
    return rows(
      tx,
      `SELECT h."place", j."type", j."payload", d."deviceId", ${SPOKEN}
       FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::bytea[], $5::text[]) WITH ORDINALITY
            AS h("deviceNumber", "eventId", "time", "payload", "type", "place")
       JOIN journal j ON j."deviceNumber" = h."deviceNumber" AND j."time" = h."time"
         AND hashtextextended(j."eventId", 0) = hashtextextended(h."eventId", 0)
       JOIN device d ON d."number" = h."deviceNumber"
       WHERE j."payload" <> h."payload" OR j."eventId" <> h."eventId" OR j."type" <> h."type" ORDER BY h."place"`,
      [
        int4s(heard.map((h) => h.deviceNumber)),
        texts(heard.map((h) => h.eventId)),
        instants(heard.map((h) => h.time)),
        byteas(heard.map((h) => h.payload)),
        texts(heard.map((h) => h.type)),
      ],
    );
  }

  async lanesHeard(tx: EntityManager): Promise<number[]> {
    const found = await rows<{ lane: number }>(tx, 'SELECT DISTINCT "lane" FROM journal_batch ORDER BY 1');
    return found.map(({ lane }) => lane);
  }

  async lockLane(tx: EntityManager, lane: number): Promise<void> {
    await rows(tx, 'SELECT pg_advisory_xact_lock($1, $2)', [LOCKS.lane, lane]);
  }

  async tryLane(tx: EntityManager, lane: number): Promise<boolean> {
    const [lock] = await rows<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1, $2) AS "mine"', [
      LOCKS.lane,
      lane,
    ]);
    return lock!.mine;
  }

  async heads(tx: EntityManager, numbers: readonly number[], from: Date, until: Date): Promise<EntryHead[]> {
    if (numbers.length === 0) return [];
    return rows(
      tx,
      `SELECT j."number", j."time", j."deviceNumber", d."deviceId", j."receivedAt", j."effectiveAt", j."clock", j."type",
              j."bootId", j."sequence", j."dueAt", j."reason"
       FROM unnest($1::bigint[]) AS said("number")
       CROSS JOIN LATERAL (
         SELECT * FROM journal WHERE "number" = said."number" AND "time" BETWEEN $2 AND $3 LIMIT 1
       ) j
       JOIN device d ON d."number" = j."deviceNumber" ORDER BY j."number"`,
      [int8s(numbers), from, until],
    );
  }

  async takeOldest(tx: EntityManager, lane: number): Promise<OldestBatch | null> {
    const [batch] = await rows<OldestBatch>(
      tx,
      `DELETE FROM journal_batch WHERE "id" = (SELECT min("id") FROM journal_batch WHERE "lane" = $1)
       RETURNING "lines" AS "taken", "numbers" AS "left", "from", "until" + interval '1 millisecond' AS "until"`,
      [lane],
    );
    return batch ?? null;
  }

  async takeForCare(tx: EntityManager, number: number): Promise<PendingEntry | null> {
    const [entry] = await rows<PendingEntry>(
      tx,
      `DELETE FROM journal_pending p USING journal j, device d
       WHERE p."number" = $1 AND p."stage" <> 'parked' AND j."number" = p."number" AND j."time" = p."time" AND d."number" = j."deviceNumber"
       RETURNING j.*, p."attempts", p."delays", p."apart", d."deviceId", ${SPOKEN}`,
      [number],
    );
    return entry ?? null;
  }

  async nextInLane(
    tx: EntityManager,
    lane: string,
    now: Date,
    less: readonly string[],
  ): Promise<{ subject: string; turn: number } | null> {
    const [found] = await rows<{ subject: string; turn: number }>(
      tx,
      `SELECT "subject", "turn" FROM journal_pending
       WHERE "stage" = 'care' AND right("subject", 1) = $1 AND ${MAY_BE_TRIED('$2')} AND "subject" <> ALL ($3::text[])
       ORDER BY "turn", "number" LIMIT 1`,
      [lane, now, less],
    );
    return found ?? null;
  }

  nextBehind(
    tx: EntityManager,
    now: Date,
    limit: number,
    less: readonly string[],
  ): Promise<{ subject: string; turn: number }[]> {
    return rows(
      tx,
      `SELECT "subject", min("turn") AS "turn" FROM (
         SELECT "subject", "turn", "number" FROM journal_pending WHERE "stage" = 'behind' AND ${MAY_BE_TRIED('$1')} AND "subject" <> ALL ($3::text[])
         ORDER BY "turn", "number" LIMIT $2
       ) first GROUP BY "subject" ORDER BY min("turn"), min("number")`,
      [now, limit, less],
    );
  }

  entriesOf(
    tx: EntityManager,
    stage: 'care' | 'behind',
    subject: string,
    turn: number,
    now: Date,
  ): Promise<PendingEntry[]> {
    return rows(
      tx,
      `SELECT ${WAITING} WHERE p."stage" = $1 AND p."subject" = $2 AND p."turn" = $3 AND ${MAY_BE_TRIED('$4', 'p.')} ORDER BY p."number"`,
      [stage, subject, turn, now],
    );
  }

  async firstTurn(tx: EntityManager, subject: string, now: Date): Promise<number | null> {
    const [found] = await rows<{ turn: number | null }>(
      tx,
      `SELECT min("turn") AS "turn" FROM journal_pending WHERE "stage" = 'care' AND "subject" = $1 AND ${MAY_BE_TRIED('$2')}`,
      [subject, now],
    );
    return found?.turn ?? null;
  }

  async overdueLanes(tx: EntityManager, now: Date): Promise<string[]> {
    const found = await rows<{ lane: string }>(
      tx,
      `SELECT DISTINCT right("subject", 1) AS "lane" FROM journal_pending WHERE "stage" = 'care' AND "delays" = 0 AND "lookAt" <= $1`,
      [now],
    );
    return found.map(({ lane }) => lane);
  }

  async handToCare(
    tx: EntityManager,
    entries: readonly (Pick<JournalEntry, 'number' | 'time' | 'deviceNumber'> & { subject: string; turn: number })[],
    stage: 'care' | 'behind',
    /** Turns from here on are counted for themselves. */
    apartFrom: number,
    lookAt: Date,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject", "turn", "lookAt")
       SELECT c."number", c."time", c."deviceNumber", $6, c."subject", c."turn" + coalesce(waits."turns", 0), $8
       FROM unnest($1::bigint[], $2::timestamptz[], $3::int[], $4::text[], $5::int[]) AS c("number", "time", "deviceNumber", "subject", "turn")
       CROSS JOIN LATERAL (
         SELECT max(p."turn") + 1 - CASE WHEN c."turn" < $7 THEN 0 ELSE $7 END AS "turns" FROM journal_pending p
         WHERE p."subject" = c."subject" AND p."stage" = $6 AND p."turn" >= CASE WHEN c."turn" < $7 THEN 0 ELSE $7 END
           AND p."turn" < CASE WHEN c."turn" < $7 THEN $7 ELSE 2147483647 END
       ) waits
       ON CONFLICT ("number") DO NOTHING`,
      [
        int8s(entries.map((e) => e.number)),
        instants(entries.map((e) => e.time)),
        int4s(entries.map((e) => e.deviceNumber)),
        texts(entries.map((e) => e.subject)),
        int4s(entries.map((e) => e.turn)),
        stage,
        apartFrom,
        lookAt,
      ],
    );
  }

  async settle(tx: EntityManager, numbers: readonly number[]): Promise<void> {
    await rows(tx, 'DELETE FROM journal_pending WHERE "number" = ANY ($1::bigint[])', [numbers]);
  }

  async noteFailure(tx: EntityManager, number: number, error: string, lookAt: Date, park: boolean): Promise<boolean> {
    const noted = await affected(
      tx,
      `UPDATE journal_pending SET "attempts" = "attempts" + 1, "error" = $2, "lookAt" = $3, "stage" = CASE WHEN $4 THEN 'parked' ELSE "stage" END
       WHERE "number" = $1`,
      [number, error, lookAt, park],
    );
    return noted > 0;
  }

  async delay(tx: EntityManager, numbers: readonly number[], { delays, trouble, lookAt, apart }: Delay): Promise<void> {
    await rows(
      tx,
      `UPDATE journal_pending SET "delays" = $2, "trouble" = $3, "lookAt" = $4, "apart" = "apart" OR $5
       WHERE "number" = ANY ($1::bigint[]) AND "stage" <> 'parked'`,
      [numbers, delays, trouble, lookAt, apart],
    );
  }

  async delaySubject(tx: EntityManager, subject: string, { delays, trouble, lookAt }: Delay): Promise<void> {
    await rows(
      tx,
      `UPDATE journal_pending SET "delays" = $2, "trouble" = $3, "lookAt" = $4
       WHERE "subject" = $1 AND "stage" = 'care' AND "delays" = 0`,
      [subject, delays, trouble, lookAt],
    );
  }

  async isHeldUp(tx: EntityManager, subject: string, trouble: string): Promise<boolean> {
    const found = await rows(
      tx,
      `SELECT 1 FROM journal_pending WHERE "subject" = $1 AND "delays" > 0 AND "stage" <> 'parked' AND "trouble" = $2 LIMIT 1`,
      [subject, trouble],
    );
    return found.length > 0;
  }

  async hurry(tx: EntityManager, subject: string, trouble: string, now: Date): Promise<number> {
    return affected(
      tx,
      `UPDATE journal_pending SET "lookAt" = $3
       WHERE "subject" = $1 AND "delays" > 0 AND "stage" <> 'parked' AND "trouble" = $2 AND "lookAt" > $3`,
      [subject, trouble, now],
    );
  }

  async isAnyLeft(
    tx: EntityManager,
    {
      citizenId,
      deviceId,
      fromLine,
      upToLine,
    }: { citizenId: string; deviceId: string; fromLine: number; upToLine: number },
  ): Promise<boolean> {
    const [found] = await rows<{ is: boolean }>(
      tx,
      `SELECT EXISTS (SELECT 1 FROM journal_pending WHERE "subject" = $1 AND "number" BETWEEN $3 AND $4)
              OR EXISTS (SELECT 1 FROM journal_batch b JOIN device d ON d."number" = ANY (b."deviceNumbers")
                         WHERE d."deviceId" = $2 AND EXISTS (SELECT 1 FROM unnest(b."numbers") AS n WHERE n BETWEEN $3 AND $4)) AS "is"`,
      [citizenId, deviceId, fromLine, upToLine],
    );
    return found!.is;
  }

  delayed(tx: EntityManager, now: Date, limit: number): Promise<(PendingEntry & { subject: string })[]> {
    return rows(
      tx,
      `SELECT p."subject", ${WAITING} WHERE p."delays" > 0 AND p."stage" <> 'parked' AND p."lookAt" <= $1
       ORDER BY p."apart", p."lookAt", p."turn", p."number" LIMIT $2`,
      [now, limit],
    );
  }

  /** Takes an entry from among those that are parked or set apart; answers whether it was. */
  async stopWaiting(tx: EntityManager, number: number): Promise<boolean> {
    const sql = `DELETE FROM journal_pending WHERE "number" = $1 AND ("stage" = 'parked' OR "apart")`;
    return (await affected(tx, sql, [number])) > 0;
  }

  async holdWaiting(tx: EntityManager, number: number): Promise<boolean> {
    const sql = `SELECT 1 FROM journal_pending WHERE "number" = $1 AND "stage" <> 'parked' FOR UPDATE`;
    return (await rows(tx, sql, [number])).length > 0;
  }

  /** Puts an entry back among those nobody has looked at, unless it waits for care. */
  async hearAgain(
    tx: EntityManager,
    entry: Pick<JournalEntry, 'number' | 'time' | 'deviceNumber' | 'receivedAt'>,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO journal_batch ("lane", "lines", "numbers", "deviceNumbers", "from", "until", "receivedAt")
       SELECT $3::int % ${LANES}, 1, ARRAY[$1::bigint], ARRAY[$3::int], $2, $2, $4
       WHERE NOT EXISTS (SELECT 1 FROM journal_pending WHERE "number" = $1)`,
      [entry.number, entry.time, entry.deviceNumber, entry.receivedAt],
    );
  }

  async waitingOf(tx: EntityManager, deviceIds: readonly string[], heardAfter: Date): Promise<Map<string, Waiting>> {
    const found = await rows<Waiting & { deviceId: string }>(
      tx,
      `SELECT "deviceId", min("number") AS "oldest", max("number") AS "newest" FROM (
         SELECT d."deviceId", unnest(b."numbers") AS "number" FROM device d
         JOIN journal_batch b ON b."lane" = d."number" % ${LANES} AND d."number" = ANY (b."deviceNumbers")
         WHERE d."deviceId" = ANY ($1)
         UNION ALL
         SELECT d."deviceId", p."number" FROM journal_pending p JOIN device d ON d."number" = p."deviceNumber"
         WHERE d."deviceId" = ANY ($1) AND p."stage" = 'care' AND (p."delays" = 0 OR EXISTS (
           SELECT 1 FROM journal j WHERE j."number" = p."number" AND j."time" = p."time" AND j."receivedAt" > $2))
       ) waiting GROUP BY "deviceId"`,
      [texts(deviceIds), heardAfter],
    );
    return new Map(found.map(({ deviceId, oldest, newest }) => [deviceId, { oldest, newest }]));
  }

  async countWaiting(tx: EntityManager): Promise<{ waiting: number; oldestReceivedAt: Date | null }> {
    const [row] = await rows<{ waiting: number; oldestReceivedAt: Date | null }>(
      tx,
      `SELECT coalesce(sum("lines"), 0) AS "waiting", min("receivedAt") FILTER (WHERE NOT "isBehind") AS "oldestReceivedAt"
       FROM journal_waiting`,
    );
    return row ?? { waiting: 0, oldestReceivedAt: null };
  }

  async backlogOf(tx: EntityManager, deviceNumber: number): Promise<number> {
    const [row] = await rows<{ waiting: number }>(
      tx,
      `SELECT coalesce((SELECT sum("lines") FROM journal_batch WHERE "lane" = -$1::int), 0)
              + (SELECT count(*) FROM journal_pending WHERE "deviceNumber" = $1 AND "stage" <> 'parked') AS "waiting"`,
      [deviceNumber],
    );
    return row!.waiting;
  }

  async find(tx: EntityManager, number: number): Promise<SaidEntry | null> {
    return (await this.findMany(tx, [number]))[0] ?? null;
  }

  async findMany(tx: EntityManager, numbers: readonly number[]): Promise<SaidEntry[]> {
    if (numbers.length === 0) return [];
    return rows(
      tx,
      `SELECT j.*, d."deviceId", ${SPOKEN} FROM journal j JOIN device d ON d."number" = j."deviceNumber" WHERE j."number" = ANY ($1::bigint[])`,
      [numbers],
    );
  }

  list(
    tx: EntityManager,
    filter: {
      deviceIds: readonly string[] | null;
      types: readonly string[] | null;
      from: Date | null;
      to: Date | null;
      before: number | null;
      whose?: Whose;
    },
    limit: number,
  ): Promise<OwnedEntry[]> {
    return rows(
      tx,
      `SELECT j.*, d."deviceId", ${SPOKEN}, owner."citizenId" FROM journal j JOIN device d ON d."number" = j."deviceNumber" ${OWNER}
       WHERE ($1::text[] IS NULL OR d."deviceId" = ANY ($1)) AND ($2::text[] IS NULL OR j."type" = ANY ($2))
         AND ($3::timestamptz IS NULL OR j."receivedAt" >= $3) AND ($4::timestamptz IS NULL OR j."receivedAt" < $4)
         AND ($5::bigint IS NULL OR j."number" < $5) AND ${isWhose('$6', 'false', '$7')}
       ORDER BY j."number" DESC LIMIT $8`,
      [
        filter.deviceIds,
        filter.types,
        filter.from,
        filter.to,
        filter.before,
        filter.whose?.districtIds ?? null,
        filter.whose?.citizenId ?? null,
        limit,
      ],
    );
  }

  newestOf(
    tx: EntityManager,
    deviceIds: readonly string[],
    types: readonly string[],
    since: Date,
    limit: number,
  ): Promise<OwnedEntry[]> {
    return rows(
      tx,
      `WITH own AS MATERIALIZED (
         SELECT * FROM journal WHERE "deviceNumber" IN (SELECT "number" FROM device WHERE "deviceId" = ANY ($1::text[]))
           AND "type" = ANY ($2::text[]) AND "receivedAt" >= $3)
       SELECT j.*, d."deviceId", ${SPOKEN}, owner."citizenId" FROM (SELECT * FROM own ORDER BY "number" DESC LIMIT $4) j
       JOIN device d ON d."number" = j."deviceNumber" ${OWNER}
       ORDER BY j."number"`,
      [deviceIds, types, since, limit],
    );
  }

  judged(
    tx: EntityManager,
    deviceId: string,
    { districtIds, isOverNobodys }: Reach,
    limit: number,
  ): Promise<JudgedEntry[]> {
    return rows(
      tx,
      `SELECT j."eventId", j."type", j."receivedAt", j."reason", j."notes" FROM journal j JOIN device d ON d."number" = j."deviceNumber" ${OWNER}
       WHERE j."deviceNumber" = (SELECT "number" FROM device WHERE "deviceId" = $1) AND (j."reason" IS NOT NULL OR j."notes" IS NOT NULL)
         AND ${isWhose('$3', '$4')}
       ORDER BY j."number" DESC LIMIT $2`,
      [deviceId, limit, districtIds, isOverNobodys],
    );
  }
}

/**
 * Whose entry `j` of dispenser `d` is: whom a person said it was about, nobody while that is yet to be said, and else whom the dispenser
 * served when it is held to have happened.
 */
const OWNER = `CROSS JOIN LATERAL (SELECT d."deviceId", j."effectiveAt" AS "at") said
  LEFT JOIN LATERAL (${ownerOf('said')}) served ON true
  LEFT JOIN quarantine aside ON aside."number" = j."number" AND aside."type" IS NULL
  CROSS JOIN LATERAL (SELECT CASE WHEN aside."state" = 'assigned' AND aside."citizenId" IS NOT NULL THEN aside."citizenId"
    WHEN aside."kind" = 'unattributed' AND aside."state" <> 'retried' THEN NULL ELSE served."citizenId" END AS "citizenId") owner`;

/** Whether the entry is of a citizen of the districts (null for all), or nobody's where that will do, and of the citizen. */
const isWhose = (districtIds: string, orNobodys: string, citizenId = 'NULL'): string => `(${districtIds}::uuid[] IS NULL
  OR (owner."citizenId" IS NULL AND ${orNobodys}::boolean)
  OR EXISTS (SELECT 1 FROM citizen p WHERE p."id" = owner."citizenId" AND p."districtId" = ANY (${districtIds})))
  AND (${citizenId}::uuid IS NULL OR owner."citizenId" = ${citizenId})`;

// One order for everybody, so that two batches never wait for each other.
const byKey = (a: Heard, b: Heard): number =>
  a.deviceNumber - b.deviceNumber ||
  (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : a.time.getTime() - b.time.getTime());

/** Dispensers of which one entry is over the budget have all of theirs here in their own lane: so these stay in order. */
const overBudget = (heard: readonly Heard[]): number[] => [
  ...new Set(heard.flatMap(({ deviceNumber, isOverBudget }) => (isOverBudget ? [deviceNumber] : []))),
];

const isNamed = ({ dialect }: Heard): boolean => dialect != null;

function columnsOf(heard: readonly Heard[]): unknown[] {
  return [
    int4s(heard.map((h) => h.deviceNumber)),
    texts(heard.map((h) => h.eventId)),
    instants(heard.map((h) => h.time)),
    instants(heard.map((h) => h.receivedAt)),
    instants(heard.map((h) => h.effectiveAt)),
    texts(heard.map((h) => h.clock)),
    texts(heard.map((h) => h.type)),
    int8s(heard.map((h) => h.bootId)),
    int8s(heard.map((h) => h.sequence)),
    instants(heard.map((h) => h.dueAt)),
    texts(heard.map((h) => h.reason)),
    int4s(heard.map((h) => h.payloadLength)),
    byteas(heard.map((h) => h.payload)),
    texts(heard.map((h) => h.notes && h.notes.join(' '))),
    int4s(overBudget(heard)),
    // No array at all for what nearly never is named.
    texts(heard.some(isNamed) ? heard.map((h) => h.dialect ?? null) : []),
  ];
}
