import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { int8s, texts, uuids } from '../../platform/database/arrays.js';
import { heldAmong } from '../../platform/database/held-among.js';
import { isRehearsed } from '../../platform/database/rehearsal.js';
import { affected, insertRow, isOneOf, rows } from '../../platform/database/sql.js';
import { ownerOf } from '../assignments/assignments.store.js';
import type { CommandEntity } from './command.entity.js';
import { UNANSWERED_STATES } from '../device.rules.js';
import type { Reach } from '../assignments/reach.rules.js';

/** What a dispenser made of a command. */
export interface CommandAnswer {
  readonly deviceId: string;
  readonly id: string;
  readonly result: 'done' | 'refused' | 'expired';
  readonly detail: string | null;
}

const UNANSWERED = isOneOf('"state"', UNANSWERED_STATES);

/** Whom command `c` is for: the version before does not say it, and asked it for whom the dispenser served then. */
export const FOR_WHOM = `coalesce(c."citizenId", (${ownerOf('c', 'time')}))`;

/** Of command `c`, what others than who sends it may know. */
export const COLUMNS = [
  ...[
    'id',
    'deviceId',
    'type',
    'time',
    'expiresAt',
    'data',
    'state',
    'askedBy',
    'alertId',
    'sentAt',
    'answeredAt',
    'detail',
  ].map((name) => `c."${name}"`),
  `${FOR_WHOM} AS "citizenId"`,
].join(', ');

/** Whether command `c` is for whom the dispenser serves at an instant: what was asked for somebody else is not said any more. */
const isForOwner = (at: string): string => `${FOR_WHOM} IS NOT DISTINCT FROM (
  SELECT a."citizenId" FROM assignment a
  WHERE a."deviceId" = c."deviceId" AND a."from" <= ${at} AND (a."until" IS NULL OR a."until" > ${at}) ORDER BY a."from" DESC LIMIT 1)`;

/** Whether command `c` was sent before a dispenser's connection of that number was there; of schedules only the latest counts. */
const wentAstray = (connection: string): string => `(c."state" = 'sent' AND coalesce(c."sentOver", 0) < ${connection}
  AND (c."type" <> 'schedule.set' OR NOT EXISTS (SELECT 1 FROM command n
    WHERE n."deviceId" = c."deviceId" AND n."type" = 'schedule.set' AND (n."time", n."id") > (c."time", c."id"))))`;

/** Whether nobody is carrying command `c` at an instant. */
const isFree = (now: string): string => `(c."carriedUntil" IS NULL OR c."carriedUntil" <= ${now})`;

/** The assignment of citizen $1 that holds at an instant. */
const held = (at: string): string => `assignment
  WHERE "citizenId" = $1 AND "from" <= ${at} AND ("until" IS NULL OR "until" > ${at}) ORDER BY "from" DESC LIMIT 1`;

/** A dispenser that hears commands, and over which of its connections; null where a broker of others carries them. */
export interface Listener {
  readonly deviceId: string;
  readonly connection: number | null;
}

export interface SentCommand {
  readonly id: string;
  readonly over: number | null;
}

@Injectable()
export class CommandsStore {
  async insert(tx: EntityManager, command: CommandEntity): Promise<void> {
    await insertRow(tx, 'command', command);
  }

  /** Adds the command for the dispenser that the citizen has when it is given; answers which that is, or null where there is none. */
  async insertForCitizen(
    tx: EntityManager,
    citizenId: string,
    { id, type, time, expiresAt, data, state, alertId }: Omit<CommandEntity, 'deviceId'>,
  ): Promise<string | null> {
    if (isRehearsed(tx)) return this.heldBy(tx, citizenId, time);
    const [added] = await rows<{ deviceId: string }>(
      tx,
      `INSERT INTO command ("id", "type", "time", "expiresAt", "data", "state", "alertId", "citizenId", "deviceId")
       SELECT $2, $3, $4, $5, $6, $7, $8, "citizenId", "deviceId" FROM ${held('$4')} RETURNING "deviceId"`,
      [citizenId, id, type, time, expiresAt, data, state, alertId],
    );
    return added?.deviceId ?? null;
  }

  private async heldBy(tx: EntityManager, citizenId: string, at: Date): Promise<string | null> {
    const [found] = await rows<{ deviceId: string }>(tx, `SELECT "deviceId" FROM ${held('$2')}`, [citizenId, at]);
    return found?.deviceId ?? null;
  }

  async waiting(tx: EntityManager, now: Date): Promise<string[]> {
    const found = await rows<{ deviceId: string }>(
      tx,
      `SELECT DISTINCT "deviceId" FROM command c WHERE "state" = 'queued' AND "expiresAt" > $1 AND ${isFree('$1')}`,
      [now],
    );
    return found.map(({ deviceId }) => deviceId);
  }

