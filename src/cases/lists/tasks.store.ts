import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isOneOf, rows } from '../../platform/database/sql.js';
import { CasesStore } from '../cases.store.js';
import { OPEN_STATES, type Task, type TaskKind, type TaskState } from '../task.rules.js';

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
  readonly ids: readonly string[] | null;
}

const OPEN = isOneOf('"state"', OPEN_STATES);

/** What a filter lets through of `task t`: $1 to $11 are what `given` makes of it. */
export const LET_THROUGH = `
  ($1::text[] IS NULL OR t."state" = ANY ($1)) AND ($2::text[] IS NULL OR t."kind" = ANY ($2)) AND ($3::uuid[] IS NULL OR t."citizenId" = ANY ($3))
  AND ($4::uuid[] IS NULL OR t."teamId" = ANY ($4) OR (t."audience" = 'district' AND t."districtId" = ANY ($5::uuid[]))
    OR (t."nextTeamId" = ANY ($4) AND t.${OPEN}))
  AND ($6::uuid[] IS NULL OR t."districtId" = ANY ($6) OR t."nextDistrictId" = ANY ($6) OR t."teamId" = ANY ($7::uuid[])
    OR t."nextTeamId" = ANY ($7) OR t."assigneeId" = $8 OR t."claimedBy" = $8)
  AND ($9::timestamptz IS NULL OR t."createdAt" >= $9) AND ($10::timestamptz IS NULL OR t."createdAt" < $10)
  AND ($11::uuid[] IS NULL OR t."id" = ANY ($11))`;

export const given = (filter: TaskFilter): unknown[] => [
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
  filter.ids,
];

@Injectable()
export class TasksStore {
  constructor(private readonly cases: CasesStore) {}

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

  /** The open work that somebody has taken, or is asked to do in person. */
  async openOfPerson(tx: EntityManager, personId: string): Promise<Task[]> {
    await this.cases.flush(tx);
    return rows(
      tx,
      `SELECT * FROM task WHERE ${OPEN} AND coalesce("claimedBy", "assigneeId") = $1 ORDER BY "citizenId" NULLS FIRST, "id"`,
      [personId],
    );
  }

  /** The open work of a team, by due time. */
  async openOf(tx: EntityManager, teamId: string): Promise<Task[]> {
    await this.cases.flush(tx);
    return rows(tx, `SELECT * FROM task WHERE "teamId" = $1 AND ${OPEN} ORDER BY "dueAt", "id"`, [teamId]);
  }

  /**
   * What a team hands over, by due time: what is with it or comes to it next, and what all of a district are asked for, unless somebody
   * has it who is not of the team.
   */
  toHandOver(tx: EntityManager, filter: TaskFilter, crew: readonly string[], limit: number): Promise<Task[]> {
    return rows(
      tx,
      `SELECT t.* FROM task t WHERE ${LET_THROUGH}
         AND (t."teamId" = ANY ($4) OR t."nextTeamId" = ANY ($4) OR t."claimedBy" IS NULL OR t."claimedBy" = ANY ($12::uuid[]))
       ORDER BY t."dueAt", t."id" LIMIT $13`,
      [...given(filter), crew, limit],
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

  /** By due time, the soonest first, from above the instant and id given. */
  list(tx: EntityManager, filter: TaskFilter, after: readonly [Date, string] | null, limit: number): Promise<Task[]> {
    return rows(
      tx,
      `SELECT t.* FROM task t WHERE ${LET_THROUGH} AND ($12::timestamptz IS NULL OR (t."dueAt", t."id") > ($12, $13::uuid))
       ORDER BY t."dueAt", t."id" LIMIT $14`,
      [...given(filter), after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  /** Whole, in the order of the ids. */
  inOrder(tx: EntityManager, ids: readonly string[]): Promise<Task[]> {
    return rows(tx, 'SELECT * FROM task WHERE "id" = ANY ($1::uuid[]) ORDER BY array_position($1, "id")', [ids]);
  }
}
