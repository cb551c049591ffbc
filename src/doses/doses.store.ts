import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/id.js';
import { ownerOf } from '../devices/devices.service.js';
import { MOST_EVIDENCE } from '../journal/evidence.rules.js';
import { heardEntries } from '../journal/journal.service.js';
import { bools, instants, texts, uuids } from '../platform/database/arrays.js';
import { isOneOf, iso, rows, updateRow } from '../platform/database/sql.js';
import type { Turn } from '../platform/database/turn.js';
import { toldInBulk } from '../platform/facts/fact-bus.js';
import { BULK_STATES, type Dose, type DoseState, GIVEN_STATES } from './dose.rules.js';
import type { LaidOut } from './schedules/layout.rules.js';
import { LONGEST_WINDOW_DAYS } from './schedules/schedule.rules.js';

export interface DoseFilter {
  readonly citizenIds: readonly string[] | null;
  readonly districtIds: readonly string[] | null;
  readonly states: readonly DoseState[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly before: readonly [Date, string] | null;
}

/** What became of entries that were taken. */
export interface Settled {
  readonly taken: number;
  /** Types of facts that the feed was told. */
  readonly told: readonly string[];
  /** The numbers of all entries that need a closer look. */
  readonly left: readonly number[];
  /** Between these lie the times of all entries taken, what a Date cuts off below the millisecond too. */
  readonly from: Date;
  readonly until: Date;
}

const IS_GIVEN = 'coalesce("dispensedAt", "retrievedAt", "inAdvanceAt") IS NOT NULL';

/** An entry is about the nearest dose; nearly always it names it exactly. Told is what `applySign` says is news: of a dose given already, only that it was taken out, and that once. */
const SETTLE_HEARD = `
  WITH ${heardEntries('$1', '$2')}, said AS MATERIALIZED (
    SELECT l.*, a."citizenId" FROM (SELECT *, "effectiveAt" AS "at" FROM line) l
    CROSS JOIN LATERAL (${ownerOf('l')}) a
    WHERE l."type" = ANY ($3::text[]) AND l."clock" = 'trusted' AND l."notes" IS NULL
      AND l."dueAt" <= l."effectiveAt" + make_interval(hours => $6) - make_interval(mins => $4)
  ), meant AS MATERIALIZED (
    SELECT s.*, d."id", d."place", d."isGiven", row_number() OVER told AS "nth",
           s."type" = 'dose.retrieved' AND d."retrievedAt" IS NULL
             AND count(*) FILTER (WHERE s."type" = 'dose.retrieved') OVER told = 1 AS "isTakenOut"
    FROM said s CROSS JOIN LATERAL (
      SELECT "id", ctid AS "place", "retrievedAt", ${IS_GIVEN} AS "isGiven" FROM dose WHERE "citizenId" = s."citizenId" AND "dueAt" = s."dueAt"
      UNION ALL (
        SELECT "id", ctid, "retrievedAt", ${IS_GIVEN} FROM dose
        WHERE "citizenId" = s."citizenId" AND "dueAt" BETWEEN s."dueAt" - make_interval(mins => $4) AND s."dueAt" + make_interval(mins => $4)
        ORDER BY abs(extract(epoch FROM "dueAt" - s."dueAt")), "dueAt" LIMIT 1
      ) LIMIT 1
    ) d
    WINDOW told AS (PARTITION BY d."id" ORDER BY s."number")
  ), again AS MATERIALIZED (
    SELECT * FROM meant WHERE "nth" > 1
  ), each AS (
    SELECT first.*, first."number" || coalesce(more."numbers", '{}') AS "numbers",
           least(CASE WHEN first."type" <> 'dose.retrieved' THEN first."at" END, more."dispensedAt") AS "dispensedAt",
           least(CASE WHEN first."type" = 'dose.retrieved' THEN first."at" END, more."retrievedAt") AS "retrievedAt"
    FROM meant first CROSS JOIN LATERAL (
      SELECT array_agg("number" ORDER BY "number") AS "numbers", min("at") FILTER (WHERE "type" <> 'dose.retrieved') AS "dispensedAt",
             min("at") FILTER (WHERE "type" = 'dose.retrieved') AS "retrievedAt"
      FROM again WHERE again."id" = first."id"
    ) more
    WHERE first."nth" = 1
  ), settled AS (
    UPDATE dose SET
      "dispensedAt" = least(dose."dispensedAt", each."dispensedAt"),
      "retrievedAt" = least(dose."retrievedAt", each."retrievedAt"),
      "state" = CASE WHEN least(dose."retrievedAt", each."retrievedAt") IS NULL THEN 'dispensed' ELSE 'retrieved' END,
      "settled" = true,
      "evidence" = dose."evidence" || each."numbers"[:${MOST_EVIDENCE} - cardinality(dose."evidence")]
    FROM each
    WHERE dose.ctid = each."place" AND dose."alarmedAt" IS NULL AND ${isOneOf('dose."state"', BULK_STATES)}
    RETURNING dose."id", dose."citizenId", dose."slot", dose."dueAt", dose."windowClosesAt", dose."criticality", each."numbers",
              each."type", each."at", each."deviceId", each."number", each."isTakenOut", each."isGiven"
  ), ${toldInBulk(
    `SELECT CASE WHEN m."type" = 'dose.retrieved' THEN 'dose.retrieved' ELSE 'dose.dispensed' END AS "type",
            m."id"::text AS "subject", m."citizenId", m."deviceId", c."districtId",
            jsonb_build_object('doseId', m."id", 'dueAt', ${iso('m."dueAt"')}, 'windowClosesAt', ${iso('m."windowClosesAt"')},
              'slot', m."slot", 'criticality', m."criticality", 'eventType', m."type", 'effectiveAt', ${iso('m."at"')},
              'line', m."number") AS "data"
     FROM (
       SELECT "id", "citizenId", "deviceId", "dueAt", "windowClosesAt", "slot", "criticality", "type", "at", "number"
       FROM settled WHERE "isTakenOut" OR NOT "isGiven"
       UNION ALL
       SELECT s."id", s."citizenId", a."deviceId", s."dueAt", s."windowClosesAt", s."slot", s."criticality", a."type", a."at", a."number"
       FROM again a JOIN settled s ON s."id" = a."id" WHERE a."isTakenOut"
     ) m JOIN citizen c ON c."id" = m."citizenId"
     ORDER BY m."number"`,
    '$5',
  )}
  SELECT count(*) AS "taken", (SELECT array_agg(DISTINCT "type") FROM in_bulk) AS "told",
         min("time") AS "from", max("time") + interval '1 millisecond' AS "until",
         (SELECT array_agg("number") FROM (SELECT "number" FROM line EXCEPT SELECT unnest("numbers") FROM settled) l) AS "left"
  FROM line`;

@Injectable()
export class DosesStore {
  /** Adds expected doses; where the citizen has one at that instant already, of whichever revision, that one stays. */
  async insert({ tx, now }: Turn, citizenId: string, doses: readonly LaidOut[]): Promise<void> {
    if (doses.length === 0) return;
    await rows(
      tx,
      `INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality", "cancelledAt", "state", "settled")
       SELECT d."id", $1, d."revision", d."slot", d."dueAt", d."closesAt", d."deadlineAt", d."criticality", d."cancelledAt",
              CASE WHEN d."cancelledAt" IS NULL THEN 'scheduled' ELSE 'cancelled' END, d."cancelledAt" IS NOT NULL
       FROM unnest($2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::timestamptz[])
         AS d("id", "revision", "slot", "dueAt", "closesAt", "deadlineAt", "criticality", "cancelledAt")
       WHERE NOT EXISTS (SELECT 1 FROM dose kept WHERE kept."citizenId" = $1 AND kept."dueAt" = d."dueAt")
       ON CONFLICT ("citizenId", "revision", "dueAt") DO NOTHING`,
      [
        citizenId,
        doses.map(() => newId()),
        doses.map((d) => d.revision),
        doses.map((d) => d.slot),
        doses.map((d) => d.dueAt),
        doses.map((d) => d.windowClosesAt),
        doses.map((d) => d.deadlineAt),
        doses.map((d) => d.criticality),
        doses.map((d) => (d.isOff ? now : null)),
      ],
    );
  }

