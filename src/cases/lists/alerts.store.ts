import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isOneOf, rows } from '../../platform/database/sql.js';
import { LIVE_STATES, type Alert, type AlertState } from '../alert.rules.js';
import type { Climb } from '../climbing/climb.rules.js';
import { CasesStore } from '../cases.store.js';

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

const LIVE = isOneOf('"state"', LIVE_STATES);

@Injectable()
export class AlertsStore {
  constructor(private readonly cases: CasesStore) {}

  laddersOf(tx: EntityManager, alertIds: readonly string[]): Promise<Climb[]> {
    return rows(tx, 'SELECT * FROM escalation WHERE "alertId" = ANY ($1::uuid[])', [alertIds]);
  }

  /** Misses of the citizen that matched no dose and became alerts since an instant. */
  async countUnmatched(tx: EntityManager, citizenId: string, since: Date): Promise<number> {
    await this.cases.flush(tx);
    const [found] = await rows<{ opened: number }>(
      tx,
      'SELECT count(*) AS "opened" FROM alert WHERE "citizenId" = $1 AND "unmatched" AND "openedAt" > $2',
      [citizenId, since],
    );
    return found!.opened;
  }

  /** What is live of a type in the district and had the cause since an instant. */
  async liveWithCause(
    tx: EntityManager,
    {
      type,
      districtId,
      cause,
      since,
    }: { readonly type: string; readonly districtId: string; readonly cause: string; readonly since: Date },
  ): Promise<Alert[]> {
    await this.cases.flush(tx);
    return rows(
      tx,
      `SELECT * FROM alert WHERE "districtId" = $2 AND "type" = $1 AND ${LIVE} AND ("detail"->'causes'->>$3)::timestamptz >= $4
       ORDER BY "openedAt"`,
      [type, districtId, cause, since],
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
