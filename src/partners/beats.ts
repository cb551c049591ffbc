import { setTimeout as pause } from 'node:timers/promises';
import { steadyMs } from '../platform/clock/clock.js';
import { begin, every } from '../platform/emitters.js';

/** So much of the time between two beats one waits for what is looked up for it, and else says what was found before. */
const PATIENCE = 1 / 5;
/** After so many beats what was found before is not said any more. */
const STALE_AFTER = 2;

/** Hears every beat; null while nothing can be found. */
type Heart<Found> = (found: Found | null) => void;

/** Looks once every so often for all who listen together, and only while somebody does. A beat does not come late for it. */
export class Beats<Found> {
  private readonly hearts = new Set<Heart<Found>>();
  private timer: NodeJS.Timeout | null = null;
  private last: { readonly found: Found; readonly foundMs: number } | null = null;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly everyMs: number,
    private readonly look: () => Promise<Found>,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  /** Calls `heart` as soon as can be, and from then on with all the others; returns how to stop that. */
  follow(heart: Heart<Found>): () => void {
    this.hearts.add(heart);
    this.timer ??= every(this.everyMs, () => this.beat(), this.onTrouble);
    begin(() => this.greet(heart), this.onTrouble);
    return () => this.leave(heart);
  }

  private leave(heart: Heart<Found>): void {
    this.hearts.delete(heart);
    if (this.hearts.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private async beat(): Promise<void> {
    await this.lookSoon();
    for (const heart of [...this.hearts]) heart(this.latest);
  }

  /** Whoever comes between two beats is told what was found for the last. */
  private async greet(heart: Heart<Found>): Promise<void> {
    if (!this.isFresh(1)) await this.lookSoon();
    if (this.hearts.has(heart)) heart(this.latest);
  }

  private get latest(): Found | null {
    return this.last && this.isFresh(STALE_AFTER) ? this.last.found : null;
  }

  private isFresh(beats: number): boolean {
    return this.last !== null && steadyMs() - this.last.foundMs < beats * this.everyMs;
  }

  /** One look at a time, however long it takes. */
  private async lookSoon(): Promise<void> {
    this.looking ??= this.lookAround().finally(() => (this.looking = null));
    await Promise.race([this.looking, pause(this.everyMs * PATIENCE, undefined, { ref: false })]);
  }

  private async lookAround(): Promise<void> {
    try {
      this.last = { found: await this.look(), foundMs: steadyMs() };
    } catch (error) {
      this.onTrouble(error as Error);
    }
  }
}
