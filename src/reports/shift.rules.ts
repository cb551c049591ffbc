import { Temporal } from 'temporal-polyfill';
import type { ShiftDay } from '../teams/local-time.rules.js';
import type { Roster } from '../teams/roster.rules.js';
import { type Shift, shiftDayOf } from '../teams/shifts/shift-dates.rules.js';

export const SHIFTS = ['day', 'evening', 'night'] as const;
export type ShiftName = (typeof SHIFTS)[number];

const DAY_MINUTES = 1_440;
/** A roster that is staffed around the clock does not tell day from night. */
const LONGEST_SHIFT_MINUTES = 720;

/**
 * In which shift an alert opened: the one on the rosters of those who serve its district, at the wall-clock time where the citizen
 * lives, named by its middle; by the hour alone (07-15, 15-23) where no roster has one. Of several the shortest says most.
 */
export function shiftAt(at: Date, zone: string, rosters: readonly Pick<Roster, 'shifts' | 'ownDays'>[]): ShiftName {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  const today = local.toPlainDate();
  const yesterday = today.subtract({ days: 1 });
  const [shortest] = rosters
    .flatMap(({ shifts, ownDays }) => {
      const dayOf = (date: Temporal.PlainDate): ShiftDay => shiftDayOf(zone, ownDays, date);
      return shifts.filter((shift) => covers(shift, dayOf(today), dayOf(yesterday), minute));
    })
    .map(spanOf)
    .filter(({ length }) => length <= LONGEST_SHIFT_MINUTES)
    .sort((a, b) => a.length - b.length);
  return nameOf(shortest ? (shortest.from + shortest.length / 2) % DAY_MINUTES : minute);
}

function covers(shift: Shift, today: ShiftDay, yesterday: ShiftDay, minute: number): boolean {
  const { from, length } = spanOf(shift);
  const { days } = shift;
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
