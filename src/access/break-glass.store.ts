import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import type { BrokenGlass } from './break-glass.rules.js';

@Injectable()
export class BreakGlassStore {
  async insert(
    tx: EntityManager,
    { id, staffId, citizenId, reason, text, openedAt, until }: BrokenGlass,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO break_glass ("id", "staffId", "citizenId", "reason", "text", "openedAt", "until") VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, staffId, citizenId, reason, text, openedAt, until],
    );
  }

  /** What is open to one of the staff at an instant, what was opened last first. */
  listOpen(tx: EntityManager, staffId: string, now: Date): Promise<BrokenGlass[]> {
    return rows<BrokenGlass>(
      tx,
      `SELECT "id", "staffId", "citizenId", "reason", "text", "openedAt", "until" FROM break_glass
       WHERE "staffId" = $1 AND "openedAt" <= $2 AND "until" > $2 ORDER BY "openedAt" DESC, "id" DESC`,
      [staffId, now],
    );
  }

  /** Those of the citizens who are open to somebody at an instant, the newest last. */
  openTo(
    tx: EntityManager,
    staffId: string,
    citizenIds: readonly string[],
    now: Date,
  ): Promise<Pick<BrokenGlass, 'citizenId' | 'reason'>[]> {
    return rows(
      tx,
      `SELECT "citizenId", "reason" FROM break_glass
       WHERE "staffId" = $1 AND "citizenId" = ANY ($2::uuid[]) AND "openedAt" <= $3 AND "until" > $3 ORDER BY "openedAt", "id"`,
      [staffId, citizenIds, now],
    );
  }
}
