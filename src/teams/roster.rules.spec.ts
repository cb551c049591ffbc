import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { OwnDay } from './holiday.rules.js';
import { DAYS, type ShiftDay, SHIFT_DAYS } from './local-time.rules.js';
import { dutyNow, dutyPeriods, goesOn, isOnDuty, type Override, type Roster } from './roster.rules.js';
import type { OwnShift } from './shifts/own-shift.rules.js';
import type { Shift } from './shifts/shift-dates.rules.js';
import { sayDuty } from '../words/routing.js';
import { voiceOf } from '../words/voice.js';

const { words } = voiceOf('en');

const ZONE = 'Europe/Copenhagen';
const everyDay = (from: string, to: string, members?: string[]): Shift => ({
  days: [...SHIFT_DAYS],
  from,
  to,
  members,
});
const roster = (shifts: Shift[], overrides: Override[] = [], rest: Partial<Roster> = {}): Roster => ({
  shifts,
  overrides,
  crew: new Set(['anna', 'bo', 'late', 'early']),
  ownDays: [],
  ownShifts: [],
  ...rest,
});
/** Between two times of the 10th of January, in UTC. */
const said = (staffId: string, atWork: boolean, from: string, until: string): Pick<Roster, 'ownShifts'> => ({
  ownShifts: [
    {
      teamId: 'team',
      staffId,
      atWork,
      from: new Date(`2026-01-10T${from}:00Z`),
      until: new Date(`2026-01-10T${until}:00Z`),
    },
  ],
});
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
      'one of two who left',
      roster([everyDay('07:00', '15:00', ['anna', 'gone'])]),
      '2026-01-10T08:00:00Z',
      true,
      ['anna'],
      'on the shift 07:00-15:00',
    ],
    [
      'all who are named left',
      roster([everyDay('07:00', '15:00', ['gone'])]),
      '2026-01-10T08:00:00Z',
      false,
      null,
      'nobody whom the shift 07:00-15:00 names works in the team now',
    ],
    [
      'who left, beside one whose shift ends sooner',
      roster([everyDay('07:00', '15:00', ['anna']), everyDay('07:00', '16:00', ['gone'])]),
      '2026-01-10T08:00:00Z',
      true,
      ['anna'],
      'on the shift 07:00-15:00',
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
    [
      'one on a shift of her own beside it',
      roster(day.shifts as Shift[], [], said('bo', true, '07:30', '12:00')),
      '2026-01-10T08:00:00Z',
      true,
      ['anna', 'bo'],
      'on the shift 07:00-15:00',
    ],
    [
      'one on a shift of her own, and no other',
      roster(day.shifts as Shift[], [], said('bo', true, '19:00', '23:30')),
      '2026-01-10T19:00:00Z',
      true,
      ['bo'],
      'on a shift somebody began in person, 20:00-2026-01-11 00:30',
    ],
    [
      'at the end of it',
      roster(day.shifts as Shift[], [], said('bo', true, '19:00', '23:30')),
      '2026-01-10T23:30:00Z',
      false,
      null,
      'no shift now',
    ],
    [
      'on a shift of her own without any roster',
      roster([], [], said('bo', true, '07:30', '12:00')),
      '2026-01-10T08:00:00Z',
      true,
      ['bo'],
      'on a shift somebody began in person, 08:30-13:00',
    ],
    [
      'on a shift of her own, whatever was called off',
      roster(day.shifts as Shift[], [away], said('bo', true, '07:30', '12:00')),
      '2026-01-10T08:00:00Z',
      true,
      ['bo'],
      'on a shift somebody began in person, 08:30-13:00',
    ],
    [
      'on a shift of her own beside some who were called in',
      roster([], [{ ...away, onDuty: true }], said('bo', true, '07:30', '12:00')),
      '2026-01-10T08:00:00Z',
      true,
      null,
      'called in: course',
    ],
    [
      'on a shift of her own beside one of which nothing is said',
      roster(night.shifts as Shift[], [], said('bo', true, '02:00', '05:00')),
      '2026-01-10T03:00:00Z',
      true,
      null,
      'on the shift 23:00-07:00',
    ],
    [
      'on a shift of her own in a team that she has left',
      roster([], [], said('gone', true, '07:30', '12:00')),
      '2026-01-10T08:00:00Z',
      false,
      null,
      'the team has no roster',
    ],
    [
      'who is named has gone home',
      roster(day.shifts as Shift[], [], said('anna', false, '07:30', '14:00')),
      '2026-01-10T08:00:00Z',
      false,
      null,
      'whoever was on the shift 07:00-15:00 has gone home',
    ],
    [
      'one of two has gone home',
      roster([everyDay('07:00', '15:00', ['anna', 'bo'])], [], said('anna', false, '07:30', '14:00')),
      '2026-01-10T08:00:00Z',
      true,
      ['bo'],
      'on the shift 07:00-15:00',
    ],
    [
      'one has gone home of a shift of which nothing is said',
      roster(night.shifts as Shift[], [], said('anna', false, '02:00', '06:00')),
      '2026-01-10T03:00:00Z',
      true,
      null,
      'on the shift 23:00-07:00',
    ],
    [
      'gone home before, and here again by the roster',
      roster(day.shifts as Shift[], [], said('anna', false, '05:00', '07:00')),
      '2026-01-10T07:00:00Z',
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
  ])('%s', (_, r, at, onDuty, members, why) => {
    const duty = isOnDuty(r, ZONE, new Date(at));
    expect({ ...duty, why: sayDuty(duty.why, words) }).toMatchObject({ onDuty, members, why });
  });

  const two = [everyDay('07:00', '15:00'), everyDay('08:00', '16:00')];
  const during = (from: string, to: string, onDuty: boolean): Override => ({
    from: `2026-01-10T${from}:00Z`,
    to: `2026-01-10T${to}:00Z`,
    onDuty,
  });
  it.each<[string, Roster, string | null]>([
    ['the last of the shifts that cover it', roster(two), '15:00'],
    [
      'of two that end together the one that began first',
      roster([everyDay('09:00', '16:00'), everyDay('07:00', '16:00')]),
      '15:00',
    ],
    ['called off', roster(two, [away]), '08:00'],
    [
      'called off before and called in after, in spite of it',
      roster(two, [away, during('07:00', '11:00', true)]),
      '11:00',
    ],
    [
      'called in, and off again over that',
      roster([], [during('07:00', '17:00', true), during('09:00', '18:00', false)]),
      '09:00',
    ],
    [
      'called off, and in again over that',
      roster(two, [during('07:00', '17:00', false), during('07:00', '09:00', true)]),
      '09:00',
    ],
    [
      'called in twice in one go',
      roster([], [during('07:00', '09:00', true), during('08:00', '12:00', true)]),
      '12:00',
    ],
    ['off duty', roster([]), null],
  ])('until: %s', (_, r, until) =>
    expect(dutyNow(r, ZONE, new Date('2026-01-10T07:30:00Z')).until).toEqual(
      until && new Date(`2026-01-10T${until}:00Z`),
    ),
  );

  it('until: a week ahead for who is always there', () => {
    const { until } = dutyNow(roster([everyDay('00:00', '24:00')]), ZONE, new Date('2026-10-21T07:30:00Z'));
    expect(until).toEqual(new Date('2026-10-28T07:30:00Z'));
  });

  it.each<[string, Roster, string, boolean]>([
    [
      'another shift began beside hers',
      roster([everyDay('07:00', '15:00', ['anna']), everyDay('09:00', '15:00', ['bo'])]),
      'anna',
      true,
    ],
    ['hers ended', roster([everyDay('06:00', '09:00', ['anna']), everyDay('07:00', '15:00', ['bo'])]), 'anna', false],
    [
      'hers ended, and her next began',
      roster([everyDay('06:00', '09:00', ['anna']), everyDay('07:00', '15:00', ['anna'])]),
      'anna',
      true,
    ],
    [
      'hers ended, and her next begins at that moment',
      roster([everyDay('06:00', '09:00', ['anna']), everyDay('09:00', '15:00', ['anna'])]),
      'anna',
      false,
    ],
    [
      'hers ended long before, and one goes on of which nothing is said',
      roster([everyDay('00:00', '05:00', ['anna']), everyDay('07:00', '15:00')]),
      'anna',
      true,
    ],
    ['only one of whom all have left goes on', roster([everyDay('07:00', '15:00', ['gone'])]), 'anna', false],
    [
      'one ended of which nothing is said, and another goes on',
      roster([everyDay('06:00', '09:00'), everyDay('07:00', '15:00', ['bo'])]),
      'anna',
      true,
    ],
    ['of whom no shift names: one goes on', roster([everyDay('07:00', '15:00', ['bo'])]), 'anna', true],
    ['of whom no shift names: all end', roster([everyDay('07:00', '09:00')]), 'anna', false],
    [
      'her own ended, whichever goes on',
      roster([everyDay('07:00', '15:00')], [], said('anna', true, '06:00', '08:00')),
      'anna',
      false,
    ],
    ['her own goes on', roster([], [], said('anna', true, '06:00', '12:00')), 'anna', true],
    [
      'her own ended long before',
      roster([everyDay('07:00', '15:00')], [], said('anna', true, '01:00', '05:00')),
      'anna',
      true,
    ],
    [
      'she went at that moment',
      roster([everyDay('07:00', '15:00')], [], said('anna', false, '08:00', '14:00')),
      'anna',
      false,
    ],
    [
      'she went at that moment, and was on none that was planned',
      roster([everyDay('07:00', '15:00', ['bo'])], [], said('anna', false, '08:00', '08:00')),
      'anna',
      false,
    ],
    [
      'only that of somebody else goes on, which is her own',
      roster([everyDay('07:00', '09:00')], [], said('bo', true, '06:00', '12:00')),
      'anna',
      false,
    ],
  ])('a shift across 09:00: %s', (_, r, who, on) =>
    expect(goesOn(r, ZONE, new Date('2026-01-10T08:00:00Z'), who)).toBe(on),
  );

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
      periods.map((p) => [
        p.from.toISOString().slice(11, 16),
        p.to.toISOString().slice(11, 16),
        p.onDuty,
        sayDuty(p.why, words),
      ]),
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

