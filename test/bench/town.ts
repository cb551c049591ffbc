import { HOURS_BETWEEN_DOSES, type DoseTimes } from './event.js';
import type { Town } from './ours.js';
import type { BenchSize } from './size.js';

export const WIDE_CLIENTS = 100;
export const NARROW_CLIENTS = 1_000;

// From tomorrow on: nothing falls due while the bench runs, but what the watch is measured by.
const FIRST_DUE_AT = Date.now() + 24 * 3_600_000;

/** The first dispensers speak, those after them miss doses for publish to task, and of the last nothing is ever heard. */
export function townOf(size: BenchSize): Town {
  const speaking = Math.max(size.dispensers, size.burst.dispensers);
  const missing = 2 * size.missed;
  return {
    dispensers: speaking + missing + size.watch.citizens,
    silent: size.watch.citizens,
    doses: [
      { dispensers: speaking + missing, doses: dosesForPeak(size, NARROW_CLIENTS) },
      { dispensers: WIDE_CLIENTS, doses: dosesForPeak(size, WIDE_CLIENTS) },
      ...Array.from({ length: size.settlingRounds }, (_, round) => ({
        dispensers: size.dispensers,
        doses: dosesForSettling(size, round + 1),
      })),
      { dispensers: size.burst.dispensers, doses: dosesForBurst(size) },
    ],
  };
}

/** From and until which dispenser, counted from 0. */
export function placesOf(size: BenchSize): { missing: [number, number][]; silent: [number, number] } {
  const speaking = Math.max(size.dispensers, size.burst.dispensers);
  const missing = [0, 1].map((n): [number, number] => [speaking + n * size.missed, speaking + (n + 1) * size.missed]);
  const last = speaking + 2 * size.missed;
  return { missing, silent: [last, last + size.watch.citizens] };
}

/** So many that within a round every event is about a dose of its own; each round begins again with the first. */
export function dosesForPeak(size: BenchSize, clients: number): DoseTimes {
  return { firstDueAt: new Date(FIRST_DUE_AT).toISOString(), count: Math.ceil(size.peakEvents / clients) };
}

/** Doses of round n (from 1) of settling: nobody has spoken of them before, and they are due after all that were spoken of. */
export function dosesForSettling(size: BenchSize, n: number): DoseTimes {
  return dosesAfter(dosesForPeak(size, WIDE_CLIENTS).count + (n - 1) * 2 * size.dosesPerRound, size.dosesPerRound);
}

/** Due after all of settling. */
export function dosesForBurst(size: BenchSize): DoseTimes {
  const before = dosesForPeak(size, WIDE_CLIENTS).count + size.settlingRounds * 2 * size.dosesPerRound;
  return dosesAfter(before, Math.ceil(size.burst.events / size.burst.dispensers));
}

function dosesAfter(before: number, each: number): DoseTimes {
  const firstDueAt = new Date(FIRST_DUE_AT + before * HOURS_BETWEEN_DOSES * 3_600_000).toISOString();
  return { firstDueAt, count: 2 * each, keptForMisses: each };
}
