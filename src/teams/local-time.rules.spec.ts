import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { firstInstant, lastInstant, wallTime } from './local-time.rules.js';

describe('the instant a local time names', () => {
  it.each([
    ['an ordinary day', 'Europe/Copenhagen', '2026-01-10', '07:00', '2026-01-10T06:00Z', '2026-01-10T06:00Z'],
    ['the end of a day', 'Europe/Copenhagen', '2026-01-10', '24:00', '2026-01-10T23:00Z', '2026-01-10T23:00Z'],
    ['the repeated hour', 'Europe/Oslo', '2026-10-25', '02:30', '2026-10-25T00:30Z', '2026-10-25T01:30Z'],
    ['the missing hour', 'Europe/Copenhagen', '2026-03-29', '02:30', '2026-03-29T01:00Z', '2026-03-29T01:00Z'],
    ['a midnight that is missing', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00Z', '2026-04-23T22:00Z'],
    ['a day that is missing', 'Pacific/Apia', '2011-12-30', '08:00', '2011-12-30T10:00Z', '2011-12-30T10:00Z'],
  ])('%s', (_, zone, date, time, first, last) => {
    const day = Temporal.PlainDate.from(date);
    expect(firstInstant(zone, day, time)).toEqual(new Date(first));
    expect(lastInstant(zone, day, time)).toEqual(new Date(last));
  });
});

it.each([
  ['the same day', '2026-03-10T07:12:00Z', '08:12'],
  ['the evening before', '2026-03-09T19:12:00Z', '2026-03-09 20:12'],
  ['in summer time', '2026-07-01T06:00:00Z', '2026-07-01 08:00'],
])('what the clock on the wall showed: %s', (_, at, shown) =>
  expect(wallTime('Europe/Copenhagen', new Date(at), new Date('2026-03-10T08:40:00Z'))).toBe(shown),
);
