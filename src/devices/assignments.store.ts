import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/id.js';
import { instants, texts } from '../platform/database/arrays.js';
import { OncePerTurn } from '../platform/database/once-per-turn.js';
import { LOCKS } from '../platform/database/locks.js';
import { rows } from '../platform/database/sql.js';
import { AssignmentEntity } from './assignment.entity.js';

/** For a LATERAL join: whose a dispenser was, of a row with `deviceId` and `at`; no row where it was nobody's. */
export const ownerOf = (row: string): string => `
  SELECT "citizenId" FROM assignment
  WHERE "deviceId" = ${row}."deviceId" AND "from" <= ${row}."at" AND ("until" IS NULL OR "until" > ${row}."at")
  ORDER BY "from" DESC LIMIT 1`;

@Injectable()
export class AssignmentsStore {
  private readonly ofCitizen = new OncePerTurn<readonly AssignmentEntity[]>();

  /** Whose each dispenser was at an instant, in the order asked; null where it was nobody's. */
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

  /** Whether each dispenser went from one citizen to another, or to nobody, within the minutes before or after an instant. */
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

  /** The citizen's dispenser at an instant. */
  async current(tx: EntityManager, citizenId: string, at: Date): Promise<AssignmentEntity | null> {
    const all = await this.all(tx, citizenId);
    return all.findLast(({ from, until }) => from <= at && (until === null || until > at)) ?? null;
  }

  /** Every dispenser the citizen ever had. */
  all(tx: EntityManager, citizenId: string): Promise<readonly AssignmentEntity[]> {
    return this.ofCitizen.ask(
      tx,
      () => rows(tx, 'SELECT * FROM assignment WHERE "citizenId" = $1 ORDER BY "from"', [citizenId]),
      citizenId,
    );
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
   * Ends what stands for the dispenser or the citizen, and begins the new assignment. One that had not begun is dropped, and what
   * it would have ended goes on. What goes on again may be a citizen's whom nobody here locked: meanwhile nobody else begins one.
   */
  async replace(tx: EntityManager, deviceId: string, citizenId: string, from: Date, now: Date): Promise<void> {
    this.ofCitizen.forget(tx);
    const lock = (await this.hasPlanned(tx, deviceId, citizenId, now)) ? '' : '_shared';
    await rows(tx, `SELECT pg_advisory_xact_lock${lock}($1)`, [LOCKS.assignments]);
    await this.dropPlanned(tx, deviceId, citizenId, from, now);
    await rows(
      tx,
      `UPDATE assignment SET "until" = $3
       WHERE ("deviceId" = $1 OR "citizenId" = $2) AND "from" < $3 AND ("until" IS NULL OR "until" > greatest($3, $4))`,
      [deviceId, citizenId, from, now],
    );
    const beginsAt = from > now ? from : null;
    await tx.getRepository(AssignmentEntity).insert({ id: newId(), deviceId, citizenId, from, until: null, beginsAt });
  }

  /** Those set ahead of time whose time has come. */
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

  private async hasPlanned(tx: EntityManager, deviceId: string, citizenId: string, now: Date): Promise<boolean> {
    const planned = await rows(
      tx,
      'SELECT 1 FROM assignment WHERE ("deviceId" = $1 OR "citizenId" = $2) AND "from" > $3 LIMIT 1',
      [deviceId, citizenId, now],
    );
    return planned.length > 0;
  }

  private async dropPlanned(tx: EntityManager, deviceId: string, citizenId: string, from: Date, now: Date) {
    const dropped = await rows<AssignmentEntity>(
      tx,
      `DELETE FROM assignment
       WHERE (("deviceId" = $1 OR "citizenId" = $2) AND "from" >= $3 AND ("until" IS NULL OR "until" > $4))
          OR ("deviceId" = $1 AND "citizenId" = $2 AND "from" > $4) RETURNING *`,
      [deviceId, citizenId, from, now],
    );
    const planned = dropped.filter((one) => one.from > now);
    await rows(
      tx,
      `UPDATE assignment held SET "until" = NULL
       FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS dropped("deviceId", "citizenId", "from")
       WHERE held."until" = dropped."from" AND (held."deviceId" = dropped."deviceId" OR held."citizenId" = dropped."citizenId")
         AND NOT EXISTS (SELECT 1 FROM assignment next WHERE next."from" >= dropped."from"
           AND (next."deviceId" = held."deviceId" OR next."citizenId" = held."citizenId"))`,
      [planned.map((one) => one.deviceId), planned.map((one) => one.citizenId), planned.map((one) => one.from)],
    );
  }
}
