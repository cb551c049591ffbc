import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';
import { ConditionEntity } from './condition.entity.js';
import type { DeviceCondition } from './condition.rules.js';

@Injectable()
export class ConditionsStore {
  async lock(tx: EntityManager, deviceId: string, condition: string): Promise<DeviceCondition | null> {
    const [found] = await rows<DeviceCondition>(
      tx,
      'SELECT * FROM condition WHERE "deviceId" = $1 AND "condition" = $2 FOR UPDATE',
      [deviceId, condition],
    );
    return found ?? null;
  }

  lockAbout(
    tx: EntityManager,
    condition: string,
    citizenId: string | null,
    deviceId: string | null,
  ): Promise<DeviceCondition[]> {
    return rows(
      tx,
      `SELECT * FROM condition WHERE "condition" = $1 AND "clearedAt" IS NULL
         AND CASE WHEN $2::uuid IS NULL THEN "deviceId" = $3 ELSE "citizenId" = $2 END ORDER BY "deviceId" FOR UPDATE`,
      [condition, citizenId, deviceId],
    );
  }

  lockOf(tx: EntityManager, citizenId: string, deviceIds: readonly string[]): Promise<DeviceCondition[]> {
    return rows(
      tx,
      'SELECT * FROM condition WHERE "deviceId" = ANY ($2::text[]) AND "citizenId" = $1 ORDER BY "deviceId", "condition" FOR UPDATE',
      [citizenId, deviceIds],
    );
  }

  async isStanding(tx: EntityManager, deviceId: string, condition: string): Promise<boolean> {
    const found = await rows(
      tx,
      'SELECT 1 FROM condition WHERE "deviceId" = $1 AND "condition" = $2 AND "clearedAt" IS NULL',
      [deviceId, condition],
    );
    return found.length > 0;
  }

  async save(tx: EntityManager, standing: DeviceCondition): Promise<void> {
    await tx
      .getRepository(ConditionEntity)
      .upsert({ ...standing, detail: standing.detail as object, words: standing.words as object[] }, [
        'deviceId',
        'condition',
      ]);
  }

  async forget(tx: EntityManager, deviceId: string, condition: string): Promise<void> {
    await rows(tx, 'DELETE FROM condition WHERE "deviceId" = $1 AND "condition" = $2', [deviceId, condition]);
  }

  due(
    tx: EntityManager,
    now: Date,
    limit: number,
  ): Promise<{ deviceId: string; condition: string; citizenId: string | null }[]> {
    return rows(
      tx,
      'SELECT "deviceId", "condition", "citizenId" FROM condition WHERE "lookAt" <= $1 ORDER BY "lookAt" LIMIT $2',
      [now, limit],
    );
  }

  aliveSinceResolved(tx: EntityManager): Promise<{ deviceId: string; condition: string; lastSeenAt: Date }[]> {
    return rows(
      tx,
      `SELECT k."deviceId", k."condition", s."at" AS "lastSeenAt" FROM condition k JOIN device_health h ON h."deviceId" = k."deviceId",
         LATERAL (SELECT CASE WHEN k."condition" IN ('battery.low', 'battery.empty') THEN h."batteryAt" ELSE h."lastSeenAt" END AS "at") s
       WHERE k."resolvedAt" IS NOT NULL AND k."checkAt" IS NULL AND s."at" > k."resolvedAt" LIMIT 500`,
    );
  }

  setCheck(tx: EntityManager, deviceId: string, condition: string, checkAt: Date): Promise<number> {
    return affected(
      tx,
      `UPDATE condition SET "checkAt" = $3, "lookAt" = least("lookAt", $3)
       WHERE ("deviceId", "condition") IN (
         SELECT "deviceId", "condition" FROM condition
         WHERE "deviceId" = $1 AND "condition" = $2 AND "resolvedAt" IS NOT NULL AND "checkAt" IS NULL
         FOR UPDATE SKIP LOCKED)`,
      [deviceId, condition, checkAt],
    );
  }
}