it('a period ends where somebody joins a shift, although the shift is the same', () => {
  const r = roster([everyDay('07:00', '15:00', ['anna']), everyDay('09:00', '15:00', ['bo'])]);
  const periods = dutyPeriods(r, ZONE, new Date('2026-01-10T06:00:00Z'), new Date('2026-01-10T14:00:00Z'));
  expect(periods.map(({ from, members }) => [from.toISOString().slice(11, 16), members])).toEqual([
    ['06:00', ['anna']],
    ['08:00', ['anna', 'bo']],
  ]);
});

it('periods end where somebody comes or goes in person', () => {
  const r = roster([everyDay('07:00', '15:00', ['anna'])], [], {
    ownShifts: [...said('bo', true, '13:00', '16:00').ownShifts, ...said('anna', false, '13:30', '14:00').ownShifts],
  });
  const periods = dutyPeriods(r, ZONE, new Date('2026-01-10T06:00:00Z'), new Date('2026-01-10T17:00:00Z'));
  expect(periods.map(({ from, members }) => [from.toISOString().slice(11, 16), members])).toEqual([
    ['06:00', ['anna']],
    ['13:00', ['anna', 'bo']],
    ['13:30', ['bo']],
    ['16:00', null],
  ]);
});

describe('a public holiday', () => {
  const christmas = new Date('2026-12-25T10:00:00Z');
  const weekday: Shift = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '15:00', members: ['anna'] };
  const sundays: Shift = { days: ['sun', 'holiday'], from: '08:00', to: '12:00', members: ['bo'] };
  const eve: OwnDay[] = [{ date: '2026-12-24', name: 'Juleaften', holiday: true }];
  const worked: OwnDay[] = [{ date: '2026-12-25', name: null, holiday: false }];
  it.each<[string, Roster, string, Date, string[] | null]>([
    ['is no day of the week', roster([weekday]), ZONE, christmas, null],
    ['has its own shifts', roster([weekday, sundays]), ZONE, christmas, ['bo']],
    [
      'is where the team is',
      roster([{ ...weekday, days: ['thu'] }, sundays]),
      'Europe/Oslo',
      new Date('2025-05-01T09:00:00Z'),
      ['bo'],
    ],
    [
      'is none where it is not',
      roster([{ ...weekday, days: ['thu'] }, sundays]),
      ZONE,
      new Date('2025-05-01T09:00:00Z'),
      ['anna'],
    ],
    [
      'may be of the municipality alone',
      roster([weekday, sundays], [], { ownDays: eve }),
      ZONE,
      new Date('2026-12-24T10:00:00Z'),
      ['bo'],
    ],
    ['may be worked', roster([weekday, sundays], [], { ownDays: worked }), ZONE, christmas, ['anna']],
  ])('%s', (_, r, zone, at, members) => expect(isOnDuty(r, zone, at).members).toEqual(members));

  it('lasts from midnight to midnight on the wall; a night that began before ends as it would', () => {
    const r = roster([
      { days: [...DAYS], from: '00:00', to: '24:00' },
      { days: [...DAYS], from: '23:00', to: '07:00', members: ['late'] },
    ]);
    const periods = dutyPeriods(r, ZONE, new Date('2026-12-23T12:00:00Z'), new Date('2026-12-28T12:00:00Z'));
    expect(periods.filter((p) => !p.onDuty).map((p) => [p.from.toISOString(), p.to.toISOString()])).toEqual([
      ['2026-12-25T06:00:00.000Z', '2026-12-26T23:00:00.000Z'],
    ]);
  });
});

