import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Alert, LIVE_STATES } from '../cases/alert.rules.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import type { Climb } from '../cases/climbing/climb.rules.js';
import type { Rung } from '../ladders/ladder.rules.js';

/** Where a ladder stands: how many rungs it has, and what the next one asks. */
export type LadderPosition = Pick<Climb, 'ladderName' | 'rung' | 'nextRung' | 'nextRungAt'> & {
  readonly rungs: number;
  readonly next: Pick<Rung, 'to' | 'actions'> | null;
};

type NotOnLadder = { readonly [field in keyof LadderPosition]: null };

/** An alert as work about it shows it. */
export type Brief = Pick<Alert, (typeof SHOWN)[number]> &
  (LadderPosition | NotOnLadder) & {
    readonly under: readonly { readonly type: string; readonly count: number }[] | null;
  };

const SHOWN = [
  'id',
  'type',
  'deviceId',
  'districtId',
  'state',
  'openedAt',
  'dose',
  'unmatched',
  'occurrences',
  'lastSeenAt',
  'detail',
] as const satisfies readonly (keyof Alert)[];

const LIVE = isOneOf('"state"', LIVE_STATES);

/** How many live alerts each of $1 stands for, also by way of one under it, by their type. */
const UNDER = `
  WITH RECURSIVE under AS (
    SELECT "parentId" AS "top", "id", "type" FROM alert WHERE "parentId" = ANY ($1::uuid[]) AND "attached" AND ${LIVE}
    UNION ALL
    SELECT u."top", a."id", a."type" FROM under u JOIN alert a ON a."parentId" = u."id" AND a."attached" AND a.${LIVE}
  ), counted AS (
    SELECT "top" AS "parentId", "type", count(*) AS "count" FROM under GROUP BY 1, 2
  )`;

/** What stands under an alert, and beside it. */
@Injectable()
export class CaseStore {
  /** How many live alerts each of these stands for, also by way of one under it, by their type, the most first. */
  countUnder(tx: EntityManager, ids: readonly string[]): Promise<{ parentId: string; type: string; count: number }[]> {
    return rows(tx, `${UNDER} SELECT * FROM counted ORDER BY "count" DESC, "type"`, [ids]);
  }

  /** In one statement: the queue of a team is asked for all day. */
  briefs(tx: EntityManager, ids: readonly string[]): Promise<Brief[]> {
    return rows(
      tx,
      `${UNDER}
       SELECT ${SHOWN.map((column) => `a."${column}"`).join(', ')},
              e."ladderName", e."rung", e."nextRung", e."nextRungAt", jsonb_array_length(e."rungs") AS "rungs",
              e."rungs" -> e."nextRung"::integer AS "next",
              (SELECT jsonb_agg(jsonb_build_object('type', c."type", 'count', c."count") ORDER BY c."count" DESC, c."type")
               FROM counted c WHERE c."parentId" = a."id") AS "under"
       FROM alert a LEFT JOIN escalation e ON e."alertId" = a."id" WHERE a."id" = ANY ($1::uuid[])`,
      [ids],
    );
  }

  /** How many live alerts about citizens of its district, or of one whose incident is under it, opened since, are asked about by themselves. */
  countThrough(tx: EntityManager, ids: readonly string[]): Promise<{ id: string; count: number }[]> {
    return rows(
      tx,
      `WITH RECURSIVE part AS (
         SELECT "id" AS "top", "id", "districtId", "openedAt" FROM alert WHERE "id" = ANY ($1::uuid[])
         UNION ALL
         SELECT p."top", a."id", a."districtId", a."openedAt" FROM part p
         JOIN alert a ON a."parentId" = p."id" AND a."attached" AND a.${LIVE} AND a."citizenId" IS NULL
       )
       SELECT i."top" AS "id", count(DISTINCT a."id") AS "count" FROM part i
       LEFT JOIN alert a ON a."districtId" = i."districtId" AND a."openedAt" >= i."openedAt" AND a.${LIVE}
         AND a."citizenId" IS NOT NULL AND NOT a."attached" AND NOT a."shadow"
       GROUP BY 1`,
      [ids],
    );
  }
}
