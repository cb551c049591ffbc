import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

const LIVE = `"state" IN ('open', 'claimed', 'in-progress', 'shelved')`;

/** What stands under an alert, and beside it. */
@Injectable()
export class CaseStore {
  /** How many live alerts each of these stands for, by their type, the most first. */
  countUnder(tx: EntityManager, ids: readonly string[]): Promise<{ parentId: string; type: string; count: number }[]> {
    return rows(
      tx,
      `SELECT "parentId", "type", count(*) AS "count" FROM alert
       WHERE "parentId" = ANY ($1::uuid[]) AND "attached" AND ${LIVE} GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
      [ids],
    );
  }

  /** How many live alerts about citizens of its district, opened since, are asked about by themselves. */
  countThrough(tx: EntityManager, ids: readonly string[]): Promise<{ id: string; count: number }[]> {
    return rows(
      tx,
      `SELECT i."id", count(a."id") AS "count" FROM alert i
       LEFT JOIN alert a ON a."districtId" = i."districtId" AND a."openedAt" >= i."openedAt" AND a.${LIVE}
         AND a."citizenId" IS NOT NULL AND NOT a."attached" AND NOT a."shadow"
       WHERE i."id" = ANY ($1::uuid[]) GROUP BY 1`,
      [ids],
    );
  }
}
