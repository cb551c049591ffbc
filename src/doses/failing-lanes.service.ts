import { Injectable } from '@nestjs/common';
import { retryDelayMs } from '../journal/journal.rules.js';
import { realNow } from '../platform/clock/clock.js';
import { codeOf } from '../platform/database/trouble.rules.js';

/** A lane has many dispensers in it: it is tried sooner than a single message. */
const LONGEST_MS = 5_000;

/** Lanes that cannot be drained: each is tried again a little later each time, and it is known for what. */
@Injectable()
export class FailingLanes {
  private readonly lanes = new Map<number, { failures: number; until: number; trouble: string }>();

  /** By lane, the code of what keeps it from being drained. */
  get troubles(): ReadonlyMap<number, string> {
    return new Map([...this.lanes].map(([lane, { trouble }]) => [lane, trouble]));
  }

  /** Answers 0 where it is too soon to try again. */
  async unlessTooSoon(lane: number, drain: () => Promise<number>): Promise<number> {
    const before = this.lanes.get(lane);
    if (before && realNow().getTime() < before.until) return 0;
    try {
      const taken = await drain();
      this.lanes.delete(lane);
      return taken;
    } catch (error) {
      const failures = (before?.failures ?? 0) + 1;
      const until = realNow().getTime() + retryDelayMs(failures, LONGEST_MS);
      this.lanes.set(lane, { failures, until, trouble: codeOf(error) });
      throw error;
    }
  }
}
