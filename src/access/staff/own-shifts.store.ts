import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TableCache } from '../../platform/database/table-cache.js';
import { affected, rows } from '../../platform/database/sql.js';
import type { OwnShift } from '../../teams/shifts/own-shift.rules.js';

/** One row for each person and team: the last word holds, and those before are told in the feed. */
@Injectable()
export class OwnShiftsStore {
  private readonly everything = new TableCache<OwnShift>(
    'own_shift',
    ['teamId', 'staffId'],
    ['teamId', 'staffId', 'atWork', 'from', 'until'],
  );

  list(tx: EntityManager): Promise<readonly OwnShift[]> {
    return this.everything.all(tx);
  }

  async put(tx: EntityManager, { teamId, staffId, atWork, from, until }: OwnShift): Promise<void> {
    this.everything.change(tx);
    await rows(
      tx,
      `INSERT INTO own_shift ("teamId", "staffId", "atWork", "from", "until", "isOver") VALUES ($1, $2, $3, $4, $5, NOT $3)
       ON CONFLICT ("teamId", "staffId") DO UPDATE
       SET "atWork" = excluded."atWork", "from" = excluded."from", "until" = excluded."until", "isOver" = excluded."isOver"`,
      [teamId, staffId, atWork, from, until],
    );
  }

  /** Shifts that have come to their end, and nobody was told. */
  due(tx: EntityManager, now: Date, limit: number): Promise<Pick<OwnShift, 'teamId' | 'staffId'>[]> {
    return rows(
      tx,
      `SELECT "teamId", "staffId" FROM own_shift WHERE NOT "isOver" AND "until" <= $1 ORDER BY "until" LIMIT $2`,
      [now, limit],
    );
  }

  /** False when somebody told of it, or it was prolonged meanwhile. */
  async end(tx: EntityManager, teamId: string, staffId: string, now: Date): Promise<boolean> {
    this.everything.change(tx);
    const ended = await affected(
      tx,
      `UPDATE own_shift SET "isOver" = true WHERE "teamId" = $1 AND "staffId" = $2 AND NOT "isOver" AND "until" <= $3`,
      [teamId, staffId, now],
    );
    return ended === 1;
  }
}
