import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { texts, uuids } from '../platform/database/arrays.js';
import { WriteBuffer } from '../platform/database/write-buffer.js';
import { rows } from '../platform/database/sql.js';
import { DeliveryEntity } from './delivery.entity.js';
import type { Delivery, DeliveryPurpose, DeliveryState } from './delivery.rules.js';

@Injectable()
export class DeliveriesStore {
  private readonly written = new WriteBuffer<Delivery>(async (tx, deliveries) => {
    await tx.createQueryBuilder().insert().into(DeliveryEntity).values(deliveries.map(asRow)).orIgnore().execute();
  });

  /** Written when the transaction ends; leaves out what was written under its key before. */
  add(tx: EntityManager, deliveries: readonly Delivery[]): void {
    this.written.add(tx, ...deliveries);
  }

  /** The longest waiting first. */
  due(
    tx: EntityManager,
    {
      now,
      except,
      exceptChannels,
      limit,
    }: { now: Date; except: readonly string[]; exceptChannels: readonly string[]; limit: number },
  ): Promise<Pick<Delivery, 'id' | 'channel'>[]> {
    return rows(
      tx,
      `SELECT "id", "channel" FROM delivery
       WHERE "nextTryAt" <= $1 AND "id" <> ALL ($2::uuid[]) AND "channel" <> ALL ($3::text[]) ORDER BY "nextTryAt" LIMIT $4`,
      [now, uuids(except), texts(exceptChannels), limit],
    );
  }

  /** As it was; until then it is due for nobody. Null when somebody else tries it at the moment, or nothing is left to try. */
  async claim(tx: EntityManager, id: string, now: Date, until: Date): Promise<Delivery | null> {
    const [found] = await rows<Delivery>(
      tx,
      `WITH due AS (SELECT * FROM delivery WHERE "id" = $1 AND "nextTryAt" <= $2 FOR UPDATE SKIP LOCKED),
            claimed AS (UPDATE delivery d SET "nextTryAt" = $3 FROM due WHERE d."id" = due."id")
       SELECT * FROM due`,
      [id, now, until],
    );
    return found ?? null;
  }

  /** Whether it is still claimed by whoever claimed it until then. */
  async lockClaimed(tx: EntityManager, id: string, until: Date): Promise<boolean> {
    const found = await rows(tx, 'SELECT 1 FROM delivery WHERE "id" = $1 AND "nextTryAt" = $2 FOR UPDATE', [id, until]);
    return found.length > 0;
  }

  /** As if it had not been claimed. */
  async putBack(tx: EntityManager, { id, nextTryAt }: Delivery, claimedUntil: Date): Promise<void> {
    await rows(tx, 'UPDATE delivery SET "nextTryAt" = $2 WHERE "id" = $1 AND "nextTryAt" = $3', [
      id,
      nextTryAt,
      claimedUntil,
    ]);
  }

  async find(tx: EntityManager, id: string): Promise<Delivery | null> {
    const [found] = await rows<Delivery>(tx, 'SELECT * FROM delivery WHERE "id" = $1', [id]);
    return found ?? null;
  }

  async lock(tx: EntityManager, id: string): Promise<Delivery | null> {
    const [found] = await rows<Delivery>(tx, 'SELECT * FROM delivery WHERE "id" = $1 FOR UPDATE', [id]);
    return found ?? null;
  }

  /**
   * What still waits for what may pass, since before an instant: no channel could do it, or it fails here before it comes to one.
   * @param failing ids of those
   */
  async waitingLong(
    tx: EntityManager,
    since: Date,
    failing: readonly string[],
  ): Promise<{ count: number; oldestAt: Date | null; purposes: DeliveryPurpose[] | null; errors: string[] | null }> {
    const [found] = await rows<{
      count: number;
      oldestAt: Date | null;
      purposes: DeliveryPurpose[] | null;
      errors: string[] | null;
    }>(
      tx,
      `SELECT count(*) AS "count", min(coalesce("failingSince", "nextTryAt")) AS "oldestAt",
              array_agg(DISTINCT "purpose") AS "purposes", array_agg(DISTINCT "error") FILTER (WHERE "error" IS NOT NULL) AS "errors"
       FROM delivery WHERE "nextTryAt" IS NOT NULL
         AND (("apart" AND "failingSince" <= $1) OR ("nextTryAt" <= $1 AND "id" = ANY ($2::uuid[])))`,
      [since, uuids(failing)],
    );
    return found!;
  }

  /**
   * What is tried again and again, longest first.
   * @param failing ids of those that fail here before they come to a channel
   */
  triedAgain(
    tx: EntityManager,
    failing: readonly string[],
    limit: number,
  ): Promise<{ id: string; purpose: DeliveryPurpose; since: Date; error: string | null }[]> {
    return rows<{ id: string; purpose: DeliveryPurpose; since: Date; error: string | null }>(
      tx,
      `SELECT "id", "purpose", coalesce("failingSince", "createdAt") AS "since", "error" FROM delivery
       WHERE "nextTryAt" IS NOT NULL AND ("failingSince" IS NOT NULL OR "apart" OR "id" = ANY ($1::uuid[]))
       ORDER BY 3, 1 LIMIT $2`,
      [uuids(failing), limit],
    );
  }

  /** Newest first. */
  list(
    tx: EntityManager,
    states: readonly DeliveryState[],
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<Delivery[]> {
    return rows(
      tx,
      `SELECT * FROM delivery
       WHERE "state" = ANY ($1) AND ($2::timestamptz IS NULL OR ("createdAt", "id") < ($2, $3::uuid))
       ORDER BY "createdAt" DESC, "id" DESC LIMIT $4`,
      [states, before?.[0] ?? null, before?.[1] ?? null, limit],
    );
  }

  /** What the console showed one person, newest first. */
  shownTo(
    tx: EntityManager,
    staffId: string,
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<(Delivery & { deliveredAt: Date })[]> {
    return rows(
      tx,
      `SELECT * FROM delivery
       WHERE "recipientKind" = 'staff' AND "recipientId" = $1 AND "channel" = 'console' AND "deliveredAt" IS NOT NULL
         AND ($2::timestamptz IS NULL OR ("deliveredAt", "id") < ($2, $3::uuid))
       ORDER BY "deliveredAt" DESC, "id" DESC LIMIT $4`,
      [staffId, before?.[0] ?? null, before?.[1] ?? null, limit],
    );
  }

  async save(tx: EntityManager, delivery: Delivery): Promise<void> {
    await tx.getRepository(DeliveryEntity).save(asRow(delivery));
  }

  /** How many are in a state. */
  async count(tx: EntityManager, state: DeliveryState): Promise<number> {
    const [found] = await rows<{ count: number }>(tx, 'SELECT count(*) AS "count" FROM delivery WHERE "state" = $1', [
      state,
    ]);
    return found!.count;
  }

  /** Whether every recipient of that kind has been given up, so that nobody was told. */
  async reachedNobody(tx: EntityManager, alertId: string, purpose: DeliveryPurpose): Promise<boolean> {
    const others = await rows(
      tx,
      `SELECT 1 FROM delivery WHERE "alertId" = $1 AND "purpose" = $2 AND "state" <> 'parked' LIMIT 1`,
      [alertId, purpose],
    );
    return others.length === 0;
  }
}

const asRow = (delivery: Delivery): DeliveryEntity => ({
  ...delivery,
  channels: [...delivery.channels],
  givenUp: [...delivery.givenUp],
});
