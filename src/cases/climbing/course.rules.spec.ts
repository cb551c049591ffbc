import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LadderName } from '../../devices/telemetry.rules.js';
import { MADE_BY_HAND } from '../alert.rules.js';
import { type Course, courseOf, isBatteryTooShort, type Opened, turnsOnNextDose } from './course.rules.js';
import { dueRung, type Climb, fired, hold, resume, start, turnsNow } from './climb.rules.js';
import { DEFAULT_LADDERS, LADDER_NAMES } from '../../ladders/ladder.rules.js';

const at = (time: string, day = 10): Date => new Date(`2026-03-${day}T${time}:00Z`);
const dose = (dueAt: Date, criticality: 'time-critical' | 'standard' = 'standard') => ({
  id: 'd',
  dueAt,
  windowClosesAt: new Date(dueAt.getTime() + 3_600_000),
  criticality,
});
const opened = (more: Partial<Opened> = {}): Opened => ({
  alertId: 'a',
  alertType: 'device.jam',
  priority: 'P2',
  openedAt: at('08:00'),
  dueAt: null,
  holdMinutes: 0,
  nextDose: null,
  depletionAt: null,
  batteryUntil: null,
  zone: 'Europe/Copenhagen',
  ...more,
});
const course = (startsAt: Date, more: Partial<Course> = {}): Course => ({
  startsAt,
  deadlineAt: null,
  becomes: null,
  nightZone: null,
  ...more,
});
const critical = dose(at('12:00'), 'time-critical');
const atNight = { nightZone: 'Europe/Copenhagen' };

describe('the next dose', () => {
  it.each<[LadderName | null, Date | null, boolean]>([
    ['time-critical-dose', null, false],
    ['standard-dose', null, false],
    ['standard-dose', at('11:00'), true],
    ['dispensing-stopped', null, true],
    ['planned-work', null, true],
    ['power-connectivity', null, true],
    ['security', null, true],
    [null, null, true],
  ])('of a case on %s, with a battery until %s: asked for is %s', (name, batteryUntil, asked) =>
    expect(turnsOnNextDose(name, batteryUntil)).toBe(asked),
  );

  it('changes nothing about a case that does not turn on it', () => {
    for (const name of LADDER_NAMES.filter((one) => !turnsOnNextDose(one, null)))
      expect(courseOf(name, opened({ nextDose: critical }))).toEqual(courseOf(name, opened()));
  });
});

describe('the course of a ladder', () => {
  it.each<[string, LadderName, Partial<Opened>, Course]>([
    [
      'L3 counts towards the next dose less 45 min, and becomes its ladder',
      'dispensing-stopped',
      { nextDose: critical },
      course(at('08:00'), { deadlineAt: at('11:15'), becomes: 'time-critical-dose' }),
    ],
    [
      'L3 becomes the ladder of a dose that is not critical too',
      'dispensing-stopped',
      { nextDose: dose(at('12:00')) },
      course(at('08:00'), { deadlineAt: at('11:15'), becomes: 'standard-dose' }),
    ],
    [
      'L3 leaves a dose due within the three quarters to its own alarm',
      'dispensing-stopped',
      { nextDose: dose(at('08:45')) },
      course(at('08:00')),
    ],
    ['L3 without a dose to come counts minutes', 'dispensing-stopped', {}, course(at('08:00'))],
    [
      'L4 starts a day before the supply is used up, and becomes L3 at 12 h left',
      'planned-work',
      { depletionAt: at('12:00', 12) },
      course(at('12:00', 11), { deadlineAt: at('00:00', 12), becomes: 'dispensing-stopped', ...atNight }),
    ],
    [
      'L4 with less than 12 h left is not planned any more',
      'planned-work',
      { depletionAt: at('18:00') },
      course(at('08:00'), { deadlineAt: at('08:00'), becomes: 'dispensing-stopped', ...atNight }),
    ],
    ['L4 without a depletion is for the day', 'planned-work', {}, course(at('08:00'), atNight)],
    ['L5 asks after 60 min', 'power-connectivity', { priority: 'P3', holdMinutes: 10 }, course(at('09:00'))],
    [
      'L5 asks after its hold when the battery ends before the next dose',
      'power-connectivity',
      { priority: 'P3', holdMinutes: 10, nextDose: critical, batteryUntil: at('11:59') },
      course(at('08:10')),
    ],
    ['L5 that is urgent asks after its hold', 'power-connectivity', { holdMinutes: 10 }, course(at('08:10'))],
    ['L5 of a P1 too', 'power-connectivity', { priority: 'P1', holdMinutes: 10 }, course(at('08:10'))],
    ['L6 starts now', 'security', {}, course(at('08:00'))],
    [
      'L4 by hand is for the day',
      'planned-work',
      { alertType: MADE_BY_HAND, priority: 'P3' },
      course(at('08:00'), atNight),
    ],
    ['L4 by hand that is urgent is not', 'planned-work', { alertType: MADE_BY_HAND }, course(at('08:00'))],
    [
      'L3 by hand counts towards no dose',
      'dispensing-stopped',
      { alertType: MADE_BY_HAND, nextDose: critical },
      course(at('08:00')),
    ],
    ['L5 by hand asks at once', 'power-connectivity', { alertType: MADE_BY_HAND, priority: 'P4' }, course(at('08:00'))],
    [
      'L6 over silence starts when the dose is due',
      'security',
      { alertType: 'dose.unconfirmed', dueAt: at('08:30') },
      course(at('08:30')),
    ],
  ])('%s', (_, name, said, expected) => expect(courseOf(name, opened(said))).toEqual(expected));

  it.each([
    ['lasts', dose(at('12:00')), at('12:00'), false],
    ['ends before', dose(at('12:00')), at('11:59'), true],
    ['is not known', dose(at('12:00')), null, false],
    ['has no dose to last to', null, at('09:00'), false],
  ])('a battery that %s', (_, nextDose, batteryUntil, short) =>
    expect(isBatteryTooShort(opened({ nextDose, batteryUntil }))).toBe(short),
  );
});

