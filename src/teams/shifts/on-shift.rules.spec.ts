import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOnDuty } from '../roster.rules.js';
import type { RosteredTeam } from '../team.rules.js';
import { SHIFT_DAYS } from '../local-time.rules.js';
import { flawOfEnd, onShift, start, stop } from './on-shift.rules.js';
import type { OwnShift } from './own-shift.rules.js';
import type { Shift } from './shift-dates.rules.js';

const ZONE = 'Europe/Copenhagen';
/** 09:00 on the wall. */
const NOW = at('08:00');

function at(time: string): Date {
  return new Date(`2026-01-10T${time}:00Z`);
}
const everyDay = (from: string, to: string, members?: string[]): Shift => ({
  days: [...SHIFT_DAYS],
  from,
  to,
  ...(members && { members }),
});
const own = (atWork: boolean, from: string, until: string): OwnShift => ({
  ...{ teamId: 'west', staffId: 'anna', atWork },
  from: at(from),
  until: at(until),
});
const team = (shifts: Shift[], ownShifts: OwnShift[] = [], rest: Partial<RosteredTeam> = {}): RosteredTeam => ({
  id: 'west',
  name: 'West Day',
  kind: 'home-care',
  districtId: 'west',
  lat: 55,
  lon: 9,
  zone: ZONE,
  shifts,
  overrides: [],
  createdAt: NOW,
  version: 1,
  crew: new Set(['anna', 'bo']),
  ownDays: [],
  ownShifts,
  ...rest,
});
const named = everyDay('07:00', '15:00', ['anna']);
const unnamed = everyDay('07:00', '15:00');
const others = everyDay('07:00', '15:00', ['bo']);
const calledOff = { overrides: [{ from: '2026-01-10T00:00:00Z', to: '2026-01-10T20:00:00Z', onDuty: false }] };

describe('whether somebody is on shift', () => {
  it.each<[string, RosteredTeam, [string, string, string] | null]>([
    ['nobody said anything', team([]), null],
    ['the roster names her', team([named]), ['roster', '06:00', '14:00']],
    ['the roster names her twice', team([named, everyDay('08:00', '16:00', ['anna'])]), ['roster', '06:00', '15:00']],
    ['the roster names nobody: it may be her', team([unnamed]), null],
    ['the roster names others', team([others]), null],
    ['the roster names her, who has left the team', team([named], [], { crew: new Set(['bo']) }), null],
    ['the roster names her, and was overridden', team([named], [], calledOff), null],
    ['she began one', team([], [own(true, '07:00', '12:00')]), ['self', '07:00', '12:00']],
    [
      'she began one, and the roster has her longer',
      team([named], [own(true, '07:00', '12:00')]),
      ['self', '07:00', '14:00'],
    ],
    ['she began one that is over', team([], [own(true, '06:00', '08:00')]), null],
    ['she has gone home', team([named], [own(false, '07:00', '14:00')]), null],
    [
      'she went home before, and is to be there again',
      team([named], [own(false, '05:00', '07:00')]),
      ['roster', '06:00', '14:00'],
    ],
  ])('%s', (_, of, on) =>
    expect(onShift(of, 'anna', NOW)).toEqual(on && { by: on[0], from: at(on[1]), until: at(on[2]) }),
  );
});

