import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { instants, texts, uuids } from '../platform/database/arrays.js';
import { WriteBuffer } from '../platform/database/write-buffer.js';
import { rows } from '../platform/database/sql.js';
import { AlertLogEntity } from './alert-log.entity.js';
import type { LogEntryCode } from './alert.rules.js';

export interface LogEntry {
  readonly alertId: string;
  readonly taskId?: string | null;
  readonly entry: LogEntryCode;
  readonly by: string;
  readonly byName?: string | null;
  readonly text?: string | null;
  readonly data?: Record<string, unknown> | null;
}

@Injectable()
export class AlertLogStore {
  private readonly written = new WriteBuffer<LogEntry & { readonly at: Date }>(async (tx, entries) => {
    await rows(
      tx,
      `INSERT INTO alert_log ("alertId", "taskId", "at", "entry", "by", "byName", "text", "data")
       SELECT e."alertId", e."taskId", e."at", e."entry", e."by", e."byName", e."text", e."data"::jsonb
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         WITH ORDINALITY AS e("alertId", "taskId", "at", "entry", "by", "byName", "text", "data", "place")
       ORDER BY e."place"`,
      [
        uuids(entries.map(({ alertId }) => alertId)),
        uuids(entries.map(({ taskId }) => taskId ?? null)),
        instants(entries.map(({ at }) => at)),
        texts(entries.map(({ entry }) => entry)),
        texts(entries.map(({ by }) => by)),
        texts(entries.map(({ byName }) => byName ?? null)),
        texts(entries.map(({ text }) => text ?? null)),
        texts(entries.map(({ data }) => (data ? JSON.stringify(data) : null))),
      ],
    );
  });

  /** Written when the transaction commits; it does not read it back itself. */
  add(tx: EntityManager, at: Date, entry: LogEntry): void {
    this.written.add(tx, { ...entry, at });
  }

  /** Oldest first. */
  ofMany(tx: EntityManager, alertIds: readonly string[]): Promise<AlertLogEntity[]> {
    return tx.getRepository(AlertLogEntity).find({ where: { alertId: In([...alertIds]) }, order: { id: 'ASC' } });
  }
}
