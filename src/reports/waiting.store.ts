import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { int4s, texts } from '../platform/database/arrays.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import { LIVE_STATES } from '../cases/alert.rules.js';
import { MOST_TOLD, type WaitingNews } from './waiting.rules.js';

/** So many entries are counted. */
const MOST = 1_000;

/** What stands in for alarms, from which entry up to which. */
export interface StandIn {
  readonly key: string;
  readonly citizenId: string;
  readonly deviceId: string;
  readonly fromLine: number;
  readonly upToLine: number;
  /** Which, and what was told before that; null where the version before told. */
  readonly lines: readonly number[] | null;
}

/** An entry that waits; the trouble of one in a lane is that of its lane. */
export type Found = Omit<WaitingNews, 'trouble'> & { readonly trouble: string | null; readonly lane: number | null };

const LIVE = isOneOf('"state"', LIVE_STATES);
const STAND_IN = `"key", "detail" ->> 'citizenId' AS "citizenId", "detail" ->> 'deviceId' AS "deviceId",
  ("detail" ->> 'fromLine')::bigint AS "fromLine", ("detail" ->> 'upToLine')::bigint AS "upToLine", "detail" -> 'lines' AS "lines"`;

/** Entries heard before $1 that the house failed, and all that were in the lanes $2, which cannot be drained. */
const waiting = (only: string, most: string): string => `
  (SELECT j."number", d."deviceId", j."type", j."receivedAt", p."subject"::uuid AS "citizenId", p."trouble", NULL::int AS "lane"
   FROM journal_pending p
   JOIN journal j ON j."number" = p."number" AND j."time" = p."time" JOIN device d ON d."number" = j."deviceNumber"
   WHERE p."delays" > 0 AND p."stage" <> 'parked' AND j."receivedAt" <= $1 ${only} ${most})
  UNION ALL
  (SELECT j."number", d."deviceId", j."type", j."receivedAt", a."citizenId", NULL, b."lane"
   FROM journal_batch b CROSS JOIN LATERAL unnest(b."numbers") AS said("number")
   JOIN journal j ON j."number" = said."number" AND j."time" BETWEEN b."from" AND b."until"
   JOIN device d ON d."number" = j."deviceNumber"
   LEFT JOIN LATERAL (
     SELECT "citizenId" FROM assignment WHERE "deviceId" = d."deviceId" AND "from" <= j."effectiveAt"
       AND ("until" IS NULL OR "until" > j."effectiveAt") ORDER BY "from" DESC LIMIT 1
   ) a ON true
   WHERE b."lane" = ANY ($2::int[]) AND b."receivedAt" <= $1 AND j."receivedAt" <= $1 ${only} ${most})`;

/** What was parked and nobody has looked at yet. */
export interface Parked {
  readonly count: number;
  readonly deviceId: string | null;
  readonly newestAt: Date | null;
}

/** Reads what waits because of the house, and takes no lock. */
@Injectable()
export class WaitingStore {
  /** What waits because of the house and was heard before an instant, no more than can be counted at once. */
  news(tx: EntityManager, heardBefore: Date, lanes: readonly number[]): Promise<Found[]> {
    return rows(tx, `${waiting('', 'LIMIT $3')} LIMIT $3`, [heardBefore, int4s(lanes), MOST]);
  }

  /** What of the types given waits so, however much else does: of each citizen the newest. */
  alarms(tx: EntityManager, heardBefore: Date, lanes: readonly number[], types: readonly string[]): Promise<Found[]> {
    return rows(
      tx,
      `SELECT * FROM (
         SELECT *, row_number() OVER (PARTITION BY "citizenId" ORDER BY "number" DESC) AS "place"
         FROM (${waiting('AND j."type" = ANY ($3::text[])', '')}) w WHERE "citizenId" IS NOT NULL
       ) placed WHERE "place" <= $4 ORDER BY "number"`,
      [heardBefore, int4s(lanes), texts(types), MOST_TOLD],
    );
  }

  /** The live one of each key, or else the last. */
  latest(tx: EntityManager, keys: readonly string[]): Promise<StandIn[]> {
    return rows(
      tx,
      `SELECT DISTINCT ON ("key") ${STAND_IN} FROM alert WHERE "key" = ANY ($1::text[]) ORDER BY "key", ${LIVE} DESC, "openedAt" DESC, "id" DESC`,
      [keys],
    );
  }

  live(tx: EntityManager, type: string): Promise<StandIn[]> {
    return rows(tx, `SELECT ${STAND_IN} FROM alert WHERE ${LIVE} AND "type" = $1`, [type]);
  }

  async parked(tx: EntityManager): Promise<Parked> {
    const [found] = await rows<Parked>(
      tx,
      `SELECT count(*) AS "count", max("quarantinedAt") AS "newestAt", (array_agg("deviceId" ORDER BY "quarantinedAt" DESC))[1] AS "deviceId"
       FROM quarantine WHERE "state" = 'open' AND "kind" = 'parked'`,
    );
    return found!;
  }
}