  async drop(tx: EntityManager, doses: readonly Dose[]): Promise<void> {
    if (doses.length === 0) return;
    await rows(tx, 'DELETE FROM dose WHERE "id" = ANY ($1::uuid[])', [doses.map(({ id }) => id)]);
  }

  /** Those that lie ahead or whose deadline is still to come, held for this transaction. */
  lockOpen(tx: EntityManager, citizenId: string, now: Date): Promise<Dose[]> {
    return rows(
      tx,
      `SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" > $2::timestamptz - make_interval(days => ${LONGEST_WINDOW_DAYS})
         AND "deadlineAt" > $2 ORDER BY "dueAt" FOR UPDATE`,
      [citizenId, now],
    );
  }

  /** Those that are called off, whose deadline came after an instant, and whose window has closed. */
  calledOffSince(tx: EntityManager, citizenId: string, since: Date, now: Date): Promise<Dose[]> {
    return rows(
      tx,
      `SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" > $2::timestamptz - make_interval(days => ${LONGEST_WINDOW_DAYS})
         AND "deadlineAt" > $2 AND "windowClosesAt" <= $3 AND "state" = 'cancelled' ORDER BY "dueAt" DESC`,
      [citizenId, since, now],
    );
  }

  /** The citizen's doses due in [from, to], held for this transaction. */
  lockBetween(tx: EntityManager, citizenId: string, from: Date, to: Date): Promise<Dose[]> {
    return rows(
      tx,
      'SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" BETWEEN $2 AND $3 ORDER BY "dueAt" FOR UPDATE',
      [citizenId, from, to],
    );
  }

