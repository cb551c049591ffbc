import { Injectable } from '@nestjs/common';
import type { Priority } from '../devices/telemetry.rules.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Alert, Cause, Outcome } from './alert.rules.js';
import { alertFact, AlertsService, GATEWAY } from './alerts.service.js';

/** Alerts of one citizen that are one piece of work: the one that stands for the others is their parent. */
@Injectable()
export class BondsService {
  constructor(private readonly alerts: AlertsService) {}

  /** More urgent than it was, and what it is about now. It never becomes less. */
  async grow(
    turn: Turn,
    alert: Alert,
    to: { readonly priority: Priority } & Partial<Pick<Alert, 'doseId' | 'dose'>>,
    why: string,
  ): Promise<Fact[]> {
    const priority = to.priority < alert.priority ? to.priority : alert.priority;
    const saved = await this.alerts.store.save(turn.tx, { ...alert, ...to, priority });
    this.alerts.log(turn, { alertId: alert.id, entry: 'measure', by: GATEWAY, text: why, data: { priority } });
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
    const text = `followed under ${parent.type} of the ${whoseParent(alert, parent)}`;
    const data = { parentId: parent.id };
    this.alerts.log(turn, { alertId: alert.id, entry: 'transfer', by: GATEWAY, text, data });
    return alertFact('alert.attached', alert, data);
  }

  /** Stands for itself again. */
  async detach(turn: Turn, alert: Alert): Promise<Fact[]> {
    const saved = await this.alerts.store.save(turn.tx, { ...alert, attached: false, attachedUntil: null });
    const text = 'still so, and nobody is asked about it any more: asked by itself again';
    this.alerts.log(turn, { alertId: alert.id, entry: 'transfer', by: GATEWAY, text });
    return [alertFact('alert.detached', saved)];
  }

  /** What was done for the parent put this right too. */
  async resolveWith(turn: Turn, alert: Alert, outcome: Outcome, cause: Cause): Promise<Fact[]> {
    const resolved = { ...alert, state: 'resolved' as const, resolvedAt: turn.now, outcome, cause };
    const saved = await this.alerts.store.save(turn.tx, resolved);
    const text = 'closed with what it was followed under';
    this.alerts.log(turn, {
      alertId: alert.id,
      entry: 'signed-off',
      by: GATEWAY,
      text,
      data: { outcome, cause },
    });
    return [alertFact('alert.resolved', saved, { outcome, cause })];
  }
}

const whoseParent = (alert: Alert, parent: Alert): string => {
  if (parent.citizenId) return 'same citizen';
  return alert.districtId === parent.districtId ? 'same district' : 'district above it';
};
