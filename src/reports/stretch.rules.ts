import { Temporal } from 'temporal-polyfill';

export const STRETCHES = ['day', 'week', 'month'] as const;
/** How long a stretch of a report is. */
export type Stretch = (typeof STRETCHES)[number];

/** The first day of the stretch in which something was, at the wall clock where it was. A week begins on its Monday. */
export function beginOf(stretch: Stretch, at: Date, zone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  if (stretch === 'month') return day.with({ day: 1 }).toString();
  return (stretch === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day).toString();
}