  async find(tx: EntityManager, id: string): Promise<Dose | null> {
    const [found] = await rows<Dose>(tx, 'SELECT * FROM dose WHERE "id" = $1', [id]);
    return found ?? null;
  }

  /** Where the house is in use almost every row says so: one is enough. */
  async isAnySeen(tx: EntityManager): Promise<boolean> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT "id" FROM dose WHERE ${isOneOf('"state"', GIVEN_STATES)} LIMIT 1`,
    );
    return found.length > 0;
  }

  /** The citizen's doses due in [from, until), whatever became of them, the earliest first. */
  between(tx: EntityManager, citizenId: string, from: Date, until: Date): Promise<Dose[]> {
    return rows(
      tx,
      'SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" >= $2 AND "dueAt" < $3 ORDER BY "dueAt", "revision"',
      [citizenId, from, until],
    );
  }

  /** The first that is due after the instant and not settled. */
  async next(tx: EntityManager, citizenId: string, after: Date): Promise<Dose | null> {
    const [found] = await rows<Dose>(
      tx,
      'SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" > $2 AND NOT "settled" ORDER BY "dueAt" LIMIT 1',
      [citizenId, after],
    );
    return found ?? null;
  }

  /**
   * Saves a dose that is missed now, and answers what that is judged by: whether a dose of the citizen due after it was dispensed (doses
   * taken out for a journey do not count), and how many of those due since an instant were missed, and not dispensed after all, with this.
   */
  async saveMissed(tx: EntityManager, dose: Dose, since: Date): Promise<{ isLaterDispensed: boolean; missed: number }> {
    const [found] = await rows<{ isLaterDispensed: boolean; missed: number }>(
      tx,
      `UPDATE dose d SET "state" = $2, "settled" = $3, "missedAt" = $4, "alarmedAt" = $5, "evidence" = $6 WHERE d."id" = $1
       RETURNING EXISTS (SELECT 1 FROM dose o WHERE o."citizenId" = d."citizenId" AND o."dueAt" > d."dueAt"
                AND ${isOneOf('o."state"', GIVEN_STATES)}) AS "isLaterDispensed",
              (SELECT count(*) FROM dose o WHERE o."citizenId" = d."citizenId" AND o."dueAt" > $7 AND o."state" = 'missed'
                AND o."id" <> d."id") + (d."dueAt" > $7)::int AS "missed"`,
      [dose.id, dose.state, dose.settled, dose.missedAt, dose.alarmedAt, dose.evidence, since],
    );
    return found!;
  }

  async save(tx: EntityManager, dose: Dose): Promise<void> {
    await updateRow(tx, 'dose', dose);
  }

  /**
   * Takes entries of a lane and settles those that say plainly that a dose was dispensed, unless somebody was alarmed over it. All of
   * it is one statement: what most entries of a day say never leaves the database. The guard is on the dose's own row, which the
   * alarm's transaction changes, so the two cannot both win.
   */
  async settleHeard(
    { tx, now }: Turn,
    lane: number,
    limit: number,
    settledTypes: readonly string[],
    { matchMinutes, earlyHours }: { readonly matchMinutes: number; readonly earlyHours: number },
  ): Promise<Settled> {
    const [found] = await rows<Omit<Settled, 'told' | 'left'> & { told: string[] | null; left: number[] | null }>(
      tx,
      SETTLE_HEARD,
      [lane, limit, settledTypes, matchMinutes, now, earlyHours],
    );
    return { ...found!, told: found!.told ?? [], left: found!.left ?? [] };
  }

  /** Of misses, those about a dose there is: their numbers. */
  async matched(
    tx: EntityManager,
    misses: readonly { number: number; citizenId: string; dueAt: Date }[],
    toleranceMinutes: number,
  ): Promise<number[]> {
    if (misses.length === 0) return [];
    const found = await rows<{ number: number }>(
      tx,
      `SELECT m."number" FROM unnest($1::bigint[], $2::uuid[], $3::timestamptz[]) AS m("number", "citizenId", "dueAt")
       WHERE EXISTS (SELECT 1 FROM dose d WHERE d."citizenId" = m."citizenId"
         AND d."dueAt" BETWEEN m."dueAt" - make_interval(mins => $4) AND m."dueAt" + make_interval(mins => $4))`,
      [misses.map((m) => m.number), misses.map((m) => m.citizenId), misses.map((m) => m.dueAt), toleranceMinutes],
    );
    return found.map(({ number }) => number);
  }

  /** Citizens with a dose past its deadline and nothing heard of it, the most urgent first. */
  async overdueCitizens(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const found = await rows<{ citizenId: string }>(
      tx,
      `SELECT "citizenId" FROM dose WHERE NOT "settled" AND "deadlineAt" <= $1
       GROUP BY "citizenId" ORDER BY bool_or("criticality" = 'time-critical') DESC, min("deadlineAt") LIMIT $2`,
      [now, limit],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  /** The first deadline after an instant of a dose that nothing was heard of. */
  async nextDeadline(tx: EntityManager, after: Date): Promise<Date | null> {
    const [row] = await rows<{ at: Date | null }>(
      tx,
      'SELECT min("deadlineAt") AS "at" FROM dose WHERE NOT "settled" AND "deadlineAt" > $1',
      [after],
    );
    return row!.at;
  }

  /** Doses of these citizens past their deadline of which nothing was heard, a citizen's in the order they were due. */
  lockOverdue(tx: EntityManager, citizenIds: readonly string[], now: Date): Promise<Dose[]> {
    return rows(
      tx,
      `SELECT * FROM dose WHERE "citizenId" = ANY ($1::uuid[]) AND NOT "settled" AND "deadlineAt" <= $2
       ORDER BY "citizenId", "dueAt" FOR UPDATE SKIP LOCKED`,
      [uuids(citizenIds), now],
    );
  }

  /** That nothing was heard of these, and that somebody was alarmed over it. */
  async saveUnconfirmed(tx: EntityManager, doses: readonly Dose[]): Promise<void> {
    await rows(
      tx,
      `UPDATE dose d SET "state" = x."state", "settled" = x."settled", "unconfirmedAt" = x."unconfirmedAt", "alarmedAt" = x."alarmedAt"
       FROM unnest($1::uuid[], $2::text[], $3::bool[], $4::timestamptz[], $5::timestamptz[])
         AS x("id", "state", "settled", "unconfirmedAt", "alarmedAt") WHERE d."id" = x."id"`,
      [
        uuids(doses.map(({ id }) => id)),
        texts(doses.map(({ state }) => state)),
        bools(doses.map(({ settled }) => settled)),
        instants(doses.map(({ unconfirmedAt }) => unconfirmedAt)),
        instants(doses.map(({ alarmedAt }) => alarmedAt)),
      ],
    );
  }

  /** Doses whose window touched [since, now] and nothing was heard of, time-critical first. */
  atRisk(
    tx: EntityManager,
    since: Date,
    now: Date,
    limit: number,
  ): Promise<{ citizenId: string; districtId: string | null; dueAt: Date; criticality: string }[]> {
    return rows(
      tx,
      `SELECT d."citizenId", c."districtId", d."dueAt", d."criticality" FROM dose d JOIN citizen c ON c."id" = d."citizenId"
       WHERE NOT d."settled" AND d."dueAt" <= $2 AND d."deadlineAt" >= $1
       ORDER BY d."criticality" = 'time-critical' DESC, d."dueAt", d."id" LIMIT $3`,
      [since, now, limit],
    );
  }

  /** The doses that the journal entries were folded into. */
  evidencedBy(
    tx: EntityManager,
    asked: readonly { citizenId: string; number: number; dueAt: Date }[],
  ): Promise<{ number: number; id: string; dueAt: Date }[]> {
    return rows(
      tx,
      `SELECT q."number", d."id", d."dueAt" FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS q("citizenId", "number", "dueAt")
       JOIN dose d ON d."citizenId" = q."citizenId" AND d."dueAt" BETWEEN q."dueAt" - interval '1 day' AND q."dueAt" + interval '1 day'
         AND q."number" = ANY (d."evidence")`,
      [asked.map((a) => a.citizenId), asked.map((a) => a.number), asked.map((a) => a.dueAt)],
    );
  }

  /** Newest first. `due` is a scheduled dose whose time has come. */
  list(tx: EntityManager, filter: DoseFilter, now: Date, limit: number): Promise<Dose[]> {
    return rows(
      tx,
      `SELECT d.* FROM dose d JOIN citizen c ON c."id" = d."citizenId"
       WHERE ($1::uuid[] IS NULL OR d."citizenId" = ANY ($1)) AND ($2::uuid[] IS NULL OR c."districtId" = ANY ($2))
         AND ($3::text[] IS NULL OR CASE WHEN d."state" = 'scheduled' AND d."dueAt" <= $8 THEN 'due' ELSE d."state" END = ANY ($3))
         AND ($4::timestamptz IS NULL OR d."dueAt" >= $4) AND ($5::timestamptz IS NULL OR d."dueAt" < $5)
         AND ($6::timestamptz IS NULL OR (d."dueAt", d."id") < ($6, $7::uuid))
       ORDER BY d."dueAt" DESC, d."id" DESC LIMIT $9`,
      [
        filter.citizenIds,
        filter.districtIds,
        filter.states,
        filter.from,
        filter.to,
        filter.before?.[0] ?? null,
        filter.before?.[1] ?? null,
        now,
        limit,
      ],
    );
  }
}
