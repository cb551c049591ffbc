import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type BrokenGlass, UNDER_GLASS } from '../break-glass.rules.js';
import type { FeedLook } from './feed-look.rules.js';
import type { Look } from './look.rules.js';

/** One look at one citizen's data, as it is told of. */
export interface Read {
  /** Tells it from all others, and orders those of the same instant. */
  readonly id: string;
  readonly at: Date;
  readonly principalId: string;
  readonly principalKind: string;
  readonly principalName: string | null;
  readonly route: string;
  readonly reason: string | null;
  readonly fields: readonly string[] | null;
  readonly shown: readonly string[] | null;
  readonly replayed: boolean;
  /** Of a reader of the feed: what of it was read in that hour. */
  readonly firstPosition: number | null;
  readonly lastPosition: number | null;
}

/** By whom and when, where only some are asked for. */
export interface ReadFilter {
  readonly principalId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** One route by which somebody looked under a break-glass. */
export interface LookUnderGlass {
  readonly glassId: string;
  readonly route: string;
  readonly times: number;
  readonly lastAt: Date;
  /** By which fields it told how she is reached. */
  readonly shown: readonly string[];
}

const STEP_MS = 31 * 24 * 60 * 60_000;

interface Within {
  readonly principalId: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly below: readonly [Date, string] | null;
}

/**
 * Safe on this server's disk, and waits for no standby: one that hangs shall not keep anybody from reading. For a statement that is a
 * transaction by itself.
 */
const HERE = `(SELECT set_config('synchronous_commit', 'local', true) AS "here") safe`;

@Injectable()
export class ReadLogStore {
  async insertHere(tx: EntityManager, looks: readonly Look[]): Promise<void> {
    await rows(
      tx,
      `INSERT INTO look ("at", "principalId", "principalKind", "route", "reason", "fields", "shown", "replayed", "citizenIds")
       SELECT "at", "principalId", "principalKind", "route", "reason", "fields", "shown", "replayed", "citizenIds"
       FROM ${HERE}, jsonb_to_recordset($1::jsonb) AS line ("at" timestamptz, "principalId" text, "principalKind" text, "route" text,
         "reason" text, "fields" text[], "shown" text[], "replayed" boolean, "citizenIds" uuid[])
       WHERE safe."here" IS NOT NULL`,
      [JSON.stringify(looks)],
    );
  }

  /** Each is a line of its own: of one of which there is a line already, this adds to it. */
  async addHere(tx: EntityManager, looks: readonly FeedLook[]): Promise<void> {
    await rows(
      tx,
      `INSERT INTO feed_look AS kept ("at", "hour", "principalId", "principalKind", "route", "districtId", "firstPosition", "lastPosition",
         "citizenIds")
       SELECT "at", "hour", "principalId", "principalKind", "route", "districtId", "firstPosition", "lastPosition", "citizenIds"
       FROM ${HERE}, jsonb_to_recordset($1::jsonb) AS line ("at" timestamptz, "hour" timestamptz, "principalId" text, "principalKind" text,
         "route" text, "districtId" uuid, "firstPosition" bigint, "lastPosition" bigint, "citizenIds" uuid[])
       WHERE safe."here" IS NOT NULL
       ORDER BY "hour", "principalId", "principalKind", "route", "districtId"
       ON CONFLICT ("hour", "principalId", "principalKind", "route", coalesce("districtId", '00000000-0000-0000-0000-000000000000'))
       DO UPDATE SET
         "firstPosition" = least(kept."firstPosition", excluded."firstPosition"),
         "lastPosition" = greatest(kept."lastPosition", excluded."lastPosition"),
         "citizenIds" = CASE WHEN excluded."citizenIds" <@ kept."citizenIds" THEN kept."citizenIds" ELSE
           (SELECT array_agg(DISTINCT each) FROM unnest(kept."citizenIds" || excluded."citizenIds") AS each) END`,
      [JSON.stringify(looks)],
    );
  }

