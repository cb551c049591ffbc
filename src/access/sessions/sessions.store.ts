import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FACT_PLACED } from '../../platform/facts/facts.store.js';
import { affected, rows } from '../../platform/database/sql.js';
import type { Session } from './session.rules.js';

/** Rows stay until nothing can depend on them: an ended session whose row is gone would be a new one. */
@Injectable()
export class SessionsStore {
  async find(tx: EntityManager, id: string): Promise<Session | null> {
    const [session] = await rows<Session>(tx, `SELECT * FROM session WHERE "id" = $1`, [id]);
    return session ?? null;
  }

  /** Since when tokens of sessions that were never written are believed again; null where there was no reason not to. */
  async findCut(tx: EntityManager, principalId: string): Promise<Date | null> {
    const [cut] = await rows<{ at: Date }>(tx, `SELECT "at" FROM session_cut WHERE "principalId" = $1`, [principalId]);
    return cut?.at ?? null;
  }

  /** Those that can still be used, newest first, from below the last of an earlier page. */
  async listBelow(
    tx: EntityManager,
    principalId: string,
    {
      now,
      usedSince,
      below,
      limit,
    }: { now: Date; usedSince: Date; below: readonly [Date, string] | null; limit: number },
  ): Promise<Session[]> {
    return rows<Session>(
      tx,
      `SELECT * FROM session
       WHERE "principalId" = $1 AND "endedAt" IS NULL AND "expiresAt" > $2 AND ("principalKind" <> 'staff' OR "lastUsedAt" >= $3)
         AND ($4::timestamptz IS NULL OR ("createdAt", "id") < ($4, $5::uuid))
       ORDER BY "createdAt" DESC, "id" DESC LIMIT $6`,
      [principalId, now, usedSince, below?.[0] ?? null, below?.[1] ?? null, limit],
    );
  }

  /** Writes it down, or, where it is known, that it was used. */
  async touch(tx: EntityManager, session: Omit<Session, 'endedAt'>): Promise<void> {
    await rows(
      tx,
      `INSERT INTO session ("id", "principalKind", "principalId", "createdAt", "expiresAt", "lastUsedAt", "address", "userAgent", "deviceId")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT ("id") DO UPDATE SET "lastUsedAt" = greatest(session."lastUsedAt", $6)`,
      [
        session.id,
        session.principalKind,
        session.principalId,
        session.createdAt,
        session.expiresAt,
        session.lastUsedAt,
        session.address,
        session.userAgent,
        session.deviceId,
      ],
    );
  }

  /** Ends those of the principal's that go beyond the `most` newest; what was made before `since` is over by itself. */
  async endBeyond(tx: EntityManager, principalId: string, most: number, since: Date, now: Date): Promise<void> {
    const ended = await affected(
      tx,
      `UPDATE session SET "endedAt" = $3 WHERE "id" IN (
         SELECT "id" FROM session WHERE "principalId" = $1 AND "createdAt" >= $4 AND "endedAt" IS NULL AND "expiresAt" > $3
         ORDER BY "createdAt" DESC, "id" DESC OFFSET $2)`,
      [principalId, most, now, since],
    );
    if (ended > 0) await tellOnCommit(tx);
  }

  /** False when the principal has no such session, or it was ended before. */
  async end(tx: EntityManager, principalId: string, id: string, now: Date): Promise<boolean> {
    const ended = await affected(
      tx,
      `UPDATE session SET "endedAt" = $3 WHERE "id" = $2 AND "principalId" = $1 AND "endedAt" IS NULL`,
      [principalId, id, now],
    );
    if (ended > 0) await tellOnCommit(tx);
    return ended > 0;
  }

  /** Ends all of the principal's but the one named, and whatever was not written yet. */
  async endAll(tx: EntityManager, principalId: string, except: string | null, now: Date): Promise<void> {
    await rows(
      tx,
      `UPDATE session SET "endedAt" = $3 WHERE "principalId" = $1 AND "endedAt" IS NULL AND "id" IS DISTINCT FROM $2::uuid`,
      [principalId, except, now],
    );
    await rows(
      tx,
      `INSERT INTO session_cut ("principalId", "at") VALUES ($1, $2)
       ON CONFLICT ("principalId") DO UPDATE SET "at" = greatest(session_cut."at", $2)`,
      [principalId, now],
    );
    await tellOnCommit(tx);
  }

  /** Those of the sessions that are over. */
  async listOver(tx: EntityManager, ids: readonly string[], now: Date): Promise<string[]> {
    const over = await rows<{ id: string }>(
      tx,
      `SELECT "id" FROM session WHERE "id" = ANY ($1::uuid[]) AND ("endedAt" IS NOT NULL OR "expiresAt" <= $2)`,
      [ids, now],
    );
    return over.map(({ id }) => id);
  }

  /** Whether the principal signed in on that device since. */
  async isDeviceOf(tx: EntityManager, principalId: string, deviceId: string, since: Date): Promise<boolean> {
    const found = await rows(
      tx,
      `SELECT 1 FROM session WHERE "principalId" = $1 AND "createdAt" >= $3 AND "deviceId" = $2 LIMIT 1`,
      [principalId, deviceId, since],
    );
    return found.length > 0;
  }

  /** A partner may sign in for every request: of its sessions nothing is kept beyond their end. By those of staff devices are known. */
  async purge(tx: EntityManager, endedBefore: Date, madeBefore: Date): Promise<void> {
    await rows(tx, `DELETE FROM session WHERE "expiresAt" < $1 AND ("createdAt" < $2 OR "principalKind" = 'partner')`, [
      endedBefore,
      madeBefore,
    ]);
    await rows(tx, `DELETE FROM session_cut WHERE "at" < $1`, [madeBefore]);
  }
}

/** Every node looks at once whose stream is over, as for a new fact, and within a second where it is not told. */
async function tellOnCommit(tx: EntityManager): Promise<void> {
  await rows(tx, `NOTIFY ${FACT_PLACED}`);
}
