import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/id.js';
import { instants, texts } from '../../platform/database/arrays.js';
import { TransactionMemo } from '../../platform/database/transaction-memo.js';
import { LOCKS } from '../../platform/database/locks.js';
import { insertRow, rows } from '../../platform/database/sql.js';
import type { AssignmentEntity } from './assignment.entity.js';
import type { Stretch } from './assignment.rules.js';

/** For a LATERAL join: whose a dispenser was, of a row with `deviceId` and `at`; no row where it was nobody's. */
export const ownerOf = (row: string, at = 'at'): string => `
  SELECT "citizenId" FROM assignment
  WHERE "deviceId" = ${row}."deviceId" AND "from" <= ${row}."${at}" AND ("until" IS NULL OR "until" > ${row}."${at}")
  ORDER BY "from" DESC LIMIT 1`;

/** What became of assignments: over now, begun now, to begin later, and taken back before it began. */
export interface Change {
  readonly ended: readonly AssignmentEntity[];
  readonly withdrawn: readonly AssignmentEntity[];
  readonly begun: AssignmentEntity | null;
  readonly planned: AssignmentEntity | null;
}

/** Of the dispenser ($1, or null) or of the citizen ($2). */
const EITHER = `("deviceId" = $1::text OR "citizenId" = $2::uuid)`;

@Injectable()
export class AssignmentsStore {
  private readonly ofCitizen = new TransactionMemo<readonly AssignmentEntity[]>();

