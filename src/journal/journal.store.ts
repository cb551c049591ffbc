import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { byteas, instants, int4s, int8s, texts } from '../platform/database/arrays.js';
import { PLANNED_ANEW } from '../platform/database/preparing-client.js';
import { affected, rows } from '../platform/database/sql.js';
import type { Heard, JournalLine, LineHead, SaidLine, WaitingLine } from './journal.rules.js';

const WAITING = `j.*, p."attempts", d."deviceId"
  FROM journal_pending p
  JOIN journal j ON j."number" = p."number" AND j."time" = p."time"
  JOIN device d ON d."number" = j."deviceNumber"`;

@Injectable()
export class JournalStore {
  /**
   * Writes lines down and marks the new ones as waiting, in one statement. A line already there is left as it is.
   * @returns the positions in `heard` of the lines that were new
   */
  async append(tx: EntityManager, heard: readonly Heard[]): Promise<number> {
    const [row] = await rows<{ added: number }>(
      tx,
      `WITH added AS (
         INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "bootId", "sequence",
                              "dueAt", "reason", "payloadLength", "payload")
         SELECT * FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
                              $8::bigint[], $9::bigint[], $10::timestamptz[], $11::text[], $12::int[], $13::bytea[]) AS h
         ON CONFLICT ("deviceNumber", "time", hashtextextended("eventId", 0)) DO NOTHING
         RETURNING "number", "time", "deviceNumber"
       ), waiting AS (
         INSERT INTO journal_pending ("number", "time", "deviceNumber") SELECT * FROM added RETURNING 1
       )
       SELECT count(*) AS "added" FROM waiting`,
      columnsOf([...heard].sort(byKey)),
    );
    return row?.added ?? 0;
  }

  /** Of the lines given, how many stand in the journal with other bytes. */
  async countChanged(tx: EntityManager, heard: readonly Heard[]): Promise<number> {
    const [row] = await rows<{ changed: number }>(
      tx,
      `SELECT count(*) AS "changed"
       FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::bytea[]) AS h("deviceNumber", "eventId", "time", "payload")
       JOIN journal j USING ("deviceNumber", "eventId", "time") WHERE j."payload" <> h."payload"`,
      [
        int4s(heard.map((h) => h.deviceNumber)),
        texts(heard.map((h) => h.eventId)),
        instants(heard.map((h) => h.time)),
        byteas(heard.map((h) => h.payload)),
      ],
    );
    return row?.changed ?? 0;
  }

  /**
   * The oldest lines nobody has looked at, held for this transaction. They are taken by the index, oldest first, before anything
   * is joined to them: what the planner believes of a table that fills and empties all day is always out of date, and it would
   * sort a whole backlog again and again to take a little of it.
   */
  async takeHeard(tx: EntityManager, limit: number): Promise<LineHead[]> {
    await rows(tx, 'SET LOCAL enable_sort = off');
    const taken = await rows<LineHead>(
      tx,
      `${PLANNED_ANEW}
       WITH taken AS MATERIALIZED (
         SELECT "number", "time", "deviceNumber" FROM journal_pending
         WHERE "stage" = 'heard' ORDER BY "number" LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       SELECT j."number", j."time", d."deviceId", j."receivedAt", j."effectiveAt", j."clock", j."type", j."dueAt", j."reason"
       FROM taken p
       JOIN journal j ON j."number" = p."number" AND j."time" = p."time"
       JOIN device d ON d."number" = p."deviceNumber"`,
      [limit],
    );
    await rows(tx, 'SET LOCAL enable_sort = on');
    return taken.sort((a, b) => a.number - b.number);
  }

  /** One line that waits for care, which waits no longer once this transaction commits; null when it is done already. */
  async takeForCare(tx: EntityManager, number: number): Promise<WaitingLine | null> {
    const [line] = await rows<WaitingLine>(
      tx,
      `DELETE FROM journal_pending p USING journal j, device d
       WHERE p."number" = $1 AND p."stage" = 'care' AND j."number" = p."number" AND j."time" = p."time" AND d."number" = j."deviceNumber"
       RETURNING j.*, p."attempts", d."deviceId"`,
      [number],
    );
    return line ?? null;
  }

  /** Lines about a subject that wait for care and may be tried now. */
  waitingFor(tx: EntityManager, subject: string, now: Date): Promise<WaitingLine[]> {
    return rows(
      tx,
      `SELECT ${WAITING} WHERE p."stage" = 'care' AND p."subject" = $1 AND (p."attempts" = 0 OR p."lookAt" <= $2) ORDER BY p."number" LIMIT 500`,
      [subject, now],
    );
  }

  /** Subjects that end so and whose lines wait for care and may be tried now, those first that have waited longest. */
  async waitingSubjects(tx: EntityManager, ending: string, now: Date): Promise<string[]> {
    const found = await rows<{ subject: string }>(
      tx,
      `SELECT "subject" FROM journal_pending
       WHERE "stage" = 'care' AND right("subject", 1) = $1 AND ("attempts" = 0 OR "lookAt" <= $2)
       GROUP BY "subject" ORDER BY min("number")`,
      [ending, now],
    );
    return found.map(({ subject }) => subject);
  }

  /** Subjects whose lines have waited for care longer than a wake-up should have taken. */
  async overdueSubjects(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const found = await rows<{ subject: string }>(
      tx,
      `SELECT DISTINCT "subject" FROM journal_pending WHERE "stage" = 'care' AND "lookAt" <= $1 LIMIT $2`,
      [now, limit],
    );
    return found.map(({ subject }) => subject);
  }

