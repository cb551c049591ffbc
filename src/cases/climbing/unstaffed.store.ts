import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isRehearsed } from '../../platform/database/rehearsal.js';
import { rows } from '../../platform/database/sql.js';
import type { Recipient } from '../../teams/routing.rules.js';

/** A step that found nobody, of the first alert it happened to. */
export interface Unstaffed {
  readonly districtId: string | null;
  readonly condition: string;
  readonly firstAlertId: string;
  readonly to: Recipient;
}

@Injectable()
export class UnstaffedStore {
  /** Whether the lead has it on the table, or had it lately. */
  async isTold(tx: EntityManager, key: string, since: Date): Promise<boolean> {
    const found = await rows(
      tx,
      `SELECT 1 FROM alert WHERE "key" = $1 AND ("openedAt" > $2 OR "resolvedAt" IS NULL) LIMIT 1`,
      [key, since],
    );
    return found.length > 0;
  }

  /** What the leads have on the table. */
  live(tx: EntityManager): Promise<Unstaffed[]> {
    return rows(
      tx,
      `SELECT "districtId", "detail" ->> 'condition' AS "condition", "detail" ->> 'firstAlertId' AS "firstAlertId", "detail" ->> 'to' AS "to"
       FROM alert WHERE "type" = 'coverage.unstaffed' AND "resolvedAt" IS NULL ORDER BY "id"`,
    );
  }

  /** Two citizens' turns that meet the same empty district wait for each other; always taken after the citizens' locks. */
  async lock(tx: EntityManager, key: string): Promise<void> {
    if (isRehearsed(tx)) return;
    await rows(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  }
}
