import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isOneOf, rows } from '../platform/database/sql.js';
import { ASKED_STATES } from '../cases/alert.rules.js';
import { HELD_STATES } from '../cases/task.rules.js';
import type { Finding } from './audit.rules.js';

/** Reads what must never be, each kind by the partial index its own sweep goes by. */
@Injectable()
export class AuditStore {
  /** What has been wrong since before `latest`, and entries that wait since before `heardBefore`, or behind others since before `longBefore`. */
  findings(tx: EntityManager, latest: Date, heardBefore: Date, longBefore: Date): Promise<Finding[]> {
    return rows(tx, `${WITHOUT_STEP} UNION ALL ${WITHOUT_OUTCOME} UNION ALL ${WAITING}`, [
      latest,
      heardBefore,
      longBefore,
    ]);
  }
}

/** A live alert that is neither on a shelf, in shadow nor followed under a live parent has a rung ahead of it or is held by a claim with an end. */
const WITHOUT_STEP = `
  SELECT 'alert-without-step' AS "kind", count(*) AS "count", min(a."lastSeenAt") AS "oldestAt" FROM alert a
  WHERE ${isOneOf('a."state"', ASKED_STATES)} AND NOT a."shadow" AND a."openedAt" <= $1
    AND NOT (a."attached" AND coalesce(a."attachedUntil" > $1, true)
      AND EXISTS (SELECT 1 FROM alert parent WHERE parent."id" = a."parentId" AND coalesce(parent."resolvedAt" > $1, true)))
    AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e."alertId" = a."id" AND e."nextRungAt" > $1)
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t."alertId" = a."id" AND ${isOneOf('t."state"', HELD_STATES)} AND t."claimExpiresAt" > $1)`;

/** While no gateway hears dispensers, and until they have had time to report afterwards, silence does not count. */
const WITHOUT_OUTCOME = `
  SELECT 'dose-without-outcome', count(*), min(d."deadlineAt") FROM dose d, ingest_outage o
  WHERE NOT d."settled" AND d."deadlineAt" <= $1 AND o."downSince" IS NULL AND coalesce(o."watchFrom" <= $1, true)`;

/** What comes behind others may wait as long as they take, and not for ever. */
const WAITING = `
  SELECT 'line-waiting', coalesce(sum("lines"), 0), min("receivedAt") FROM journal_waiting
  WHERE "receivedAt" <= CASE WHEN "isBehind" THEN $3::timestamptz ELSE $2::timestamptz END`;
