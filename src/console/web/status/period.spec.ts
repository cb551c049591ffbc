import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayAt, instantsOf, lengthOf, MEASURES, readPeriod, stretchesOf, stretchOf, writePeriod } from './period.js';

const DISTRICT = '0193f000-0000-7000-8000-0000000000d1';
const usual = { from: '2026-03-11', to: '2026-04-09', districtId: '', measure: 'toClaim' };

describe('readPeriod', () => {
  it.each([
    ['', usual],
    ['?from=2026-01-01', { ...usual, from: '2026-01-01' }],
    ['?to=2026-01-30', { ...usual, from: '2026-01-01', to: '2026-01-30' }],
    [`?district=${DISTRICT}&of=toResolve`, { ...usual, districtId: DISTRICT, measure: 'toResolve' }],
    ['?from=yesterday&to=2026-02-31T00:00Z&district=West&of=toEat', usual],
    ['?from=2026-13-01', usual],
  ])('%s', (search, period) => expect(readPeriod(search, '2026-04-09')).toEqual(period));
});

it('what is written is read again', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((n) => new Date(1_767_225_600_000 + n * 86_400_000));
  const days = day.map((at) => at.toISOString().slice(0, 10));
  const periods = fc.record({
    from: days,
    to: days,
    districtId: fc.constantFrom('', DISTRICT),
    measure: fc.constantFrom(...MEASURES),
  });
  fc.assert(
    fc.property(periods, (period) => {
      const { pathname, search } = new URL(writePeriod('/status/print', period), 'http://a');
      expect([pathname, readPeriod(search, '2026-04-09')]).toEqual(['/status/print', period]);
    }),
  );
});

it.each([
  ['2026-03-01', '2026-03-01', 1, 'day', ['2026-03-01']],
  ['2026-03-28', '2026-03-30', 3, 'day', ['2026-03-28', '2026-03-29', '2026-03-30']],
  ['2026-03-02', '2026-03-01', 0, 'day', []],
  ['2026-01-01', '2026-02-14', 45, 'day', ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05']],
  ['2026-01-01', '2026-02-15', 46, 'week', ['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']],
  ['2025-12-31', '2026-07-31', 213, 'month', ['2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']],
  ['2026-01-31', '2026-08-31', 213, 'month', ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']],
])('from %s to %s are %i days, told by the %s', (from, to, days, stretch, begins) => {
  expect([lengthOf({ from, to }), stretchOf({ from, to })]).toEqual([days, stretch]);
  expect(stretchesOf({ from, to }).slice(0, 5)).toEqual(begins);
});

describe('days are those of the zone', () => {
  it.each([
    ['2026-03-29', '2026-03-29', 'Europe/Copenhagen', '2026-03-28T23:00', '2026-03-29T22:00'],
    ['2026-10-25', '2026-10-25', 'Europe/Oslo', '2026-10-24T22:00', '2026-10-25T23:00'],
    ['2026-07-01', '2026-07-31', 'Etc/UTC', '2026-07-01T00:00', '2026-08-01T00:00'],
    ['2026-04-05', '2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00', '2026-04-05T12:00'],
  ])('from %s to %s in %s', (first, last, zone, from, to) =>
    expect(instantsOf({ from: first, to: last }, zone)).toEqual({ from: `${from}:00.000Z`, to: `${to}:00.000Z` }),
  );

  it('and so is today', () => {
    expect(dayAt(Date.parse('2026-03-09T23:30:00Z'), 'Europe/Copenhagen')).toBe('2026-03-10');
    expect(dayAt(Date.parse('2026-03-09T23:30:00Z'), 'Etc/UTC')).toBe('2026-03-09');
  });
});
