import { Temporal } from 'temporal-polyfill';

const MONTHS_AHEAD = 2;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** Months that want a partition now, the most urgent first, as `2026-03`. */
export function monthsAbout(now: Date): string[] {
  const about = [0, ...Array.from({ length: MONTHS_AHEAD }, (_, i) => i + 1), -1];
  return about.map((months) => monthAt(now).add({ months }).toString());
}

/** For how many months after this one, without a gap, there is a partition. */
export function monthsAhead(now: Date, ready: ReadonlySet<string>): number {
  let ahead = 0;
  while (
    ready.has(
      monthAt(now)
        .add({ months: ahead + 1 })
        .toString(),
    )
  )
    ahead++;
  return ahead;
}

export function monthOf(month: string): { from: Date; until: Date } {
  const first = Temporal.PlainYearMonth.from(month);
  return { from: firstOf(first), until: firstOf(first.add({ months: 1 })) };
}

/** Whoever tries in vain keeps readers out for a moment each time: so he comes less and less often. */
export const pauseMs = (triedInVain: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (triedInVain - 1), LONGEST_PAUSE_MS);

const monthAt = (now: Date): Temporal.PlainYearMonth => Temporal.PlainYearMonth.from(now.toISOString().slice(0, 7));
const firstOf = (month: Temporal.PlainYearMonth): Date => new Date(`${month.toString()}-01T00:00:00Z`);
