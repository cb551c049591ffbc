import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LOCKS } from '../../platform/database/locks.js';
import { affected, insertRow, rows, updateRow } from '../../platform/database/sql.js';
import { instants, int8s, texts, uuids } from '../../platform/database/arrays.js';
import type { PushMessage } from './push-message.entity.js';
import type { PushSubscription } from './push-subscription.rules.js';

/** What is another when the same person subscribes the same browser again. */
type Renewed = Pick<PushSubscription, 'id' | 'sessionId' | 'p256dh' | 'auth' | 'userAgent' | 'createdAt'>;

@Injectable()
export class PushStore {
  /** Newest first. */
  ofPerson(tx: EntityManager, staffId: string): Promise<PushSubscription[]> {
    return rows(tx, 'SELECT * FROM push_subscription WHERE "staffId" = $1 ORDER BY "createdAt" DESC, "id" DESC', [
      staffId,
    ]);
  }

  ofPeople(tx: EntityManager, staffIds: readonly string[]): Promise<PushSubscription[]> {
    return rows(tx, 'SELECT * FROM push_subscription WHERE "staffId" = ANY ($1::uuid[])', [uuids(staffIds)]);
  }

  async isAnybodyThere(tx: EntityManager): Promise<boolean> {
    return (await rows(tx, 'SELECT 1 FROM push_subscription LIMIT 1')).length > 0;
  }

  /** Also of one that is not there nobody else says until the end of the transaction whose it is. */
  async lockAt(tx: EntityManager, endpoint: string): Promise<PushSubscription | null> {
    const digest = createHash('sha256').update(endpoint).digest();
    await rows(tx, 'SELECT pg_advisory_xact_lock($1, $2)', [LOCKS.browser, digest.readInt32BE(0)]);
    const [found] = await rows<PushSubscription>(
      tx,
      'SELECT * FROM push_subscription WHERE "endpoint" = $1 FOR UPDATE',
      [endpoint],
    );
    return found ?? null;
  }

  async lock(tx: EntityManager, id: string): Promise<PushSubscription | null> {
    const [found] = await rows<PushSubscription>(tx, 'SELECT * FROM push_subscription WHERE "id" = $1 FOR UPDATE', [
      id,
    ]);
    return found ?? null;
  }

  async add(tx: EntityManager, subscription: PushSubscription): Promise<void> {
    await insertRow(tx, 'push_subscription', subscription);
  }

  async renew(tx: EntityManager, renewed: Renewed): Promise<void> {
    await updateRow(tx, 'push_subscription', renewed);
  }

  /** The `most` newest of the person stay. */
  async forgetBeyond(tx: EntityManager, staffId: string, most: number): Promise<void> {
    await rows(
      tx,
      `DELETE FROM push_subscription WHERE "id" IN (
         SELECT "id" FROM push_subscription WHERE "staffId" = $1 ORDER BY "createdAt" DESC, "id" DESC OFFSET $2)`,
      [staffId, most],
    );
  }

  /** Hers alone; false where she has none of that id. */
  async forget(tx: EntityManager, id: string, staffId: string): Promise<boolean> {
    return (await affected(tx, 'DELETE FROM push_subscription WHERE "id" = $1 AND "staffId" = $2', [id, staffId])) > 0;
  }

  async forgetAll(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await rows(tx, 'DELETE FROM push_subscription WHERE "id" = ANY ($1::uuid[])', [uuids(ids)]);
  }

  async noteTry(tx: EntityManager, id: string, triedAt: Date): Promise<void> {
    await rows(tx, 'UPDATE push_subscription SET "triedAt" = $2 WHERE "id" = $1', [id, triedAt]);
  }

  /** By whose session each is, some at a time. */
  bySession(tx: EntityManager, after: string, limit: number): Promise<Pick<PushSubscription, 'id' | 'sessionId'>[]> {
    return rows(tx, 'SELECT "id", "sessionId" FROM push_subscription WHERE "id" > $1 ORDER BY "id" LIMIT $2', [
      after,
      limit,
    ]);
  }

  /** What is told of a task takes the place of what waited about it; what was written before is left out. */
  async write(tx: EntityManager, messages: readonly PushMessage[]): Promise<number> {
    const all = <K extends keyof PushMessage>(field: K) => messages.map((message) => message[field]);
    await rows(
      tx,
      `DELETE FROM push_message m USING unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS n("subscriptionId", "taskId", "position")
       WHERE m."subscriptionId" = n."subscriptionId" AND m."taskId" = n."taskId" AND m."position" < n."position"`,
      [uuids(all('subscriptionId')), uuids(all('taskId')), int8s(all('position'))],
    );
    return affected(
      tx,
      `INSERT INTO push_message ("id", "subscriptionId", "position", "news", "taskId", "teamId", "kind", "priority", "at", "until")
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
         $9::timestamptz[], $10::timestamptz[])
       ON CONFLICT DO NOTHING`,
      [
        uuids(all('id')),
        uuids(all('subscriptionId')),
        int8s(all('position')),
        texts(all('news')),
        uuids(all('taskId')),
        uuids(all('teamId')),
        texts(all('kind')),
        texts(all('priority')),
        instants(all('at')),
        instants(all('until')),
      ],
    );
  }

  /** Browsers for which something waits, the longest waiting first. */
  async due(tx: EntityManager, now: Date, except: readonly string[], limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT s."id" FROM push_subscription s JOIN push_message m ON m."subscriptionId" = s."id"
       WHERE (s."restsUntil" IS NULL OR s."restsUntil" <= $1) AND s."id" <> ALL ($2::uuid[])
       GROUP BY s."id" ORDER BY min(m."position") LIMIT $3`,
      [now, uuids(except), limit],
    );
    return found.map(({ id }) => id);
  }

  /** As it was; until then it is due for nobody. Null when somebody else sends to it at the moment. */
  async claim(tx: EntityManager, id: string, now: Date, until: Date): Promise<PushSubscription | null> {
    const [found] = await rows<PushSubscription>(
      tx,
      `WITH due AS (SELECT * FROM push_subscription
                    WHERE "id" = $1 AND ("restsUntil" IS NULL OR "restsUntil" <= $2) FOR UPDATE SKIP LOCKED),
            claimed AS (UPDATE push_subscription s SET "restsUntil" = $3 FROM due WHERE s."id" = due."id")
       SELECT * FROM due`,
      [id, now, until],
    );
    return found ?? null;
  }

  /** Oldest first. */
  waitingFor(tx: EntityManager, subscriptionId: string, limit: number): Promise<PushMessage[]> {
    return rows(tx, 'SELECT * FROM push_message WHERE "subscriptionId" = $1 ORDER BY "position" LIMIT $2', [
      subscriptionId,
      limit,
    ]);
  }

  async drop(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await rows(tx, 'DELETE FROM push_message WHERE "id" = ANY ($1::uuid[])', [uuids(ids)]);
  }

  async noteAnswer(
    tx: EntityManager,
    {
      id,
      takenAt,
      error,
      failures,
      restsUntil,
    }: Pick<PushSubscription, 'id' | 'takenAt' | 'error' | 'failures' | 'restsUntil'>,
  ): Promise<void> {
    await rows(
      tx,
      'UPDATE push_subscription SET "takenAt" = $2, "error" = $3, "failures" = $4, "restsUntil" = $5 WHERE "id" = $1',
      [id, takenAt, error, failures, restsUntil],
    );
  }
}
