import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, rows } from '../database/sql.js';
import type { Turn } from '../database/turn.js';
import type { Fact } from './fact.js';

/** A fact with its place in the feed. */
export interface PlacedFact extends Fact {
  readonly id: number;
  readonly position: number;
  readonly at: Date;
  readonly citizenId: string | null;
  readonly deviceId: string | null;
  readonly districtId: string | null;
}

/** Which facts a reader may see. */
export interface FeedFilter {
  readonly districtIds: readonly string[] | 'all';
  readonly types?: readonly string[];
}

const PLACING_LOCK = 714_002;
const PLACED_AT_ONCE = 5_000;
const CHANNEL = 'fact_placed';

@Injectable()
export class FactsStore {
  async insert(turn: Turn, facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return;
    await rows(
      turn.tx,
      `INSERT INTO fact ("at", "type", "subject", "citizenId", "deviceId", "districtId", "data")
       SELECT $1, f."type", f."subject", f."citizenId", f."deviceId", f."districtId", coalesce(f."data", '{}')
       FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS
         ("type" text, "subject" text, "citizenId" uuid, "deviceId" text, "districtId" uuid, "data" jsonb)) WITH ORDINALITY f
       ORDER BY f.ordinality`,
      [turn.now, JSON.stringify(facts)],
    );
  }

  /**
   * Gives committed facts their places, without a gap. Only one process at a time does it, and a fact is placed after it was
   * committed, so a reader that has seen a position has seen everything before it.
   * @returns how many were placed, or null when another process is at it
   */
  async place(tx: EntityManager): Promise<number | null> {
    const [lock] = await rows<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS "mine"', [PLACING_LOCK]);
    if (!lock?.mine) return null;
    const placed = await affected(
      tx,
      `WITH top AS (SELECT coalesce(max("position"), 0) AS "position" FROM fact WHERE "position" IS NOT NULL),
            next AS (SELECT "id", "at", row_number() OVER (ORDER BY "id") AS "step"
                     FROM (SELECT "id", "at" FROM fact WHERE "position" IS NULL ORDER BY "id" LIMIT $1) waiting)
       UPDATE fact SET "position" = top."position" + next."step"
       FROM top, next WHERE fact."id" = next."id" AND fact."at" = next."at"`,
      [PLACED_AT_ONCE],
    );
    if (placed > 0) await rows(tx, `NOTIFY ${CHANNEL}`);
    return placed;
  }

  async after(tx: EntityManager, position: number, limit: number, filter: FeedFilter): Promise<PlacedFact[]> {
    return rows<PlacedFact>(
      tx,
      `SELECT * FROM fact
       WHERE "position" > $1
         AND ($3::uuid[] IS NULL OR "districtId" = ANY ($3::uuid[]))
         AND ($4::text[] IS NULL OR "type" = ANY ($4::text[]))
       ORDER BY "position" LIMIT $2`,
      [position, limit, filter.districtIds === 'all' ? null : filter.districtIds, filter.types ?? null],
    );
  }

  async lastPosition(tx: EntityManager): Promise<number> {
    const [row] = await rows<{ position: number }>(
      tx,
      'SELECT coalesce(max("position"), 0) AS "position" FROM fact WHERE "position" IS NOT NULL',
    );
    return row?.position ?? 0;
  }
}

export { CHANNEL as FACT_PLACED };
