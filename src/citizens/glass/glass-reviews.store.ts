import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BrokenGlass } from '../../access/break-glass.rules.js';
import { rows } from '../../platform/database/sql.js';
import type { GlassReview } from './glass-review.rules.js';

/** A break-glass with what was found of it; all of that is null where nobody has looked. */
export interface Opening extends BrokenGlass {
  readonly staffName: string | null;
  readonly districtId: string | null;
  readonly finding: GlassReview['finding'] | null;
  readonly reviewText: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedByName: string | null;
  readonly reviewedAt: Date | null;
}

export interface OpeningFilter {
  /** Of citizens of these districts; null is everybody. */
  readonly districtIds: readonly string[] | null;
  readonly isReviewed: boolean | null;
  readonly citizenId: string | null;
  readonly staffId: string | null;
  readonly id: string | null;
}

@Injectable()
export class GlassReviewsStore {
  /** What was opened last first, from below the instant and id given. */
  list(
    tx: EntityManager,
    { districtIds, isReviewed, citizenId, staffId, id }: OpeningFilter,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<Opening[]> {
    return rows<Opening>(
      tx,
      `SELECT g."id", g."staffId", g."citizenId", g."reason", g."text", g."openedAt", g."until", s."displayName" AS "staffName", c."districtId",
              r."finding", r."text" AS "reviewText", r."reviewedBy", r."reviewedByName", r."reviewedAt"
       FROM break_glass g JOIN citizen c ON c."id" = g."citizenId" LEFT JOIN staff s ON s."id" = g."staffId"
       LEFT JOIN glass_review r ON r."glassId" = g."id"
       WHERE ($1::uuid[] IS NULL OR c."districtId" = ANY ($1)) AND ($2::boolean IS NULL OR (r."glassId" IS NOT NULL) = $2)
         AND ($3::uuid IS NULL OR g."citizenId" = $3) AND ($4::uuid IS NULL OR g."staffId" = $4) AND ($5::uuid IS NULL OR g."id" = $5)
         AND ($6::timestamptz IS NULL OR (g."openedAt", g."id") < ($6, $7::uuid))
       ORDER BY g."openedAt" DESC, g."id" DESC LIMIT $8`,
      [districtIds, isReviewed, citizenId, staffId, id, below?.[0] ?? null, below?.[1] ?? null, limit],
    );
  }

  async find(tx: EntityManager, glassId: string): Promise<GlassReview | null> {
    const [found] = await rows<GlassReview>(tx, `SELECT * FROM glass_review WHERE "glassId" = $1`, [glassId]);
    return found ?? null;
  }

  async put(
    tx: EntityManager,
    { glassId, finding, text, reviewedBy, reviewedByName, reviewedAt }: GlassReview,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO glass_review ("glassId", "finding", "text", "reviewedBy", "reviewedByName", "reviewedAt") VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ("glassId") DO UPDATE SET "finding" = excluded."finding", "text" = excluded."text", "reviewedAt" = excluded."reviewedAt"`,
      [glassId, finding, text, reviewedBy, reviewedByName, reviewedAt],
    );
  }

  /** How often somebody opened the citizen without that anybody has looked at it. */
  async countLeft(
    tx: EntityManager,
    { staffId, citizenId }: Pick<BrokenGlass, 'staffId' | 'citizenId'>,
  ): Promise<number> {
    const [found] = await rows<{ count: number }>(
      tx,
      `SELECT count(*)::int AS "count" FROM break_glass g LEFT JOIN glass_review r ON r."glassId" = g."id"
       WHERE g."staffId" = $1 AND g."citizenId" = $2 AND r."glassId" IS NULL`,
      [staffId, citizenId],
    );
    return found!.count;
  }
}
