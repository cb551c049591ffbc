import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IdentityMap } from '../platform/database/identity-map.js';
import { rows } from '../platform/database/sql.js';
import type { Escalation } from './escalation.rules.js';
import { ALARM_WAITING } from './lead.rules.js';

@Injectable()
export class EscalationStore {
  private readonly held = new IdentityMap<Escalation>(({ alertId }) => alertId);

  async lock(tx: EntityManager, alertId: string): Promise<Escalation | null> {
    const held = this.held.find(tx, alertId);
    if (held) return held;
    const [found] = await rows<Escalation>(tx, 'SELECT * FROM escalation WHERE "alertId" = $1 FOR UPDATE', [alertId]);
    return found ? this.held.keep(tx, found) : null;
  }

  findMany(tx: EntityManager, alertIds: readonly string[]): Promise<Escalation[]> {
    return rows(tx, 'SELECT * FROM escalation WHERE "alertId" = ANY ($1::uuid[])', [alertIds]);
  }

  async save(tx: EntityManager, escalation: Escalation): Promise<void> {
    await rows(
      tx,
      `INSERT INTO escalation ("alertId", "ladderName", "rungs", "claimTimeoutSeconds", "claimReminderSeconds", "startsAt", "deadlineAt",
         "becomes", "nightZone", "rung", "nextRung", "nextRungAt", "heldSince", "stoppedAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT ("alertId") DO UPDATE SET "ladderName" = $2, "rungs" = $3, "claimTimeoutSeconds" = $4, "claimReminderSeconds" = $5,
         "startsAt" = $6, "deadlineAt" = $7, "becomes" = $8, "nightZone" = $9, "rung" = $10, "nextRung" = $11, "nextRungAt" = $12,
         "heldSince" = $13, "stoppedAt" = $14`,
      [
        escalation.alertId,
        escalation.ladderName,
        JSON.stringify(escalation.rungs),
        escalation.claimTimeoutSeconds,
        escalation.claimReminderSeconds,
        escalation.startsAt,
        escalation.deadlineAt,
        escalation.becomes,
        escalation.nightZone,
        escalation.rung,
        escalation.nextRung,
        escalation.nextRungAt,
        escalation.heldSince,
        escalation.stoppedAt,
      ],
    );
    this.held.keep(tx, escalation);
  }

  async holdMany(tx: EntityManager, alertIds: readonly string[], now: Date): Promise<void> {
    this.held.forget(tx);
    await rows(
      tx,
      `UPDATE escalation SET "heldSince" = $2, "nextRungAt" = NULL
       WHERE "alertId" = ANY ($1::uuid[]) AND "heldSince" IS NULL AND "stoppedAt" IS NULL`,
      [alertIds, now],
    );
  }

  /** When the first rung after an instant comes. */
  async nextRungAt(tx: EntityManager, after: Date): Promise<Date | null> {
    const [row] = await rows<{ at: Date | null }>(
      tx,
      'SELECT min("nextRungAt") AS "at" FROM escalation WHERE "nextRungAt" > $1',
      [after],
    );
    return row!.at;
  }

  /** Alerts whose next rung has come, the longest waiting first, and a citizen's second after every other's first. */
  due(tx: EntityManager, now: Date, limit: number): Promise<{ alertId: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT "alertId", "citizenId" FROM (
         SELECT e."alertId", CASE WHEN a."type" <> '${ALARM_WAITING}' THEN a."citizenId" END AS "citizenId", e."nextRungAt",
                row_number() OVER (PARTITION BY coalesce(a."citizenId", a."id") ORDER BY e."nextRungAt") AS "turn"
         FROM escalation e JOIN alert a ON a."id" = e."alertId" WHERE e."nextRungAt" <= $1
       ) due ORDER BY "turn", "nextRungAt" LIMIT $2`,
      [now, limit],
    );
  }
}
