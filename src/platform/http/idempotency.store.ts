import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, rows } from '../database/sql.js';
import type { EarlierRequest } from './idempotency.rules.js';

/** One use of a key by one principal. */
export interface KeyUse {
  readonly principalId: string;
  readonly key: string;
}

@Injectable()
export class IdempotencyStore {
  /** Takes the key for this request, and is null; or leaves it with the earlier request that has it, and tells of that. */
  async take(
    tx: EntityManager,
    { principalId, key }: KeyUse,
    requestHash: string,
    at: Date,
    keptSince: Date,
  ): Promise<EarlierRequest | null> {
    const taken = await affected(
      tx,
      `INSERT INTO idempotency AS kept ("principalId", "key", "requestHash", "at") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("principalId", "key") DO UPDATE
       SET "requestHash" = $3, "at" = $4, "status" = NULL, "location" = NULL, "body" = NULL WHERE kept."at" < $5`,
      [principalId, key, requestHash, at, keptSince],
    );
    if (taken === 1) return null;
    const [earlier] = await rows<EarlierRequest>(
      tx,
      `SELECT "requestHash", "status", "location", "body" FROM idempotency WHERE "principalId" = $1 AND "key" = $2`,
      [principalId, key],
    );
    // Released between the two statements: the earlier request failed just now.
    return earlier ?? this.take(tx, { principalId, key }, requestHash, at, keptSince);
  }

  async answer(tx: EntityManager, use: KeyUse, answer: Omit<EarlierRequest, 'requestHash'>): Promise<void> {
    await rows(
      tx,
      `UPDATE idempotency SET "status" = $3, "location" = $4, "body" = $5::jsonb WHERE "principalId" = $1 AND "key" = $2`,
      [use.principalId, use.key, answer.status, answer.location, JSON.stringify(answer.body)],
    );
  }

  async release(tx: EntityManager, { principalId, key }: KeyUse): Promise<void> {
    await rows(tx, `DELETE FROM idempotency WHERE "principalId" = $1 AND "key" = $2`, [principalId, key]);
  }

  async purge(tx: EntityManager, keptSince: Date): Promise<void> {
    await rows(tx, `DELETE FROM idempotency WHERE "at" < $1`, [keptSince]);
  }
}