  /** The newest first of each. */
  during(tx: EntityManager, openings: readonly BrokenGlass[]): Promise<LookUnderGlass[]> {
    const asked = openings.map(({ id, staffId, citizenId, openedAt, until }) => ({
      id,
      staffId,
      citizenId,
      openedAt,
      until,
    }));
    return rows<LookUnderGlass>(
      tx,
      `SELECT opening."id" AS "glassId", look."route", count(DISTINCT look."id")::int AS "times", max(look."at") AS "lastAt",
              array_remove(array_agg(DISTINCT field), NULL) AS "shown"
       FROM jsonb_to_recordset($1::jsonb) AS opening ("id" uuid, "staffId" text, "citizenId" uuid, "openedAt" timestamptz, "until" timestamptz)
       JOIN look ON look."citizenIds" @> ARRAY[opening."citizenId"] AND look."at" >= opening."openedAt" AND look."at" < opening."until"
         AND look."principalId" = opening."staffId" AND look."reason" LIKE '%' || $2 || '%'
       LEFT JOIN LATERAL unnest(look."shown") AS field ON true
       GROUP BY opening."id", look."route" ORDER BY opening."id", max(look."at") DESC, look."route"`,
      [JSON.stringify(asked), UNDER_GLASS],
    );
  }

  /** Newest first, from below the instant and id given. The log is as long as the house is old: it is gone through month by month. */
  async listOf(
    tx: EntityManager,
    citizenId: string,
    { principalId, from: since, to }: ReadFilter,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<Read[]> {
    const oldest = Math.max(await this.oldestOf(tx, citizenId), since?.getTime() ?? 0);
    const found: Read[] = [];
    const end = below ? new Date(below[0].getTime() + 1) : await this.endOf(tx);
    let until = to && to < end ? to : end;
    while (found.length < limit && until.getTime() > oldest) {
      const from = new Date(Math.max(until.getTime() - STEP_MS, since?.getTime() ?? 0));
      const within = { principalId, from, until, below };
      found.push(...(await this.listWithin(tx, citizenId, within, limit - found.length)));
      until = from;
    }
    return found;
  }

  private async oldestOf(tx: EntityManager, citizenId: string): Promise<number> {
    const [found] = await rows<{ at: Date | null }>(
      tx,
      `SELECT least((SELECT min("at") FROM look), (SELECT min("at") FROM feed_look),
                    (SELECT min("at") FROM read_log WHERE "citizenId" = $1)) AS "at"`,
      [citizenId],
    );
    return found?.at?.getTime() ?? Infinity;
  }

  private async endOf(tx: EntityManager): Promise<Date> {
    const [found] = await rows<{ at: Date | null }>(
      tx,
      `SELECT greatest((SELECT max("at") FROM look), (SELECT max("at") FROM feed_look), (SELECT max("at") FROM read_log)) AS "at"`,
    );
    return new Date((found?.at?.getTime() ?? 0) + 1);
  }

  private listWithin(
    tx: EntityManager,
    citizenId: string,
    { principalId, from, until, below }: Within,
    limit: number,
  ): Promise<Read[]> {
    return rows<Read>(
      tx,
      `WITH seen AS MATERIALIZED (
         SELECT 'l' || lpad("id"::text, 19, '0') AS "id", "at", "principalId", "principalKind", "route", "reason", "fields", "shown", "replayed",
                NULL::bigint AS "firstPosition", NULL::bigint AS "lastPosition"
         FROM look WHERE "citizenIds" @> ARRAY[$1::uuid] AND "at" >= $2 AND "at" < $3
         UNION ALL
         SELECT 'f' || lpad("id"::text, 19, '0'), "at", "principalId", "principalKind", "route", NULL, NULL, NULL, false, "firstPosition", "lastPosition"
         FROM feed_look WHERE "citizenIds" @> ARRAY[$1::uuid] AND "at" >= $2 AND "at" < $3
         UNION ALL
         SELECT 'b' || lpad("id"::text, 19, '0'), "at", "principalId", "principalKind", "what", "reason", NULL, NULL, false, NULL, NULL
         FROM read_log WHERE "citizenId" = $1 AND "at" >= $2 AND "at" < $3)
       SELECT seen.*, coalesce(staff."displayName", partner."name") AS "principalName"
       FROM (SELECT * FROM seen WHERE ($4::timestamptz IS NULL OR ("at", "id") < ($4, $5))
         AND ($7::text IS NULL OR "principalId" = $7) ORDER BY "at" DESC, "id" DESC LIMIT $6) seen
       LEFT JOIN staff ON seen."principalKind" = 'staff' AND staff."id"::text = seen."principalId"
       LEFT JOIN partner ON seen."principalKind" = 'partner' AND partner."id"::text = seen."principalId"
       ORDER BY seen."at" DESC, seen."id" DESC`,
      [citizenId, from, until, below?.[0] ?? null, below?.[1] ?? null, limit, principalId],
    );
  }
}
