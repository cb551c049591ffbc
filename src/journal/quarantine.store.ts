import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/id.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import {
  causeOf,
  LONGEST_CAUSE,
  type QuarantineCause,
  type QuarantineKind,
  type QuarantineClosing,
  type QuarantinedEntry,
  STILL_TOLD_STATES,
  type Whose,
} from './journal.rules.js';

/** Who closed what nobody had to look at. */
export const BY_ITSELF = 'gateway';

interface ToQuarantine {
  readonly number: number;
  readonly time: Date;
  readonly deviceId: string;
  readonly kind: QuarantineKind;
  readonly reason: string;
  readonly receivedAt: Date;
}

export interface QuarantineFilter {
  readonly states: readonly string[];
  readonly deviceIds: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  /** As `causeOf` says it. */
  readonly cause: string | null;
}

/** How much stands open of a kind for the same reason. */
export interface QuarantineCount {
  readonly kind: QuarantineKind;
  /** As `causeOf` says it. */
  readonly reason: string;
  readonly count: number;
  readonly dispensers: number;
  readonly oldestAt: Date;
  readonly newestAt: Date;
}

const CAUSE = `left(regexp_replace("reason", '\\d+', '#', 'g'), ${LONGEST_CAUSE})`;

@Injectable()
export class QuarantineStore {
  /** @param told nobody need be told of them one by one */
  async add(
    tx: EntityManager,
    now: Date,
    entries: readonly ToQuarantine[],
    cause: QuarantineCause,
    told: boolean,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO quarantine ("id", "number", "time", "deviceId", "kind", "reason", "receivedAt", "quarantinedAt", "cause", "told")
       SELECT q.*, $8, $9, $10
       FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) AS q
       ON CONFLICT ("number") WHERE "type" IS NULL DO UPDATE SET "kind" = excluded."kind", "reason" = excluded."reason", "state" = 'open',
         "cause" = excluded."cause", "told" = excluded."told", "closedAt" = NULL, "closedBy" = NULL`,
      [
        entries.map(() => newId()),
        entries.map((e) => e.number),
        entries.map((e) => e.time),
        entries.map((e) => e.deviceId),
        entries.map((e) => e.kind),
        entries.map((e) => e.reason),
        entries.map((e) => e.receivedAt),
        now,
        cause,
        told,
      ],
    );
  }

  async noteDone(tx: EntityManager, number: number, closedAt: Date): Promise<void> {
    await rows(
      tx,
      `UPDATE quarantine SET "state" = 'retried', "closedAt" = $2, "closedBy" = '${BY_ITSELF}'
       WHERE "number" = $1 AND "kind" = 'waiting' AND "state" = 'open'`,
      [number, closedAt],
    );
  }

  /**
   * What stands parked and was not judged to be about the message: the version before does not say so, and leaves what was said of it
   * the last time.
   */
  unjudged(tx: EntityManager, limit: number): Promise<QuarantinedEntry[]> {
    return rows(
      tx,
      `SELECT * FROM quarantine WHERE "state" = 'open' AND "kind" = 'parked' AND "cause" IS DISTINCT FROM 'message' ORDER BY "number" LIMIT $1
       FOR UPDATE SKIP LOCKED`,
      [limit],
    );
  }

  /** Closes what is shown as waiting and does not wait. */
  async closeDone(tx: EntityManager, closedAt: Date, limit: number): Promise<void> {
    await rows(
      tx,
      `UPDATE quarantine SET "state" = 'retried', "closedAt" = $1, "closedBy" = '${BY_ITSELF}' WHERE "id" IN (
         SELECT "id" FROM quarantine q WHERE "state" = 'open' AND "kind" = 'waiting'
           AND NOT EXISTS (SELECT 1 FROM journal_pending p WHERE p."number" = q."number") LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [closedAt, limit],
    );
  }

  async judge(tx: EntityManager, ids: readonly string[], cause: QuarantineCause): Promise<void> {
    await rows(tx, 'UPDATE quarantine SET "cause" = $2 WHERE "id" = ANY ($1::uuid[])', [ids, cause]);
  }

  /**
   * Counts what dispensers say under names nobody knows: one row a dispenser and type, with its newest entry. One that was
   * dismissed stays so, and is counted on.
   * @returns the entries whose row stands open and did not before
   */
  async count(tx: EntityManager, now: Date, entries: readonly (ToQuarantine & { type: string })[]): Promise<number[]> {
    const said = [...Map.groupBy(entries, ({ deviceId, type }) => `${deviceId} ${type}`).values()];
    const newest = said.map((same) => same.reduce((a, b) => (a.number > b.number ? a : b)));
    const opened = await rows<{ number: number }>(
      tx,
      `WITH before AS (
         SELECT "deviceId", "type", "state" FROM quarantine
         WHERE ("deviceId", "type") IN (SELECT * FROM unnest($4::text[], $8::text[]))
       ), counted AS (
         INSERT INTO quarantine AS q ("id", "number", "time", "deviceId", "kind", "reason", "receivedAt", "type", "occurrences", "quarantinedAt")
         SELECT s.*, $10 FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                                     $8::text[], $9::int[]) AS s
         ON CONFLICT ("deviceId", "type") WHERE "type" IS NOT NULL DO UPDATE SET "number" = excluded."number", "time" = excluded."time",
           "receivedAt" = excluded."receivedAt", "occurrences" = q."occurrences" + excluded."occurrences" - (q."number" = excluded."number")::int,
           "state" = CASE WHEN q."state" = 'dismissed' THEN 'dismissed' ELSE 'open' END,
           "told" = q."told" AND ${isOneOf('q."state"', STILL_TOLD_STATES)},
           "closedAt" = CASE WHEN q."state" = 'dismissed' THEN q."closedAt" END,
           "closedBy" = CASE WHEN q."state" = 'dismissed' THEN q."closedBy" END
         RETURNING q."number", q."deviceId", q."type", q."state"
       )
       SELECT c."number" FROM counted c LEFT JOIN before b USING ("deviceId", "type")
       WHERE c."state" = 'open' AND b."state" IS DISTINCT FROM 'open'`,
      [
        newest.map(() => newId()),
        newest.map((l) => l.number),
        newest.map((l) => l.time),
        newest.map((l) => l.deviceId),
        newest.map((l) => l.kind),
        newest.map((l) => l.reason),
        newest.map((l) => l.receivedAt),
        newest.map((l) => l.type),
        said.map((same) => same.length),
        now,
      ],
    );
    return opened.map(({ number }) => number);
  }

  async find(tx: EntityManager, id: string): Promise<QuarantinedEntry | null> {
    const [entry] = await rows<QuarantinedEntry>(tx, 'SELECT * FROM quarantine WHERE "id" = $1', [id]);
    return entry ?? null;
  }

  findMany(tx: EntityManager, ids: readonly string[]): Promise<QuarantinedEntry[]> {
    return rows<QuarantinedEntry>(tx, 'SELECT * FROM quarantine WHERE "id" = ANY ($1::uuid[]) ORDER BY "number"', [
      ids,
    ]);
  }

  async lock(tx: EntityManager, id: string): Promise<QuarantinedEntry | null> {
    const [entry] = await rows<QuarantinedEntry>(tx, 'SELECT * FROM quarantine WHERE "id" = $1 FOR UPDATE', [id]);
    return entry ?? null;
  }

  async close(
    tx: EntityManager,
    id: string,
    { state, closedAt, closedBy, citizenId = null }: QuarantineClosing,
  ): Promise<void> {
    await rows(
      tx,
      'UPDATE quarantine SET "state" = $2, "closedAt" = $3, "closedBy" = $4, "citizenId" = $5 WHERE "id" = $1',
      [id, state, closedAt, closedBy, citizenId],
    );
  }

  async untold(tx: EntityManager, limit: number): Promise<string[]> {
    const found = await rows<{ deviceId: string }>(
      tx,
      `SELECT "deviceId" FROM quarantine WHERE "state" = 'open' AND NOT "told" GROUP BY 1 ORDER BY min("number") LIMIT $1`,
      [limit],
    );
    return found.map(({ deviceId }) => deviceId);
  }

  async takeUntold(tx: EntityManager, deviceId: string, limit: number): Promise<QuarantinedEntry[]> {
    const taken = await rows<QuarantinedEntry>(
      tx,
      `UPDATE quarantine SET "told" = true WHERE "id" IN (
         SELECT "id" FROM quarantine WHERE "deviceId" = $1 AND "state" = 'open' AND NOT "told" ORDER BY "number" LIMIT $2
         FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [deviceId, limit],
    );
    return taken.sort((a, b) => a.number - b.number);
  }

  async refile(tx: EntityManager, id: string, kind: QuarantineKind, reason: string): Promise<void> {
    await rows(tx, 'UPDATE quarantine SET "kind" = $2, "reason" = $3, "told" = true WHERE "id" = $1', [
      id,
      kind,
      reason,
    ]);
  }

  async devicesSaidOf(
    tx: EntityManager,
    { districtIds, citizenId }: Whose,
    deviceIds: readonly string[] | null,
  ): Promise<string[]> {
    const found = await rows<{ deviceId: string }>(
      tx,
      `SELECT DISTINCT q."deviceId" FROM quarantine q JOIN citizen p ON p."id" = q."citizenId"
       WHERE ($1::uuid[] IS NULL OR p."districtId" = ANY ($1)) AND ($2::uuid IS NULL OR p."id" = $2)
         AND ($3::text[] IS NULL OR q."deviceId" = ANY ($3))`,
      [districtIds, citizenId, deviceIds],
    );
    return found.map(({ deviceId }) => deviceId);
  }

  async isOpen(tx: EntityManager, deviceId: string, kinds: readonly QuarantineKind[]): Promise<boolean> {
    const [row] = await rows<{ open: boolean }>(
      tx,
      `SELECT EXISTS (SELECT 1 FROM quarantine WHERE "deviceId" = $1 AND "state" = 'open' AND "kind" = ANY ($2)) AS "open"`,
      [deviceId, kinds],
    );
    return row!.open;
  }

  /** What stands open of the dispenser for the same cause; answers the numbers of the entries. */
  async dismissAlike(
    tx: EntityManager,
    { deviceId, kind, reason }: QuarantinedEntry,
    at: Date,
    by: string,
  ): Promise<number[]> {
    const closed = await rows<{ number: number }>(
      tx,
      `UPDATE quarantine SET "state" = 'dismissed', "closedAt" = $4, "closedBy" = $5
       WHERE "deviceId" = $1 AND "kind" = $2 AND "state" = 'open' AND ${CAUSE} = $3
       RETURNING "number"`,
      [deviceId, kind, causeOf(reason), at, by],
    );
    return closed.map(({ number }) => number);
  }

  list(
    tx: EntityManager,
    { states, deviceIds, kinds, cause }: QuarantineFilter,
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<QuarantinedEntry[]> {
    return rows(
      tx,
      `SELECT * FROM quarantine
       WHERE "state" = ANY ($1) AND ($2::timestamptz IS NULL OR ("receivedAt", "id") < ($2, $3::uuid))
         AND ($5::text[] IS NULL OR "deviceId" = ANY ($5)) AND ($6::text[] IS NULL OR "kind" = ANY ($6))
         AND ($7::text IS NULL OR ${CAUSE} = $7)
       ORDER BY "receivedAt" DESC, "id" DESC LIMIT $4`,
      [states, before?.[0] ?? null, before?.[1] ?? null, limit, deviceIds, kinds, cause],
    );
  }

  async countOpen(tx: EntityManager): Promise<number> {
    const [found] = await rows<{ count: number }>(
      tx,
      `SELECT count(*) AS "count" FROM quarantine WHERE "state" = 'open'`,
    );
    return found!.count;
  }

  /** What stands open, most of it first; of very many reasons those of which there is most. */
  counts(tx: EntityManager, deviceIds: readonly string[] | null, limit: number): Promise<QuarantineCount[]> {
    return rows(
      tx,
      `SELECT "kind", ${CAUSE} AS "reason", count(*) AS "count", count(DISTINCT "deviceId") AS "dispensers",
              min("receivedAt") AS "oldestAt", max("receivedAt") AS "newestAt"
       FROM quarantine WHERE "state" = 'open' AND ($1::text[] IS NULL OR "deviceId" = ANY ($1))
       GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $2`,
      [deviceIds, limit],
    );
  }
}
