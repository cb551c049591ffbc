import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import type { Pause } from './pause.rules.js';

@Injectable()
export class PausesStore {
  /** Newest first. */
  listOf(tx: EntityManager, citizenId: string): Promise<Pause[]> {
    return rows<Pause>(tx, 'SELECT * FROM pause WHERE "citizenId" = $1 ORDER BY "from" DESC, "id" DESC', [citizenId]);
  }

  /** Newest first, from below the instant and id given. */
  listBelow(
    tx: EntityManager,
    citizenId: string,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<Pause[]> {
    return rows<Pause>(
      tx,
      `SELECT * FROM pause WHERE "citizenId" = $1 AND ($2::timestamptz IS NULL OR ("from", "id") < ($2, $3::uuid))
       ORDER BY "from" DESC, "id" DESC LIMIT $4`,
      [citizenId, below?.[0] ?? null, below?.[1] ?? null, limit],
    );
  }

  /** The pauses that may be in force at the instant; the rules have the last word. */
  around(tx: EntityManager, citizenIds: readonly string[], at: Date): Promise<Pause[]> {
    return rows<Pause>(
      tx,
      'SELECT * FROM pause WHERE "citizenId" = ANY ($1::uuid[]) AND "from" <= $2 AND "until" > $2',
      [citizenIds, at],
    );
  }

  async citizenIdsDue(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const due = await rows<{ citizenId: string }>(
      tx,
      `SELECT "citizenId" FROM pause WHERE "begunAt" IS NULL AND "endedAt" IS NULL AND "from" <= $1
       UNION SELECT "citizenId" FROM pause WHERE "endedAt" IS NULL AND "until" <= $1
       ORDER BY "citizenId" LIMIT $2`,
      [now, limit],
    );
    return due.map(({ citizenId }) => citizenId);
  }

  /** Those that count and reach beyond an instant, also where they are over by now. */
  standingSince(tx: EntityManager, citizenId: string, since: Date): Promise<Pause[]> {
    return rows<Pause>(
      tx,
      'SELECT * FROM pause WHERE "citizenId" = $1 AND "until" > $2 AND "undoneAt" IS NULL ORDER BY "from", "id"',
      [citizenId, since],
    );
  }

  /** When the first began of those that were taken back since an instant; null where none was. */
  async undoneSince(tx: EntityManager, citizenId: string, since: Date): Promise<Date | null> {
    const [found] = await rows<{ from: Date | null }>(
      tx,
      'SELECT min("from") AS "from" FROM pause WHERE "citizenId" = $1 AND "undoneAt" >= $2 AND "from" <= "undoneAt"',
      [citizenId, since],
    );
    return found!.from;
  }

  /** What has not ended, of citizens already locked. */
  listOpen(tx: EntityManager, citizenIds: readonly string[]): Promise<Pause[]> {
    return rows<Pause>(
      tx,
      'SELECT * FROM pause WHERE "citizenId" = ANY ($1::uuid[]) AND "endedAt" IS NULL ORDER BY "from", "id"',
      [citizenIds],
    );
  }

  async save(tx: EntityManager, pause: Pause): Promise<void> {
    await rows(
      tx,
      `INSERT INTO pause ("id", "citizenId", "reason", "from", "until", "createdAt", "createdBy", "begunAt", "endedAt", "undoneAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT ("id") DO UPDATE SET "from" = excluded."from", "until" = excluded."until",
         "begunAt" = excluded."begunAt", "endedAt" = excluded."endedAt", "undoneAt" = excluded."undoneAt"`,
      [
        pause.id,
        pause.citizenId,
        pause.reason,
        pause.from,
        pause.until,
        pause.createdAt,
        pause.createdBy,
        pause.begunAt,
        pause.endedAt,
        pause.undoneAt,
      ],
    );
  }
}