  async citizensAt(tx: EntityManager, asked: readonly { deviceId: string; at: Date }[]): Promise<(string | null)[]> {
    if (asked.length === 0) return [];
    const found = await rows<{ citizenId: string | null }>(
      tx,
      `SELECT a."citizenId" FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS q("deviceId", "at", "n")
       LEFT JOIN LATERAL (${ownerOf('q')}) a ON true
       ORDER BY q."n"`,
      [texts(asked.map((a) => a.deviceId)), instants(asked.map((a) => a.at))],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  async changedHandsNear(
    tx: EntityManager,
    asked: readonly { deviceId: string; at: Date }[],
    withinMinutes: number,
  ): Promise<boolean[]> {
    if (asked.length === 0) return [];
    const found = await rows<{ near: boolean }>(
      tx,
      `SELECT EXISTS (
         SELECT 1 FROM assignment a
         WHERE a."deviceId" = q."deviceId"
           AND a."until" BETWEEN q."at" - make_interval(mins => $3) AND q."at" + make_interval(mins => $3)
           AND NOT EXISTS (SELECT 1 FROM assignment next
             WHERE next."deviceId" = a."deviceId" AND next."from" = a."until" AND next."citizenId" = a."citizenId")
       ) AS "near"
       FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS q("deviceId", "at", "n") ORDER BY q."n"`,
      [asked.map((a) => a.deviceId), asked.map((a) => a.at), withinMinutes],
    );
    return found.map(({ near }) => near);
  }

  async current(tx: EntityManager, citizenId: string, at: Date): Promise<AssignmentEntity | null> {
    const all = await this.all(tx, citizenId);
    return all.findLast(({ from, until }) => from <= at && (until === null || until > at)) ?? null;
  }

  async servedLongest(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const found = await rows<{ citizenId: string }>(
      tx,
      'SELECT "citizenId" FROM assignment WHERE "from" <= $1 AND ("until" IS NULL OR "until" > $1) ORDER BY "from" LIMIT $2',
      [now, limit],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  all(tx: EntityManager, citizenId: string): Promise<readonly AssignmentEntity[]> {
    return this.ofCitizen.ask(
      tx,
      () => rows(tx, 'SELECT * FROM assignment WHERE "citizenId" = $1 ORDER BY "from"', [citizenId]),
      citizenId,
    );
  }

  /** Whom the dispenser served, serves and is to serve, with the district of each. */
  stretchesOf(tx: EntityManager, deviceId: string): Promise<Stretch[]> {
    return rows(
      tx,
      `SELECT a."citizenId", c."districtId", a."from", a."until" FROM assignment a JOIN citizen c ON c."id" = a."citizenId"
       WHERE a."deviceId" = $1 ORDER BY a."from"`,
      [deviceId],
    );
  }

  /** What stands or is to stand from an instant on, of the dispenser and of the citizen. */
  ahead(tx: EntityManager, deviceId: string | null, citizenId: string, now: Date): Promise<AssignmentEntity[]> {
    return rows(tx, `SELECT * FROM assignment WHERE ${EITHER} AND ("until" IS NULL OR "until" > $3) ORDER BY "from"`, [
      deviceId,
      citizenId,
      now,
    ]);
  }

  /** Dispensers that ever served citizens of the districts, or the citizen; the filter as it is when neither is asked. */
  async reachable(
    tx: EntityManager,
    districtIds: readonly string[] | null,
    deviceIds: readonly string[] | null,
    citizenId: string | null,
  ): Promise<string[] | null> {
    if (districtIds === null && citizenId === null) return deviceIds && [...deviceIds];
    const found = await rows<{ deviceId: string }>(
      tx,
      `SELECT DISTINCT a."deviceId" FROM assignment a JOIN citizen c ON c."id" = a."citizenId"
       WHERE ($1::uuid[] IS NULL OR c."districtId" = ANY ($1)) AND ($2::text[] IS NULL OR a."deviceId" = ANY ($2)) AND ($3::uuid IS NULL OR c."id" = $3)`,
      [districtIds, deviceIds, citizenId],
    );
    return found.map(({ deviceId }) => deviceId);
  }

  /**
   * From an instant on the citizen has this dispenser, or none. What was is never taken back: what stands of either ends then, and not
   * before now. One that had not begun is dropped, and what it would have ended goes on. What goes on again may be a citizen's whom
   * nobody here locked: meanwhile nobody else begins one.
   */
  async replace(tx: EntityManager, deviceId: string | null, citizenId: string, from: Date, now: Date): Promise<Change> {
    this.ofCitizen.forget(tx);
    const lock = (await this.hasPlanned(tx, deviceId, citizenId, now)) ? '' : '_shared';
    await rows(tx, `SELECT pg_advisory_xact_lock${lock}($1)`, [LOCKS.assignments]);
    const withdrawn = await this.dropPlanned(tx, deviceId, citizenId, from, now);
    const isAhead = from > now;
    if (deviceId === null) await this.dropEnd(tx, citizenId, from, now);
    const ended = await this.end(tx, deviceId, citizenId, isAhead ? from : now, now);
    const nothing = { ended, withdrawn, begun: null, planned: null };
    if (deviceId === null) return nothing;
    const kept = await this.goOn(tx, deviceId, citizenId, from, now);
    if (kept) return { ...nothing, begun: kept.isNews ? kept : null };
    const beginsAt = isAhead ? from : null;
    const added = { id: newId(), deviceId, citizenId, from, until: null, beginsAt, endsAt: null };
    await insertRow(tx, 'assignment', added);
    return isAhead ? { ...nothing, planned: added } : { ...nothing, begun: added };
  }

  toBegin(tx: EntityManager, now: Date, limit: number): Promise<AssignmentEntity[]> {
    return rows(tx, 'SELECT * FROM assignment WHERE "beginsAt" <= $1 ORDER BY "beginsAt" LIMIT $2', [now, limit]);
  }

  /** Begins it, once; null when it has begun, was dropped, or is over already. */
  async begin(tx: EntityManager, id: string, now: Date): Promise<AssignmentEntity | null> {
    this.ofCitizen.forget(tx);
    const [begun] = await rows<AssignmentEntity>(
      tx,
      'UPDATE assignment SET "beginsAt" = NULL WHERE "id" = $1 AND "beginsAt" <= $2 RETURNING *',
      [id, now],
    );
    return begun && (begun.until === null || begun.until > now) ? begun : null;
  }

  toEnd(tx: EntityManager, now: Date, limit: number): Promise<AssignmentEntity[]> {
    return rows(tx, 'SELECT * FROM assignment WHERE "endsAt" <= $1 ORDER BY "endsAt" LIMIT $2', [now, limit]);
  }

  /** Ends it, once; null when it has ended, or goes on after all. */
  async over(tx: EntityManager, id: string, now: Date): Promise<AssignmentEntity | null> {
    const [ended] = await rows<AssignmentEntity>(
      tx,
      'UPDATE assignment SET "endsAt" = NULL WHERE "id" = $1 AND "endsAt" <= $2 RETURNING *',
      [id, now],
    );
    return ended ?? null;
  }

  private async hasPlanned(tx: EntityManager, deviceId: string | null, citizenId: string, now: Date): Promise<boolean> {
    const planned = await rows(tx, `SELECT 1 FROM assignment WHERE ${EITHER} AND "from" > $3 LIMIT 1`, [
      deviceId,
      citizenId,
      now,
    ]);
    return planned.length > 0;
  }

  private async dropPlanned(
    tx: EntityManager,
    deviceId: string | null,
    citizenId: string,
    from: Date,
    now: Date,
  ): Promise<AssignmentEntity[]> {
    const dropped = await rows<AssignmentEntity>(
      tx,
      `DELETE FROM assignment WHERE "from" > $4 AND ((${EITHER} AND "from" >= $3) OR ("deviceId" = $1 AND "citizenId" = $2)) RETURNING *`,
      [deviceId, citizenId, from, now],
    );
    await rows(
      tx,
      `UPDATE assignment held SET "until" = NULL, "endsAt" = NULL
       FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS dropped("deviceId", "citizenId", "from")
       WHERE held."until" = dropped."from" AND (held."deviceId" = dropped."deviceId" OR held."citizenId" = dropped."citizenId")
         AND NOT EXISTS (SELECT 1 FROM assignment next WHERE next."from" >= dropped."from"
           AND (next."deviceId" = held."deviceId" OR next."citizenId" = held."citizenId"))`,
      [dropped.map((one) => one.deviceId), dropped.map((one) => one.citizenId), dropped.map((one) => one.from)],
    );
    return dropped;
  }

  /** The citizen was to have none from before then on: that is corrected, unless the dispenser is another's from then on. */
  private async dropEnd(tx: EntityManager, citizenId: string, from: Date, now: Date): Promise<void> {
    await rows(
      tx,
      `UPDATE assignment held SET "until" = NULL, "endsAt" = NULL
       WHERE "citizenId" = $1 AND "until" > $3 AND "until" < $2 AND NOT EXISTS (SELECT 1 FROM assignment next
         WHERE next."from" >= held."until" AND (next."deviceId" = held."deviceId" OR next."citizenId" = held."citizenId"))`,
      [citizenId, from, now],
    );
  }

  /** What stands of either and is not what is asked for ends; answers what is over now. */
  private async end(
    tx: EntityManager,
    deviceId: string | null,
    citizenId: string,
    at: Date,
    now: Date,
  ): Promise<AssignmentEntity[]> {
    const ended = await rows<AssignmentEntity>(
      tx,
      `UPDATE assignment SET "until" = $3::timestamptz, "endsAt" = CASE WHEN $3::timestamptz > $4 THEN $3::timestamptz END
       WHERE ${EITHER} AND ("deviceId", "citizenId") IS DISTINCT FROM ($1::text, $2::uuid) AND "from" <= $3 AND ("until" IS NULL OR "until" > $3)
       RETURNING *`,
      [deviceId, citizenId, at, now],
    );
    return at > now ? [] : ended;
  }

  /** The citizen has the dispenser already, or it ends just then: it goes on. News is that it began earlier, or had ended. */
  private async goOn(
    tx: EntityManager,
    deviceId: string,
    citizenId: string,
    from: Date,
    now: Date,
  ): Promise<(AssignmentEntity & { isNews: boolean }) | null> {
    const [kept] = await rows<AssignmentEntity & { isNews: boolean }>(
      tx,
      `UPDATE assignment a SET "until" = NULL, "endsAt" = NULL, "from" = least(a."from", $3::timestamptz)
       FROM (SELECT "id", "from", "until" FROM assignment
             WHERE "deviceId" = $1 AND "citizenId" = $2 AND "from" <= greatest($3::timestamptz, $4) AND ("until" IS NULL OR "until" >= greatest($3::timestamptz, $4))
             ORDER BY "from" DESC LIMIT 1 FOR UPDATE) held
       WHERE a."id" = held."id" RETURNING a.*, ($3 < held."from" OR coalesce(held."until" <= $4, false)) AS "isNews"`,
      [deviceId, citizenId, from, now],
    );
    return kept ?? null;
  }
}
