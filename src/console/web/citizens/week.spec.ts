import { describe, expect, it } from '@jest/globals';
import type { ExpectedDose } from '../model.js';
import { emptyAt, markOf, nextDose, weekOf } from './week.js';

const HOUR = 3_600_000;
const ZONE = 'Europe/Copenhagen';
const at = (time: string): number => Date.parse(time);
const dose = (dueAt: string, about: Partial<ExpectedDose> = {}): ExpectedDose => ({
  ...{ id: dueAt, citizenId: 'karen', revision: 1, slot: '08:00', criticality: 'standard', state: 'dispensed' },
  ...{ alarmedAt: null, dispensedAt: null, retrievedAt: null, inAdvanceAt: null, cancelledAt: null, missedAt: null },
  ...{ unconfirmedAt: null, lateSeconds: null },
  dueAt,
  windowClosesAt: new Date(at(dueAt) + HOUR).toISOString(),
  ...about,
});

it.each([
  ['dispensed', null, 'dispensed'],
  ['dispensed', 60, 'late'],
  ['retrieved', null, 'dispensed'],
  ['retrieved', 60, 'late'],
  ['dispensed-in-advance', null, 'in-advance'],
  ['missed', null, 'missed'],
  ['unconfirmed', null, 'unconfirmed'],
  ['scheduled', null, 'waiting'],
  ['due', null, 'waiting'],
  ['cancelled', null, 'cancelled'],
] as const)('a dose that is %s, late by %s, is marked %s', (state, lateSeconds, mark) =>
  expect(markOf({ state, lateSeconds })).toBe(mark),
);

describe('the week', () => {
  const dates = (now: string, zone = ZONE) => weekOf([], at(now), zone).map(({ date }) => date);

  it('is today and the six days before it, by the clocks there', () => {
    expect(dates('2026-03-10T07:00:00Z')).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((day) => `2026-03-${String(day).padStart(2, '0')}`),
    );
    expect(dates('2026-03-09T23:30:00Z').at(-1)).toBe('2026-03-10');
    expect(dates('2026-03-09T22:30:00Z').at(-1)).toBe('2026-03-09');
  });

  it.each([
    ['when clocks go forward', '2026-03-31T10:00:00Z', '2026-03-25'],
    ['when they go back', '2026-10-27T10:00:00Z', '2026-10-21'],
    ['over a new year', '2027-01-02T10:00:00Z', '2026-12-27'],
  ])('has each of its days once %s', (_, now, first) => {
    expect(new Set(dates(now)).size).toBe(7);
    expect(dates(now)[0]).toBe(first);
  });

  it('has each dose on its day there, the earlier first, and none of another week', () => {
    const evening = dose('2026-03-09T22:30:00Z');
    const night = dose('2026-03-09T23:30:00Z');
    const morning = dose('2026-03-10T07:00:00Z');
    const others = [dose('2026-03-03T07:00:00Z'), dose('2026-03-11T07:00:00Z')];
    const week = weekOf([morning, night, ...others, evening], at('2026-03-10T12:00:00Z'), ZONE);
    expect(week.flatMap(({ date, doses }) => doses.map(({ id }) => [date, id]))).toEqual([
      ['2026-03-09', evening.id],
      ['2026-03-10', night.id],
      ['2026-03-10', morning.id],
    ]);
  });
});

it.each([
  ['of two a day', 10, [2, 2, 2], 5],
  ['of a plan that has just begun', 10, [0, 0, 2], 5],
  ['of every other day, rather too soon', 10, [1, 0, 1], 10],
  ['of nothing left', 0, [2, 2], 0],
  ['of who has no doses', 10, [0, 0], null],
  ['of a dispenser that does not say', null, [2, 2], null],
])('the supply lasts, %s', (_, remaining, counts, days) => {
  const week = counts.map((count, n) => ({
    date: String(n),
    doses: Array.from({ length: count }, () => dose('2026-03-10T07:00:00Z')),
  }));
  expect(emptyAt(remaining, week, 0)).toBe(days === null ? null : days * 24 * HOUR);
});

it('the supply does not count what was cancelled', () => {
  const doses = [dose('2026-03-10T07:00:00Z'), dose('2026-03-10T09:00:00Z', { state: 'cancelled' })];
  expect(emptyAt(3, [{ date: '', doses }], 0)).toBe(3 * 24 * HOUR);
});

it('the next dose is the first whose window is not over', () => {
  const now = at('2026-03-10T07:30:00Z');
  const [over, due, later] = ['06:00', '07:00', '12:00'].map((time) =>
    dose(`2026-03-10T${time}:00Z`, { state: 'due' }),
  );
  expect(nextDose([later!, over!, due!], now)).toBe(due);
  expect(nextDose([over!, dose('2026-03-10T07:00:00Z')], now)).toBeNull();
});
