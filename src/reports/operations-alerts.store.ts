import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conditionKey, LIVE_STATES } from '../cases/alert.rules.js';
import type { Lock } from '../platform/database/locks.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import type { OperationsAlert } from './operations-alert.rules.js';

const LIVE = isOneOf('"state"', LIVE_STATES);

/** Which alerts over the house itself stand. */
@Injectable()
export class OperationsAlertsStore {
  /** Whether this transaction is the one that looks; another process may be at it. */
  async isMine(tx: EntityManager, lock: Lock): Promise<boolean> {
    const [held] = await rows<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS "mine"', [lock]);
    return held!.mine;
  }

  /** Waits for whoever looks now. */
  async wait(tx: EntityManager, lock: Lock): Promise<void> {
    await rows(tx, 'SELECT pg_advisory_xact_lock($1)', [lock]);
  }

  /** The live one of each condition, or else the last. */
  async of(tx: EntityManager, conditions: readonly string[]): Promise<OperationsAlert[]> {
    const keys = new Map(conditions.map((condition) => [conditionKey(null, null, condition), condition]));
    const found = await rows<Omit<OperationsAlert, 'condition'> & { key: string }>(
      tx,
      `SELECT DISTINCT ON ("key") "key", ${LIVE} AS "isLive",
              CASE WHEN "state" = 'resolved' THEN "resolvedAt" END AS "closedAt"
       FROM alert WHERE "key" = ANY ($1::text[]) ORDER BY "key", ${LIVE} DESC, "openedAt" DESC, "id" DESC`,
      [[...keys.keys()]],
    );
    return found.map(({ key, isLive, closedAt }) => ({ condition: keys.get(key)!, isLive, closedAt }));
  }
}