/** Who is there in a minute, by reading the wall clock: none of the mechanism of the rules is used. */
function walkOn(r: Roster, zone: string, holidays: readonly string[], at: number): string | null {
  const own = r.ownShifts.filter(({ from, until }) => at >= from.getTime() && at < until.getTime());
  const isCrew = (id: string): boolean => r.crew.has(id);
  const isGone = (id: string): boolean => own.some(({ staffId, atWork }) => staffId === id && !atWork);
  const here = own.filter(({ staffId, atWork }) => atWork && isCrew(staffId));
  const inPerson = here.reduce<OwnShift | null>((a, b) => (a && a.until >= b.until ? a : b), null);
  const byThemselves = inPerson
    ? `own ${inPerson.from.getTime()}-${inPerson.until.getTime()} ${here
        .map(({ staffId }) => staffId)
        .sort()
        .join()}`
    : null;
  const called = r.overrides.findLast(({ from, to }) => at >= Date.parse(from) && at < Date.parse(to));
  if (called) return called.onDuty ? `called ${called.reason}` : byThemselves;
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const minute = wall.hour * 60 + wall.minute;
  const kindOf = (date: Temporal.PlainDate): ShiftDay =>
    holidays.includes(date.toString()) ? 'holiday' : DAYS[date.dayOfWeek - 1]!;
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const [today, yesterday] = [kindOf(wall.toPlainDate()), kindOf(wall.toPlainDate().subtract({ days: 1 }))];
  const there = r.shifts.flatMap(({ days, from, to, members }) => {
    const [start, end] = [minutes(from), minutes(to)];
    const overnight = end <= start;
    const shift = { members, from, to };
    if (days.includes(today) && minute >= start && (overnight || minute < end))
      return [{ ...shift, endsIn: (overnight ? end + 1_440 : end) - minute, since: minute - start }];
    const isLeft = overnight && days.includes(yesterday) && minute < end;
    return isLeft ? [{ ...shift, endsIn: end - minute, since: minute + 1_440 - start }] : [];
  });
  const isThere = (id: string): boolean => isCrew(id) && !isGone(id);
  const staffed = there.filter(({ members }) => !members || members.some(isThere));
  if (staffed.length === 0) return byThemselves;
  const last = staffed.reduce((a, b) => ((b.endsIn - a.endsIn || b.since - a.since) > 0 ? b : a));
  const unnamed = staffed.some(({ members }) => !members);
  const named = staffed.flatMap(({ members }) => members ?? []).filter(isThere);
  const who = new Set([...named, ...here.map(({ staffId }) => staffId)]);
  return `${last.from}-${last.to} ${unnamed ? 'somebody' : [...who].sort().join()}`;
}

