import { Temporal } from 'temporal-polyfill';
import type { CommandData } from '../devices/device.rules.js';
import type { Criticality } from '../devices/telemetry.rules.js';

export type Schedule = CommandData<'schedule.set'>;
type Course = NonNullable<Schedule['courses']>[number];

/** A dose as the dispenser expects it; `dueAt` in milliseconds since 1970. */
export interface ExpectedDose {
  readonly dueAt: number;
  readonly windowMinutes: number;
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const defaultWindow: Record<Criticality, number> = { 'time-critical': 30, standard: 60, flexible: 120 };

/** The doses due after `after` and up to `until`, in order; a slot is local wall time in the schedule's zone. */
export function dosesBetween({ zone, slots, courses = [] }: Schedule, after: number, until: number): ExpectedDose[] {
  if (until <= after) return [];
  const doses = new Map<number, ExpectedDose>();
  const lastDay = dayOf(until, zone);
  for (let day = dayOf(after, zone); Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    for (const slot of [...slots, ...courses.filter((course) => isOn(course, day))]) {
      const { time, days, criticality, windowMinutes = defaultWindow[criticality] } = slot;
      if (days !== undefined && !days.includes(dayNames[day.dayOfWeek - 1]!)) continue;
      const dueAt = instantAt(day, time, zone);
      if (dueAt > after && dueAt <= until) doses.set(dueAt, { dueAt, windowMinutes });
    }
  }
  return [...doses.values()].sort((a, b) => a.dueAt - b.dueAt);
}

/** Of a course both the first and the last day count. */
function isOn({ from, until, everyDays = 1 }: Course, day: Temporal.PlainDate): boolean {
  if (until !== undefined && Temporal.PlainDate.compare(day, until) > 0) return false;
  if (from === undefined) return true;
  const since = day.since(from).days;
  return since >= 0 && since % everyDays === 0;
}

const dayOf = (time: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate();

/** In the spring gap the first instant after it; of a repeated hour in autumn the first. */
function instantAt(day: Temporal.PlainDate, time: string, zone: string): number {
  const wall = day.toPlainDateTime(time);
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
  return zoned.getTimeZoneTransition('previous')!.epochMilliseconds;
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
