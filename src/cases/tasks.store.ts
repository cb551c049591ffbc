import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow, insertRowUnless, rows, updateRow } from '../platform/database/sql.js';
import type { Task, TaskKind, TaskState } from './task.rules.js';

/** Whose tasks: a team's own, those that come to it next, and those whose audience is a district the team belongs to. */
export interface Audience {
  readonly teamIds: readonly string[];
  readonly districtIds: readonly string[];
}

export interface TaskFilter {
  readonly states: readonly TaskState[] | null;
  readonly kinds: readonly TaskKind[] | null;
  readonly citizenIds: readonly string[] | null;
  readonly audience: Audience | null;
  /** What the reader may see at all; null is everything. */
  readonly reach: {
    readonly districtIds: readonly string[];
    readonly teamIds: readonly string[];
    readonly principalId: string;
  } | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: readonly [Date, string] | null;
}

const OPEN = `"state" IN ('open', 'claimed', 'in-progress')`;

@Injectable()
export class TasksStore {
  async lock(tx: EntityManager, id: string): Promise<Task | null> {
    const [found] = await rows<Task>(tx, 'SELECT * FROM task WHERE "id" = $1 FOR UPDATE', [id]);
    return found ?? null;
  }

  async find(tx: EntityManager, id: string): Promise<Task | null> {
    const [found] = await rows<Task>(tx, 'SELECT * FROM task WHERE "id" = $1', [id]);
    return found ?? null;
  }

  async lockOpenFor(tx: EntityManager, alertId: string): Promise<Task | null> {
    const [found] = await rows<Task>(tx, `SELECT * FROM task WHERE "alertId" = $1 AND ${OPEN} FOR UPDATE`, [alertId]);
    return found ?? null;
  }

  supersedeUnclaimed(tx: EntityManager, alertIds: readonly string[], now: Date): Promise<Task[]> {
    return rows(
      tx,
      `UPDATE task SET "state" = 'superseded', "resolvedAt" = $2, "remindAt" = NULL, "claimExpiresAt" = NULL, "version" = "version" + 1
       WHERE "alertId" = ANY ($1::uuid[]) AND "state" = 'open' RETURNING *`,
      [alertIds, now],
    );
  }

  /** What is open about the citizens. */
  openAbout(tx: EntityManager, citizenIds: readonly string[]): Promise<Task[]> {
    return rows(tx, `SELECT * FROM task WHERE "citizenId" = ANY ($1::uuid[]) AND ${OPEN}`, [citizenIds]);
  }

  async findOpenFor(tx: EntityManager, alertId: string): Promise<Task | null> {
    const [found] = await rows<Task>(tx, `SELECT * FROM task WHERE "alertId" = $1 AND ${OPEN}`, [alertId]);
    return found ?? null;
  }

  /** The open work within reach whose alert is of a district that is not. */
  overTheBorder(tx: EntityManager, reach: NonNullable<TaskFilter['reach']>): Promise<Task[]> {
    return rows(
      tx,
      `SELECT t.* FROM task t JOIN alert a ON a."id" = t."alertId"
       WHERE t.${OPEN} AND (a."districtId" IS NULL OR a."districtId" <> ALL ($1::uuid[]))
         AND (t."districtId" = ANY ($1) OR t."nextTeamId" = ANY ($2::uuid[]) OR t."teamId" = ANY ($2) OR t."assigneeId" = $3 OR t."claimedBy" = $3)`,
      [reach.districtIds, reach.teamIds, reach.principalId],
    );
  }

  /** Every team the alert has been with. */
  async askedTeamIds(tx: EntityManager, alertId: string): Promise<string[]> {
    const found = await rows<{ teamId: string }>(
      tx,
      'SELECT DISTINCT "teamId" FROM task WHERE "alertId" = $1 AND "teamId" IS NOT NULL',
      [alertId],
    );
    return found.map(({ teamId }) => teamId);
  }

  /** How many tasks that can wait the district was given since. */
  async countCalm(tx: EntityManager, districtId: string, since: Date): Promise<number> {
    const [row] = await rows<{ tasks: number }>(
      tx,
      `SELECT count(*) AS "tasks" FROM task WHERE "districtId" = $1 AND "createdAt" > $2 AND "priority" IN ('P3', 'P4')`,
      [districtId, since],
    );
    return row?.tasks ?? 0;
  }

  /** Open tasks of the teams, by team. */
  async workload(tx: EntityManager, teamIds: readonly string[]): Promise<Record<string, number>> {
    const found = await rows<{ teamId: string; tasks: number }>(
      tx,
      `SELECT "teamId", count(*) AS "tasks" FROM task WHERE ${OPEN} AND "teamId" = ANY ($1::uuid[]) GROUP BY 1`,
      [teamIds],
    );
    return Object.fromEntries(found.map(({ teamId, tasks }) => [teamId, tasks]));
  }

  /** Adds the task, unless its alert has an open one: that is answered, held for this transaction. */
  async insertOrLockOpen(tx: EntityManager, task: Task): Promise<Task | null> {
    if (await insertRowUnless(tx, `("alertId") WHERE ${OPEN}`, 'task', task)) return null;
    // One that was closed just now stands in nobody's way.
    return (await this.lockOpenFor(tx, task.alertId)) ?? this.insertOrLockOpen(tx, task);
  }

  async insert(tx: EntityManager, task: Task): Promise<void> {
    await insertRow(tx, 'task', task);
  }

  async save(tx: EntityManager, task: Task): Promise<Task> {
    const saved = { ...task, version: task.version + 1 };
    await updateRow(tx, 'task', saved);
    return saved;
  }

