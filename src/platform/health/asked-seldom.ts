import { steadyMs } from '../clock/clock.js';
import type { CheckResult } from './readiness.rules.js';

/**
 * A look that costs something: however often it is asked for, it is taken once in so long and one at a time, and who asks in between
 * hears what came out last. One that has hung for longer than anybody waits is bad news to whoever asks, at once.
 */
export class AskedSeldom {
  private lookedAt = -Infinity;
  private lasting: Promise<CheckResult> | null = null;
  private last: CheckResult | null = null;

  constructor(
    private readonly look: () => Promise<CheckResult>,
    private readonly everyMs: number,
    private readonly longestMs: number,
    private readonly now: () => number = steadyMs,
  ) {}

  async ask(): Promise<CheckResult> {
    const ageMs = this.now() - this.lookedAt;
    if (this.lasting && ageMs >= this.longestMs)
      return { ok: false, detail: `has hung for ${Math.round(ageMs / 1000)} s` };
    if (!this.lasting && this.last && ageMs < this.everyMs) return this.last;
    return (this.lasting ??= this.lookOnce());
  }

  private async lookOnce(): Promise<CheckResult> {
    this.lookedAt = this.now();
    try {
      return (this.last = await this.look());
    } finally {
      this.lasting = null;
    }
  }
}
