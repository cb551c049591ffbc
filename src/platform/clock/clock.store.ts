import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/sql.js';
import { type ClockAnchor, machineMs, steadyMs } from './clock.js';
import { DATABASE_TIME } from './database-time.js';
import type { Sighting } from './real-time.rules.js';
import type { Clocks } from './skew.rules.js';

/** A node whose clock is wrong, as others learn of it. */
export interface WrongClock extends Clocks {
  readonly name: string;
}

const KNOWN_SECONDS = 60;
/** Said a moment ago; PostgreSQL's clock may have been set back since. */
const IS_KNOWN = `abs(extract(epoch FROM ${DATABASE_TIME} - "seenAt")) < ${KNOWN_SECONDS}`;

@Injectable()
export class ClockStore {
  /** What time it is by PostgreSQL's clock, and the anchor. */
  async look(tx: EntityManager): Promise<{ seen: Sighting; anchor: ClockAnchor | null }> {
    const askedMs = steadyMs();
    const [row] = await rows<Omit<ClockAnchor, 'realAt'> & { realAt: Date | null; databaseAt: Date }>(
      tx,
      `SELECT ${DATABASE_TIME} AS "databaseAt", "anchorRealAt" AS "realAt", "anchorClockAt" AS "clockAt", "speed"
       FROM (SELECT) one LEFT JOIN clock ON "id" = 1`,
    );
    const { databaseAt, realAt, ...anchor } = row!;
    const seen = { askedMs, answeredMs: steadyMs(), databaseMs: databaseAt.getTime(), machineMs: machineMs() };
    return { seen, anchor: realAt && { realAt, ...anchor } };
  }

  async find(tx: EntityManager): Promise<ClockAnchor | null> {
    const [row] = await rows<ClockAnchor>(
      tx,
      `SELECT "anchorRealAt" AS "realAt", "anchorClockAt" AS "clockAt", "speed" FROM clock WHERE "id" = 1`,
    );
    return row ?? null;
  }

  async save(tx: EntityManager, anchor: ClockAnchor): Promise<void> {
    await rows(
      tx,
      `INSERT INTO clock ("id", "anchorRealAt", "anchorClockAt", "speed") VALUES (1, $1, $2, $3)
       ON CONFLICT ("id") DO UPDATE SET "anchorRealAt" = $1, "anchorClockAt" = $2, "speed" = $3`,
      [anchor.realAt, anchor.clockAt, anchor.speed],
    );
  }

  /** The node's clock is wrong: for whoever tells operations. Those that stopped saying so are gone. */
  async tellSkew(tx: EntityManager, nodeId: string, name: string, { skewMs, behindMs }: Clocks): Promise<void> {
    await rows(tx, `DELETE FROM node_clock WHERE "nodeId" <> $1 AND NOT ${IS_KNOWN}`, [nodeId]);
    await rows(
      tx,
      `INSERT INTO node_clock ("nodeId", "name", "skewMs", "behindMs", "seenAt") VALUES ($1, $2, $3, $4, ${DATABASE_TIME})
       ON CONFLICT ("nodeId") DO UPDATE SET "skewMs" = $3, "behindMs" = $4, "seenAt" = ${DATABASE_TIME}`,
      [nodeId, name, skewMs, behindMs],
    );
  }

  async takeBackSkew(tx: EntityManager, nodeId: string): Promise<void> {
    await rows(tx, 'DELETE FROM node_clock WHERE "nodeId" = $1', [nodeId]);
  }

  /** Nodes whose clock is wrong; of one that has not said so for a while nothing is known any more. */
  async wrong(tx: EntityManager): Promise<WrongClock[]> {
    return rows(tx, `SELECT "name", "skewMs", "behindMs" FROM node_clock WHERE ${IS_KNOWN} ORDER BY "name", "nodeId"`);
  }
}
