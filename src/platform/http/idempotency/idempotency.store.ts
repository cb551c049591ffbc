import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, rows } from '../../database/sql.js';
import { DIGEST, type DoneRequest } from './idempotency.rules.js';

/** One use of a key by one principal. */
export interface KeyUse {
  readonly principalId: string;
  readonly key: string;
}

@Injectable()
export class IdempotencyStore {
  /** What was done with the key since the instant given. */
  async find(tx: EntityManager, { principalId, key }: KeyUse, since: Date): Promise<DoneRequest | null> {
    const [done] = await rows<DoneRequest>(
      tx,
      `SELECT "requestHash" AS "digest", "status", "location" FROM idempotency
       WHERE "principalId" = $1 AND "key" = $2 AND "at" >= $3`,
      [principalId, key, since],
    );
    return done ?? null;
  }

  /**
   * False when somebody took the key since the instant given. While somebody takes it in a transaction that is still open, this waits
   * for its end, as for a row that is locked.
   */
  async take(tx: EntityManager, { principalId, key }: KeyUse, digest: string, at: Date, since: Date): Promise<boolean> {
    const taken = await affected(
      tx,
      `INSERT INTO idempotency AS kept ("principalId", "key", "requestHash", "at") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("principalId", "key") DO UPDATE
       SET "requestHash" = $3, "at" = $4, "status" = NULL, "location" = NULL, "body" = NULL WHERE kept."at" < $5`,
      [principalId, key, digest, at, since],
    );
    return taken === 1;
  }

  async answer(tx: EntityManager, use: KeyUse, answer: Omit<DoneRequest, 'digest'>): Promise<void> {
    await rows(tx, `UPDATE idempotency SET "status" = $3, "location" = $4 WHERE "principalId" = $1 AND "key" = $2`, [
      use.principalId,
      use.key,
      answer.status,
      answer.location,
    ]);
  }

  /** Forgets what is older, and of what a version before kept since, beside us, what was asked and what was answered. */
  async purge(tx: EntityManager, before: Date): Promise<void> {
    await rows(tx, `DELETE FROM idempotency WHERE "at" < $1`, [before]);
    await rows(
      tx,
      `UPDATE idempotency SET "requestHash" = '', "body" = NULL
       WHERE "status" IS NOT NULL AND "requestHash" <> '' AND "requestHash" NOT LIKE '${DIGEST}%'`,
    );
  }
}
