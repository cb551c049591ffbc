import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/id.js';
import { bools, instants, int8s, uuids } from '../platform/database/arrays.js';
import { PLANNED_ANEW } from '../platform/database/preparing-client.js';
import { affected, rows, updateRow } from '../platform/database/sql.js';
import type { Dose, DoseState } from './dose.rules.js';
import type { PlannedDose } from './schedule.rules.js';

/** A dispensed event with its citizen, on its way to the dose it settles. */
export interface Dispensing {
  readonly number: number;
  readonly citizenId: string;
  readonly dueAt: Date;
  readonly at: Date;
  readonly retrieved: boolean;
}

export interface SettledDose extends Pick<
  Dose,
  'id' | 'citizenId' | 'slot' | 'dueAt' | 'windowClosesAt' | 'criticality'
> {
  /** The lines that said so. */
  readonly numbers: readonly number[];
}

export interface DoseFilter {
  readonly citizenIds: readonly string[] | null;
  readonly districtIds: readonly string[] | null;
  readonly states: readonly DoseState[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly before: readonly [Date, string] | null;
}

@Injectable()
export class DosesStore {
  /** Adds expected doses; where the citizen has one at that instant already, of whichever revision, that one stays. */
  async insert(
    tx: EntityManager,
    citizenId: string,
    revision: number,
    doses: readonly (PlannedDose & { cancelledAt: Date | null })[],
  ): Promise<number> {
    if (doses.length === 0) return 0;
    return affected(
      tx,
      `INSERT INTO dose ("id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality", "cancelledAt", "state", "settled")
       SELECT d."id", $1, $2, d."slot", d."dueAt", d."closesAt", d."deadlineAt", d."criticality", d."cancelledAt",
              CASE WHEN d."cancelledAt" IS NULL THEN 'scheduled' ELSE 'cancelled' END, d."cancelledAt" IS NOT NULL
       FROM unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::timestamptz[])
         AS d("id", "slot", "dueAt", "closesAt", "deadlineAt", "criticality", "cancelledAt")
       WHERE NOT EXISTS (SELECT 1 FROM dose kept WHERE kept."citizenId" = $1 AND kept."dueAt" = d."dueAt")
       ON CONFLICT ("citizenId", "revision", "dueAt") DO NOTHING`,
      [
        citizenId,
        revision,
        doses.map(() => newId()),
        doses.map((d) => d.slot),
        doses.map((d) => d.dueAt),
        doses.map((d) => d.windowClosesAt),
        doses.map((d) => d.deadlineAt),
        doses.map((d) => d.criticality),
        doses.map((d) => d.cancelledAt),
      ],
    );
  }

  /** Drops doses from an instant on that nothing has been heard of. */
  async dropUntouched(tx: EntityManager, citizenId: string, from: Date): Promise<void> {
    await rows(
      tx,
      `DELETE FROM dose WHERE "citizenId" = $1 AND "dueAt" >= $2 AND "state" IN ('scheduled', 'cancelled') AND "evidence" = '{}'`,
      [citizenId, from],
    );
  }

  /** Calls off what is still open of doses that were due before an instant. */
  async callOffOpen(tx: EntityManager, citizenId: string, at: Date): Promise<void> {
    await rows(
      tx,
      `UPDATE dose SET "cancelledAt" = $2, "state" = 'cancelled', "settled" = true
       WHERE "citizenId" = $1 AND "dueAt" < $2 AND "state" = 'scheduled' AND NOT "settled"`,
      [citizenId, at],
    );
  }

  /** Doses due before an instant that were called off and whose deadline is still to come, held for this transaction. */
  lockCalledOff(tx: EntityManager, citizenId: string, at: Date): Promise<Dose[]> {
    return rows(
      tx,
      `SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" < $2 AND "deadlineAt" > $2 AND "state" = 'cancelled' ORDER BY "dueAt" FOR UPDATE`,
      [citizenId, at],
    );
  }

