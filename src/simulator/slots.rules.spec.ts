import { describe, expect, it } from '@jest/globals';
import { dosesBetween, isZone, type Schedule } from './slots.rules.js';

type Slot = NonNullable<Schedule['courses']>[number];
const isCourse = ({ from, until }: Slot) => (from ?? until) !== undefined;
const schedule = (...slots: Slot[]): Schedule => ({
  revision: 1,
  zone: 'Europe/Copenhagen',
  slots: slots.filter((slot) => !isCourse(slot)),
  courses: slots.filter(isCourse),
});
const due = (slots: Slot[], from: string, until: string) =>
  dosesBetween(schedule(...slots), Date.parse(from), Date.parse(until)).map(({ dueAt }) =>
    new Date(dueAt).toISOString(),
  );

const at = (time: string, rest: Partial<Slot> = {}) => ({
  time,
  criticality: 'standard' as const,
  ...rest,
});

describe('dosesBetween', () => {
  it.each([
    [
      'winter',
      [at('20:00'), at('08:00')],
      '2026-01-10T00:00Z',
      '2026-01-11T07:00Z',
      ['10T07:00', '10T19:00', '11T07:00'],
    ],
    ['summer', [at('08:00')], '2026-07-10T00:00Z', '2026-07-10T23:00Z', ['10T06:00']],
    ['after is out, until is in', [at('08:00')], '2026-01-10T07:00Z', '2026-01-11T07:00Z', ['11T07:00']],
    ['backwards', [at('08:00')], '2026-01-11T07:00Z', '2026-01-10T07:00Z', []],
    [
      'one weekday (a Monday)',
      [at('08:00', { days: ['mon'] })],
      '2026-01-10T00:00Z',
      '2026-01-14T00:00Z',
      ['12T07:00'],
    ],
    [
      'a course, its last day too',
      [at('08:00', { from: '2026-01-11', until: '2026-01-12' })],
      '2026-01-10T00:00Z',
      '2026-01-15T00:00Z',
      ['11T07:00', '12T07:00'],
    ],
    [
      'every third day, beside another',
      [at('08:00', { from: '2026-01-08', everyDays: 3 }), at('20:00', { days: ['mon'] })],
      '2026-01-10T00:00Z',
      '2026-01-15T00:00Z',
      ['11T07:00', '12T19:00', '14T07:00'],
    ],
    ['two slots at one time', [at('08:00'), at('08:00')], '2026-01-10T00:00Z', '2026-01-10T12:00Z', ['10T07:00']],
    ['the spring gap: first instant after it', [at('02:30')], '2026-03-29T00:00Z', '2026-03-29T12:00Z', ['29T01:00']],
    ['the autumn repeat: once, the first', [at('02:30')], '2026-10-25T00:00Z', '2026-10-25T12:00Z', ['25T00:30']],
  ])('%s', (_, slots, from, until, expected) => {
    expect(due(slots, from, until).map((time) => time.slice(8, 16))).toEqual(expected);
  });

  it.each([
    ['time-critical', undefined, 30],
    ['standard', undefined, 60],
    ['flexible', undefined, 120],
    ['standard', 45, 45],
  ] as const)('a %s slot of %s has a window of %d', (criticality, windowMinutes, expected) => {
    const slot = { time: '08:00', criticality, ...(windowMinutes && { windowMinutes }) };
    const [dose] = dosesBetween(schedule(slot), Date.parse('2026-01-10T00:00Z'), Date.parse('2026-01-11T00:00Z'));
    expect(dose!.windowMinutes).toBe(expected);
  });

  it('knows a zone from a word', () => {
    expect([isZone('Europe/Oslo'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
