import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, rows } from '../../platform/database/sql.js';

@Injectable()
export class CredentialsStore {
  async findHashes(tx: EntityManager, deviceIds: readonly string[]): Promise<Map<string, Buffer>> {
    const found = await rows<{ deviceId: string; secretHash: Buffer }>(
      tx,
      `SELECT "deviceId", "secretHash" FROM device_credential WHERE "deviceId" = ANY($1)`,
      [deviceIds],
    );
    return new Map(found.map(({ deviceId, secretHash }) => [deviceId, secretHash]));
  }

  async save(tx: EntityManager, hashes: ReadonlyMap<string, Buffer>, now: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO device_credential ("deviceId", "secretHash", "rotatedAt")
       SELECT "deviceId", "secretHash", $3::timestamptz FROM unnest($1::text[], $2::bytea[]) AS each ("deviceId", "secretHash")
       ORDER BY "deviceId"
       ON CONFLICT ("deviceId") DO UPDATE SET "secretHash" = EXCLUDED."secretHash", "rotatedAt" = EXCLUDED."rotatedAt"`,
      [[...hashes.keys()], [...hashes.values()], now],
    );
  }

  async remove(tx: EntityManager, deviceId: string): Promise<boolean> {
    return (await affected(tx, `DELETE FROM device_credential WHERE "deviceId" = $1`, [deviceId])) === 1;
  }
}
