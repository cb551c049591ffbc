import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuids } from '../../platform/database/arrays.js';
import { rows } from '../../platform/database/sql.js';

/** As they were written, by whichever version. */
interface KeptSettings {
  readonly settings: unknown;
  readonly version: number;
}

@Injectable()
export class OwnSettingsStore {
  async find(tx: EntityManager, staffId: string): Promise<KeptSettings | null> {
    const [kept] = await rows<KeptSettings>(tx, 'SELECT "settings", "version" FROM own_settings WHERE "staffId" = $1', [
      staffId,
    ]);
    return kept ?? null;
  }

  /** Of those who set any. */
  async findMany(tx: EntityManager, staffIds: readonly string[]): Promise<{ staffId: string; settings: unknown }[]> {
    return rows(tx, 'SELECT "staffId", "settings" FROM own_settings WHERE "staffId" = ANY ($1::uuid[])', [
      uuids(staffIds),
    ]);
  }

  /** Whoever sets the settings of the account does so one at a time. */
  async lock(tx: EntityManager, staffId: string): Promise<void> {
    await rows(tx, 'SELECT 1 FROM staff WHERE "id" = $1 FOR NO KEY UPDATE', [staffId]);
  }

  async save(tx: EntityManager, staffId: string, { settings, version }: KeptSettings, now: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO own_settings ("staffId", "settings", "updatedAt", "version") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("staffId") DO UPDATE
       SET "settings" = excluded."settings", "updatedAt" = excluded."updatedAt", "version" = excluded."version"`,
      [staffId, JSON.stringify(settings), now, version],
    );
  }
}