  /** The citizen's doses due in [from, to], held for this transaction. */
  lockBetween(tx: EntityManager, citizenId: string, from: Date, to: Date): Promise<Dose[]> {
    return rows(
      tx,
      'SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" BETWEEN $2 AND $3 ORDER BY "dueAt" FOR UPDATE',
      [citizenId, from, to],
    );
  }

  /** The first that is due after the instant and not settled. */
  async next(tx: EntityManager, citizenId: string, after: Date): Promise<Dose | null> {
    const [found] = await rows<Dose>(
      tx,
      'SELECT * FROM dose WHERE "citizenId" = $1 AND "dueAt" > $2 AND NOT "settled" ORDER BY "dueAt" LIMIT 1',
      [citizenId, after],
    );
    return found ?? null;
  }

  /**
   * What a miss is judged by: whether a dose of the citizen due after it was dispensed (doses taken out for a journey do not count), and
   * how many of those due since an instant were missed, and not dispensed after all. This one counts when it is saved.
   */
  async lookAround(
    tx: EntityManager,
    { citizenId, dueAt }: Pick<Dose, 'citizenId' | 'dueAt'>,
    since: Date,
  ): Promise<{ isLaterDispensed: boolean; missed: number }> {
    const [found] = await rows<{ isLaterDispensed: boolean; missed: number }>(
      tx,
      `SELECT EXISTS (SELECT 1 FROM dose WHERE "citizenId" = $1 AND "dueAt" > $2 AND "state" IN ('dispensed', 'retrieved')) AS "isLaterDispensed",
              (SELECT count(*) FROM dose WHERE "citizenId" = $1 AND "dueAt" > $3 AND "state" = 'missed') AS "missed"`,
      [citizenId, dueAt, since],
    );
    return found!;
  }

  async save(tx: EntityManager, dose: Dose): Promise<void> {
    await updateRow(tx, 'dose', dose);
  }

  /**
   * Settles doses that were dispensed and never alarmed over, many at once. The guard is on the dose's own row, which the alarm's
   * transaction changes, so the two cannot both win.
   * @returns what was settled, and by which lines; lines not named need a closer look
   */
  settleDispensed(
    tx: EntityManager,
    dispensings: readonly Dispensing[],
    toleranceMinutes: number,
  ): Promise<SettledDose[]> {
    return rows(
      tx,
      `${PLANNED_ANEW}
       WITH said AS (
         SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::boolean[])
           AS s("number", "citizenId", "dueAt", "at", "retrieved")
       ), meant AS (
         SELECT s.*, d."id" FROM said s CROSS JOIN LATERAL (
           SELECT "id" FROM dose
           WHERE "citizenId" = s."citizenId" AND "dueAt" BETWEEN s."dueAt" - make_interval(mins => $6) AND s."dueAt" + make_interval(mins => $6)
           ORDER BY abs(extract(epoch FROM "dueAt" - s."dueAt")), "dueAt" LIMIT 1
         ) d
       ), each AS (
         SELECT "id", array_agg("number" ORDER BY "number") AS "numbers", min("at") FILTER (WHERE NOT "retrieved") AS "dispensedAt",
                min("at") FILTER (WHERE "retrieved") AS "retrievedAt"
         FROM meant GROUP BY "id"
       ), held AS (
         SELECT each.* FROM dose JOIN each ON each."id" = dose."id"
         WHERE dose."alarmedAt" IS NULL AND dose."state" IN ('scheduled', 'dispensed', 'retrieved')
         ORDER BY dose."id" FOR UPDATE OF dose
       )
       UPDATE dose SET
         "dispensedAt" = least(dose."dispensedAt", held."dispensedAt"),
         "retrievedAt" = least(dose."retrievedAt", held."retrievedAt"),
         "state" = CASE WHEN least(dose."retrievedAt", held."retrievedAt") IS NULL THEN 'dispensed' ELSE 'retrieved' END,
         "settled" = true,
         "evidence" = dose."evidence" || held."numbers"
       FROM held
       WHERE dose."id" = held."id" AND dose."alarmedAt" IS NULL AND dose."state" IN ('scheduled', 'dispensed', 'retrieved')
       RETURNING dose."id", dose."citizenId", dose."slot", dose."dueAt", dose."windowClosesAt", dose."criticality", held."numbers"`,
      [
        int8s(dispensings.map((d) => d.number)),
        uuids(dispensings.map((d) => d.citizenId)),
        instants(dispensings.map((d) => d.dueAt)),
        instants(dispensings.map((d) => d.at)),
        bools(dispensings.map((d) => d.retrieved)),
        toleranceMinutes,
      ],
    );
  }