  async handToCare(
    tx: EntityManager,
    lines: readonly { number: number; subject: string }[],
    lookAt: Date,
  ): Promise<void> {
    await rows(
      tx,
      `UPDATE journal_pending p SET "stage" = 'care', "subject" = c."subject", "lookAt" = $3
       FROM unnest($1::bigint[], $2::text[]) AS c("number", "subject") WHERE p."number" = c."number"`,
      [int8s(lines.map((l) => l.number)), texts(lines.map((l) => l.subject)), lookAt],
    );
  }

  async settle(tx: EntityManager, numbers: readonly number[]): Promise<void> {
    if (numbers.length > 0)
      await rows(tx, 'DELETE FROM journal_pending WHERE "number" = ANY ($1::bigint[])', [int8s(numbers)]);
  }

  async noteFailure(tx: EntityManager, number: number, error: string, lookAt: Date, park: boolean): Promise<void> {
    await rows(
      tx,
      `UPDATE journal_pending SET "attempts" = "attempts" + 1, "error" = $2, "lookAt" = $3, "stage" = CASE WHEN $4 THEN 'parked' ELSE "stage" END
       WHERE "number" = $1`,
      [number, error, lookAt, park],
    );
  }

  async unpark(tx: EntityManager, number: number): Promise<number> {
    return affected(
      tx,
      `UPDATE journal_pending SET "stage" = 'heard', "subject" = NULL, "lookAt" = NULL, "attempts" = 0, "error" = NULL
       WHERE "number" = $1 AND "stage" = 'parked'`,
      [number],
    );
  }

  /** Puts a line back among those nobody has looked at. */
  async wait(tx: EntityManager, line: Pick<JournalLine, 'number' | 'time' | 'deviceNumber'>): Promise<void> {
    await rows(
      tx,
      'INSERT INTO journal_pending ("number", "time", "deviceNumber") VALUES ($1, $2, $3) ON CONFLICT ("number") DO NOTHING',
      [line.number, line.time, line.deviceNumber],
    );
  }

  /** Whether anything the devices said still waits to have its effect; parked lines do not count. */
  async isWaiting(tx: EntityManager, deviceIds: readonly string[]): Promise<boolean> {
    const [row] = await rows<{ waiting: boolean }>(
      tx,
      `SELECT EXISTS (SELECT 1 FROM journal_pending p JOIN device d ON d."number" = p."deviceNumber"
                      WHERE d."deviceId" = ANY ($1) AND p."stage" <> 'parked') AS "waiting"`,
      [deviceIds],
    );
    return row?.waiting ?? false;
  }

  async countWaiting(tx: EntityManager): Promise<{ waiting: number; parked: number; oldestReceivedAt: Date | null }> {
    const [row] = await rows<{ waiting: number; parked: number; oldestReceivedAt: Date | null }>(
      tx,
      `SELECT (SELECT count(*) FROM journal_pending WHERE "stage" <> 'parked') AS "waiting",
              (SELECT count(*) FROM journal_pending WHERE "stage" = 'parked') AS "parked",
              (SELECT j."receivedAt" FROM journal_pending p JOIN journal j ON j."number" = p."number" AND j."time" = p."time"
               WHERE p."stage" <> 'parked' ORDER BY p."number" LIMIT 1) AS "oldestReceivedAt"`,
    );
    return row ?? { waiting: 0, parked: 0, oldestReceivedAt: null };
  }

  async find(tx: EntityManager, number: number): Promise<SaidLine | null> {
    return (await this.findMany(tx, [number]))[0] ?? null;
  }

  async findMany(tx: EntityManager, numbers: readonly number[]): Promise<SaidLine[]> {
    if (numbers.length === 0) return [];
    return rows(
      tx,
      'SELECT j.*, d."deviceId", d."dialect" FROM journal j JOIN device d ON d."number" = j."deviceNumber" WHERE j."number" = ANY ($1::bigint[])',
      [numbers],
    );
  }

  /** What was heard, newest first. */
  list(
    tx: EntityManager,
    filter: {
      deviceIds: readonly string[] | null;
      types: readonly string[] | null;
      from: Date | null;
      to: Date | null;
      before: number | null;
    },
    limit: number,
  ): Promise<SaidLine[]> {
    return rows(
      tx,
      `SELECT j.*, d."deviceId", d."dialect" FROM journal j JOIN device d ON d."number" = j."deviceNumber"
       WHERE ($1::text[] IS NULL OR d."deviceId" = ANY ($1)) AND ($2::text[] IS NULL OR j."type" = ANY ($2))
         AND ($3::timestamptz IS NULL OR j."receivedAt" >= $3) AND ($4::timestamptz IS NULL OR j."receivedAt" < $4)
         AND ($5::bigint IS NULL OR j."number" < $5)
       ORDER BY j."number" DESC LIMIT $6`,
      [filter.deviceIds, filter.types, filter.from, filter.to, filter.before, limit],
    );
  }
}

// One order for everybody, so that two batches never wait for each other.
const byKey = (a: Heard, b: Heard): number =>
  a.deviceNumber - b.deviceNumber ||
  (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : a.time.getTime() - b.time.getTime());

function columnsOf(heard: readonly Heard[]): unknown[] {
  return [
    int4s(heard.map((h) => h.deviceNumber)),
    texts(heard.map((h) => h.eventId)),
    instants(heard.map((h) => h.time)),
    instants(heard.map((h) => h.receivedAt)),
    instants(heard.map((h) => h.effectiveAt)),
    texts(heard.map((h) => h.clock)),
    texts(heard.map((h) => h.type)),
    int8s(heard.map((h) => h.bootId)),
    int8s(heard.map((h) => h.sequence)),
    instants(heard.map((h) => h.dueAt)),
    texts(heard.map((h) => h.reason)),
    int4s(heard.map((h) => h.payloadLength)),
    byteas(heard.map((h) => h.payload)),
  ];
}
