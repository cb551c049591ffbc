import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conditionKey } from '../alerts/alert.rules.js';
import { rows } from '../platform/database/sql.js';
import { AUDIT_KINDS, type AuditAlert, conditionOf, type Finding } from './audit.rules.js';

const AUDIT_LOCK = 7_021_003;

/** Reads what must never be, each kind by the partial index its own sweep goes by. */
@Injectable()
export class AuditStore {
  /** Whether this transaction is the one that audits; another process may be at it. */
  async isMine(tx: EntityManager): Promise<boolean> {
    const [lock] = await rows<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS "mine"', [AUDIT_LOCK]);
    return lock!.mine;
  }

  /** What has been wrong since before `latest`, and lines that wait since before `heardBefore`. */
  findings(tx: EntityManager, latest: Date, heardBefore: Date): Promise<Finding[]> {
    return rows(tx, `${WITHOUT_STEP} UNION ALL ${WITHOUT_OUTCOME} UNION ALL ${WITHOUT_ALERT} UNION ALL ${WAITING}`, [
      latest,
      heardBefore,
    ]);
  }

  async alerts(tx: EntityManager): Promise<AuditAlert[]> {
    const found = await rows<Omit<AuditAlert, 'kind'> & { key: string }>(
      tx,
      `SELECT DISTINCT ON ("key") "key", "resolvedAt" IS NULL AS "isLive",
              CASE WHEN "state" = 'resolved' THEN "resolvedAt" END AS "closedAt"
       FROM alert WHERE "key" = ANY ($1::text[]) ORDER BY "key", "openedAt" DESC, "id" DESC`,
      [AUDIT_KINDS.map((kind) => keyOf(conditionOf(kind)))],
    );
    return AUDIT_KINDS.flatMap((kind) => {
      const alert = found.find(({ key }) => key === keyOf(conditionOf(kind)));
      return alert ? [{ kind, isLive: alert.isLive, closedAt: alert.closedAt }] : [];
    });
  }
}

const keyOf = (condition: string): string => conditionKey(null, null, condition);

/** A live alert that is not on a shelf has a rung ahead of it or is held by a claim with an end. */
const WITHOUT_STEP = `
  SELECT 'alert-without-step' AS "kind", count(*) AS "count", min(a."lastSeenAt") AS "oldestAt" FROM alert a
  WHERE a."state" IN ('open', 'claimed', 'in-progress') AND a."openedAt" <= $1
    AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e."alertId" = a."id" AND e."nextRungAt" > $1)
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t."alertId" = a."id" AND t."state" IN ('claimed', 'in-progress') AND t."claimExpiresAt" > $1)`;

const WITHOUT_OUTCOME = `
  SELECT 'dose-without-outcome', count(*), min("deadlineAt") FROM dose WHERE NOT "settled" AND "deadlineAt" <= $1`;

/** Work under way when its alert closed is legitimate until its claim ends; work that nobody took is not. */
const WITHOUT_ALERT = `
  SELECT 'task-without-alert', count(*), min(a."resolvedAt") FROM task t JOIN alert a ON a."id" = t."alertId"
  WHERE a."resolvedAt" <= $1
    AND (t."state" = 'open' OR (t."state" IN ('claimed', 'in-progress') AND coalesce(t."claimExpiresAt" <= $1, true)))`;

const WAITING = `
  SELECT 'line-waiting', count(*), min(j."receivedAt") FROM journal_pending p
  JOIN journal j ON j."number" = p."number" AND j."time" = p."time"
  WHERE p."stage" <> 'parked' AND j."receivedAt" <= $2`;
