import { retryDelayMs } from './retry-delay.rules.js';
import { realNow } from '../clock/clock.js';
import { codeOf, isHeld } from '../database/trouble.rules.js';

const FORGOTTEN_MS = 60_000;

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

  /** What it is too soon to try again; of what was due long ago somebody else has taken care. */
  get resting(): Work[] {
    const now = realNow().getTime();
    for (const [work, { until }] of this.failing) if (now - until > FORGOTTEN_MS) this.failing.delete(work);
    return [...this.failing].flatMap(([work, { until }]) => (now < until ? [work] : []));
  }

  forget(work: Work): void {
    this.failing.delete(work);
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
