import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RosteredTeam, TeamKind } from '../team.rules.js';
import { tryRoster, without } from './roster-trial.rules.js';
import type { Shift } from './shift-dates.rules.js';

const districts = [{ id: 'town', parentId: null }];
const shift = (days: Shift['days'], from: string, to: string): Shift => ({ days, from, to });
const EVERY: Shift['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const team = (id: string, shifts: Shift[], kind: TeamKind = 'home-care'): RosteredTeam => ({
  id,
  name: id,
  kind,
  districtId: 'town',
  lat: 55,
  lon: 9,
  zone: 'Europe/Copenhagen',
  shifts,
  overrides: [],
  createdAt: new Date(0),
  version: 1,
  crew: new Set(),
  ownDays: [],
  ownShifts: [],
});
const now = new Date('2026-03-10T08:00:00Z');
const told = (stretches: readonly { from: Date; to: Date }[]) =>
  stretches.map(({ from, to }) => `${from.toISOString().slice(5, 16)} ${to.toISOString().slice(5, 16)}`);

describe('another roster, tried out', () => {
  const day = team('day', [shift(EVERY, '07:00', '15:00')]);
  const night = team('night', [shift(EVERY, '15:00', '07:00')], 'night');
  const attempt = (shifts: Shift[], more: { date?: string; days?: number; others?: RosteredTeam[] } = {}) =>
    tryRoster(
      districts,
      [day, ...(more.others ?? [night])],
      day,
      { shifts, overrides: [] },
      {
        date: more.date ?? '2026-03-10',
        days: more.days ?? 1,
        now,
      },
    );

  it.each<[string, Shift[], { bare: string[]; newlyBare: string[]; givenUp: string[] }]>([
    ['as it stands', [shift(EVERY, '07:00', '15:00')], { bare: [], newlyBare: [], givenUp: [] }],
    [
      'an hour less is bare',
      [shift(EVERY, '08:00', '15:00')],
      {
        bare: ['03-10T06:00 03-10T07:00'],
        newlyBare: ['03-10T06:00 03-10T07:00'],
        givenUp: ['03-10T06:00 03-10T07:00'],
      },
    ],
    [
      'a break in the middle',
      [shift(EVERY, '07:00', '10:00'), shift(EVERY, '12:00', '15:00')],
      {
        bare: ['03-10T09:00 03-10T11:00'],
        newlyBare: ['03-10T09:00 03-10T11:00'],
        givenUp: ['03-10T09:00 03-10T11:00'],
      },
    ],
    ['more than before', [shift(EVERY, '00:00', '24:00')], { bare: [], newlyBare: [], givenUp: [] }],
  ])('%s', (_, shifts, expected) => {
    const { bare, newlyBare, givenUp } = attempt(shifts);
    expect({ bare: told(bare), newlyBare: told(newlyBare), givenUp: told(givenUp) }).toEqual(expected);
  });

  it('what was bare before is bare, and not newly', () => {
    const { bare, newlyBare } = attempt([shift(EVERY, '08:00', '15:00')], { others: [] });
    expect(told(bare)).toEqual(['03-09T23:00 03-10T07:00', '03-10T14:00 03-10T23:00']);
    expect(told(newlyBare)).toEqual(['03-10T06:00 03-10T07:00']);
  });

  it('a team that does not visit leaves nothing bare, and its hours are given up all the same', () => {
    const screen = team('screen', [shift(EVERY, '07:00', '15:00')], 'e-district');
    const trial = tryRoster(
      districts,
      [day, night, screen],
      screen,
      { shifts: [], overrides: [] },
      {
        date: '2026-03-10',
        days: 1,
        now,
      },
    );
    expect([told(trial.newlyBare), told(trial.givenUp)]).toEqual([[], ['03-10T06:00 03-10T14:00']]);
  });

  it('days are as long as on the wall, holidays are told, and today is the first where no date is said', () => {
    const hours = (date: string) =>
      attempt([], { date, days: 2 }).days.map((one) => [
        one.date,
        one.day,
        (Number(one.to) - Number(one.from)) / 3_600_000,
      ]);
    expect(hours('2026-03-28')).toEqual([
      ['2026-03-28', 'sat', 24],
      ['2026-03-29', 'sun', 23],
    ]);
    expect(hours('2026-10-24')).toEqual([
      ['2026-10-24', 'sat', 24],
      ['2026-10-25', 'sun', 25],
    ]);
    expect(hours('2026-12-25').map(([, named]) => named)).toEqual(['holiday', 'holiday']);
    const today = tryRoster(districts, [day], day, day, { date: null, days: 1, now: new Date('2026-03-10T23:30:00Z') });
    expect(today.days[0]!.date).toBe('2026-03-11');
  });

  it('a shift over midnight meets the next on the days the clock is changed', () => {
    const round = [shift(EVERY, '22:00', '06:00'), shift(EVERY, '06:00', '22:00')];
    for (const date of ['2026-03-28', '2026-10-24'])
      expect(attempt(round, { date, days: 3, others: [] }).bare).toEqual([]);
  });
});

describe('stretches without others', () => {
  it('hold every minute that was in the one and in none of the others, and no other', () => {
    const minute = (n: number) => new Date(n * 60_000);
    const some = fc
      .uniqueArray(fc.nat(60), { maxLength: 12 })
      .map((cuts) => cuts.sort((a, b) => a - b))
      .map((cuts) =>
        Array.from({ length: Math.floor(cuts.length / 2) }, (_, i) => ({
          from: minute(cuts[2 * i]!),
          to: minute(cuts[2 * i + 1]!),
        })),
      );
    const minutes = (stretches: readonly { from: Date; to: Date }[]) =>
      Array.from({ length: 60 }, (_, i) => i).filter((i) =>
        stretches.some(({ from, to }) => from <= minute(i) && minute(i) < to),
      );
    fc.assert(
      fc.property(some, some, (ones, others) => {
        const left = without(ones, others);
        const covered = minutes(others);
        expect(minutes(left)).toEqual(minutes(ones).filter((i) => !covered.includes(i)));
      }),
    );
  });
});
