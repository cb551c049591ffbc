import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import type { DistrictLimits } from './limits.rules.js';

@Injectable()
export class LimitsStore {
  list(tx: EntityManager): Promise<DistrictLimits[]> {
    return rows<DistrictLimits>(
      tx,
      'SELECT "districtId", "limits", "version" FROM district_limits ORDER BY "districtId"',
    );
  }

  async save(tx: EntityManager, { districtId, limits, version }: DistrictLimits, now: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO district_limits ("districtId", "limits", "version", "updatedAt") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("districtId") DO UPDATE
       SET "limits" = excluded."limits", "version" = excluded."version", "updatedAt" = excluded."updatedAt"`,
      [districtId, JSON.stringify(limits), version, now],
    );
  }

  /** Who changes the limits of a district does so one at a time; false where there is no such district. */
  async lock(tx: EntityManager, districtId: string): Promise<boolean> {
    const found = await rows(tx, 'SELECT 1 FROM district WHERE "id" = $1 FOR UPDATE', [districtId]);
    return found.length > 0;
  }
}
