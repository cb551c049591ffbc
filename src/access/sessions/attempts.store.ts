import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { texts } from '../../platform/database/arrays.js';
import { rows } from '../../platform/database/sql.js';
import type { Wrong } from './attempts.rules.js';

/** Wrong sign-ins, counted by all nodes together. */
@Injectable()
export class AttemptsStore {
  async find(tx: EntityManager, keys: readonly string[]): Promise<ReadonlyMap<string, Wrong>> {
    const found = await rows<Wrong & { key: string }>(
      tx,
      `SELECT * FROM wrong_sign_in WHERE "key" = ANY ($1::text[])`,
      [texts(keys)],
    );
    return new Map(found.map(({ key, ...wrong }) => [key, wrong]));
  }

  /** One more; where the first was before `keptSince` it begins anew. */
  async count(tx: EntityManager, key: string, now: Date, keptSince: Date): Promise<void> {
    await rows(
      tx,
      `INSERT INTO wrong_sign_in AS w ("key", "wrong", "since", "lastAt") VALUES ($1, 1, $2, $2)
       ON CONFLICT ("key") DO UPDATE SET
         "wrong" = CASE WHEN w."since" <= $3 THEN 1 ELSE w."wrong" + 1 END,
         "since" = CASE WHEN w."since" <= $3 THEN $2 ELSE w."since" END,
         "lastAt" = $2`,
      [key, now, keptSince],
    );
  }

  async forget(tx: EntityManager, key: string): Promise<void> {
    await rows(tx, `DELETE FROM wrong_sign_in WHERE "key" = $1`, [key]);
  }

  async purge(tx: EntityManager, before: Date): Promise<void> {
    await rows(tx, `DELETE FROM wrong_sign_in WHERE "lastAt" < $1`, [before]);
  }
}
