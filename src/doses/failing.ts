import { retryDelayMs } from '../journal/journal.rules.js';
import { realNow } from '../platform/clock/clock.js';
import { codeOf, isHeld } from '../platform/database/trouble.rules.js';

/** Work that fails again and again: each is tried again a little later each time, and it is known for what. */
export class Failing<Work> {
  private readonly failing = new Map<Work, { failures: number; until: number; trouble: string }>();

  constructor(
    private readonly longestMs: number,
    /** What somebody else holds is put back by whoever looks for work. */
    private readonly countsHeld: boolean,
  ) {}

  /** By work, the code of what keeps it from being done. */
  get troubles(): ReadonlyMap<Work, string> {
    return new Map([...this.failing].map(([work, { trouble }]) => [work, trouble]));
  }

  /** Answers 0 where it is too soon to try again. */
  async unlessTooSoon(work: Work, act: () => Promise<number>): Promise<number> {
    const before = this.failing.get(work);
    if (before && realNow().getTime() < before.until) return 0;
    try {
      const done = await act();
      this.failing.delete(work);
      return done;
    } catch (error) {
      if (this.countsHeld || !isHeld(error)) {
        const failures = (before?.failures ?? 0) + 1;
        const until = realNow().getTime() + retryDelayMs(failures, this.longestMs);
        this.failing.set(work, { failures, until, trouble: codeOf(error) });
      }
      throw error;
    }
  }
}
