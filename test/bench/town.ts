import { HOURS_BETWEEN_DOSES, type DoseTimes } from './event.js';
import type { Town } from './ours.js';
import type { BenchSize } from './size.js';

export const WIDE_CLIENTS = 100;
export const NARROW_CLIENTS = 1_000;

// From tomorrow on: nothing falls due while the bench runs.
const FIRST_DUE_AT = Date.now() + 24 * 3_600_000;

export function townOf(size: BenchSize): Town {
  const everybody = size.dispensers + 2 * size.missed;
  return {
    dispensers: everybody,
    doses: [
      { dispensers: everybody, doses: dosesForPeak(size, NARROW_CLIENTS) },
      { dispensers: WIDE_CLIENTS, doses: dosesForPeak(size, WIDE_CLIENTS) },
      ...Array.from({ length: size.settlingRounds }, (_, round) => ({
        dispensers: size.dispensers,
        doses: dosesForSettling(size, round + 1),
      })),
    ],
  };
}

/** So many that within a round every event is about a dose of its own; each round begins again with the first. */
export function dosesForPeak(size: BenchSize, clients: number): DoseTimes {
  return { firstDueAt: new Date(FIRST_DUE_AT).toISOString(), count: Math.ceil(size.peakEvents / clients) };
}

/** Doses of round n (from 1) of settling: nobody has spoken of them before, and they are due after all that were spoken of. */
export function dosesForSettling(size: BenchSize, n: number): DoseTimes {
  const count = 2 * size.dosesPerRound;
  const before = dosesForPeak(size, WIDE_CLIENTS).count + (n - 1) * count;
  const firstDueAt = new Date(FIRST_DUE_AT + before * HOURS_BETWEEN_DOSES * 3_600_000).toISOString();
  return { firstDueAt, count, keptForMisses: size.dosesPerRound };
}
