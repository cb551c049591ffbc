import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import type { Heartbeats, Outage } from './outage.rules.js';

const FRESH_MS = 20_000;
const FORGOTTEN_MS = 86_400_000;

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

  async heartbeats(tx: EntityManager, realNow: Date): Promise<Heartbeats> {
    const [row] = await rows<Heartbeats>(
      tx,
      `SELECT coalesce(bool_or("open" AND "realAt" > $1), false) AS "isHeard", max("clockAt") AS "lastOpenAt" FROM gateway_beat`,
      [new Date(realNow.getTime() - FRESH_MS)],
    );
    return row!;
  }

  /** A gateway beats. One that is not open keeps the time at which it last was. */
  async beat(tx: EntityManager, nodeId: string, realAt: Date, clockAt: Date, open: boolean): Promise<void> {
    await rows(
      tx,
      `INSERT INTO gateway_beat AS b ("nodeId", "realAt", "clockAt", "open") SELECT $1::uuid, $2::timestamptz, $3::timestamptz, $4::boolean
       WHERE $4 OR EXISTS (SELECT 1 FROM gateway_beat WHERE "nodeId" = $1)
       ON CONFLICT ("nodeId") DO UPDATE SET "realAt" = $2, "open" = $4,
         "clockAt" = CASE WHEN $4 OR b."open" THEN $3 ELSE b."clockAt" END`,
      [nodeId, realAt, clockAt, open],
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

  async forgetOld(tx: EntityManager, nodeId: string, realNow: Date): Promise<void> {
    await rows(tx, 'DELETE FROM gateway_beat WHERE "nodeId" <> $1 AND "realAt" < $2', [
      nodeId,
      new Date(realNow.getTime() - FORGOTTEN_MS),
    ]);
  }
}
