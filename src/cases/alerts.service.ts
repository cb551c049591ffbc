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
import { AlertLogStore } from './alert-log.store.js';
import { type AlertFilter, AlertsStore } from './alerts.store.js';
import { type Closing, factOfClosing, type Logged, type LogEvent, type UnshelvedOver } from './log.rules.js';

/** Who writes what no person does. */
const GATEWAY = { id: 'gateway', name: null };

/** Whose log is written in: that of an alert, or of a task of one. */
export interface Written {
  readonly alertId: string;
  readonly taskId?: string | null;
}

/** The door to what needs a human, once: reported, followed, shelved and closed here, and every hand laid on it logged. */
@Injectable()
export class AlertsService {
  constructor(
    readonly store: AlertsStore,
    private readonly logbook: AlertLogStore,
    private readonly config: Config,
  ) {}

  /** Oldest first. */
  logOf(tx: Turn['tx'], alertIds: readonly string[]): Promise<Logged[]> {
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
    const about = { alertId, taskId };
    this.log(turn, about, { kind: 'cause_named', data: { cause } }, by);
    this.log(turn, about, { kind: 'resolved', data: { outcome } }, by, note);
    if (!alert || !isLive(alert.state)) return this.noteDealtWith(turn, alert);
    const checklist = checklistFor(alert, outcome, this.config.checklists);
    for (const text of checklist) this.log(turn, about, { kind: 'checklist', data: {} }, GATEWAY, text);
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
    this.log(turn, aboutAlert(alert), { kind: 'shelved', data: { shelvedUntil: until.toISOString() } }, by, reason);
    return [alertFact('alert.shelved', saved, { until: until.toISOString() })];
  }

  async unshelve(turn: Turn, alertId: string): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    return alert?.state === 'shelved' ? this.takeFromShelf(turn, alert, 'time_over') : [];
  }

  /** Nothing that became critical stays on the shelf. */
  async unshelveCritical(turn: Turn, alert: Alert): Promise<Fact[]> {
    return mayRest(alert) ? [] : this.takeFromShelf(turn, alert, 'became_critical');
  }

  private async takeFromShelf(turn: Turn, alert: Alert, rule: UnshelvedOver): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, state: 'open', shelvedUntil: null });
    this.log(turn, aboutAlert(alert), { kind: 'unshelved', data: { rule } });
    return [alertFact('alert.unshelved', saved)];
  }

  /** The citizen lives in another district now, which looks after it from here. */
  async moveTo(turn: Turn, alert: Alert, districtId: string | null): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, districtId });
    const data = { from: alert.districtId, to: districtId };
    this.log(turn, aboutAlert(alert), { kind: 'district_changed', data });
    return [alertFact('alert.moved', saved, data)];
  }

  /** From its opening: all is worked out about it and nobody is asked. */
  async putInShadow(turn: Turn, alert: Alert): Promise<Alert> {
    this.log(turn, aboutAlert(alert), { kind: 'shadow_began', data: {} });
    return this.store.save(turn.tx, { ...alert, shadow: true });
  }

  /** Its ladder has been climbed to the end, and there is nobody to close it. */
  endShadow(turn: Turn, alert: Alert): Promise<Fact[]> {
    return this.closeItself(turn, alert, { kind: 'shadow_ended', data: {} });
  }

  /**
   * Writes down what was done.
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

  /** Opens an alert, or adds to the one that is live for the key. */
  async report(turn: Turn, said: Report): Promise<Fact[]> {
    return this.reportAfter(turn, await this.store.lockLast(turn.tx, said.key), said);
  }

  /** The same, where the last of the key is known. */
  async reportAfter(turn: Turn, last: Alert | null, said: Report): Promise<Fact[]> {
    const { alert, opened, louder } = report(last, said, newId(), turn.now);
    const saved = opened ? await this.store.insert(turn.tx, alert) : await this.store.save(turn.tx, alert);
    const { type, line } = said;
    this.log(turn, aboutAlert(alert), { kind: 'reported', data: { type, line, occurrences: alert.occurrences } });
    return [
      alertFact(opened ? 'alert.opened' : 'alert.repeated', alert, { occurrences: alert.occurrences, louder }),
      ...(await this.unshelveCritical(turn, saved)),
    ];
  }

  /** What it closed over is undone, and it still stands: asked about as a new alert, that follows this one. */
  async openAgain(turn: Turn, closed: Alert, { type, districtId = closed.districtId }: Fact): Promise<Fact[]> {
    const alert = await this.store.insert(turn.tx, openAgain(closed, newId(), districtId, turn.now));
    const data = { previousAlertId: closed.id };
    this.log(turn, aboutAlert(closed), { kind: 'asked_about_again', data: { because: type, alertId: alert.id } });
    this.log(turn, aboutAlert(alert), { kind: 'reopened', data: { because: type, ...data } });
    return [alertFact('alert.opened', alert, { occurrences: 1, louder: false, ...data })];
  }

  /** Closed by what happened, and not by a person. */
  async closeItself(turn: Turn, alert: Alert, how: Closing): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, state: 'auto-resolved', resolvedAt: turn.now });
    this.log(turn, aboutAlert(alert), how);
    return [alertFact('alert.auto_resolved', saved, factOfClosing(how))];
  }
}

const aboutAlert = ({ id }: Pick<Alert, 'id'>): Written => ({ alertId: id });

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