describe('dispensing that stopped', () => {
  const stopped = start(DEFAULT_LADDERS['dispensing-stopped'], opened({ nextDose: dose(at('12:45')) }));

  it.each([
    ['at once', 0, '08:00', 'nearest-team'],
    ['at a quarter of the time to D', 1, '09:00', 'all-on-duty'],
    ['at half', 2, '10:00', 'next-nearest-team'],
    ['at three quarters', 3, '11:00', 'manager'],
  ])('%s asks rung %i', (_, rung, time, to) => {
    const before = rung === 0 ? stopped : fired(stopped, rung - 1, at('08:00'));
    expect(before.nextRungAt).toEqual(at(time));
    expect(dueRung(before, at(time))).toBe(rung);
    expect(stopped.rungs[rung]!.to).toBe(to);
  });

  it('turns at D, unless somebody has claimed it; then when the claim ends', () => {
    const last = fired(stopped, 3, at('11:55'));
    expect(last.nextRungAt).toEqual(at('12:00'));
    expect(turnsNow(last, at('11:59'))).toBe(false);
    expect(turnsNow(last, at('12:00'))).toBe(true);
    const held = hold(last, at('11:58'));
    expect(turnsNow(held, at('12:10'))).toBe(false);
    expect(resume(held, at('12:10')).nextRungAt).toEqual(at('12:00'));
  });
});

it.each([
  ['by day at its time', '21:59', at('20:59')],
  ['after 22 at 7 the next morning', '22:00', at('06:00', 11)],
  ['before 7 at 7', '06:59', at('06:00')],
])('planned work is asked for %s', (_, local, expected) => {
  const openedAt = new Date(`2026-03-10T${local}:00+01:00`);
  expect(start(DEFAULT_LADDERS['planned-work'], opened({ openedAt })).nextRungAt).toEqual(expected);
});

it('planned work never asks at night, whatever was claimed and released meanwhile', () => {
  const hour = (date: Date): number => (date.getUTCHours() + 1) % 24;
  fc.assert(
    fc.property(fc.nat(2880), fc.array(fc.nat(1440), { maxLength: 12 }), (openedMinute, waits) => {
      let now = new Date(at('00:00').getTime() + openedMinute * 60_000);
      let climb: Climb = start(DEFAULT_LADDERS['planned-work'], opened({ openedAt: now }));
      for (const wait of waits) {
        const next: Date = climb.nextRungAt!;
        expect(hour(next)).toBeGreaterThanOrEqual(7);
        expect(hour(next)).toBeLessThan(22);
        climb = fired(climb, dueRung(climb, next)!, next);
        now = new Date(next.getTime() + wait * 60_000);
        climb = resume(hold(climb, next), now);
      }
    }),
  );
});