  async astray(tx: EntityManager, nodeId: string, now: Date): Promise<string[]> {
    const found = await rows<{ deviceId: string }>(
      tx,
      `SELECT DISTINCT c."deviceId" FROM command c JOIN device_health h ON h."deviceId" = c."deviceId"
       WHERE c.${UNANSWERED} AND c."expiresAt" > $2 AND h."nodeId" = $1 AND ${wentAstray('h."connection"')} AND ${isFree('$2')}`,
      [nodeId, now],
    );
    return found.map(({ deviceId }) => deviceId);
  }

  /**
   * Commands that were not sent over the connection on which each dispenser listens, with the dialect each is to be written in; none for
   * whom the dispenser does not serve any more. They are for nobody else until then: they are sent once this is committed, and not while
   * it may be repeated. A dispenser that has a newer connection at another node is left to that one.
   */
  take(
    tx: EntityManager,
    listeners: readonly Listener[],
    now: Date,
    until: Date,
    limit: number,
  ): Promise<(CommandEntity & { dialect: string; over: number | null })[]> {
    return rows(
      tx,
      `WITH due AS (
         SELECT c."id", d."dialect", l."connection" AS "over"
         FROM unnest($1::text[], $2::bigint[]) AS l ("deviceId", "connection")
         JOIN command c ON c."deviceId" = l."deviceId" JOIN device d ON d."deviceId" = c."deviceId"
         WHERE c.${UNANSWERED} AND (c."state" = 'queued' OR ${wentAstray('l."connection"')}) AND c."expiresAt" > $3
           AND ${isFree('$3')} AND ${isForOwner('$3')}
           AND NOT EXISTS (SELECT 1 FROM device_health h WHERE h."deviceId" = l."deviceId" AND h."connection" > l."connection")
         ORDER BY c."time" LIMIT $5 FOR UPDATE OF c SKIP LOCKED
       ), carried AS (
         UPDATE command c SET "carriedUntil" = $4 FROM due WHERE c."id" = due."id" RETURNING ${COLUMNS}, due."dialect", due."over"
       )
       SELECT * FROM carried ORDER BY "time"`,
      [
        texts(listeners.map(({ deviceId }) => deviceId)),
        int8s(listeners.map(({ connection }) => connection)),
        now,
        until,
        limit,
      ],
    );
  }

  /** Of what was taken until then: these were sent, the rest is for whoever comes next. What was queued again meanwhile stays so. */
  async putDown(
    tx: EntityManager,
    taken: readonly string[],
    until: Date,
    sent: readonly SentCommand[],
    sentAt: Date,
  ): Promise<void> {
    await rows(
      tx,
      `UPDATE command c SET "carriedUntil" = NULL, "state" = CASE WHEN s."id" IS NULL THEN c."state" ELSE 'sent' END,
         "sentAt" = CASE WHEN s."id" IS NULL THEN c."sentAt" ELSE $5 END, "sentOver" = CASE WHEN s."id" IS NULL THEN c."sentOver" ELSE s."over" END
       FROM unnest($1::uuid[]) AS t ("id") LEFT JOIN unnest($3::uuid[], $4::bigint[]) AS s ("id", "over") ON s."id" = t."id"
       WHERE c."id" = t."id" AND c."carriedUntil" = $2 AND c.${UNANSWERED}`,
      [uuids(taken), until, uuids(sent.map(({ id }) => id)), int8s(sent.map(({ over }) => over)), sentAt],
    );
  }

  /**
   * Dispensers listen: what they never answered and still holds good is sent again, and so is the latest schedule of each, which it
   * may have forgotten (the revision tells it whether that is news). None for whom it does not serve any more.
   */
  async queueAgain(tx: EntityManager, deviceIds: readonly string[], now: Date, scheduleUntil: Date): Promise<number> {
    return affected(
      tx,
      `WITH again AS (
         SELECT "id" FROM command WHERE "deviceId" = ANY ($1) AND "expiresAt" > $2 AND "type" <> 'schedule.set'
           AND ("state" = 'sent' OR ("state" = 'queued' AND "carriedUntil" IS NOT NULL))
         UNION ALL
         SELECT latest."id" FROM unnest($1::text[]) AS d ("deviceId"), LATERAL (
           SELECT "id" FROM command c WHERE c."deviceId" = d."deviceId" AND c."type" = 'schedule.set' ORDER BY "time" DESC, "id" DESC LIMIT 1) latest),
       theirs AS (SELECT c."id" FROM command c WHERE c."id" IN (SELECT "id" FROM again) AND ${isForOwner('$2')}),
       -- What was answered while this waited for it is not sent again.
       held AS (SELECT "id" FROM command WHERE "id" IN (SELECT "id" FROM theirs) AND (${UNANSWERED} OR "type" = 'schedule.set')
                ORDER BY "id" FOR UPDATE)
       UPDATE command SET "state" = 'queued', "carriedUntil" = NULL, "expiresAt" = CASE WHEN "type" = 'schedule.set' THEN greatest("expiresAt", $3) ELSE "expiresAt" END
       WHERE "id" IN (SELECT "id" FROM held)`,
      [texts(deviceIds), now, scheduleUntil],
    );
  }

