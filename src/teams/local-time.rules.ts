import { Temporal } from 'temporal-polyfill';

/** A time on the wall, HH:MM. */
export const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** What a shift may name: a day of the week, or every public holiday whatever day that is. */
export const SHIFT_DAYS = [...DAYS, 'holiday'] as const;
export type ShiftDay = (typeof SHIFT_DAYS)[number];

export const dayOf = (date: Temporal.PlainDate): Day => DAYS[date.dayOfWeek - 1]!;

export const localDate = (zone: string, at: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();

/** The first time the clock on the wall shows `time` ("24:00" is the next midnight); in a spring gap the first valid instant after it. */
export const firstInstant = (zone: string, date: Temporal.PlainDate, time: string): Date =>
  instant(zone, date, time, 'earlier');

/** As `firstInstant`, but the last of an hour that the autumn repeats. */
export const lastInstant = (zone: string, date: Temporal.PlainDate, time: string): Date =>
  instant(zone, date, time, 'later');

/** Rosters ask for the same few hundred again and again: whenever a task looks for whoever is on duty. */
const known = new Map<string, number>();
const MOST_KNOWN = 10_000;

function instant(zone: string, date: Temporal.PlainDate, time: string, which: 'earlier' | 'later'): Date {
  const key = `${zone} ${date.toString()} ${time} ${which}`;
  const at = known.get(key) ?? epochMs(zone, date, time, which);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, at);
  return new Date(at);
}

function epochMs(zone: string, date: Temporal.PlainDate, time: string, which: 'earlier' | 'later'): number {
  const wall =
    time === '24:00'
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)) });
  const shown = wall.toZonedDateTime(zone, { disambiguation: which });
  if (shown.toPlainDateTime().equals(wall)) return shown.epochMilliseconds;
  const beforeGap = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return beforeGap.getTimeZoneTransition('next')!.epochMilliseconds;
}

/** What the clock on the wall showed, HH:MM; with its date where that is another than at `beside`. */
export function wallTime(zone: string, at: Date, beside: Date): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const time = shown.toPlainTime().toString({ smallestUnit: 'minute' });
  return shown.toPlainDate().equals(localDate(zone, beside)) ? time : `${shown.toPlainDate().toString()} ${time}`;
}
