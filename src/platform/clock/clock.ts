import { Injectable } from '@nestjs/common';

/** The wall clock, for what must not be moved: tokens, rate limits, retries of technical work. */
export const realNow = (): Date => new Date();

/** Where the movable clock stood at one real instant, and how fast it runs from there. */
export interface ClockAnchor {
  readonly realAt: Date;
  readonly clockAt: Date;
  readonly speed: number;
}

/** The time the house lives by. In production it is the wall clock; tests and the demo move it, forward only. */
@Injectable()
export class Clock {
  private anchor: ClockAnchor | null = null;

  now(): Date {
    return this.anchor ? readAnchor(this.anchor, realNow()) : realNow();
  }

  get speed(): number {
    return this.anchor?.speed ?? 1;
  }

  /** Follows the anchor that the database holds; null means the wall clock. One that was read before the clock moved on is late news. */
  follow(anchor: ClockAnchor | null): void {
    const at = realNow();
    if (this.anchor && anchor && readAnchor(anchor, at) < readAnchor(this.anchor, at)) return;
    this.anchor = anchor;
  }
}

export function readAnchor(anchor: ClockAnchor, realAt: Date): Date {
  return new Date(anchor.clockAt.getTime() + (realAt.getTime() - anchor.realAt.getTime()) * anchor.speed);
}
