import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isOneOf, rows } from '../platform/database/sql.js';
import { ALARM_WAITING } from './climbing/lead.rules.js';
import { HELD_STATES, OPEN_STATES, type Task } from './task.rules.js';

const OPEN = isOneOf('"state"', OPEN_STATES);

/** What has fallen due of cases: looked for, and locked by whoever cares for it. */
@Injectable()
export class DueStore {
  /** When the first rung after an instant comes. */
  async nextRungAt(tx: EntityManager, after: Date): Promise<Date | null> {
    const [row] = await rows<{ at: Date | null }>(
      tx,
      'SELECT min("nextRungAt") AS "at" FROM escalation WHERE "nextRungAt" > $1',
      [after],
    );
    return row!.at;
  }

  /** Alerts whose next rung has come, the longest waiting first, and a citizen's second after every other's first. */
  due(tx: EntityManager, now: Date, limit: number): Promise<{ alertId: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT "alertId", "citizenId" FROM (
         SELECT e."alertId", CASE WHEN a."type" <> '${ALARM_WAITING}' THEN a."citizenId" END AS "citizenId", e."nextRungAt",
                row_number() OVER (PARTITION BY coalesce(a."citizenId", a."id") ORDER BY e."nextRungAt") AS "turn"
         FROM escalation e JOIN alert a ON a."id" = e."alertId" WHERE e."nextRungAt" <= $1
       ) due ORDER BY "turn", "nextRungAt" LIMIT $2`,
      [now, limit],
    );
  }

  /** Alerts whose time on the shelf is over. */
  async unshelvable(tx: EntityManager, now: Date, limit: number): Promise<{ id: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT "id", "citizenId" FROM alert WHERE "state" = 'shelved' AND "shelvedUntil" <= $1 ORDER BY "shelvedUntil" LIMIT $2`,
      [now, limit],
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
       WHERE ${isOneOf('"state"', HELD_STATES)} AND ("claimExpiresAt" <= $1 OR "remindAt" <= $1) ORDER BY "claimExpiresAt" LIMIT $2`,
      [now, limit],
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

  /** Tasks whose shift is over, and those nobody said they keep. */
  dueHandOvers(tx: EntityManager, now: Date, limit: number): Promise<{ id: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT "id", "citizenId" FROM task WHERE ${OPEN} AND ("shiftEndsAt" <= $1 OR "releaseAt" <= $1) ORDER BY "shiftEndsAt" LIMIT $2`,
      [now, limit],
    );
  }
}
