import { describe, expect, it } from '@jest/globals';
import { instantOf, mondayOf, wallOf } from './wall.js';

describe('a time on the wall', () => {
  it.each([
    ['2026-03-10T08:00', '2026-03-10T07:00:00.000Z'],
    ['2026-07-10T08:00', '2026-07-10T06:00:00.000Z'],
    ['2026-01-01T00:00', '2025-12-31T23:00:00.000Z'],
    ['2026-03-29T00:30', '2026-03-28T23:30:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s in Copenhagen is %s, and back', (wall, at) => {
    expect(instantOf('Europe/Copenhagen', wall)).toBe(at);
    expect(wallOf('Europe/Copenhagen', at)).toBe(wall);
  });

  it('that never is comes as much later as the clock is put forward', () => {
    const at = instantOf('Europe/Oslo', '2026-03-29T02:30');
    expect([at, wallOf('Europe/Oslo', at)]).toEqual(['2026-03-29T01:30:00.000Z', '2026-03-29T03:30']);
  });

  it.each([
    ['2026-03-09', '2026-03-09'],
    ['2026-03-15', '2026-03-09'],
    ['2026-01-01', '2025-12-29'],
  ])('%s is in the week from %s', (date, monday) => expect(mondayOf(date)).toBe(monday));
});
