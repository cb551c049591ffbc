import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Absence } from '../citizens/absence.rules.js';
import { IdentityMap } from '../platform/database/identity-map.js';
import { insertRow, rows, updateRow } from '../platform/database/sql.js';
import type { Alert, AlertState } from './alert.rules.js';

export interface AlertFilter {
  readonly states: readonly AlertState[] | null;
  readonly priorities: readonly string[] | null;
  readonly districtIds: readonly string[] | null;
  /** What is shown although it is of no such district. */
  readonly beside?: { readonly alertIds: readonly string[]; readonly citizenIds: readonly string[] };
  readonly citizenIds: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly shadow?: boolean | null;
  readonly parentIds?: readonly string[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly before: readonly [Date, string] | null;
}

const LIVE = `"state" IN ('open', 'claimed', 'in-progress', 'shelved')`;

@Injectable()
export class AlertsStore {
  private readonly held = new IdentityMap<Alert>(({ id }) => id);

  async lockLive(tx: EntityManager, key: string): Promise<Alert | null> {
    const [found] = await rows<Alert>(tx, `SELECT * FROM alert WHERE "key" = $1 AND ${LIVE} FOR UPDATE`, [key]);
    return found ? this.held.keep(tx, found) : null;
  }

  async lock(tx: EntityManager, id: string): Promise<Alert | null> {
    const held = this.held.find(tx, id);
    if (held) return held;
    const [found] = await rows<Alert>(tx, 'SELECT * FROM alert WHERE "id" = $1 FOR UPDATE', [id]);
    return found ? this.held.keep(tx, found) : null;
  }

  /** The live alert of the key, or else the last that was closed. */
  async lockLast(tx: EntityManager, key: string): Promise<Alert | null> {
    const [found] = await rows<Alert>(
      tx,
      `SELECT * FROM alert WHERE "key" = $1 ORDER BY ${LIVE} DESC, "openedAt" DESC LIMIT 1 FOR UPDATE`,
      [key],
    );
    return found ? this.held.keep(tx, found) : null;
  }

