import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../database/sql.js';
import type { ClockAnchor } from './clock.js';

@Injectable()
export class ClockStore {
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
}
