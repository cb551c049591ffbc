import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAYS } from './local-time.rules.js';
import { dutyPeriods, isOnDuty, type Override, type Roster, type Shift } from './roster.rules.js';

const ZONE = 'Europe/Copenhagen';
const everyDay = (from: string, to: string, members?: string[]): Shift => ({ days: [...DAYS], from, to, members });
const roster = (shifts: Shift[], overrides: Override[] = []): Roster => ({ shifts, overrides });
const away: Override = { from: '2026-01-10T08:00:00Z', to: '2026-01-10T10:00:00Z', onDuty: false, reason: 'course' };

describe('who is on duty', () => {
  const day = roster([everyDay('07:00', '15:00', ['anna'])]);
  const night = roster([everyDay('23:00', '07:00')]);
  it.each<[string, Roster, string, boolean, string[] | null, string]>([
    ['at the start', day, '2026-01-10T06:00:00Z', true, ['anna'], 'on the shift 07:00-15:00'],
    ['before the start', day, '2026-01-10T05:59:59Z', false, null, 'no shift now'],
    ['at the end', day, '2026-01-10T14:00:00Z', false, null, 'no shift now'],
    ['past midnight', night, '2026-01-10T03:00:00Z', true, null, 'on the shift 23:00-07:00'],
    [
      'the whole day',
      roster([everyDay('00:00', '24:00')]),
      '2026-01-10T22:59:59Z',
      true,
      null,
      'on the shift 00:00-24:00',
    ],
    [
      'another day',
      roster([{ days: ['mon'], from: '07:00', to: '15:00' }]),
      '2026-01-10T08:00:00Z',
      false,
      null,
      'no shift now',
    ],
    [
      'a shift of nobody',
      roster([everyDay('07:00', '15:00', [])]),
      '2026-01-10T08:00:00Z',
      false,
      null,
      'nobody is on the shift 07:00-15:00',
    ],
    [
      'two shifts',
      roster([everyDay('07:00', '15:00', ['anna']), everyDay('08:00', '16:00', ['anna', 'bo'])]),
      '2026-01-10T08:00:00Z',
      true,
      ['anna', 'bo'],
      'on the shift 08:00-16:00',
    ],
    [
      'one of them unnamed',
      roster([everyDay('07:00', '15:00', ['anna']), everyDay('08:00', '16:00')]),
      '2026-01-10T08:00:00Z',
      true,
      null,
      'on the shift 08:00-16:00',
    ],
    ['no roster', roster([]), '2026-01-10T08:00:00Z', false, null, 'the team has no roster'],
    ['called off', roster(day.shifts as Shift[], [away]), '2026-01-10T08:00:00Z', false, null, 'called off: course'],
    [
      'back again',
      roster(day.shifts as Shift[], [away]),
      '2026-01-10T10:00:00Z',
      true,
      ['anna'],
      'on the shift 07:00-15:00',
    ],
    ['called in', roster([], [{ ...away, onDuty: true }]), '2026-01-10T09:00:00Z', true, null, 'called in: course'],
    [
      'the later override',
      roster([], [away, { ...away, onDuty: true, reason: undefined }]),
      '2026-01-10T09:00:00Z',
      true,
      null,
      'called in',
    ],
  ])('%s', (_, r, at, onDuty, members, why) =>
    expect(isOnDuty(r, ZONE, new Date(at))).toMatchObject({ onDuty, members, why }),
  );

  it('until the last of the shifts that cover it, or until called off', () => {
    const two = [everyDay('07:00', '15:00'), everyDay('08:00', '16:00')];
    expect(isOnDuty(roster(two), ZONE, new Date('2026-01-10T07:30:00Z')).until).toEqual(
      new Date('2026-01-10T15:00:00Z'),
    );
    expect(isOnDuty(roster(two, [away]), ZONE, new Date('2026-01-10T07:30:00Z')).until).toEqual(new Date(away.from));
  });

  it('in the repeated hour both shifts are on: neither leaves a gap', () => {
    const meet = roster([everyDay('19:00', '02:30', ['late']), everyDay('02:30', '10:00', ['early'])]);
    expect(isOnDuty(meet, ZONE, new Date('2026-10-25T00:29:00Z')).members).toEqual(['late']);
    expect(isOnDuty(meet, ZONE, new Date('2026-10-25T00:30:00Z')).members?.sort()).toEqual(['early', 'late']);
    expect(isOnDuty(meet, ZONE, new Date('2026-10-25T01:30:00Z')).members).toEqual(['early']);
  });
});

describe('the periods of duty', () => {
  it('meet, follow each other and show the gaps', () => {
    const r = roster([everyDay('07:00', '15:00', ['anna'])], [away]);
    const periods = dutyPeriods(r, ZONE, new Date('2026-01-10T00:00:00Z'), new Date('2026-01-11T00:00:00Z'));
    expect(
      periods.map((p) => [p.from.toISOString().slice(11, 16), p.to.toISOString().slice(11, 16), p.onDuty, p.why]),
    ).toEqual([
      ['00:00', '06:00', false, 'no shift now'],
      ['06:00', '08:00', true, 'on the shift 07:00-15:00'],
      ['08:00', '10:00', false, 'called off: course'],
      ['10:00', '14:00', true, 'on the shift 07:00-15:00'],
      ['14:00', '00:00', false, 'no shift now'],
    ]);
  });

  it('agree with who is on duty, and shifts round the clock never leave a gap, through summer time', () => {
    const hour = fc
      .integer({ min: 0, max: 47 })
      .map((n) => `${String(n >> 1).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
    const start = fc.constantFrom('2026-03-27T12:00:00Z', '2026-10-23T12:00:00Z', '2026-06-01T12:00:00Z');
    fc.assert(
      fc.property(hour, hour, start, fc.constantFrom(ZONE, 'Europe/Oslo', 'Africa/Cairo'), (a, b, begin, zone) => {
        fc.pre(a !== b);
        const r = roster([everyDay(a, b), everyDay(b, a)]);
        const from = new Date(begin);
        const to = new Date(from.getTime() + 4 * 86_400_000);
        const periods = dutyPeriods(r, zone, from, to);
        expect(periods.every((p) => p.onDuty)).toBe(true);
        expect([periods[0]!.from, periods.at(-1)!.to]).toEqual([from, to]);
        periods.slice(1).forEach((p, i) => expect(p.from).toEqual(periods[i]!.to));
      }),
    );
  });
});
