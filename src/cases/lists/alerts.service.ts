import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Turn } from '../../platform/database/turn.js';
import { AlertLogStore } from '../alert-log.store.js';
import type { Alert } from '../alert.rules.js';
import { type AlertFilter, AlertsStore } from './alerts.store.js';
import type { Climb } from '../climbing/climb.rules.js';
import type { LogEvent, Logged } from '../log/log.rules.js';

/** Who writes what no person does. */
const GATEWAY = { id: 'gateway', name: null };

/** Whose log is written in: that of an alert, or of a task of one. */
export interface Written {
  readonly alertId: string;
  readonly taskId?: string | null;
}

/** What is shown of alerts, and their log. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly store: AlertsStore,
    private readonly logbook: AlertLogStore,
  ) {}

  /** Newest first. */
  list(tx: EntityManager, filter: AlertFilter, limit: number): Promise<Alert[]> {
    return this.store.list(tx, filter, limit);
  }

  /** Misses of the citizen that matched no dose and became alerts since an instant. */
  countUnmatched(tx: EntityManager, citizenId: string, since: Date): Promise<number> {
    return this.store.countUnmatched(tx, citizenId, since);
  }

  /** Alerts whose parent stands for them no longer. */
  orphans(tx: EntityManager, now: Date, limit: number): Promise<{ id: string; citizenId: string | null }[]> {
    return this.store.orphans(tx, now, limit);
  }

  /** What is live of a type in the district and had the cause since an instant. */
  liveWithCause(tx: EntityManager, what: Parameters<AlertsStore['liveWithCause']>[1]): Promise<Alert[]> {
    return this.store.liveWithCause(tx, what);
  }

  /** Where they stand on their ladders. */
  laddersOf(tx: EntityManager, alertIds: readonly string[]): Promise<Climb[]> {
    return this.store.laddersOf(tx, alertIds);
  }

  /** The handling logs, oldest entry first. */
  logOf(tx: EntityManager, alertIds: readonly string[]): Promise<Logged[]> {
    return this.logbook.ofMany(tx, alertIds);
  }

  /** What this turn says in the handling log of an alert, and has not written yet. */
  unwritten({ tx }: Turn, alertId: string): LogEvent[] {
    return this.logbook.unwritten(tx, alertId);
  }

  /**
   * Writes down what was done beside the case itself.
   * @param by the house itself by default
   * @param text what a person wrote, and nothing else
   */
  log(
    turn: Turn,
    about: Written,
    said: LogEvent,
    by: { readonly id: string; readonly name: string | null } | null = null,
    text: string | null = null,
  ): void {
    const { id, name } = by ?? GATEWAY;
    this.logbook.add(turn.tx, turn.now, { ...about, said, by: id, byName: name, text });
  }
}
