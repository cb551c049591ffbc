import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { type Budget, fullBudget, spend } from './budget.rules.js';

/** What a dispenser said beyond its budget since it was asked last. */
export interface Excess {
  readonly deviceId: string;
  readonly number: number;
  events: number;
  lastAt: Date;
}

/** How much each dispenser says. It costs a dispenser that says little next to nothing. */
@Injectable()
export class Budgets {
  private readonly limits;
  private readonly budgets = new Map<number, Budget>();
  private excess = new Map<string, Excess>();
  /** What each said beyond its budget, until what waits of it is counted. */
  readonly beyond = new Map<string, Pick<Excess, 'deviceId' | 'number' | 'events'>>();
  private readonly counter;

  constructor(config: Config, metrics: Metrics) {
    const { deviceEventsPerSecond: perSecond, deviceBurst: burst } = config.ingest;
    this.limits = { perSecond, burst };
    this.counter = metrics.counter('telemetry_over_budget_total', 'Events that dispensers said beyond their budget');
  }

  /** Counts one event; answers whether it is beyond the budget. */
  isOver({ deviceId, number }: { deviceId: string; number: number }, now: Date): boolean {
    let budget = this.budgets.get(number);
    if (!budget) this.budgets.set(number, (budget = fullBudget(this.limits, now.getTime())));
    if (!spend(budget, this.limits, now.getTime())) return false;
    const known = this.excess.get(deviceId) ?? { deviceId, number, events: 0, lastAt: now };
    this.excess.set(deviceId, known);
    known.events += 1;
    known.lastAt = now;
    return true;
  }

  /** What was said beyond budgets since the last time this was asked. */
  takeExcess(): Excess[] {
    const taken = [...this.excess.values()];
    this.excess = new Map();
    for (const { deviceId, number, events } of taken) {
      const before = this.beyond.get(deviceId)?.events ?? 0;
      this.beyond.set(deviceId, { deviceId, number, events: before + events });
    }
    this.counter.inc(taken.reduce((sum, { events }) => sum + events, 0));
    return taken;
  }
}
