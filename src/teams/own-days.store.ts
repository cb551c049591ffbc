import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TableCache } from '../platform/database/table-cache.js';
import { rows } from '../platform/database/sql.js';
import type { MunicipalityDay, OwnDay } from './holiday.rules.js';

@Injectable()
export class OwnDaysStore {
  private readonly everything = new TableCache<MunicipalityDay>('own_day', ['municipalityId', 'date']);

  list(tx: EntityManager): Promise<readonly MunicipalityDay[]> {
    return this.everything.all(tx);
  }

  /** Those of the municipality; nobody else changes them until the transaction ends. */
  async lock(tx: EntityManager, municipalityId: string): Promise<OwnDay[]> {
    this.everything.change(tx);
    await rows(tx, 'SELECT 1 FROM district WHERE "id" = $1 FOR UPDATE', [municipalityId]);
    return rows<OwnDay>(
      tx,
      'SELECT "date", "name", "holiday" FROM own_day WHERE "municipalityId" = $1 ORDER BY "date"',
      [municipalityId],
    );
  }

  async replace(tx: EntityManager, municipalityId: string, days: readonly OwnDay[]): Promise<void> {
    this.everything.change(tx);
    await rows(tx, 'DELETE FROM own_day WHERE "municipalityId" = $1', [municipalityId]);
    await rows(
      tx,
      `INSERT INTO own_day ("municipalityId", "date", "name", "holiday")
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::boolean[])`,
      [municipalityId, days.map(({ date }) => date), days.map(({ name }) => name), days.map(({ holiday }) => holiday)],
    );
  }
}
