import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import type { Country } from './postcode.rules.js';

export interface Postcode {
  readonly code: string;
  readonly lat: number;
  readonly lon: number;
}

@Injectable()
export class PostcodesStore {
  async find(tx: EntityManager, country: Country, code: string): Promise<Postcode | null> {
    const [found] = await rows<Postcode>(
      tx,
      'SELECT "code", "lat", "lon" FROM postcode WHERE "country" = $1 AND "code" = $2',
      [country, code],
    );
    return found ?? null;
  }

  count(tx: EntityManager): Promise<{ country: Country; postcodes: number }[]> {
    return rows(
      tx,
      'SELECT "country", count(*)::int AS "postcodes" FROM postcode GROUP BY "country" ORDER BY "country"',
    );
  }

  /** What was there of the country goes. */
  async replace(tx: EntityManager, country: Country, all: readonly Postcode[]): Promise<void> {
    await rows(tx, 'DELETE FROM postcode WHERE "country" = $1', [country]);
    await rows(
      tx,
      `INSERT INTO postcode ("country", "code", "lat", "lon")
       SELECT $1, "code", "lat", "lon" FROM unnest($2::text[], $3::float8[], $4::float8[]) AS p("code", "lat", "lon")`,
      [country, all.map(({ code }) => code), all.map(({ lat }) => lat), all.map(({ lon }) => lon)],
    );
  }
}
