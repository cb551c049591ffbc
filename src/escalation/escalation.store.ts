import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { EscalationEntity } from './escalation.entity.js';
import type { Escalation } from './escalation.rules.js';

@Injectable()
export class EscalationStore {
  async lock(tx: EntityManager, alertId: string): Promise<Escalation | null> {
    const [found] = await rows<Escalation>(tx, 'SELECT * FROM escalation WHERE "alertId" = $1 FOR UPDATE', [alertId]);
    return found ?? null;
  }

  findMany(tx: EntityManager, alertIds: readonly string[]): Promise<Escalation[]> {
    return rows(tx, 'SELECT * FROM escalation WHERE "alertId" = ANY ($1::uuid[])', [alertIds]);
  }

  async save(tx: EntityManager, escalation: Escalation): Promise<void> {
    await tx.getRepository(EscalationEntity).upsert({ ...escalation, rungs: [...escalation.rungs] }, ['alertId']);
  }

  async holdMany(tx: EntityManager, alertIds: readonly string[], now: Date): Promise<void> {
    await rows(
      tx,
      `UPDATE escalation SET "heldSince" = $2, "nextRungAt" = NULL
       WHERE "alertId" = ANY ($1::uuid[]) AND "heldSince" IS NULL AND "stoppedAt" IS NULL`,
      [alertIds, now],
    );
  }

  /** Alerts whose next rung has come, the longest waiting first. */
  due(tx: EntityManager, now: Date, limit: number): Promise<{ alertId: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT e."alertId", a."citizenId" FROM escalation e JOIN alert a ON a."id" = e."alertId"
       WHERE e."nextRungAt" <= $1 ORDER BY e."nextRungAt" LIMIT $2`,
      [now, limit],
    );
  }
}
