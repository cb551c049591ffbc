import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, insertRow, rows } from '../../platform/database/sql.js';
import type { ScheduleEntity } from './schedule.entity.js';

@Injectable()
export class SchedulesStore {
  /** The highest that there was; 0 before the first. */
  async lastRevision(tx: EntityManager, citizenId: string): Promise<number> {
    const [found] = await rows<{ revision: number }>(
      tx,
      'SELECT coalesce(max("revision"), 0) AS "revision" FROM schedule WHERE "citizenId" = $1',
      [citizenId],
    );
    return found!.revision;
  }

  /** The revision that holds at an instant. */
  async validAt(tx: EntityManager, citizenId: string, at: Date): Promise<ScheduleEntity | null> {
    const [found] = await rows<ScheduleEntity>(
      tx,
      `SELECT * FROM schedule WHERE "citizenId" = $1 AND "validFrom" <= $2 AND ("validUntil" IS NULL OR "validUntil" > $2)
       ORDER BY "revision" DESC LIMIT 1`,
      [citizenId, at],
    );
    return found ?? null;
  }

  /** The revisions that have a say at an instant or later. */
  validSince(tx: EntityManager, citizenId: string, since: Date): Promise<ScheduleEntity[]> {
    return rows(
      tx,
      `SELECT * FROM schedule WHERE "citizenId" = $1 AND ("validUntil" IS NULL OR "validUntil" > greatest($2, "validFrom"))
       ORDER BY "validFrom"`,
      [citizenId, since],
    );
  }

  /** Some of the citizens for whom doses are planned. */
  async somePlanned(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const found = await rows<{ citizenId: string }>(
      tx,
      `SELECT "citizenId" FROM schedule WHERE ("validUntil" IS NULL OR "validUntil" > $1) AND jsonb_array_length("slots") > 0 LIMIT $2`,
      [now, limit],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  async insert(tx: EntityManager, schedule: ScheduleEntity): Promise<void> {
    await insertRow(tx, 'schedule', { ...schedule, slots: JSON.stringify(schedule.slots) });
  }

  /** Until when each holds. One that is over before it begins never does, and is sent to nobody. */
  async saveEnds(
    tx: EntityManager,
    citizenId: string,
    plan: readonly { revision: number; validUntil: Date | null }[],
  ): Promise<void> {
    await rows(
      tx,
      `UPDATE schedule SET "validUntil" = e."validUntil",
         "sendAt" = CASE WHEN e."validUntil" IS NULL OR "validFrom" < e."validUntil" THEN "sendAt" END
       FROM unnest($2::int[], $3::timestamptz[]) AS e("revision", "validUntil")
       WHERE "citizenId" = $1 AND schedule."revision" = e."revision"`,
      [citizenId, plan.map(({ revision }) => revision), plan.map(({ validUntil }) => validUntil)],
    );
  }

  /** Those that have not begun are of another zone. */
  async rezone(tx: EntityManager, citizenId: string, zone: string, now: Date): Promise<void> {
    await rows(tx, 'UPDATE schedule SET "zone" = $2 WHERE "citizenId" = $1 AND "validFrom" > $3', [
      citizenId,
      zone,
      now,
    ]);
  }

  /** Citizens with a schedule that has become valid and was not sent. */
  async toSend(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const found = await rows<{ citizenId: string }>(
      tx,
      `SELECT DISTINCT "citizenId" FROM schedule WHERE "sendAt" <= $1
         AND NOT EXISTS (SELECT 1 FROM citizen WHERE "id" = schedule."citizenId" AND "deceasedAt" IS NOT NULL)
       LIMIT $2`,
      [now, limit],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  /** Answers whether one of the citizen's schedules was waiting to be sent by now; it does not wait any more. */
  async noteSent(tx: EntityManager, citizenId: string, now: Date): Promise<boolean> {
    const waited = await affected(tx, 'UPDATE schedule SET "sendAt" = NULL WHERE "citizenId" = $1 AND "sendAt" <= $2', [
      citizenId,
      now,
    ]);
    return waited > 0;
  }

  /** Citizens some of whose doses up to `until` have not been laid out yet. */
  async toPlan(tx: EntityManager, until: Date, limit: number): Promise<string[]> {
    const found = await rows<{ citizenId: string }>(
      tx,
      `SELECT DISTINCT "citizenId" FROM schedule
       WHERE "plannedUntil" < $1 AND ("validUntil" IS NULL OR "plannedUntil" < "validUntil")
         AND NOT EXISTS (SELECT 1 FROM citizen WHERE "id" = schedule."citizenId" AND "deceasedAt" IS NOT NULL)
       LIMIT $2`,
      [until, limit],
    );
    return found.map(({ citizenId }) => citizenId);
  }

  unplanned(tx: EntityManager, citizenId: string, until: Date): Promise<ScheduleEntity[]> {
    return rows(
      tx,
      `SELECT * FROM schedule WHERE "citizenId" = $1 AND "plannedUntil" < $2 AND ("validUntil" IS NULL OR "plannedUntil" < "validUntil")
       ORDER BY "revision"`,
      [citizenId, until],
    );
  }

  /** How far the doses of a revision are laid out. */
  async planned(tx: EntityManager, citizenId: string, revision: number, plannedUntil: Date): Promise<void> {
    await rows(tx, 'UPDATE schedule SET "plannedUntil" = $3 WHERE "citizenId" = $1 AND "revision" = $2', [
      citizenId,
      revision,
      plannedUntil,
    ]);
  }
}
