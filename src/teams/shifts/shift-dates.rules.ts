import { Temporal } from 'temporal-polyfill';
import { isHoliday, type OwnDay } from '../holiday.rules.js';
import { dayOf, firstInstant, lastInstant, localDate, type ShiftDay } from '../local-time.rules.js';

export interface Shift {
  /** The local days it starts on. A public holiday is `holiday` and no day of the week. */
  days: ShiftDay[];
  /** HH:MM on the wall; `to` at or before `from` ends the next day, "24:00" ends this one. */
  from: string;
  to: string;
  /** Staff ids. Absent: the team is staffed, by whom is not said. Empty: nobody is. */
  members?: string[] | undefined;
}

export interface ShiftOnDate {
  shift: Shift;
  from: Date;
  to: Date;
}

interface Rota {
  readonly shifts: readonly Shift[];
  readonly ownDays: readonly OwnDay[];
}

/** What a date is to a roster: a day of the week, or a public holiday where the team works. */
export const shiftDayOf = (zone: string, ownDays: readonly OwnDay[], date: Temporal.PlainDate): ShiftDay =>
  isHoliday(zone, ownDays, date.toString()) ? 'holiday' : dayOf(date);

/**
 * The shifts of the dates around two instants, whichever of them are on between those. One covers a repeated hour both times, so that
 * shifts that meet leave no gap.
 */
export function shiftsBetween({ shifts, ownDays }: Rota, zone: string, from: Date, to: Date): ShiftOnDate[] {
  const found: ShiftOnDate[] = [];
  const lastDate = localDate(zone, to);
  for (
    let date = localDate(zone, from).subtract({ days: 1 });
    Temporal.PlainDate.compare(date, lastDate) <= 0;
    date = date.add({ days: 1 })
  ) {
    const day = shiftDayOf(zone, ownDays, date);
    for (const shift of shifts) {
      if (!shift.days.includes(day)) continue;
      const endDate = shift.to <= shift.from ? date.add({ days: 1 }) : date;
      found.push({ shift, from: firstInstant(zone, date, shift.from), to: lastInstant(zone, endDate, shift.to) });
    }
  }
  return found;
}
