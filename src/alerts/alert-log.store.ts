import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
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
  async add(
    tx: EntityManager,
    at: Date,
    { taskId = null, byName = null, text = null, data = null, ...entry }: LogEntry,
  ): Promise<void> {
    await tx.getRepository(AlertLogEntity).insert({ ...entry, at, taskId, byName, text, data: data as object | null });
  }

  /** Oldest first. */
  ofMany(tx: EntityManager, alertIds: readonly string[]): Promise<AlertLogEntity[]> {
    return tx.getRepository(AlertLogEntity).find({ where: { alertId: In([...alertIds]) }, order: { id: 'ASC' } });
  }
}
