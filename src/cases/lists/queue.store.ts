import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isOneOf, rows } from '../../platform/database/sql.js';
import { PRIORITIES } from '../alert.rules.js';
import { OPEN_STATES } from '../task.rules.js';
import { type Order, type QueueCounts, type QueueTask, SHOWN, TOWARDS_NEXT_DOSE } from './queue.rules.js';
import { given, LET_THROUGH, type TaskFilter } from './tasks.store.js';

const WINDOW_CLOSES = `(a."dose" ->> 'windowClosesAt')::timestamptz`;

/** `deadlineOf`, said for the server; $12 is as of when. */
const DEADLINE = `CASE
  WHEN ${WINDOW_CLOSES} > $12::timestamptz THEN ${WINDOW_CLOSES}
  WHEN ${WINDOW_CLOSES} IS NOT NULL THEN coalesce(n."dueAt", ${WINDOW_CLOSES})
  WHEN e.${isOneOf('"ladderName"', TOWARDS_NEXT_DOSE)} THEN coalesce(n."dueAt", t."dueAt")
  WHEN e."ladderName" = 'planned-work' THEN coalesce(e."deadlineAt", t."dueAt")
  ELSE t."dueAt" END`;

/** In one statement, with the order: what decides it changes while nobody writes. A cursor knows milliseconds. */
const LIST = `
  WITH asked AS (
    SELECT ${SHOWN.map((column) => `t."${column}"`).join(', ')}, t."dueAt", a."type", a."dose", a."deviceId",
           date_trunc('milliseconds', ${DEADLINE}) AS "deadlineAt"
    FROM task t JOIN alert a ON a."id" = t."alertId" LEFT JOIN escalation e ON e."alertId" = t."alertId"
    LEFT JOIN LATERAL (
      SELECT d."dueAt" FROM dose d
      WHERE d."citizenId" = t."citizenId" AND d."state" <> 'cancelled'
        AND d."dueAt" > coalesce((a."dose" ->> 'dueAt')::timestamptz, t."createdAt")
      ORDER BY d."dueAt" LIMIT 1
    ) n ON true
    WHERE ${LET_THROUGH}
  ), placed AS (
    SELECT *, CASE WHEN $13::text = 'priority' THEN right("priority", 1)::integer ELSE 0 END AS "rank",
           CASE WHEN $13 = 'priority' THEN "deadlineAt" ELSE date_trunc('milliseconds', "dueAt") END AS "at"
    FROM asked
  )
  SELECT * FROM placed WHERE $14::integer IS NULL OR ("rank", "at", "id") > ($14, $15::timestamptz, $16::uuid)
  ORDER BY "rank", "at", "id" LIMIT $17`;

const COUNT = `
  SELECT count(*) AS "all", count(*) FILTER (WHERE t."claimedBy" IS NULL) AS "unclaimed",
         count(*) FILTER (WHERE t."claimedBy" = $12::uuid) AS "mine",
         ${PRIORITIES.map((one) => `count(*) FILTER (WHERE t."priority" = '${one}') AS "${one}"`).join(', ')}
  FROM task t WHERE t.${isOneOf('"state"', OPEN_STATES)} AND ${LET_THROUGH}`;

/** The work as its queue shows it. */
@Injectable()
export class QueueStore {
  list(tx: EntityManager, filter: TaskFilter, { sort, asOf, after }: Order, limit: number): Promise<QueueTask[]> {
    return rows(tx, LIST, [
      ...given(filter),
      asOf,
      sort,
      after?.rank ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit,
    ]);
  }

  async count(tx: EntityManager, filter: TaskFilter, principalId: string): Promise<QueueCounts> {
    const [counted] = await rows<QueueCounts>(tx, COUNT, [...given(filter), principalId]);
    return counted!;
  }
}
