import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { DeliveryEntity } from './delivery.entity.js';
import type { Delivery, DeliveryPurpose } from './delivery.rules.js';

@Injectable()
export class DeliveriesStore {
  /** Leaves out what was written under its key before. */
  async insert(tx: EntityManager, deliveries: readonly Delivery[]): Promise<void> {
    const values = deliveries.map((delivery) => ({ ...delivery, channels: [...delivery.channels] }));
    await tx.createQueryBuilder().insert().into(DeliveryEntity).values(values).orIgnore().execute();
  }

  /** The longest waiting first. */
  async due(tx: EntityManager, now: Date, except: readonly string[], limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT "id" FROM delivery WHERE "nextTryAt" <= $1 AND "id" <> ALL ($2::uuid[]) ORDER BY "nextTryAt" LIMIT $3`,
      [now, except, limit],
    );
    return found.map(({ id }) => id);
  }

  /** Null when somebody else tries it at the moment, or nothing is left to try. */
  async take(tx: EntityManager, id: string, now: Date): Promise<Delivery | null> {
    const [found] = await rows<Delivery>(
      tx,
      'SELECT * FROM delivery WHERE "id" = $1 AND "nextTryAt" <= $2 FOR UPDATE SKIP LOCKED',
      [id, now],
    );
    return found ?? null;
  }

  async save(tx: EntityManager, delivery: Delivery): Promise<void> {
    await tx.getRepository(DeliveryEntity).save({ ...delivery, channels: [...delivery.channels] });
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
