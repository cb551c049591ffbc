import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/id.js';
import { rows } from '../platform/database/sql.js';
import type { QuarantineKind, QuarantinedLine } from './journal.rules.js';

interface ToQuarantine {
  readonly number: number;
  readonly time: Date;
  readonly deviceId: string;
  readonly kind: QuarantineKind;
  readonly reason: string;
  readonly receivedAt: Date;
}

@Injectable()
export class QuarantineStore {
  async add(tx: EntityManager, now: Date, lines: readonly ToQuarantine[]): Promise<void> {
    await rows(
      tx,
      `INSERT INTO quarantine ("id", "number", "time", "deviceId", "kind", "reason", "receivedAt", "quarantinedAt")
       SELECT q.*, $8 FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) AS q
       ON CONFLICT ("number") DO UPDATE SET "kind" = excluded."kind", "reason" = excluded."reason", "state" = 'open',
         "closedAt" = NULL, "closedBy" = NULL`,
      [
        lines.map(() => newId()),
        lines.map((l) => l.number),
        lines.map((l) => l.time),
        lines.map((l) => l.deviceId),
        lines.map((l) => l.kind),
        lines.map((l) => l.reason),
        lines.map((l) => l.receivedAt),
        now,
      ],
    );
  }

  async lock(tx: EntityManager, id: string): Promise<QuarantinedLine | null> {
    const [line] = await rows<QuarantinedLine>(tx, 'SELECT * FROM quarantine WHERE "id" = $1 FOR UPDATE', [id]);
    return line ?? null;
  }

  async close(
    tx: EntityManager,
    id: string,
    state: QuarantinedLine['state'],
    closedAt: Date,
    closedBy: string,
  ): Promise<void> {
    await rows(tx, 'UPDATE quarantine SET "state" = $2, "closedAt" = $3, "closedBy" = $4 WHERE "id" = $1', [
      id,
      state,
      closedAt,
      closedBy,
    ]);
  }

  /** Newest first. */
  list(
    tx: EntityManager,
    states: readonly string[],
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<QuarantinedLine[]> {
    return rows(
      tx,
      `SELECT * FROM quarantine
       WHERE "state" = ANY ($1) AND ($2::timestamptz IS NULL OR ("receivedAt", "id") < ($2, $3::uuid))
       ORDER BY "receivedAt" DESC, "id" DESC LIMIT $4`,
      [states, before?.[0] ?? null, before?.[1] ?? null, limit],
    );
  }
}