  /** What no citizen's lock keeps apart: two turns that open an alert of the key come one after the other. */
  async lockKey(tx: EntityManager, key: string): Promise<void> {
    await rows(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  }

  /** Alerts were changed in this transaction by somebody else's statement. */
  forget(tx: EntityManager): void {
    this.held.forget(tx);
  }

  async findLive(tx: EntityManager, key: string): Promise<Alert | null> {
    const [found] = await rows<Alert>(tx, `SELECT * FROM alert WHERE "key" = $1 AND ${LIVE}`, [key]);
    return found ?? null;
  }

  async find(tx: EntityManager, id: string): Promise<Alert | null> {
    const [found] = await rows<Alert>(tx, 'SELECT * FROM alert WHERE "id" = $1', [id]);
    return found ?? null;
  }

  findMany(tx: EntityManager, ids: readonly string[]): Promise<Alert[]> {
    return rows(tx, 'SELECT * FROM alert WHERE "id" = ANY ($1::uuid[])', [ids]);
  }

  /** What is live about the citizen. */
  lockLiveOf(tx: EntityManager, citizenId: string): Promise<Alert[]> {
    return rows(tx, `SELECT * FROM alert WHERE "citizenId" = $1 AND ${LIVE} ORDER BY "openedAt" FOR UPDATE`, [
      citizenId,
    ]);
  }

  /** What closed over the absence, unless something was told of the same since. */
  lockClosedOver(tx: EntityManager, citizenId: string, { why, id }: Absence): Promise<Alert[]> {
    return rows(
      tx,
      `SELECT * FROM alert a WHERE "citizenId" = $1 AND "closedBecause" = $2 AND "closedBecauseId" = $3
         AND NOT EXISTS (SELECT 1 FROM alert later WHERE later."key" = a."key" AND later."previousAlertId" = a."id")
       ORDER BY "openedAt", "id" FOR UPDATE`,
      [citizenId, why, id],
    );
  }

  /** Misses of the citizen that matched no dose and became alerts since an instant. */
  async countUnmatched(tx: EntityManager, citizenId: string, since: Date): Promise<number> {
    const [found] = await rows<{ opened: number }>(
      tx,
      'SELECT count(*) AS "opened" FROM alert WHERE "citizenId" = $1 AND "unmatched" AND "openedAt" > $2',
      [citizenId, since],
    );
    return found!.opened;
  }

  /** What is followed under the alert. */
  lockChildren(tx: EntityManager, parentId: string): Promise<Alert[]> {
    return rows(
      tx,
      `SELECT * FROM alert WHERE "parentId" = $1 AND "attached" AND ${LIVE} ORDER BY "openedAt" FOR UPDATE`,
      [parentId],
    );
  }

  /** What is live of a type in the district and had the cause since an instant. */
  liveWithCause(tx: EntityManager, type: string, districtId: string, cause: string, since: Date): Promise<Alert[]> {
    return rows(
      tx,
      `SELECT * FROM alert WHERE "districtId" = $2 AND "type" = $1 AND ${LIVE} AND ("detail"->'causes'->>$3)::timestamptz >= $4
       ORDER BY "openedAt"`,
      [type, districtId, cause, since],
    );
  }

  async lastOpenedAt(tx: EntityManager, key: string): Promise<Date | null> {
    const [found] = await rows<{ openedAt: Date }>(
      tx,
      'SELECT "openedAt" FROM alert WHERE "key" = $1 ORDER BY "openedAt" DESC LIMIT 1',
      [key],
    );
    return found?.openedAt ?? null;
  }

  async insert(tx: EntityManager, alert: Alert): Promise<Alert> {
    await insertRow(tx, 'alert', alert);
    return this.held.keep(tx, alert);
  }

  async save(tx: EntityManager, alert: Alert): Promise<Alert> {
    const saved = { ...alert, version: alert.version + 1 };
    await updateRow(tx, 'alert', saved);
    return this.held.keep(tx, saved);
  }

  /** Alerts whose time on the shelf is over. */
  async unshelvable(tx: EntityManager, now: Date, limit: number): Promise<{ id: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT "id", "citizenId" FROM alert WHERE "state" = 'shelved' AND "shelvedUntil" <= $1 ORDER BY "shelvedUntil" LIMIT $2`,
      [now, limit],
    );
  }

  /** Alerts whose parent stands for them no longer. */
  orphans(tx: EntityManager, now: Date, limit: number): Promise<{ id: string; citizenId: string | null }[]> {
    return rows(
      tx,
      `SELECT k."id", k."citizenId" FROM alert k JOIN alert p ON p."id" = k."parentId"
       WHERE k."attached" AND k.${LIVE} AND (k."attachedUntil" <= $1 OR NOT p.${LIVE}) ORDER BY k."openedAt" LIMIT $2`,
      [now, limit],
    );
  }

  /** Newest first. */
  list(tx: EntityManager, filter: AlertFilter, limit: number): Promise<Alert[]> {
    return rows(
      tx,
      `SELECT * FROM alert
       WHERE ($1::text[] IS NULL OR "state" = ANY ($1)) AND ($2::text[] IS NULL OR "priority" = ANY ($2))
         AND ($3::uuid[] IS NULL OR "districtId" = ANY ($3) OR "id" = ANY ($13::uuid[]) OR "citizenId" = ANY ($14::uuid[])) AND ($4::uuid[] IS NULL OR "citizenId" = ANY ($4))
         AND ($5::timestamptz IS NULL OR "openedAt" >= $5) AND ($6::timestamptz IS NULL OR "openedAt" < $6)
         AND ($7::timestamptz IS NULL OR ("openedAt", "id") < ($7, $8::uuid))
         AND ($10::text[] IS NULL OR "type" = ANY ($10)) AND ($11::boolean IS NULL OR "shadow" = $11)
         AND ($12::uuid[] IS NULL OR "parentId" = ANY ($12))
       ORDER BY "openedAt" DESC, "id" DESC LIMIT $9`,
      [
        filter.states,
        filter.priorities,
        filter.districtIds,
        filter.citizenIds,
        filter.from,
        filter.to,
        filter.before?.[0] ?? null,
        filter.before?.[1] ?? null,
        limit,
        filter.types ?? null,
        filter.shadow ?? null,
        filter.parentIds ?? null,
        filter.beside?.alertIds ?? [],
        filter.beside?.citizenIds ?? [],
      ],
    );
  }
}
