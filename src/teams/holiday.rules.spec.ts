import { describe, expect, it } from '@jest/globals';
import { isHoliday, type OwnDay } from './holiday.rules.js';

const [DK, NO] = ['Europe/Copenhagen', 'Europe/Oslo'];
const own: OwnDay[] = [
  { date: '2026-12-24', name: 'Juleaften', holiday: true },
  { date: '2026-12-26', name: null, holiday: false },
];

/** The laws: helligdage of Denmark (without store bededag since 2024), helligdager and 1 and 17 May of Norway. */
const DANISH = '01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26'.split(' ');
const NORWEGIAN = '01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26'.split(' ');

describe('a public holiday', () => {
  it.each([
    ['in Denmark', DK, DANISH],
    ['in Norway', NO, NORWEGIAN],
    ['on Svalbard', 'Arctic/Longyearbyen', NORWEGIAN],
    ['on Jan Mayen', 'Atlantic/Jan_Mayen', NORWEGIAN],
    ['however the zone is written', 'europe/copenhagen', DANISH],
    ['where no calendar is', 'UTC', []],
  ])('of 2026, %s', (_, zone, expected) => {
    const year = Array.from({ length: 365 }, (__, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    expect(year.filter((date) => isHoliday(zone, [], date)).map((date) => date.slice(5))).toEqual(expected);
  });

  it.each([
    ['the eve, by the calendar', [], '2026-12-24', false],
    ['the eve, where the municipality says so', own, '2026-12-24', true],
    ['a holiday the municipality works on', own, '2026-12-26', false],
    ['a holiday of which it says nothing', own, '2026-12-25', true],
    ['the same day in another year', own, '2027-12-24', false],
    ['store bededag while there was one', [], '2023-05-05', true],
    ['store bededag since there is none', [], '2024-04-26', false],
  ])('%s', (_, days, date, expected) => expect(isHoliday(DK, days, date)).toBe(expected));
});
