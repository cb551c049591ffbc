import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { affected, insertRow, rows } from '../platform/database/sql.js';
import { CommandEntity } from './command.entity.js';

@Injectable()
export class CommandsStore {
  async insert(tx: EntityManager, command: CommandEntity): Promise<void> {
    await insertRow(tx, 'command', command);
  }

  /** Commands nobody has sent yet, held for this transaction, with the dialect each is to be written in. */
  takeQueued(tx: EntityManager, now: Date, limit: number): Promise<(CommandEntity & { dialect: string })[]> {
    return rows(
      tx,
      `SELECT c.*, d."dialect" FROM command c JOIN device d ON d."deviceId" = c."deviceId"
       WHERE c."state" = 'queued' AND c."expiresAt" > $1 ORDER BY c."time" LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
      [now, limit],
    );
  }

  async markSent(tx: EntityManager, ids: readonly string[], sentAt: Date): Promise<void> {
    await rows(tx, `UPDATE command SET "state" = 'sent', "sentAt" = $2 WHERE "id" = ANY ($1::uuid[])`, [ids, sentAt]);
  }

  /**
   * A dispenser listens: what it never answered and still holds good is sent again, and so is its latest schedule, which it may
   * have forgotten (the revision tells it whether that is news).
   */
  async queueAgain(tx: EntityManager, deviceId: string, now: Date, scheduleUntil: Date): Promise<number> {
    return affected(
      tx,
      `UPDATE command SET "state" = 'queued', "expiresAt" = CASE WHEN "type" = 'schedule.set' THEN greatest("expiresAt", $3) ELSE "expiresAt" END
       WHERE "deviceId" = $1 AND (
         ("state" = 'sent' AND "expiresAt" > $2 AND "type" <> 'schedule.set')
         OR "id" = (SELECT "id" FROM command WHERE "deviceId" = $1 AND "type" = 'schedule.set' ORDER BY "time" DESC, "id" DESC LIMIT 1))`,
      [deviceId, now, scheduleUntil],
    );
  }

  /** Writes an answer down; only the dispenser asked may answer, and only once. */
  async answer(
    tx: EntityManager,
    deviceId: string,
    id: string,
    state: 'done' | 'refused' | 'expired',
    detail: string | null,
    answeredAt: Date,
  ): Promise<CommandEntity | null> {
    const [command] = await rows<CommandEntity>(
      tx,
      `UPDATE command SET "state" = $3, "detail" = $4, "answeredAt" = $5
       WHERE "id" = $2 AND "deviceId" = $1 AND "state" IN ('queued', 'sent') RETURNING *`,
      [deviceId, id, state, detail, answeredAt],
    );
    return command ?? null;
  }

  /** Commands whose time ran out without an answer. */
  expire(tx: EntityManager, now: Date, limit: number): Promise<CommandEntity[]> {
    return rows(
      tx,
      `UPDATE command SET "state" = 'expired', "answeredAt" = $1
       WHERE "id" IN (SELECT "id" FROM command WHERE "state" IN ('queued', 'sent') AND "expiresAt" <= $1 ORDER BY "expiresAt" LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [now, limit],
    );
  }

  find(tx: EntityManager, deviceId: string, id: string): Promise<CommandEntity | null> {
    return tx.getRepository(CommandEntity).findOneBy({ deviceId, id });
  }

  /** What was asked of the dispensers the citizen had while she had them, newest first, from below the instant and id given. */
  listForCitizen(
    tx: EntityManager,
    citizenId: string,
    before: readonly [Date, string],
    limit: number,
  ): Promise<CommandEntity[]> {
    return rows(
      tx,
      `SELECT c.* FROM command c
       WHERE (c."time", c."id") < ($2::timestamptz, $3::uuid) AND EXISTS (
         SELECT 1 FROM assignment a
         WHERE a."citizenId" = $1 AND a."deviceId" = c."deviceId" AND a."from" <= c."time" AND (a."until" IS NULL OR a."until" > c."time"))
       ORDER BY c."time" DESC, c."id" DESC LIMIT $4`,
      [citizenId, ...before, limit],
    );
  }

  /** Newest first, from below the instant and id given. */
  listOf(
    tx: EntityManager,
    deviceId: string,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<CommandEntity[]> {
    return rows(
      tx,
      `SELECT * FROM command
       WHERE "deviceId" = $1 AND ($2::timestamptz IS NULL OR ("time", "id") < ($2, $3::uuid))
       ORDER BY "time" DESC, "id" DESC LIMIT $4`,
      [deviceId, below?.[0] ?? null, below?.[1] ?? null, limit],
    );
  }
}