  async setTimers(tx: EntityManager, id: string, remindAt: Date | null, claimExpiresAt: Date | null): Promise<void> {
    await rows(
      tx,
      `UPDATE task SET "remindAt" = $2, "claimExpiresAt" = $3 WHERE "id" = $1 AND "claimedBy" IS NOT NULL`,
      [id, remindAt, claimExpiresAt],
    );
  }

  /** Claims whose reminder or end has come. */
  dueClaims(
    tx: EntityManager,
    now: Date,
    limit: number,
  ): Promise<{ id: string; citizenId: string | null; expired: boolean }[]> {
    return rows(
      tx,
      `SELECT "id", "citizenId", "claimExpiresAt" <= $1 AS "expired" FROM task
       WHERE "state" IN ('claimed', 'in-progress') AND ("claimExpiresAt" <= $1 OR "remindAt" <= $1) ORDER BY "claimExpiresAt" LIMIT $2`,
      [now, limit],
    );
  }

  /** The open work that somebody has taken, or is asked to do in person. */
  openOfPerson(tx: EntityManager, personId: string): Promise<Task[]> {
    return rows(
      tx,
      `SELECT * FROM task WHERE ${OPEN} AND coalesce("claimedBy", "assigneeId") = $1 ORDER BY "citizenId" NULLS FIRST, "id"`,
      [personId],
    );
  }

  /** Open work that is with nobody: who took it, or was asked in person, has no account any more that is open. */
  withoutHolder(tx: EntityManager, limit: number): Promise<Pick<Task, 'id' | 'alertId' | 'citizenId'>[]> {
    return rows(
      tx,
      `SELECT t."id", t."alertId", t."citizenId" FROM task t
       WHERE ${OPEN} AND coalesce(t."claimedBy", t."assigneeId") IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM staff s WHERE s."id" = coalesce(t."claimedBy", t."assigneeId") AND s."disabledAt" IS NULL)
         AND NOT EXISTS (SELECT 1 FROM partner p WHERE p."id" = coalesce(t."claimedBy", t."assigneeId") AND p."disabledAt" IS NULL)
       LIMIT $1`,
      [limit],
    );
  }

  /** The open work of a team, by due time; all of it where no limit is given. */
  openOf(tx: EntityManager, teamId: string, limit: number | null): Promise<Task[]> {
    return rows(tx, `SELECT * FROM task WHERE "teamId" = $1 AND ${OPEN} ORDER BY "dueAt", "id" LIMIT $2`, [
      teamId,
      limit,
    ]);
  }

  /** The open work of a team that is with a shift. */
  lockOnShift(tx: EntityManager, teamId: string): Promise<Task[]> {
    return rows(
      tx,
      `SELECT * FROM task WHERE "teamId" = $1 AND ${OPEN} AND "shiftEndsAt" IS NOT NULL ORDER BY "id" FOR UPDATE`,
      [teamId],
    );
  }

  /** Tasks whose shift is over, and those nobody said they keep. */
  dueHandOvers(tx: EntityManager, now: Date, limit: number): Promise<{ id: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT "id", "citizenId" FROM task WHERE ${OPEN} AND ("shiftEndsAt" <= $1 OR "releaseAt" <= $1) ORDER BY "shiftEndsAt" LIMIT $2`,
      [now, limit],
    );
  }

  /** The citizen's tasks, newest first, from below the instant and id given. */
  listOf(tx: EntityManager, citizenId: string, before: readonly [Date, string], limit: number): Promise<Task[]> {
    return rows(
      tx,
      `SELECT * FROM task WHERE "citizenId" = $1 AND ("createdAt", "id") < ($2::timestamptz, $3::uuid)
       ORDER BY "createdAt" DESC, "id" DESC LIMIT $4`,
      [citizenId, ...before, limit],
    );
  }

  /** By due time, the soonest first. */
  list(tx: EntityManager, filter: TaskFilter, limit: number): Promise<Task[]> {
    return rows(
      tx,
      `SELECT * FROM task
       WHERE ($1::text[] IS NULL OR "state" = ANY ($1)) AND ($2::text[] IS NULL OR "kind" = ANY ($2)) AND ($3::uuid[] IS NULL OR "citizenId" = ANY ($3))
         AND ($4::uuid[] IS NULL OR "teamId" = ANY ($4) OR ("audience" = 'district' AND "districtId" = ANY ($5::uuid[]))
           OR ("nextTeamId" = ANY ($4) AND ${OPEN}))
         AND ($6::uuid[] IS NULL OR "districtId" = ANY ($6) OR "nextDistrictId" = ANY ($6) OR "teamId" = ANY ($7::uuid[])
           OR "nextTeamId" = ANY ($7) OR "assigneeId" = $8 OR "claimedBy" = $8)
         AND ($9::timestamptz IS NULL OR "createdAt" >= $9) AND ($10::timestamptz IS NULL OR "createdAt" < $10)
         AND ($11::timestamptz IS NULL OR ("dueAt", "id") > ($11, $12::uuid))
       ORDER BY "dueAt", "id" LIMIT $13`,
      [
        filter.states,
        filter.kinds,
        filter.citizenIds,
        filter.audience?.teamIds ?? null,
        filter.audience?.districtIds ?? [],
        filter.reach?.districtIds ?? null,
        filter.reach?.teamIds ?? [],
        filter.reach?.principalId ?? null,
        filter.from,
        filter.to,
        filter.after?.[0] ?? null,
        filter.after?.[1] ?? null,
        limit,
      ],
    );
  }
}