describe('until, and the periods of duty', () => {
  /** Not in the hours that a night of summer time skips or repeats: what the wall shows then is in the rows above. */
  const hour = fc.constantFrom('00:00', '00:30', '04:00', '07:00', '08:15', '12:00', '15:00', '22:45', '23:30');
  const aShift = fc
    .record({
      days: fc.subarray([...SHIFT_DAYS], { minLength: 1 }),
      from: hour,
      to: fc.oneof(hour, fc.constant('24:00')),
      members: fc.option(fc.subarray(['anna', 'bo', 'gone']), { nil: undefined }),
    })
    .filter(({ from, to }) => from !== to);
  const weeks = fc.constantFrom(
    ['2026-03-28', 'Europe/Copenhagen', ['2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06']],
    ['2026-10-23', 'Europe/Copenhagen', []],
    ['2026-10-24', 'Europe/Oslo', []],
    ['2026-12-23', 'Europe/Copenhagen', ['2026-12-25', '2026-12-26']],
    ['2026-05-13', 'Europe/Oslo', ['2026-05-14', '2026-05-17']],
  ) as fc.Arbitrary<readonly [string, string, readonly string[]]>;
  const anOverride = fc.record({
    start: fc.integer({ min: -24 * 4, max: 24 * 4 * 5 }),
    quarters: fc.integer({ min: 1, max: 4 * 30 }),
    onDuty: fc.boolean(),
    reason: fc.constantFrom('course', 'flu'),
  });
  const anOwnShift = fc.record({
    staffId: fc.constantFrom('anna', 'bo', 'gone'),
    atWork: fc.boolean(),
    start: fc.integer({ min: -24 * 4, max: 24 * 4 * 5 }),
    quarters: fc.integer({ min: 0, max: 4 * 12 }),
  });
  const plans = fc.tuple(
    fc.array(aShift, { maxLength: 5 }),
    fc.array(anOverride, { maxLength: 6 }),
    fc.uniqueArray(anOwnShift, { selector: ({ staffId }) => staffId }),
  );

  it('agree with a walk minute by minute, overrides over overrides, own shifts, holidays and summer time included', () => {
    fc.assert(
      fc.property(plans, weeks, fc.nat(4 * 24 * 3), ([s, o, own], week, quarter) => {
        const [date, zone, holidays] = week;
        const begin = Date.parse(`${date}T00:00:00Z`);
        const at = begin + quarter * 900_000;
        const overrides = o.map(({ start, quarters, onDuty, reason }): Override => {
          const from = begin + start * 900_000;
          return {
            from: new Date(from).toISOString(),
            to: new Date(from + quarters * 900_000).toISOString(),
            onDuty,
            reason,
          };
        });
        const ownShifts = own.map(({ staffId, atWork, start, quarters }): OwnShift => {
          const from = begin + start * 900_000;
          return { teamId: 'team', staffId, atWork, from: new Date(from), until: new Date(from + quarters * 900_000) };
        });
        const r = roster(s, overrides, { crew: new Set(['anna', 'bo']), ownShifts });
        const first = walkOn(r, zone, holidays, at);
        let end = at;
        while (end < at + 7 * 86_400_000 && walkOn(r, zone, holidays, end) === first) end += 60_000;
        const now = dutyNow(r, zone, new Date(at));
        expect(now.onDuty).toBe(first !== null);
        expect(now.until).toEqual(first === null ? null : new Date(end));
        const [shown] = dutyPeriods(r, zone, new Date(at), new Date(at + 7 * 86_400_000));
        if (first !== null) expect(shown!.to).toEqual(now.until);
      }),
      { numRuns: 30 },
    );
  });
});
