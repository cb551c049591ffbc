import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { texts, uuids } from '../database/arrays.js';
import { PLANNED_ANEW } from '../database/connections/preparing-client.js';
import { LOCKS } from '../database/locks.js';
import { affected, rows } from '../database/sql.js';
import type { Turn } from '../database/turn.js';
import { PartBuffer } from '../database/write-buffer.js';
import type { Fact } from './fact.js';

/** A fact with its place in the feed. */
export interface PlacedFact {
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly position: number;
  readonly at: Date;
  readonly citizenId: string | null;
  readonly deviceId: string | null;
  readonly districtId: string | null;
  /** The account that it is meant for. */
  readonly for: string | null;
}

/** One that is meant for an account. */
export type PersonalFact = Pick<PlacedFact, 'position' | 'at' | 'type' | 'subject' | 'data'> & { readonly for: string };

/** Which facts a reader may see. */
export interface FeedFilter {
  readonly districtIds: readonly string[] | 'all';
  /** Who reads: what is meant for this account is heard whatever its districts are. */
  readonly personId: string;
  readonly types?: readonly string[];
}

const PLACED_AT_ONCE = 5_000;
const CHANNEL = 'fact_placed';

/**
 * For a WITH that ends a statement: tells the feed alone what stands in `source`, a query with the columns of a fact and its `data`
 * as JSON. The line must know that nobody else listens (`Line.transact`).
 * @param now the placeholder of the turn's instant
 */
export const toldInBulk = (source: string, now: string): string => `
  in_bulk AS MATERIALIZED (${source}),
  bulk_turn AS (
    INSERT INTO fact_turn ("at", "facts") SELECT ${now}, count(*) FROM in_bulk HAVING count(*) > 0 RETURNING "id"
  ), told AS (
    INSERT INTO fact ("turnId", "step", "at", "type", "subject", "citizenId", "deviceId", "districtId", "data")
    SELECT bulk_turn."id", row_number() OVER (), ${now}, f."type", f."subject", f."citizenId", f."deviceId", f."districtId", f."data"
    FROM bulk_turn, in_bulk f
  )`;

/**
 * Facts are written once, as their makers say them (docs/decisions/0016-facts-parsed-in-tests.md), and never touched again. What is
 * placed in the feed is the turn they came in, one small row for all of them; a fact's position follows from its turn's last position
 * and its own step (the view `feed`; null until placed).
 */
@Injectable()
export class FactsStore {
  private readonly told = new PartBuffer<Fact & { readonly toldAt: Date }>((_tx, facts) => ({
    queries: [
      'fact_turn_written AS (INSERT INTO fact_turn ("at", "facts") VALUES ($1, $2) RETURNING "id")',
      `facts_written AS (
       INSERT INTO fact ("turnId", "step", "at", "type", "subject", "citizenId", "deviceId", "districtId", "data", "leftDistrictId", "for")
       SELECT turn."id", f."step", $1, f."type", f."subject", f."citizenId", f."deviceId", f."districtId", f."data"::jsonb, f."leftDistrictId", f."for"
       FROM fact_turn_written turn, unnest($3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::uuid[], $10::text[])
         WITH ORDINALITY AS f("type", "subject", "citizenId", "deviceId", "districtId", "data", "leftDistrictId", "for", "step"))`,
    ],
    parameters: [
      facts[0]!.toldAt,
      facts.length,
      texts(facts.map((fact) => fact.type)),
      texts(facts.map((fact) => fact.subject)),
      uuids(facts.map((fact) => fact.citizenId ?? null)),
      texts(facts.map((fact) => fact.deviceId ?? null)),
      uuids(facts.map((fact) => fact.districtId ?? null)),
      texts(facts.map(({ data }) => storable(data))),
      uuids(facts.map((fact) => fact.leftDistrictId ?? null)),
      texts(facts.map((fact) => fact.for ?? null)),
    ],
  }));

  /** Written when the transaction ends. */
  add({ tx, now }: Turn, facts: readonly Fact[]): void {
    if (facts.length > 0) this.told.add(tx, ...facts.map((fact) => ({ ...fact, toldAt: now })));
  }

  /**
   * Gives committed turns their places, without a gap. Only one process at a time does it, and a turn is placed after it was
   * committed, so a reader that has seen a position has seen everything before it.
   * @returns whether any were placed, and whether some may be left: too many for once, or another process is at it
   */
  async place(tx: EntityManager): Promise<{ any: boolean; more: boolean }> {
    const [lock] = await rows<{ mine: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS "mine"', [LOCKS.placing]);
    if (!lock?.mine) return { any: false, more: true };
    const placed = await affected(
      tx,
      `WITH top AS (SELECT coalesce(max("last"), 0) AS "last" FROM fact_turn WHERE "last" IS NOT NULL),
            next AS (SELECT "id", sum("facts") OVER (ORDER BY "id") AS "upTo"
                     FROM (SELECT "id", "facts" FROM fact_turn WHERE "last" IS NULL ORDER BY "id" LIMIT $1) waiting)
       UPDATE fact_turn SET "last" = top."last" + next."upTo" FROM top, next WHERE fact_turn."id" = next."id"`,
      [PLACED_AT_ONCE],
    );
    if (placed > 0) await rows(tx, `NOTIFY ${CHANNEL}`);
    return { any: placed > 0, more: placed === PLACED_AT_ONCE };
  }

  async after(tx: EntityManager, position: number, limit: number, filter: FeedFilter): Promise<PlacedFact[]> {
    return rows<PlacedFact>(
      tx,
      // "last" says the same as "position", for a turn as a whole, and has the index.
      `${PLANNED_ANEW} SELECT "position", "at", "type", "subject", "citizenId", "deviceId", "districtId", "data", "for" FROM feed
       WHERE "last" > $1 AND "position" > $1
         AND ($3::uuid[] IS NULL OR "districtId" = ANY ($3::uuid[]) OR "leftDistrictId" = ANY ($3::uuid[]) OR "for" = $5)
         AND ($4::text[] IS NULL OR "type" = ANY ($4::text[]))
       ORDER BY "last", "step" LIMIT $2`,
      [
        position,
        limit,
        filter.districtIds === 'all' ? null : filter.districtIds,
        filter.types ?? null,
        filter.personId,
      ],
    );
  }

  /** What is meant for one account each, up to a position that was placed. */
  async personal(tx: EntityManager, after: number, upTo: number, limit: number): Promise<PersonalFact[]> {
    return rows<PersonalFact>(
      tx,
      `${PLANNED_ANEW} SELECT "position", "at", "type", "subject", "data", "for" FROM feed
       WHERE "last" > $1 AND "position" > $1 AND "last" <= $2 AND "for" IS NOT NULL ORDER BY "last", "step" LIMIT $3`,
      [after, upTo, limit],
    );
  }

  async lastPosition(tx: EntityManager): Promise<number> {
    const [row] = await rows<{ position: number }>(
      tx,
      'SELECT coalesce(max("last"), 0) AS "position" FROM fact_turn WHERE "last" IS NOT NULL',
    );
    return row?.position ?? 0;
  }
}

/** As JSON that PostgreSQL takes: a NUL or half a character in one fact would be refused, and whatever is written with it. */
function storable(data: object): string {
  const json = JSON.stringify(data);
  if (!json.includes('\\u')) return json;
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
}

export { CHANNEL as FACT_PLACED };
