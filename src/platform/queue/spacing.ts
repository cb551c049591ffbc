import { begin } from '../emitters.js';
import type { WakeUp } from './wake-up.js';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 160;

const leftToTheSweep = (): void => undefined;

/**
 * Hands wake-ups over at once when none were lately, and else together, one a key, when a pause is over that doubles for as long as
 * they keep coming: a lone event waits for nothing, and a thousand a second cost no more jobs than six.
 */
export class Spacing {
  private readonly waiting = new Map<string, WakeUp>();
  private isBusy = false;
  private pauseMs = FIRST_PAUSE_MS;
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly handOver: (wakeUps: readonly WakeUp[]) => Promise<void>) {}

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
    const taken = [...this.waiting.values()];
    this.waiting.clear();
    this.pauseMs = this.isBusy && taken.length > 0 ? Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
    this.isBusy = taken.length > 0;
    if (!this.isBusy) return;
    begin(
      () => this.handOver(taken).finally(() => (this.pause = setTimeout(() => this.next(), this.pauseMs))),
      leftToTheSweep,
    );
  }
}