describe('starting a shift', () => {
  it.each<[string, RosteredTeam, string | null, OwnShift | null]>([
    ['with no roster: for eight hours', team([]), null, own(true, '08:00', '16:00')],
    ['until a time', team([]), '11:00', own(true, '08:00', '11:00')],
    ['with one of which nothing is said: as long as it lasts', team([unnamed]), null, own(true, '08:00', '14:00')],
    ['beside others: for eight hours', team([others]), null, own(true, '08:00', '16:00')],
    ['that lasts very long: for eight hours', team([everyDay('00:00', '24:00')]), null, own(true, '08:00', '16:00')],
    ['in a team that is called off', team([unnamed], [], calledOff), null, own(true, '08:00', '16:00')],
    ['by who is there by the roster: nothing', team([named]), null, null],
    ['by who is there by the roster, for longer', team([named]), '16:00', own(true, '08:00', '16:00')],
    ['by who is there by the roster, for shorter: nothing', team([named]), '12:00', null],
    ['again: nothing', team([], [own(true, '07:00', '12:00')]), null, null],
    ['again, for longer', team([], [own(true, '07:00', '12:00')]), '14:00', own(true, '07:00', '14:00')],
    ['again, for shorter', team([], [own(true, '07:00', '12:00')]), '09:00', own(true, '07:00', '09:00')],
    ['again, for as long: nothing', team([], [own(true, '07:00', '12:00')]), '12:00', null],
    [
      'after going home, with the shift that names her',
      team([named], [own(false, '07:00', '14:00')]),
      null,
      own(true, '08:00', '14:00'),
    ],
  ])('%s', (_, of, until, said) => expect(start(of, 'anna', until === null ? null : at(until), NOW)).toEqual(said));

  it.each([
    ['a night of 9 hours', '2026-10-24T21:05:00Z', '2026-10-25T06:00:00Z'],
    ['a night of 7 hours', '2026-03-28T22:05:00Z', '2026-03-29T05:00:00Z'],
  ])('lasts as long as the wall says: %s', (_, now, until) => {
    const said = start(team([everyDay('23:00', '07:00')]), 'anna', null, new Date(now));
    expect(said?.until.toISOString()).toBe(until.replace('Z', '.000Z'));
  });

  it('lasts eight hours that pass, whichever the wall repeats', () => {
    const said = start(team([]), 'anna', null, new Date('2026-10-24T22:30:00Z'));
    expect(said?.until).toEqual(new Date('2026-10-25T06:30:00Z'));
  });

  it.each([
    ['08:00', 'is not in the future'],
    ['07:59', 'is not in the future'],
    ['08:01', null],
    ['20:00', null],
    ['20:01', 'is more than 12 hours ahead'],
  ])('until %s: %s', (until, flaw) => expect(flawOfEnd(at(until), NOW)).toBe(flaw));
});

describe('stopping a shift', () => {
  it.each<[string, RosteredTeam, OwnShift | null]>([
    ['of who is not there: nothing', team([]), null],
    ['of who is not there beside others: nothing', team([others]), null],
    ['that she began', team([], [own(true, '07:00', '12:00')]), own(false, '08:00', '08:00')],
    ['that she began beside others', team([others], [own(true, '07:00', '12:00')]), own(false, '08:00', '08:00')],
    ['that names her: until it ends', team([named]), own(false, '08:00', '14:00')],
    ['of which nothing is said: until it ends', team([unnamed]), own(false, '08:00', '14:00')],
    ['that she began, and that names her', team([named], [own(true, '07:00', '12:00')]), own(false, '08:00', '14:00')],
    ['again: nothing', team([named], [own(false, '07:00', '14:00')]), null],
  ])('%s', (_, of, said) => expect(stop(of, 'anna', NOW)).toEqual(said));
});

it('is there after starting and not after stopping, whatever was planned and said; doing either again changes nothing', () => {
  const hour = fc.constantFrom('00:00', '07:00', '08:30', '12:00', '15:00', '23:00');
  const aShift = fc
    .record({ from: hour, to: hour, members: fc.option(fc.subarray(['anna', 'bo']), { nil: undefined }) })
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, members }) => everyDay(from, to, members));
  const word = fc
    .record({ atWork: fc.boolean(), start: fc.integer({ min: -12, max: 0 }), hours: fc.integer({ min: 0, max: 24 }) })
    .map(({ atWork, start: hoursAgo, hours }): OwnShift => {
      const from = NOW.getTime() + hoursAgo * 3_600_000;
      return { ...own(atWork, '00:00', '00:00'), from: new Date(from), until: new Date(from + hours * 3_600_000) };
    });
  const calls = fc.array(
    fc.record({ onDuty: fc.boolean() }).map(({ onDuty }) => ({ ...calledOff.overrides[0]!, onDuty })),
    { maxLength: 1 },
  );
  fc.assert(
    fc.property(fc.array(aShift, { maxLength: 3 }), fc.option(word), calls, (shifts, before, overrides) => {
      const of = team(shifts, before ? [before] : [], { overrides });
      const after = (said: OwnShift | null): RosteredTeam => (said ? { ...of, ownShifts: [said] } : of);
      const started = after(start(of, 'anna', null, NOW));
      expect(onShift(started, 'anna', NOW)).not.toBeNull();
      expect(isOnDuty(started, ZONE, NOW).onDuty).toBe(true);
      expect(start(started, 'anna', null, NOW)).toBeNull();
      const stopped = after(stop(of, 'anna', NOW));
      expect(onShift(stopped, 'anna', NOW)).toBeNull();
      expect(isOnDuty(stopped, ZONE, NOW).members ?? []).not.toContain('anna');
      expect(stop(stopped, 'anna', NOW)).toBeNull();
    }),
  );
});
