import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DATABASE_TIME } from '../../platform/clock/database-time.js';
import { rows } from '../../platform/database/sql.js';
import type { Heartbeats, Outage } from './outage.rules.js';

/** Beat a moment ago. From the future, after PostgreSQL's clock was set back, comes no beat. */
const IS_FRESH = `abs(extract(epoch FROM ${DATABASE_TIME} - "realAt")) < 20`;
const IS_OLD = `"realAt" < ${DATABASE_TIME} - interval '1 day'`;

/** @param lostAfter placeholder: one that was lost before is waited for no longer */
const BEATS = (lostAfter: string): string => `
  SELECT coalesce(bool_or("open" AND ${IS_FRESH}), false) AS "isHeard", max("clockAt") AS "lastOpenAt",
    min("clockAt") FILTER (WHERE "open" AND (${IS_FRESH} OR "clockAt" > ${lostAfter}::timestamptz)) AS "heardUntil"
  FROM gateway_beat`;

/** How one gateway stands: open and not hearing is one that stopped without a word. */
export interface GatewayStanding {
  readonly nodeId: string;
  /** What dispensers said until then is written. */
  readonly heardUntil: Date;
  readonly isOpen: boolean;
  readonly isHearing: boolean;
}

@Injectable()
export class OutageStore {
  async find(tx: EntityManager): Promise<Outage> {
    const [row] = await rows<Outage>(tx, 'SELECT * FROM ingest_outage WHERE "id" = 1');
    return row!;
  }

  /** Null while another worker holds it. */
  async tryLock(tx: EntityManager): Promise<Outage | null> {
    const [row] = await rows<Outage>(tx, 'SELECT * FROM ingest_outage WHERE "id" = 1 FOR UPDATE SKIP LOCKED');
    return row ?? null;
  }

  async save(tx: EntityManager, outage: Outage): Promise<void> {
    await rows(
      tx,
      `UPDATE ingest_outage SET "downSince" = $1, "announcedAt" = $2, "atRiskAt" = $3, "watchFrom" = $4, "offlineFrom" = $5 WHERE "id" = 1`,
      [outage.downSince, outage.announcedAt, outage.atRiskAt, outage.watchFrom, outage.offlineFrom],
    );
  }

  /** The outage and what gateways say, as they stood in one instant. */
  async withBeats(tx: EntityManager, lostAfter: Date): Promise<{ outage: Outage; beats: Heartbeats }> {
    const [row] = await rows<Outage & Heartbeats>(
      tx,
      `SELECT o.*, b.* FROM ingest_outage o, (${BEATS('$1')}) b WHERE o."id" = 1`,
      [lostAfter],
    );
    const { isHeard, lastOpenAt, heardUntil, ...outage } = row!;
    return { outage, beats: { isHeard, lastOpenAt, heardUntil } };
  }

  /**
   * A gateway beats: what it heard until `heardUntil` is written, and it asked itself so many seconds ago. When nobody beat until now,
   * or this one had closed, that was an outage, whoever sees it first: it begins in the same instant, so that nobody sees the beat
   * without it.
   */
  async beat(tx: EntityManager, nodeId: string, heardUntil: Date, agoSeconds: number): Promise<void> {
    await rows(
      tx,
      `WITH beats AS (${BEATS('$2')}), closed AS (SELECT "clockAt" FROM gateway_beat WHERE "nodeId" = $1 AND NOT "open"),
       gap AS (SELECT CASE WHEN "isHeard" THEN (SELECT "clockAt" FROM closed) ELSE "lastOpenAt" END AS "since" FROM beats),
       begun AS (
         UPDATE ingest_outage SET "downSince" = gap."since" FROM gap
         WHERE "id" = 1 AND "downSince" IS NULL AND gap."since" IS NOT NULL)
       INSERT INTO gateway_beat ("nodeId", "clockAt", "realAt", "open")
       VALUES ($1::uuid, $2::timestamptz, ${DATABASE_TIME} - make_interval(secs => $3::double precision), true)
       ON CONFLICT ("nodeId") DO UPDATE SET "clockAt" = excluded."clockAt", "realAt" = excluded."realAt", "open" = true`,
      [nodeId, heardUntil, agoSeconds],
    );
  }

  /** Each gateway that said something within a day, the latest first. */
  gateways(tx: EntityManager): Promise<GatewayStanding[]> {
    return rows<GatewayStanding>(
      tx,
      `SELECT "nodeId", "clockAt" AS "heardUntil", "open" AND ${IS_FRESH} AS "isHearing", "open" AS "isOpen"
       FROM gateway_beat WHERE NOT (${IS_OLD}) ORDER BY "realAt" DESC, "nodeId"`,
    );
  }

  /** The version of each gateway's row: it is another after each beat, whatever the clocks say. */
  async beats(tx: EntityManager): Promise<Map<string, string>> {
    const found = await rows<{ nodeId: string; beat: string }>(
      tx,
      'SELECT "nodeId", xmin::text AS "beat" FROM gateway_beat',
    );
    return new Map(found.map(({ nodeId, beat }) => [nodeId, beat]));
  }

  /** It hears nobody from now on; until when it did stays. */
  async close(tx: EntityManager, nodeId: string): Promise<void> {
    await rows(tx, `UPDATE gateway_beat SET "realAt" = ${DATABASE_TIME}, "open" = false WHERE "nodeId" = $1`, [nodeId]);
  }

  /**
   * It hears nobody from now on, but will again: whoever speaks to it meanwhile has to come again. That is an outage, also while other
   * gateways are heard.
   */
  async fallDeaf(tx: EntityManager, nodeId: string): Promise<void> {
    await rows(
      tx,
      `UPDATE ingest_outage SET "downSince" = b."clockAt" FROM gateway_beat b
       WHERE "id" = 1 AND "downSince" IS NULL AND b."nodeId" = $1 AND b."open"`,
      [nodeId],
    );
    await this.close(tx, nodeId);
  }

  async forgetOld(tx: EntityManager, nodeId: string): Promise<void> {
    await rows(tx, `DELETE FROM gateway_beat WHERE "nodeId" <> $1 AND ${IS_OLD}`, [nodeId]);
  }
}
