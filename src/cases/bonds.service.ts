import { Injectable } from '@nestjs/common';
import type { Priority } from '../devices/telemetry.rules.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Alert, Cause, Outcome } from './alert.rules.js';
import { alertFact, AlertsService } from './alerts.service.js';
import type { LogEvent } from './log.rules.js';

type Grown = Extract<LogEvent, { kind: 'grew' }>['data'];

/** Alerts of one citizen that are one piece of work: the one that stands for the others is their parent. */
@Injectable()
export class BondsService {
  constructor(private readonly alerts: AlertsService) {}

  /** More urgent than it was, and what it is about now. It never becomes less. */
  async grow(
    turn: Turn,
    alert: Alert,
    to: { readonly priority: Priority } & Partial<Pick<Alert, 'doseId' | 'dose'>>,
    why: Pick<Grown, 'rule' | 'ladder'>,
  ): Promise<Fact[]> {
    const priority = to.priority < alert.priority ? to.priority : alert.priority;
    const saved = await this.alerts.store.save(turn.tx, { ...alert, ...to, priority });
    this.alerts.log(turn, { alertId: alert.id }, { kind: 'grew', data: { priority, ...why } });
    return [alertFact('alert.grew', saved), ...(await this.alerts.unshelveCritical(turn, saved))];
  }

  /** From here the parent stands for it. */
  async attach(turn: Turn, alert: Alert, parent: Alert, until: Date | null = null): Promise<Fact[]> {
    const saved = await this.alerts.store.save(turn.tx, {
      ...alert,
      state: 'open',
      parentId: parent.id,
      attached: true,
      attachedUntil: until,
    });
    return [this.noteAttached(turn, saved, parent)];
  }

  /** The same is written down and told of each, however many are attached at once. */
  noteAttached(turn: Turn, alert: Alert, parent: Alert): Fact {
    const data = { parentId: parent.id, type: parent.type, whose: whoseParent(alert, parent) };
    this.alerts.log(turn, { alertId: alert.id }, { kind: 'attached', data });
    return alertFact('alert.attached', alert, { parentId: parent.id });
  }

  /** Stands for itself again. */
  async detach(turn: Turn, alert: Alert): Promise<Fact[]> {
    const saved = await this.alerts.store.save(turn.tx, { ...alert, attached: false, attachedUntil: null });
    this.alerts.log(turn, { alertId: alert.id }, { kind: 'detached', data: {} });
    return [alertFact('alert.detached', saved)];
  }

  /** What was done for the parent put this right too. */
  async resolveWith(turn: Turn, alert: Alert, outcome: Outcome, cause: Cause): Promise<Fact[]> {
    const resolved = { ...alert, state: 'resolved' as const, resolvedAt: turn.now, outcome, cause };
    const saved = await this.alerts.store.save(turn.tx, resolved);
    this.alerts.log(turn, { alertId: alert.id }, { kind: 'resolved_with_parent', data: { outcome, cause } });
    return [alertFact('alert.resolved', saved, { outcome, cause })];
  }
}

const whoseParent = (alert: Alert, parent: Alert): 'citizen' | 'district' | 'district_above' => {
  if (parent.citizenId) return 'citizen';
  return alert.districtId === parent.districtId ? 'district' : 'district_above';
};
