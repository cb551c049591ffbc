import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

const LIVE = `"state" IN ('open', 'claimed', 'in-progress', 'shelved')`;

/** What stands under an alert, and beside it. */
@Injectable()
export class CaseStore {
  /** How many live alerts each of these stands for, also by way of one under it, by their type, the most first. */
  countUnder(tx: EntityManager, ids: readonly string[]): Promise<{ parentId: string; type: string; count: number }[]> {
    return rows(
      tx,
      `WITH RECURSIVE under AS (
         SELECT "parentId" AS "top", "id", "type" FROM alert WHERE "parentId" = ANY ($1::uuid[]) AND "attached" AND ${LIVE}
         UNION ALL
         SELECT u."top", a."id", a."type" FROM under u JOIN alert a ON a."parentId" = u."id" AND a."attached" AND a.${LIVE}
       )
       SELECT "top" AS "parentId", "type", count(*) AS "count" FROM under GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
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
       SELECT i."top" AS "id", count(a."id") AS "count" FROM part i
       LEFT JOIN alert a ON a."districtId" = i."districtId" AND a."openedAt" >= i."openedAt" AND a.${LIVE}
         AND a."citizenId" IS NOT NULL AND NOT a."attached" AND NOT a."shadow"
       GROUP BY 1`,
      [ids],
    );
  }
}
