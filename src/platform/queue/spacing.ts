import type { WakeUp } from './queues.js';

/**
 * Hands wake-ups over at once when none were lately, and else together, one a key, when the pause is over: a lone event waits for
 * nothing, and a thousand a second cost no more jobs than ten.
 */
export class Spacing {
  private readonly waiting = new Map<string, WakeUp>();
  private isBusy = false;
  private pause: NodeJS.Timeout | undefined;

  constructor(
    private readonly pauseMs: number,
    private readonly handOver: (wakeUps: readonly WakeUp[]) => Promise<void>,
  ) {}

  ask(wakeUps: readonly WakeUp[]): void {
    for (const wakeUp of wakeUps) this.waiting.set(wakeUp.key, wakeUp);
    if (!this.isBusy) this.next();
  }

  /** What waits now is left to the sweep. */
  close(): void {
    this.waiting.clear();
    clearTimeout(this.pause);
  }

  private next(): void {
    this.isBusy = this.waiting.size > 0;
    if (!this.isBusy) return;
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    void this.handOver(taken).finally(() => (this.pause = setTimeout(() => this.next(), this.pauseMs)));
  }
}
