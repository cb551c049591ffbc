import { type Day, DAYS } from '../../teams/local-time.rules.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';

/** On which days a dose is due, by the calendar on the wall: all that is said of them holds together. */
export interface When {
  /** Every day when absent. */
  readonly days?: readonly Day[] | undefined;
  /** The first day, YYYY-MM-DD. Every other day and every third week are counted from it. */
  readonly from?: string | undefined;
  /** The last day, YYYY-MM-DD: a dose of that day is still due. */
  readonly until?: string | undefined;
  /** Not every day but every so many; then `from` is needed. */
  readonly everyDays?: number | undefined;
}

const WEEK = 7;

/** A date as a number of days; those of two dates are as far apart as the dates. */
export const dayNumber = (date: string): number => Date.parse(date) / DAY_MS;

export const isDueOn = (when: When, day: number): boolean =>
  isWithin(when, day) && isTurn(when, day) && isWeekday(when, day);

/** How many days later the next would be if there were no last day; what comes more seldom than a week is a week away. */
export function daysToNext(when: When, day: number): number {
  for (let days = 1; days < WEEK; days++) if (isTurn(when, day + days) && isWeekday(when, day + days)) return days;
  return WEEK;
}

/** Whether there is a day on which both are due; of one with itself, whether it is ever due. */
export function everMeet(a: When, b: When): boolean {
  const [first, last] = [Math.max(firstOf(a), firstOf(b)), Math.min(lastOf(a), lastOf(b))];
  const start = Number.isFinite(first) ? first : 0;
  const [everyA, everyB] = [a.everyDays ?? 1, b.everyDays ?? 1];
  let day = start + remainder(firstOf(a) - start, everyA);
  for (let i = 0; i < everyB && !isTurn(b, day); i++) day += everyA;
  if (!isTurn(b, day)) return false;
  const together = (everyA / greatestDivisor(everyA, everyB)) * everyB;
  for (let week = 0; week < WEEK && day <= last; week++, day += together)
    if (isWeekday(a, day) && isWeekday(b, day)) return true;
  return false;
}

const firstOf = ({ from }: When): number => (from === undefined ? -Infinity : dayNumber(from));
const lastOf = ({ until }: When): number => (until === undefined ? Infinity : dayNumber(until));

const isWithin = (when: When, day: number): boolean => firstOf(when) <= day && day <= lastOf(when);

const isTurn = ({ everyDays, from }: When, day: number): boolean =>
  everyDays === undefined || from === undefined || remainder(day - dayNumber(from), everyDays) === 0;

const isWeekday = ({ days }: When, day: number): boolean => days === undefined || days.includes(weekdayOf(day));

/** The first of January 1970 was a Thursday. */
const weekdayOf = (day: number): Day => DAYS[remainder(day + DAYS.indexOf('thu'), WEEK)]!;

const remainder = (a: number, n: number): number => (Number.isFinite(a) ? ((a % n) + n) % n : 0);
const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
