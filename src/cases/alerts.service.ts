import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import {
  type Alert,
  type Cause,
  checklistFor,
  isLive,
  mayRest,
  type Outcome,
  openAgain,
  type Report,
  report,
} from './alert.rules.js';
import type { AlertLogEntity } from './alert-log.entity.js';
import { AlertLogStore, type LogEntry } from './alert-log.store.js';
import { type AlertFilter, AlertsStore } from './alerts.store.js';

export type { LogEntry } from './alert-log.store.js';

export const GATEWAY = 'gateway';

/** The door to what needs a human, once: reported, followed, shelved and closed here, and every hand laid on it logged. */
@Injectable()
export class AlertsService {
  constructor(
    readonly store: AlertsStore,
    private readonly logbook: AlertLogStore,
    private readonly config: Config,
  ) {}

  /** Oldest first. */
  logOf(tx: Turn['tx'], alertIds: readonly string[]): Promise<AlertLogEntity[]> {
    return this.logbook.ofMany(tx, alertIds);
  }

  find(tx: Turn['tx'], id: string): Promise<Alert | null> {
    return this.store.find(tx, id);
  }

  findLive(tx: Turn['tx'], key: string): Promise<Alert | null> {
    return this.store.findLive(tx, key);
  }

  lock(tx: Turn['tx'], id: string): Promise<Alert | null> {
    return this.store.lock(tx, id);
  }

  /** Newest first. */
  list(tx: Turn['tx'], filter: AlertFilter, limit: number): Promise<Alert[]> {
    return this.store.list(tx, filter, limit);
  }

