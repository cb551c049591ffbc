import { describe, expect, it } from '@jest/globals';
import type { RosteredTeam } from '../../teams/team.rules.js';
import type { Enrolled } from './enrolment.rules.js';
import { furthestOf, isOpen, type Premises, SETUP, setupOf } from './setup.rules.js';

const now = new Date('2026-03-10T07:00:00Z');
const inTwoWeeks = new Date('2026-03-24T07:00:00Z');
const town = { id: 'town', parentId: null, polygon: null };
const square = { type: 'Polygon' as const, coordinates: [] };
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
const team = (about: Partial<RosteredTeam> = {}): RosteredTeam => ({
  ...{ id: 'team', name: 'Day', kind: 'home-care', districtId: 'town', zone: 'Europe/Copenhagen', lat: 55, lon: 9 },
  ...{ shifts: [], overrides: [], createdAt: now, version: 1, crew: new Set<string>(), ownDays: [], ownShifts: [] },
  ...about,
});
const always = team({ shifts: [{ days: [...DAYS], from: '00:00', to: '24:00' }] });
const byDay = team({ shifts: [{ days: [...DAYS], from: '07:00', to: '15:00' }] });
const noHoliday = team({ shifts: [{ days: DAYS.slice(0, 7), from: '00:00', to: '24:00' }] });
const lead = { roles: ['lead'], teamIds: ['team'] };
const nurse = { roles: ['nurse'], teamIds: ['team'] };
const alma: Enrolled = {
  ...{ citizenId: 'alma', consent: true, isReached: false, hasRelatives: false, hasContactPerson: false },
  ...{ hasPlan: true, plannedSince: now, dispenser: null, seenAt: null },
};
const dispenser = { deviceId: 'D', from: now };
const empty: Premises = { districts: [], teams: [], people: [], first: null, isLive: false };

describe('what a house has on its way from empty', () => {
  it.each<[string, Partial<Premises>, readonly string[]]>([
    ['nothing', {}, []],
    ['a municipality', { districts: [town] }, ['municipality']],
    ['its area', { districts: [{ ...town, polygon: square }] }, ['municipality', 'area']],
    ['a team and no area: it was left out', { districts: [town], teams: [team()] }, ['municipality', 'area', 'team']],
    [
      'a roster that covers every hour',
      { districts: [town], teams: [always] },
      ['municipality', 'area', 'team', 'duty'],
    ],
    ['one with nights bare', { districts: [town], teams: [byDay] }, ['municipality', 'area', 'team']],
    ['a lead alone', { people: [lead] }, []],
    ['a lead and a nurse', { people: [lead, nurse] }, ['staff']],
    ['one person who is both', { people: [{ roles: ['nurse', 'lead'], teamIds: ['team'] }] }, ['staff']],
    [
      'both, in no team',
      {
        people: [
          { ...lead, teamIds: [] },
          { ...nurse, teamIds: [] },
        ],
      },
      [],
    ],
    ['an administrator by the name of before', { people: [{ roles: ['admin'], teamIds: ['team'] }] }, []],
    ['a citizen with consent and plan', { first: alma }, ['citizen']],
    ['one without consent', { first: { ...alma, consent: false } }, []],
    ['one without a plan', { first: { ...alma, hasPlan: false } }, []],
    ['a dispenser given to her', { first: { ...alma, dispenser } }, ['citizen', 'dispenser']],
    ['its dose seen', { first: { ...alma, dispenser, seenAt: now } }, ['citizen', 'dispenser', 'test-dose']],
    ['a dose of anybody seen, some time', { isLive: true }, ['citizen', 'dispenser', 'test-dose']],
  ])('%s', (_, premises, done) => {
    const ticks = setupOf({ ...empty, ...premises }, now, inTwoWeeks);
    expect(SETUP.filter((tick) => ticks[tick])).toEqual(done);
  });

  it('a roster without holidays covers two weeks without one, and not those with Easter', () => {
    const premises = { ...empty, districts: [town], teams: [noHoliday] };
    expect(setupOf(premises, now, inTwoWeeks).duty).toBe(true);
    const [easter, after] = [new Date('2026-03-30T07:00:00Z'), new Date('2026-04-13T07:00:00Z')];
    expect(setupOf(premises, easter, after).duty).toBe(false);
  });
});

it.each<[string, readonly Enrolled[], Enrolled | null]>([
  ['nobody', [], null],
  ['the one with a plan', [{ ...alma, hasPlan: false }, alma], alma],
  ['the one with a plan, though another has a dispenser', [{ ...alma, hasPlan: false, dispenser }, alma], alma],
  ['of equals the first', [alma, { ...alma, citizenId: 'bo' }], alma],
])('the house is furthest with %s', (_, enrolled, first) => {
  expect(furthestOf(enrolled)).toEqual(first);
});

it.each<[boolean, number, boolean]>([
  [false, 0, true],
  [false, 1, true],
  [false, 2, false],
  [true, 1, false],
  [true, 0, false],
])('live %s with %i citizens: open %s', (isLive, citizens, open) => {
  expect(isOpen(isLive, citizens)).toBe(open);
});