  heldOfAmong(tx: EntityManager, deviceIds: readonly string[]): Promise<Set<string>> {
    return heldAmong(tx, deviceIds, {
      from: 'command r',
      key: 'r."deviceId"',
      row: 'r."id"',
      where: `(r."state" = 'sent' OR r."type" = 'schedule.set')`,
      lock: 'UPDATE',
    });
  }

  /** Writes answers down, none twice in one call; only the dispenser asked may answer, and only once. Returns the commands that were. */
  answer(tx: EntityManager, answers: readonly CommandAnswer[], answeredAt: Date): Promise<CommandEntity[]> {
    return rows(
      tx,
      `WITH answered AS (
         SELECT c."id", a."state", a."detail"
         FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) AS a ("deviceId", "id", "state", "detail")
         JOIN command c ON c."id" = a."id" AND c."deviceId" = a."deviceId" AND c.${UNANSWERED}
         ORDER BY c."id" FOR UPDATE OF c)
       UPDATE command c SET "state" = a."state", "detail" = a."detail", "answeredAt" = $5
       FROM answered a WHERE c."id" = a."id" RETURNING ${COLUMNS}`,
      [
        texts(answers.map(({ deviceId }) => deviceId)),
        uuids(answers.map(({ id }) => id)),
        texts(answers.map(({ result }) => result)),
        texts(answers.map(({ detail }) => detail)),
        answeredAt,
      ],
    );
  }

  heldAmong(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
    const where = `r.${UNANSWERED}`;
    return heldAmong(tx, ids, { from: 'command r', key: 'r."id"', keyType: 'uuid', where, lock: 'NO KEY UPDATE' });
  }

  overdue(tx: EntityManager, now: Date, limit: number): Promise<Pick<CommandEntity, 'id' | 'deviceId'>[]> {
    return rows(
      tx,
      `SELECT "id", "deviceId" FROM command WHERE ${UNANSWERED} AND "expiresAt" <= $1 ORDER BY "expiresAt" LIMIT $2`,
      [now, limit],
    );
  }

  /** Those of them that nobody has answered meanwhile. */
  expire(tx: EntityManager, now: Date, ids: readonly string[]): Promise<CommandEntity[]> {
    return rows(
      tx,
      `UPDATE command c SET "state" = 'expired', "answeredAt" = $1
       WHERE "id" IN (SELECT "id" FROM command WHERE "id" = ANY ($2::uuid[]) AND ${UNANSWERED} AND "expiresAt" <= $1
                      ORDER BY "id" FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [now, ids],
    );
  }

  /** What is on its way to the dispenser and was asked for somebody it does not serve any more expires. */
  withdraw(tx: EntityManager, deviceId: string, now: Date): Promise<CommandEntity[]> {
    return rows(
      tx,
      `UPDATE command c SET "state" = 'expired', "answeredAt" = $2, "detail" = 'changed-hands'
       WHERE "id" IN (SELECT "id" FROM command c WHERE "deviceId" = $1 AND ${UNANSWERED} AND NOT ${isForOwner('$2')}
                      ORDER BY "id" FOR UPDATE)
       RETURNING ${COLUMNS}`,
      [deviceId, now],
    );
  }

  async find(tx: EntityManager, deviceId: string, id: string, reach: Reach): Promise<CommandEntity | null> {
    const [found] = await rows<CommandEntity>(
      tx,
      `SELECT ${COLUMNS} FROM command c WHERE c."id" = $4 AND c."deviceId" = $1 AND ${IS_REACHED}`,
      [deviceId, reach.districtIds, reach.isOverNobodys, id],
    );
    return found ?? null;
  }

  listForCitizen(
    tx: EntityManager,
    citizenId: string,
    before: readonly [Date, string],
    limit: number,
  ): Promise<CommandEntity[]> {
    return rows(
      tx,
      `SELECT ${COLUMNS} FROM command c
       WHERE (c."time", c."id") < ($2::timestamptz, $3::uuid) AND ${FOR_WHOM} = $1
         AND c."deviceId" IN (SELECT "deviceId" FROM assignment WHERE "citizenId" = $1)
       ORDER BY c."time" DESC, c."id" DESC LIMIT $4`,
      [citizenId, ...before, limit],
    );
  }

  listOf(
    tx: EntityManager,
    deviceId: string,
    reach: Reach,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<CommandEntity[]> {
    return rows(
      tx,
      `SELECT ${COLUMNS} FROM command c
       WHERE c."deviceId" = $1 AND ${IS_REACHED} AND ($4::timestamptz IS NULL OR (c."time", c."id") < ($4, $5::uuid))
       ORDER BY c."time" DESC, c."id" DESC LIMIT $6`,
      [deviceId, reach.districtIds, reach.isOverNobodys, below?.[0] ?? null, below?.[1] ?? null, limit],
    );
  }
}

/** Of command `c`: whether it is for a citizen of the districts ($2, null for all), or for nobody where that is within reach ($3). */
const IS_REACHED = `($2::uuid[] IS NULL
  OR coalesce((SELECT p."districtId" = ANY ($2) FROM citizen p WHERE p."id" = ${FOR_WHOM}), ${FOR_WHOM} IS NULL AND $3::boolean))`;
