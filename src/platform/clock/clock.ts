import { Injectable } from '@nestjs/common';
import { behindMs, type RealTime, sight, type Sighting, timeAt, unsighted } from './real-time.rules.js';

/** The clock of our own machine, which anybody may set. */
export const machineMs = (): number => Date.now();

/** The clock that nobody sets, and that no other process can read. */
export const steadyMs = (): number => performance.now();

let realTime: RealTime = unsighted(steadyMs(), machineMs());

/** The time outside, for what must not be moved: tokens, rate limits, retries of technical work. By PostgreSQL's clock, the same for all. */
export const realNow = (): Date => new Date(timeAt(realTime, steadyMs()));

/** PostgreSQL's clock was seen; answers how far behind it we still are, in milliseconds. */
export function setBy(seen: Sighting): number {
  realTime = sight(realTime, seen);
  return behindMs(realTime, seen.answeredMs);
}

/** Where the movable clock stood at one real instant, and how fast it runs from there. */
export interface ClockAnchor {
  readonly realAt: Date;
  readonly clockAt: Date;
  readonly speed: number;
}

/** The time the house lives by. In production it is the time outside; tests and the demo move it, forward only. */
@Injectable()
export class Clock {
  private anchor: ClockAnchor | null = null;
  private began = realNow();

  now(): Date {
    return this.anchor ? readAnchor(this.anchor, realNow()) : realNow();
  }

  /** When this process began, by the house's time as it was then. */
  get beganAt(): Date {
    return this.began;
  }

  get speed(): number {
    return this.anchor?.speed ?? 1;
  }

  /** Follows the anchor that the database holds; null means the time outside. One that was read before the clock moved on is late news. */
  follow(anchor: ClockAnchor | null): void {
    const at = realNow();
    if (this.anchor && anchor && readAnchor(anchor, at) < readAnchor(this.anchor, at)) return;
    if (!this.anchor && anchor) this.began = readAnchor(anchor, this.began);
    this.anchor = anchor;
  }
}

export function readAnchor(anchor: ClockAnchor, realAt: Date): Date {
  return new Date(anchor.clockAt.getTime() + (realAt.getTime() - anchor.realAt.getTime()) * anchor.speed);
}
