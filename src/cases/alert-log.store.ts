import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { instants, texts, uuids } from '../platform/database/arrays.js';
import { PartBuffer } from '../platform/database/write-buffer.js';
import { AlertLogEntity } from './alert-log.entity.js';
import { lift } from './log/log-before.rules.js';
import { entryOf, type Logged, type LogEvent } from './log/log.rules.js';

/** What is written down, of which alert and task, and by whom. */
export interface LogEntry {
  readonly alertId: string;
  readonly taskId?: string | null;
  readonly said: LogEvent;
  readonly by: string;
  readonly byName?: string | null;
  /** What a person wrote. */
  readonly text?: string | null;
}

@Injectable()
export class AlertLogStore {
  private readonly written = new PartBuffer<LogEntry & { readonly at: Date }>((_tx, entries) => ({
    queries: [
      `log_written AS (
       INSERT INTO alert_log ("alertId", "taskId", "at", "entry", "by", "byName", "text", "kind", "data")
       SELECT e."alertId", e."taskId", e."at", e."entry", e."by", e."byName", e."text", e."kind", e."data"::jsonb
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         WITH ORDINALITY AS e("alertId", "taskId", "at", "entry", "by", "byName", "text", "kind", "data", "place")
       ORDER BY e."place")`,
    ],
    parameters: [
      uuids(entries.map(({ alertId }) => alertId)),
      uuids(entries.map(({ taskId }) => taskId ?? null)),
      instants(entries.map(({ at }) => at)),
      texts(entries.map(({ said }) => entryOf(said))),
      texts(entries.map(({ by }) => by)),
      texts(entries.map(({ byName }) => byName ?? null)),
      texts(entries.map(({ text }) => text ?? null)),
      texts(entries.map(({ said }) => said.kind)),
      texts(entries.map(({ said }) => JSON.stringify(said.data))),
    ],
  }));

  /** Written when the transaction commits; it does not read it back itself. */
  add(tx: EntityManager, at: Date, entry: LogEntry): void {
    this.written.add(tx, { ...entry, at });
  }

  /** What the transaction has left to be written of an alert, in order. */
  unwritten(tx: EntityManager, alertId: string): LogEvent[] {
    return this.written.waitingIn(tx).flatMap((entry) => (entry.alertId === alertId ? [entry.said] : []));
  }

  /** Oldest first. */
  async ofMany(tx: EntityManager, alertIds: readonly string[]): Promise<Logged[]> {
    const where = { alertId: In([...alertIds]) };
    const found = await tx.getRepository(AlertLogEntity).find({ where, order: { id: 'ASC' } });
    return found.map(({ kind, data, ...row }) =>
      kind === 'text' ? lifted(row, data) : { ...row, ...({ kind, data } as LogEvent) },
    );
  }
}

/** What was written before, or by the version before. */
function lifted(row: Omit<AlertLogEntity, 'kind' | 'data'>, data: AlertLogEntity['data']): Logged {
  const { said, text } = lift({ ...row, data });
  return { ...row, ...said, text };
}