  /** Somebody's hand on the task shows on the alert. */
  async follow(turn: Turn, alertId: string, state: 'open' | 'claimed' | 'in-progress'): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    if (!alert || !isLive(alert.state) || alert.state === state) return [];
    const saved = await this.store.save(turn.tx, { ...alert, state });
    return [alertFact(FACT_OF_STATE[state], saved)];
  }

  /** Closed by a person, with outcome and cause; one that closed before stays as it was. */
  async resolve(
    turn: Turn,
    alertId: string,
    outcome: Outcome,
    cause: Cause,
    by: { id: string; name: string },
    taskId: string,
    note: string | null,
  ): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    this.log(turn, { alertId, taskId, entry: 'cause', by: by.id, byName: by.name, data: { cause } });
    this.log(turn, {
      alertId,
      taskId,
      entry: 'signed-off',
      by: by.id,
      byName: by.name,
      text: note,
      data: { outcome },
    });
    if (!alert || !isLive(alert.state)) return this.noteDealtWith(turn, alert);
    const checklist = checklistFor(alert, outcome, this.config.checklists);
    for (const text of checklist)
      this.log(turn, { alertId, taskId, entry: 'measure', by: GATEWAY, text, data: { checklist: true } });
    const detail = checklist.length > 0 ? { ...alert.detail, checklist } : alert.detail;
    const closed: Alert = { ...alert, state: 'resolved', resolvedAt: turn.now, outcome, cause, detail };
    return [alertFact('alert.resolved', await this.store.save(turn.tx, closed), { outcome, cause })];
  }

  /** It had closed by itself while somebody was at it, who has dealt with it since: whatever is undone, it does not come back. */
  private async noteDealtWith(turn: Turn, alert: Alert | null): Promise<Fact[]> {
    if (alert?.closedBecause) await this.store.save(turn.tx, { ...alert, closedBecause: null, closedBecauseId: null });
    return [];
  }

  async shelve(
    turn: Turn,
    alert: Alert,
    until: Date,
    reason: string,
    by: { id: string; name: string },
  ): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, {
      ...alert,
      state: 'shelved',
      shelvedUntil: until,
      shelvedReason: reason,
    });
    this.log(turn, {
      alertId: alert.id,
      entry: 'measure',
      by: by.id,
      byName: by.name,
      text: reason,
      data: { shelvedUntil: until.toISOString() },
    });
    return [alertFact('alert.shelved', saved, { until: until.toISOString() })];
  }

  async unshelve(turn: Turn, alertId: string): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    return alert?.state === 'shelved' ? this.takeFromShelf(turn, alert, 'its time was over') : [];
  }

  /** Nothing that became critical stays on the shelf. */
  async unshelveCritical(turn: Turn, alert: Alert): Promise<Fact[]> {
    return mayRest(alert) ? [] : this.takeFromShelf(turn, alert, 'it became critical');
  }

  private async takeFromShelf(turn: Turn, alert: Alert, why: string): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, state: 'open', shelvedUntil: null });
    this.log(turn, { alertId: alert.id, entry: 'measure', by: GATEWAY, text: `taken from the shelf: ${why}` });
    return [alertFact('alert.unshelved', saved)];
  }

  /** The citizen lives in another district now, which looks after it from here. */
  async moveTo(turn: Turn, alert: Alert, districtId: string | null): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, districtId });
    const data = { from: alert.districtId, to: districtId };
    const text = 'the citizen moved: another district looks after it from here';
    this.log(turn, { alertId: alert.id, entry: 'transfer', by: GATEWAY, text, data });
    return [alertFact('alert.moved', saved, data)];
  }

  /** From its opening: all is worked out about it and nobody is asked. */
  async putInShadow(turn: Turn, alert: Alert): Promise<Alert> {
    this.log(turn, {
      alertId: alert.id,
      entry: 'note',
      by: GATEWAY,
      text: 'tried out in shadow: nobody is asked',
    });
    return this.store.save(turn.tx, { ...alert, shadow: true });
  }

  /** Its ladder has been climbed to the end, and there is nobody to close it. */
  endShadow(turn: Turn, alert: Alert): Promise<Fact[]> {
    return this.closeItself(turn, alert, 'tried out in shadow to the last step', { reason: 'shadow' });
  }

  log(turn: Turn, entry: LogEntry): void {
    this.logbook.add(turn.tx, turn.now, entry);
  }

  /** Opens an alert, or adds to the one that is live for the key. */
  async report(turn: Turn, said: Report): Promise<Fact[]> {
    return this.reportAfter(turn, await this.store.lockLast(turn.tx, said.key), said);
  }

  /** The same, where the last of the key is known. */
  async reportAfter(turn: Turn, last: Alert | null, said: Report): Promise<Fact[]> {
    const { alert, opened, louder } = report(last, said, newId(), turn.now);
    const saved = opened ? await this.store.insert(turn.tx, alert) : await this.store.save(turn.tx, alert);
    this.log(turn, {
      alertId: alert.id,
      entry: 'reported',
      by: GATEWAY,
      text: said.type,
      data: { line: said.line, occurrences: alert.occurrences },
    });
    return [
      alertFact(opened ? 'alert.opened' : 'alert.repeated', alert, { occurrences: alert.occurrences, louder }),
      ...(await this.unshelveCritical(turn, saved)),
    ];
  }

  /** What it closed over is undone, and it still stands: asked about as a new alert, that follows this one. */
  async openAgain(turn: Turn, closed: Alert, { type, districtId = closed.districtId }: Fact): Promise<Fact[]> {
    const alert = await this.store.insert(turn.tx, openAgain(closed, newId(), districtId, turn.now));
    const text = `${type}: asked about again`;
    this.log(turn, { alertId: closed.id, entry: 'transfer', by: GATEWAY, text, data: { alertId: alert.id } });
    const data = { previousAlertId: closed.id };
    this.log(turn, { alertId: alert.id, entry: 'reported', by: GATEWAY, text: type, data });
    return [alertFact('alert.opened', alert, { occurrences: 1, louder: false, ...data })];
  }

  /** Closed by what happened, and not by a person. */
  async closeItself(turn: Turn, alert: Alert, text: string, data: Record<string, unknown>): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, state: 'auto-resolved', resolvedAt: turn.now });
    this.log(turn, { alertId: alert.id, entry: 'signed-off', by: GATEWAY, text, data });
    return [alertFact('alert.auto_resolved', saved, data)];
  }
}

const FACT_OF_STATE = { open: 'alert.released', claimed: 'alert.claimed', 'in-progress': 'alert.started' } as const;

export function alertFact(type: string, alert: Alert, more: Record<string, unknown> = {}): Fact {
  return {
    type,
    subject: alert.id,
    citizenId: alert.citizenId,
    deviceId: alert.deviceId,
    districtId: alert.districtId,
    data: {
      alertType: alert.type,
      priority: alert.priority,
      state: alert.state,
      ...(alert.shadow && { shadow: true }),
      doseId: alert.doseId,
      dueAt: alert.dose?.dueAt ?? null,
      ...more,
    },
  };
}
