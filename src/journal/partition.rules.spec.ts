import { describe, expect, it } from '@jest/globals';
import { monthOf, monthsAbout, monthsAhead, pauseMs } from './partition.rules.js';

describe('partitions by month', () => {
  it.each([
    ['2026-11-26T14:00:00Z', ['2026-11', '2026-12', '2027-01', '2026-10']],
    ['2026-12-31T23:59:59.999Z', ['2026-12', '2027-01', '2027-02', '2026-11']],
    ['2027-01-01T00:00:00Z', ['2027-01', '2027-02', '2027-03', '2026-12']],
  ])('are wanted at %s of this month, of those ahead, and of the last', (now, months) => {
    expect(monthsAbout(new Date(now))).toEqual(months);
  });

  it.each([
    ['2026-11-26T14:00:00Z', [], 0],
    ['2026-11-26T14:00:00Z', ['2026-10', '2026-11'], 0],
    ['2026-11-26T14:00:00Z', ['2026-11', '2026-12', '2027-01'], 2],
    ['2026-11-26T14:00:00Z', ['2026-11', '2027-01'], 0],
    ['2026-12-01T00:00:00Z', ['2026-11', '2026-12', '2027-01'], 1],
    ['2027-02-01T00:00:00Z', ['2026-11', '2026-12', '2027-01'], 0],
  ])('are ahead at %s of %j', (now, ready, ahead) => {
    expect(monthsAhead(new Date(now), new Set(ready))).toBe(ahead);
  });

  it('reach from the first of the month to the first of the next, in UTC', () => {
    expect(monthOf('2026-12')).toEqual({
      from: new Date('2026-12-01T00:00:00Z'),
      until: new Date('2027-01-01T00:00:00Z'),
    });
  });

  it('are tried less and less often when they are in use', () => {
    expect([1, 2, 3, 5, 6, 50].map(pauseMs)).toEqual([2_000, 4_000, 8_000, 32_000, 60_000, 60_000]);
  });
});
