import { Temporal } from 'temporal-polyfill';
import { type Day, DAYS } from '../teams/local-time.rules.js';
import type { Shift } from '../teams/roster.rules.js';

export const SHIFTS = ['day', 'evening', 'night'] as const;
export type ShiftName = (typeof SHIFTS)[number];

const DAY_MINUTES = 1_440;
/** A roster that is staffed around the clock does not tell day from night. */
const LONGEST_SHIFT_MINUTES = 720;

/**
 * In which shift an alert opened: the one on the rosters of those who serve its district, at the wall-clock time where the citizen
 * lives, named by its middle; by the hour alone (07-15, 15-23) where no roster has one. Of several the shortest says most.
 */
export function shiftAt(at: Date, zone: string, rosters: readonly { readonly shifts: readonly Shift[] }[]): ShiftName {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  const today = DAYS[local.dayOfWeek - 1]!;
  const yesterday = DAYS[(local.dayOfWeek + 5) % 7]!;
  const [shortest] = rosters
    .flatMap(({ shifts }) => shifts)
    .filter((shift) => covers(shift, today, yesterday, minute))
    .map(spanOf)
    .filter(({ length }) => length <= LONGEST_SHIFT_MINUTES)
    .sort((a, b) => a.length - b.length);
  return nameOf(shortest ? (shortest.from + shortest.length / 2) % DAY_MINUTES : minute);
}

function covers(shift: Shift, today: Day, yesterday: Day, minute: number): boolean {
  const { from, length } = spanOf(shift);
  const days: readonly string[] = shift.days;
  return (
    (days.includes(today) && minute >= from && minute < from + length) ||
    (days.includes(yesterday) && minute + DAY_MINUTES < from + length)
  );
}

function spanOf({ from, to }: Shift): { from: number; length: number } {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return { from: begin, length: end > begin ? end - begin : end + DAY_MINUTES - begin };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function nameOf(minute: number): ShiftName {
  if (minute >= 7 * 60 && minute < 15 * 60) return 'day';
  return minute >= 15 * 60 && minute < 23 * 60 ? 'evening' : 'night';
}
