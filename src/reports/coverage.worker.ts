import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { CoverageService } from './coverage.service.js';
import { HOUR_MS } from '../platform/clock/spans.rules.js';

/** Looks ahead once an hour, so that a gap that is filled is not followed for a day. */
@Injectable()
export class CoverageWorker {
  private hour: number | null = null;
  private seen: string | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly bus: FactBus,
    private readonly coverage: CoverageService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'coverage', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const hour = Math.floor(this.clock.now().getTime() / HOUR_MS);
    this.hour ??= hour;
    if (hour === this.hour) return 0;
    const { told, seen } = await this.bus.transact(async (turn) => {
      const { facts, result } = await this.coverage.audit(turn, this.seen);
      return { facts, result: { told: facts.length, seen: result } };
    });
    this.seen = seen;
    this.hour = hour;
    return told;
  }
}
