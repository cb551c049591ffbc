import { describe, expect, it } from '@jest/globals';
import {
  ahead,
  changeShift,
  forgetsHolidays,
  partsOf,
  type Roster,
  toggleDay,
  unnamed,
  versionFor,
  withShift,
} from './draft.js';

const roster = (...shifts: Roster['shifts']): Roster => ({ shifts, overrides: [] });
const day = { days: ['mon', 'fri'] as Roster['shifts'][number]['days'], from: '07:00', to: '15:00' };

describe('a roster that is being written', () => {
  it('begins by day, and each further shift where the last one ends', () => {
    const one = withShift(roster());
    expect(one.shifts).toEqual([{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '15:00' }]);
    const three = withShift(withShift(one));
    expect(three.shifts.map(({ from, to }) => `${from}-${to}`)).toEqual(['07:00-15:00', '15:00-23:00', '23:00-07:00']);
    expect(withShift(roster({ ...day, from: '08:00', to: '16:00' })).shifts[1]!.to).toBe('24:00');
    expect(withShift(roster({ ...day, to: '24:00' })).shifts[1]!.from).toBe('00:00');
  });

  it('is saved by the version of last reading, unless it was changed by somebody else since it was taken up', () => {
    const team = (version: number, name: string, ...shifts: Roster['shifts']) =>
      ({ version, name, roster: roster(...shifts) }) as Parameters<typeof versionFor>[0];
    const byRoster = (read: ReturnType<typeof team> | null) =>
      versionFor(team(1, 'Day', day), read, (one) => one.roster);
    expect(byRoster(team(2, 'Renamed', day))).toBe(2);
    expect(byRoster(team(2, 'Day', day, day))).toBe(1);
    expect(byRoster(null)).toBe(1);
  });

  it.each([
    ['wed', ['mon', 'wed', 'fri']],
    ['mon', ['fri']],
    ['holiday', ['mon', 'fri', 'holiday']],
  ] as const)('has %s or not, in the order of the week', (pressed, days) =>
    expect(toggleDay(day, pressed)).toEqual(days),
  );

  it('names somebody, nobody, or nobody in particular', () => {
    const named = changeShift(roster(day, day), 1, { members: ['anna'] });
    expect(named.shifts[1]).toEqual({ ...day, members: ['anna'] });
    expect(Object.keys(unnamed(named, 1).shifts[1]!)).toEqual(['days', 'from', 'to']);
  });

  it.each([
    ['an empty one forgets nothing', roster(), false],
    ['one of weekdays does', roster(day), true],
    ['one that names holidays anywhere does not', roster(day, { ...day, days: ['holiday'] }), false],
  ])('%s', (_, written, forgets) => expect(forgetsHolidays(written)).toBe(forgets));
});

describe('a day of it', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 29, hour - 1)).toISOString();
  const period = (from: number, to: number, onDuty: boolean) => ({
    from: at(from),
    to: at(to),
    onDuty,
    members: null,
    why: '',
  });

  it('is cut where somebody comes or goes and where a gap begins, as long as it is on the wall', () => {
    const short = { date: '2026-03-29', day: 'sun' as const, from: at(0), to: at(23) };
    const items = [period(-5, 6, false), period(6, 14, true), period(14, 30, false)];
    const parts = partsOf(short, { items, bare: [{ from: at(20), to: at(40) }] });
    expect(parts.map(({ onDuty, isBare, begin }) => [onDuty, isBare, Math.round((begin * 23) / 1000)])).toEqual([
      [false, false, 0],
      [true, false, 6],
      [false, false, 14],
      [false, true, 20],
    ]);
    expect(parts.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1000);
  });

  it('is over when it is over', () =>
    expect(ahead([period(0, 1, true), period(1, 3, true)], Date.parse(at(2)))).toHaveLength(1));
});
