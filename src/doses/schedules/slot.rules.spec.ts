import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAYS } from '../../teams/local-time.rules.js';
import { dayNumber, daysToNext, everMeet, isDueOn, type When } from './slot.rules.js';

/** 9 March 2026 is a Monday. */
const MONDAY = '2026-03-09';
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const dues = (when: When, first = '2026-03-05', days = 16): string =>
  Array.from({ length: days }, (_, i) => dayNumber(first) + i)
    .filter((day) => isDueOn(when, day))
    .map((day) => dateOf(day).slice(8))
    .join(' ');

describe('the days of a slot', () => {
  it.each<[string, When, string]>([
    ['every day', {}, '05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20'],
    ['weekdays', { days: ['mon', 'sun'] }, '08 09 15 16'],
    ['from a day on', { from: '2026-03-18' }, '18 19 20'],
    ['until a day, that day too', { until: '2026-03-07' }, '05 06 07'],
    ['a course', { from: MONDAY, until: '2026-03-11' }, '09 10 11'],
    ['of one day', { from: MONDAY, until: MONDAY }, '09'],
    ['every other day', { from: MONDAY, everyDays: 2 }, '09 11 13 15 17 19'],
    ['every other day, begun long ago', { from: '2025-01-01', everyDays: 2 }, '05 07 09 11 13 15 17 19'],
    ['every third day, a course', { from: MONDAY, everyDays: 3, until: '2026-03-15' }, '09 12 15'],
    ['every other Monday', { from: '2026-03-02', everyDays: 14, days: ['mon'] }, '16'],
    ['every other day, on weekdays', { from: MONDAY, everyDays: 2, days: ['mon', 'tue'] }, '09 17'],
  ])('%s', (_, when, expected) => expect(dues(when)).toBe(expected));

  it.each<[When, number]>([
    [{}, 1],
    [{ until: MONDAY }, 1],
    [{ days: ['mon'] }, 7],
    [{ days: ['mon', 'thu'] }, 3],
    [{ from: MONDAY, everyDays: 2 }, 2],
    [{ from: MONDAY, everyDays: 21 }, 7],
  ])('after one on a Monday that of %j would be %d days later', (when, days) =>
    expect(daysToNext(when, dayNumber(MONDAY))).toBe(days),
  );

  it('after a day that is not its turn the next of every third day is the next turn', () =>
    expect(daysToNext({ from: MONDAY, everyDays: 3 }, dayNumber('2026-03-10'))).toBe(2));
});

describe('whether two slots fall on one day', () => {
  it.each<[When, When, boolean]>([
    [{}, {}, true],
    [{ days: ['mon'] }, { days: ['tue'] }, false],
    [{ until: MONDAY }, { from: MONDAY }, true],
    [{ until: MONDAY }, { from: '2026-03-10' }, false],
    [{ from: MONDAY, everyDays: 2 }, { from: '2026-03-10', everyDays: 2 }, false],
    [{ from: MONDAY, everyDays: 2 }, { from: '2026-03-10', everyDays: 3 }, true],
    [{ from: MONDAY, everyDays: 14 }, { from: '2026-03-16', everyDays: 21, days: ['tue'] }, false],
    [{ from: MONDAY, until: '2026-03-12' }, { days: ['sun'] }, false],
    [{ from: MONDAY }, { from: MONDAY, days: ['sun'] }, true],
    [{ from: MONDAY, everyDays: 2 }, { from: MONDAY, everyDays: 3, days: ['sun'] }, true],
    [{ from: MONDAY, everyDays: 2, days: ['fri'] }, { from: MONDAY, everyDays: 4, until: '2026-03-13' }, true],
    [{ from: MONDAY, everyDays: 5 }, { from: '2026-03-11', until: '2026-03-14' }, true],
    [{ from: MONDAY, everyDays: 5 }, { from: '2026-03-11', until: '2026-03-13' }, false],
    [{ from: '2026-03-11', everyDays: 365 }, { from: '2027-03-12', everyDays: 366, until: '2027-06-01' }, false],
  ])('%j and %j: %s', (a, b, meet) => {
    expect(everMeet(a, b)).toBe(meet);
    expect(everMeet(b, a)).toBe(meet);
  });

  it('is what walking day by day finds', () => {
    const date = fc.integer({ min: 20_500, max: 20_530 }).map(dateOf);
    const days = fc.option(fc.subarray([...DAYS], { minLength: 1 }), { nil: undefined });
    const once = fc.record({
      days,
      until: fc.option(date, { nil: undefined }),
      from: fc.option(date, { nil: undefined }),
    });
    const often = fc.record({
      days,
      until: fc.option(date, { nil: undefined }),
      from: date,
      everyDays: fc.integer({ min: 1, max: 9 }),
    });
    const when: fc.Arbitrary<When> = fc.oneof(once, often);
    fc.assert(
      fc.property(when, when, (a, b) => {
        const walked = Array.from({ length: 700 }, (_, i) => 20_480 + i).some(
          (day) => isDueOn(a, day) && isDueOn(b, day),
        );
        expect(everMeet(a, b)).toBe(walked);
      }),
      { numRuns: 500 },
    );
  });
});