  /** Citizens with a dose past its deadline and nothing heard of it, the most urgent first. */
  async overdueCitizens(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const found = await rows<{ citizenId: string }>(
      tx,
      `SELECT "citizenId" FROM dose WHERE NOT "settled" AND "deadlineAt" <= $1
       GROUP BY "citizenId" ORDER BY bool_or("criticality" = 'time-critical') DESC, min("deadlineAt") LIMIT $2`,
      [now, limit],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  lockOverdue(tx: EntityManager, citizenId: string, now: Date): Promise<Dose[]> {
    return rows(
      tx,
      'SELECT * FROM dose WHERE "citizenId" = $1 AND NOT "settled" AND "deadlineAt" <= $2 ORDER BY "dueAt" FOR UPDATE SKIP LOCKED',
      [citizenId, now],
    );
  }

  /** Doses whose window touched [since, now] and nothing was heard of, time-critical first. */
  atRisk(
    tx: EntityManager,
    since: Date,
    now: Date,
    limit: number,
  ): Promise<{ citizenId: string; districtId: string | null; dueAt: Date; criticality: string }[]> {
    return rows(
      tx,
      `SELECT d."citizenId", c."districtId", d."dueAt", d."criticality" FROM dose d JOIN citizen c ON c."id" = d."citizenId"
       WHERE NOT d."settled" AND d."dueAt" <= $2 AND d."deadlineAt" >= $1
       ORDER BY d."criticality" = 'time-critical' DESC, d."dueAt", d."id" LIMIT $3`,
      [since, now, limit],
    );
  }

  /** The doses that the journal lines were folded into. */
  evidencedBy(
    tx: EntityManager,
    asked: readonly { citizenId: string; number: number; dueAt: Date }[],
  ): Promise<{ number: number; id: string; dueAt: Date }[]> {
    return rows(
      tx,
      `SELECT q."number", d."id", d."dueAt" FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS q("citizenId", "number", "dueAt")
       JOIN dose d ON d."citizenId" = q."citizenId" AND d."dueAt" BETWEEN q."dueAt" - interval '1 day' AND q."dueAt" + interval '1 day'
         AND q."number" = ANY (d."evidence")`,
      [asked.map((a) => a.citizenId), asked.map((a) => a.number), asked.map((a) => a.dueAt)],
    );
  }

  /** Newest first. `due` is a scheduled dose whose time has come. */
  list(tx: EntityManager, filter: DoseFilter, now: Date, limit: number): Promise<Dose[]> {
    return rows(
      tx,
      `SELECT d.* FROM dose d JOIN citizen c ON c."id" = d."citizenId"
       WHERE ($1::uuid[] IS NULL OR d."citizenId" = ANY ($1)) AND ($2::uuid[] IS NULL OR c."districtId" = ANY ($2))
         AND ($3::text[] IS NULL OR CASE WHEN d."state" = 'scheduled' AND d."dueAt" <= $8 THEN 'due' ELSE d."state" END = ANY ($3))
         AND ($4::timestamptz IS NULL OR d."dueAt" >= $4) AND ($5::timestamptz IS NULL OR d."dueAt" < $5)
         AND ($6::timestamptz IS NULL OR (d."dueAt", d."id") < ($6, $7::uuid))
       ORDER BY d."dueAt" DESC, d."id" DESC LIMIT $9`,
      [
        filter.citizenIds,
        filter.districtIds,
        filter.states,
        filter.from,
        filter.to,
        filter.before?.[0] ?? null,
        filter.before?.[1] ?? null,
        now,
        limit,
      ],
    );
  }
}
