import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

/** How often somebody came and went to no purpose, and since when he is slowed. */
export interface Flapping {
  readonly since: number;
  readonly count: number;
  /** 0 while he is not slowed; else how many times he was counted since. */
  readonly step: number;
  readonly lastAt: number;
}

const FREE_A_MINUTE = 15;
const LONGEST_MS = 15_000;

/** Counts once more. Who is slowed stays so until a minute passed in which nothing was counted. */
export function countOnce(before: Flapping | undefined, now: number): Flapping {
  if (!before || now - before.lastAt >= MINUTE_MS) return { since: now, count: 1, step: 0, lastAt: now };
  if (before.step > 0) return { ...before, step: before.step + 1, lastAt: now };
  if (now - before.since >= MINUTE_MS) return { since: now, count: 1, step: 0, lastAt: now };
  const count = before.count + 1;
  return { ...before, count, step: count >= FREE_A_MINUTE ? 1 : 0, lastAt: now };
}

/**
 * Milliseconds that the next one is answered later: 1, 2, 4 ... at most 15 s after the last was counted, so that who gave up
 * waiting does not wait from the beginning.
 */
export function waitMs({ step, lastAt }: Flapping, now: number): number {
  const slowedMs = step === 0 ? 0 : Math.min(LONGEST_MS, 1_000 * 2 ** (step - 1));
  return Math.max(0, lastAt + slowedMs - now);
}
