import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conditionKey, LIVE_STATES } from '../cases/alert.rules.js';
import type { Lock } from '../platform/database/locks.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import type { Alert } from '../cases/alert.rules.js';
import type { OperationsAlert } from './operations-alert.rules.js';

export type LiveAlert = Pick<Alert, 'id' | 'type' | 'priority' | 'state' | 'openedAt' | 'lastSeenAt' | 'occurrences'>;

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

  /** Those that are about the house itself and no district of it, the most urgent first. */
  live(tx: EntityManager, limit: number): Promise<LiveAlert[]> {
    return rows<LiveAlert>(
      tx,
      `SELECT "id", "type", "priority", "state", "openedAt", "lastSeenAt", "occurrences" FROM alert
       WHERE ${LIVE} AND "districtId" IS NULL AND "citizenId" IS NULL AND "deviceId" IS NULL AND "type" LIKE 'gateway.%'
       ORDER BY "priority", "openedAt" DESC, "id" LIMIT $1`,
      [limit],
    );
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
