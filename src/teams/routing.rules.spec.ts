import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { District } from './district.rules.js';
import { DAYS } from './local-time.rules.js';
import {
  choose,
  type Need,
  RECIPIENTS,
  type Routing,
  type RoutingInputs,
  shortlist,
  teamsToWeigh,
  type Workload,
  withoutDistances,
  withoutKilometres,
} from './routing.rules.js';
import { type RosteredTeam, TEAM_KINDS } from './team.rules.js';

const now = new Date('2026-01-10T08:00:00Z');
const home = { lat: 55.25, lon: 9.5 };

const district = (id: string, parentId: string | null, rest: Partial<District> = {}): District => ({
  id,
  name: id,
  parentId,
  polygon: null,
  shadow: false,
  createdAt: now,
  version: 1,
  ...rest,
});
const square: District['polygon'] = {
  type: 'Polygon',
  coordinates: [
    [
      [9, 55],
      [10, 55],
      [10, 56],
      [9, 56],
      [9, 55],
    ],
  ],
};
const districts = [
  district('town', null),
  district('side', 'town'),
  district('west', 'side', { polygon: square }),
  district('zone', 'west'),
  district('east', 'town'),
  district('next-town', null),
];
const always = [{ days: [...DAYS], from: '00:00', to: '24:00' }];
/** A team `km` north of the home, on duty unless said otherwise. */
const team = (id: string, districtId: string, km: number, rest: Partial<RosteredTeam> = {}): RosteredTeam => ({
  id,
  name: id,
  kind: 'home-care',
  districtId,
  lat: home.lat + km / 111.195,
  lon: home.lon,
  zone: 'Europe/Copenhagen',
  shifts: always,
  overrides: [],
  createdAt: now,
  version: 1,
  crew: new Set(['anna', 'bo']),
  ownDays: [],
  ownShifts: [],
  ...rest,
});
const off = { shifts: [] };
type Known = RoutingInputs & { workload: Workload };
const inputs = (teams: RosteredTeam[], rest: Partial<Known> = {}): Known => ({
  home,
  districtId: 'west',
  eDistrictTeamId: null,
  contactPersonId: null,
  contactPersonTeamIds: [],
  districts,
  teams,
  workload: {},
  now,
  ...rest,
});
const routeTo = (need: Need, known: Known): Routing => choose(shortlist(need, known), known, known.workload);

describe('the nearest team', () => {
  const centre = team('centre', 'town', 1, { kind: 'response-centre' });
  it.each<[string, RosteredTeam[], Partial<Known>, string | null, string]>([
    [
      "of the citizen's district, although another is nearer",
      [team('w', 'west', 5), team('e', 'east', 1)],
      {},
      'w',
      'nearest-in-district',
    ],
    ['of two in the district', [team('w1', 'west', 5), team('w2', 'west', 4)], {}, 'w2', 'nearest-in-district'],
    ['in a zone of the district', [team('z', 'zone', 5), team('e', 'east', 1)], {}, 'z', 'nearest-in-district'],
    [
      'in the district before one that serves a wider',
      [team('s', 'side', 1), team('w', 'west', 5)],
      {},
      'w',
      'nearest-in-district',
    ],
    ['that serves a wider district', [team('s', 'side', 5), team('e', 'east', 1)], {}, 's', 'nearest-in-district'],
    [
      'by night, of the whole municipality',
      [team('w', 'west', 1, off), team('n', 'town', 9, { kind: 'night' })],
      {},
      'n',
      'nearest-in-municipality',
    ],
    [
      'of the municipality',
      [team('w', 'west', 1, off), team('e', 'east', 5), team('x', 'next-town', 2)],
      {},
      'e',
      'nearest-in-municipality',
    ],
    [
      'of another municipality, before the response centre',
      [team('w', 'west', 1, off), team('x', 'next-town', 20), centre],
      {},
      'x',
      'nearest-neighbouring-municipality',
    ],
    [
      'is the response centre where nobody else is',
      [team('w', 'west', 1, off), centre],
      {},
      'centre',
      'response-centre',
    ],
    ['never an e-district', [team('e', 'west', 1, { kind: 'e-district' })], {}, null, 'nobody-on-duty'],
    ['nobody', [team('w', 'west', 1, off)], {}, null, 'nobody-on-duty'],
    [
      'by the polygon that holds the address',
      [team('w', 'west', 5), team('e', 'east', 1)],
      { districtId: null },
      'w',
      'nearest-in-district',
    ],
    [
      'anywhere, where no polygon holds it',
      [team('w', 'west', 5), team('e', 'east', 1)],
      { districtId: null, districts: districts.map((d) => ({ ...d, polygon: null })) },
      'e',
      'nearest-without-district',
    ],
    [
      'of two as near: the one with less to do',
      [team('w1', 'west', 4), team('w2', 'west', 4.0003)],
      { workload: { w1: 2, w2: 1 } },
      'w2',
      'nearest-in-district',
    ],
    [
      'of two as near and as busy: by id',
      [team('w2', 'west', 4), team('w1', 'west', 4)],
      {},
      'w1',
      'nearest-in-district',
    ],
  ])('%s', (_, teams, rest, chosen, rule) => {
    const routing = routeTo({ to: 'nearest-team' }, inputs(teams, rest));
    expect(routing).toMatchObject({ chosenTeamId: chosen, rule, audience: 'team', assigneeId: null });
  });

  it('says why, for each that was considered', () => {
    const teams = [
      team('Vest Day Team', 'west', 1.2),
      team('Vest Evening Team', 'west', 0.5, off),
      team('Vest Second Team', 'west', 3),
      team('Side Team', 'side', 1),
      team('East Team', 'east', 1),
      team('Next Town', 'next-town', 1),
    ];
    const routing = routeTo({ to: 'nearest-team' }, inputs(teams));
    expect(routing.rule).toBe('nearest-in-district');
    expect(routing.candidates.map((c) => [c.name, c.rule, c.duty.rule])).toEqual([
      ['Vest Evening Team', 'off_duty', 'no_roster'],
      ['Vest Day Team', 'chosen', 'on_shift'],
      ['Vest Second Team', 'farther', 'on_shift'],
      ['Side Team', 'wider_district', 'on_shift'],
      ['East Team', 'comes_later', 'on_shift'],
    ]);
  });

  it.each<[string, Workload, (string | number)[][]]>([
    [
      'who had more to do',
      { w1: 2, w2: 1 },
      [
        ['w3', 'chosen', 0],
        ['w2', 'busier', 1],
        ['w1', 'busier', 2],
      ],
    ],
    [
      'who only comes later by id',
      { w1: 1, w2: 1, w3: 1 },
      [
        ['w1', 'chosen', 1],
        ['w2', 'tie', 1],
        ['w3', 'tie', 1],
      ],
    ],
  ])('says of teams as near %s', (_, workload, expected) => {
    const teams = ['w2', 'w3', 'w1'].map((id) => team(id, 'west', 4));
    const routing = routeTo({ to: 'nearest-team' }, inputs(teams, { workload }));
    expect(routing.candidates.map(({ teamId, rule, workload: open }) => [teamId, rule, open])).toEqual(expected);
    expect(withoutDistances(routing).candidates.map(({ rule }) => rule)).toEqual([
      'chosen',
      'comes_later',
      'comes_later',
    ]);
  });

  it('says no more of a protected address than who was chosen', () => {
    const near = team('Vest Day Team', 'west', 1.2);
    const teams = [
      team('Vest Third Team', 'west', 2),
      team('Vest Second Team', 'west', 3),
      near,
      team('Off', 'west', 1, off),
    ];
    const routing = routeTo({ to: 'nearest-team' }, inputs(teams));
    const told = withoutDistances(routing);
    expect(told.candidates.filter((c) => 'why' in c)).toEqual([]);
    expect(told.candidates.map((c) => [c.name, c.distanceMeters, c.rule])).toEqual([
      ['Vest Day Team', null, 'chosen'],
      ['Off', null, 'off_duty'],
      ['Vest Second Team', null, 'comes_later'],
      ['Vest Third Team', null, 'comes_later'],
    ]);
    const farAway = teams.map((each) => ({ ...each, lat: each.lat + (each === near ? 0 : 0.1) }));
    expect(withoutDistances(routeTo({ to: 'nearest-team' }, inputs(farAway)))).toEqual(told);
  });

  it.each([
    ['on duty, but farther away', 'on duty, but comes later in the order'],
    ['on duty and as near, but with more open work', 'on duty, but comes later in the order'],
    ['on duty and as near; the tie goes by id', 'on duty, but comes later in the order'],
    ['already asked', 'already asked'],
  ])('nor of one that was chosen before there were codes: %s', (why, told) => {
    const routing = routeTo({ to: 'nearest-team' }, inputs([team('Vest Day Team', 'west', 1)]));
    const before = {
      ...routing,
      sentence: 'Vest: nearest (12.5 km)',
      candidates: [{ ...routing.candidates[0]!, why }],
    };
    expect(withoutDistances(before)).toMatchObject({ sentence: 'Vest: nearest', candidates: [{ why: told }] });
  });

  it('and leaves what else was said as it was', () =>
    expect(withoutKilometres('Vest (1.2 km) is nearest')).toBe('Vest (1.2 km) is nearest'));

  it.each<[string, RosteredTeam, string]>([
    ['its own district', team('w', 'zone', 1), 'zone'],
    ["the citizen's, where it serves a wider one", team('n', 'town', 1, { kind: 'night' }), 'west'],
  ])('is seen in %s', (_, t, districtId) =>
    expect(routeTo({ to: 'nearest-team' }, inputs([t])).districtId).toBe(districtId),
  );
});

describe('the others that may be asked', () => {
  const w = team('w', 'west', 1);
  const e = team('e', 'east', 5);
  const screen = team('screen', 'town', 9, { kind: 'e-district' });
  const second = team('second', 'town', 3, { kind: 'e-district' });
  const centre = team('centre', 'town', 1, { kind: 'response-centre' });
  const contact = { contactPersonId: 'anna', contactPersonTeamIds: ['w'] };
  const said = (atWork: boolean) => ({
    ...{ teamId: 'w', staffId: 'anna', atWork, from: now },
    until: new Date(now.getTime() + 3_600_000),
  });
  const named = (...teamIds: string[]) => ({ named: { id: 'eva', teamIds } });
  const withAnna = { ...w, shifts: always.map((s) => ({ ...s, members: ['anna'] })) };
  const withoutAnna = { ...w, shifts: always.map((s) => ({ ...s, members: ['bo'] })) };
  it.each<[string, Need, RosteredTeam[], Partial<Known>, string | null, string, string]>([
    ['the contact person at work', { to: 'contact-person' }, [withAnna], contact, 'w', 'contact-person', 'person'],
    [
      'the contact person in a team that names nobody',
      { to: 'contact-person' },
      [w],
      contact,
      'w',
      'contact-person',
      'person',
    ],
    [
      'the contact person not on the shift',
      { to: 'contact-person' },
      [withoutAnna],
      contact,
      null,
      'nobody-on-duty',
      'team',
    ],
    [
      'the contact person who has gone home, in a team that names nobody',
      { to: 'contact-person' },
      [{ ...w, ownShifts: [said(false)] }],
      contact,
      null,
      'nobody-on-duty',
      'team',
    ],
    [
      'the contact person on a shift of her own',
      { to: 'contact-person' },
      [{ ...w, ...off, ownShifts: [said(true)] }],
      contact,
      'w',
      'contact-person',
      'person',
    ],
    ['no contact person', { to: 'contact-person' }, [w], {}, null, 'nobody-on-duty', 'team'],
    [
      'no contact person, whichever team is named for one',
      { to: 'contact-person' },
      [w],
      { contactPersonTeamIds: ['w'] },
      null,
      'nobody-on-duty',
      'team',
    ],
    ['a named colleague', { to: 'named-colleague' }, [w, e], named('e'), 'e', 'named-colleague', 'person'],
    [
      'a named colleague whom the roster does not know of, and who was asked by name all the same',
      { to: 'named-colleague' },
      [{ ...w, ...off }],
      named('w'),
      'w',
      'named-colleague',
      'person',
    ],
    [
      'a named colleague of another town',
      { to: 'named-colleague' },
      [{ ...w, districtId: 'next-town' }, e],
      named('w'),
      'w',
      'named-colleague',
      'person',
    ],
    [
      'a named colleague with the team of hers that is on duty, although another is nearer',
      { to: 'named-colleague' },
      [{ ...w, ...off }, e],
      named('w', 'e'),
      'e',
      'named-colleague',
      'person',
    ],
    ['nobody named', { to: 'named-colleague' }, [w], {}, null, 'nobody-on-duty', 'team'],
    ['nobody named any more', { to: 'named-colleague' }, [w], { named: null }, null, 'nobody-on-duty', 'team'],
    [
      'a named colleague is nobody to other steps',
      { to: 'nearest-team' },
      [w],
      named('e'),
      'w',
      'nearest-in-district',
      'team',
    ],
    [
      'the contact person of another town before our e-district',
      { to: 'e-district' },
      [screen, { ...withAnna, districtId: 'next-town' }],
      contact,
      'w',
      'contact-person',
      'person',
    ],
    [
      "the citizen's e-district team in another town",
      { to: 'e-district' },
      [{ ...screen, districtId: 'next-town' }, second],
      { eDistrictTeamId: 'screen' },
      'screen',
      'citizens-e-district',
      'team',
    ],
    ['no e-district where there is none', { to: 'e-district' }, [w], {}, null, 'nobody-on-duty', 'team'],
    [
      'the nearest, whether or not it is who the contact person works with',
      { to: 'nearest-team' },
      [withoutAnna],
      contact,
      'w',
      'nearest-in-district',
      'team',
    ],
    [
      'the nearest response centre, of whichever district',
      { to: 'response-centre' },
      [
        { ...centre, id: 'far', districtId: 'west', lat: 57 },
        { ...centre, districtId: 'east' },
      ],
      {},
      'centre',
      'response-centre',
      'team',
    ],
    [
      'the contact person before the e-district',
      { to: 'e-district' },
      [screen, withAnna],
      contact,
      'w',
      'contact-person',
      'person',
    ],
    [
      "the citizen's e-district team",
      { to: 'e-district' },
      [screen, second, withoutAnna],
      { ...contact, eDistrictTeamId: 'screen' },
      'screen',
      'citizens-e-district',
      'team',
    ],
    [
      'another, while that one is closed',
      { to: 'e-district' },
      [{ ...screen, ...off }, second],
      { eDistrictTeamId: 'screen' },
      'second',
      'municipality-e-district',
      'team',
    ],
    [
      'the nearest e-district team',
      { to: 'e-district' },
      [screen, second],
      {},
      'second',
      'municipality-e-district',
      'team',
    ],
    [
      'not the e-district of another town',
      { to: 'e-district' },
      [{ ...screen, districtId: 'next-town' }],
      {},
      null,
      'nobody-on-duty',
      'team',
    ],
    ['all on duty', { to: 'all-on-duty' }, [w, e], {}, 'w', 'nearest-in-district', 'district'],
    [
      'the next nearest',
      { to: 'next-nearest-team', excludeTeamIds: ['w'] },
      [w, e],
      {},
      'e',
      'nearest-in-municipality',
      'team',
    ],
    [
      'the response centre when all were asked',
      { to: 'next-nearest-team', excludeTeamIds: ['w', 'e'] },
      [w, e, centre],
      {},
      'centre',
      'response-centre',
      'team',
    ],
    ['the response centre', { to: 'response-centre' }, [w, centre], {}, 'centre', 'response-centre', 'team'],
    [
      'our response centre, although farther',
      { to: 'response-centre' },
      [
        { ...centre, id: 'theirs', districtId: 'next-town' },
        { ...centre, lat: 57 },
      ],
      {},
      'centre',
      'response-centre',
      'team',
    ],
    [
      'the manager by night',
      { to: 'manager', ignoreRosters: true },
      [
        { ...w, ...off },
        { ...e, ...off },
      ],
      {},
      'w',
      'rosters-ignored',
      'district',
    ],
    [
      'the manager, those at work first',
      { to: 'manager', ignoreRosters: true },
      [{ ...w, ...off }, e],
      {},
      'e',
      'nearest-in-municipality',
      'district',
    ],
    [
      'the manager, of our own town',
      { to: 'manager', ignoreRosters: true },
      [{ ...w, ...off }, team('x', 'next-town', 1)],
      {},
      'w',
      'rosters-ignored',
      'district',
    ],
    [
      'the manager of a town with screens only',
      { to: 'manager', ignoreRosters: true },
      [screen],
      {},
      'screen',
      'any-team',
      'district',
    ],
    [
      'the manager, the response centre before another town',
      { to: 'manager', ignoreRosters: true },
      [centre, team('x', 'next-town', 1)],
      {},
      'centre',
      'response-centre',
      'district',
    ],
    [
      'nobody, where there is no team at all',
      { to: 'manager', ignoreRosters: true },
      [],
      {},
      null,
      'nobody-on-duty',
      'district',
    ],
    [
      'the shift lead of a town with screens only',
      { to: 'shift-lead' },
      [screen],
      {},
      'screen',
      'any-team',
      'district',
    ],
    [
      'the shift lead, where rosters hold',
      { to: 'shift-lead' },
      [{ ...w, ...off }],
      {},
      null,
      'nobody-on-duty',
      'district',
    ],
    [
      'somebody, when the last rung asks for what there is not',
      { to: 'response-centre', ignoreRosters: true },
      [{ ...w, ...off }],
      {},
      'w',
      'rosters-ignored',
      'district',
    ],
  ])('%s', (_, need, teams, rest, chosen, rule, audience) => {
    const routing = routeTo(need, inputs(teams, rest));
    expect(routing).toMatchObject({ chosenTeamId: chosen, rule, audience });
    const person = rule === 'named-colleague' ? 'eva' : 'anna';
    expect(routing.assigneeId).toBe(audience === 'person' ? person : null);
  });

  it.each<[string, Need, RosteredTeam[], Partial<Known>, string[][]]>([
    [
      'the contact person is not there',
      { to: 'contact-person' },
      [withoutAnna],
      contact,
      [['w', 'off_duty', 'contact_person_absent']],
    ],
    [
      'our response centre is there, and theirs is not asked',
      { to: 'response-centre' },
      [centre, { ...centre, id: 'theirs', districtId: 'next-town' }],
      {},
      [['centre', 'chosen', 'on_shift']],
    ],
    [
      'theirs comes after ours, however near',
      { to: 'nearest-team' },
      [centre, { ...centre, id: 'theirs', districtId: 'next-town', lat: home.lat }],
      {},
      [
        ['centre', 'chosen', 'on_shift'],
        ['theirs', 'comes_later', 'on_shift'],
      ],
    ],
    [
      'the contact person is nobody in particular to the nearest',
      { to: 'nearest-team' },
      [withAnna],
      contact,
      [['w', 'chosen', 'on_shift']],
    ],
  ])('says that %s', (_, need, teams, rest, expected) => {
    const { candidates } = routeTo(need, inputs(teams, rest));
    expect(candidates.map(({ teamId, rule, onDuty, duty }) => [teamId, rule, duty.rule, onDuty])).toEqual(
      expected.map((one) => [...one, one[2] === 'on_shift']),
    );
  });

  it('tells those already asked', () => {
    const { candidates } = routeTo({ to: 'next-nearest-team', excludeTeamIds: ['w'] }, inputs([w, e]));
    expect(candidates[0]).toMatchObject({ teamId: 'w', rule: 'already_asked' });
  });

  it.each<[string, Need, RosteredTeam[], string[]]>([
    ['nobody, where there is only one to ask', { to: 'nearest-team' }, [w], []],
    ['those that come into question', { to: 'nearest-team' }, [w, e, team('x', 'next-town', 1)], ['w', 'e']],
    ['those off duty too, which the log shows', { to: 'nearest-team' }, [w, { ...e, ...off }], ['w', 'e']],
    ['whoever is left, where rosters are ignored', { to: 'e-district', ignoreRosters: true }, [w, e], ['w', 'e']],
  ])('weighs the open work of %s', (_, need, teams, weighed) =>
    expect(teamsToWeigh(shortlist(need, inputs(teams)))).toEqual(weighed),
  );

  it('says of nobody how much open work there is where it was not weighed', () => {
    const known = inputs([w]);
    expect(choose(shortlist({ to: 'nearest-team' }, known), known, null).candidates).toMatchObject([
      { teamId: 'w', workload: null },
    ]);
    for (const ids of [
      ['w1', 'w2'],
      ['w2', 'w1'],
    ]) {
      const alike = inputs(ids.map((id) => team(id, 'west', 4)));
      expect(
        choose(shortlist({ to: 'nearest-team' }, alike), alike, null).candidates.map(({ teamId, rule }) => [
          teamId,
          rule,
        ]),
      ).toEqual([
        ['w1', 'chosen'],
        ['w2', 'tie'],
      ]);
    }
  });

  it('says when there is nobody', () => {
    const nobody = { chosenTeamId: null, rule: 'nobody-on-duty' };
    expect(routeTo({ to: 'nearest-team' }, inputs([]))).toMatchObject({ ...nobody, candidates: [] });
    const [candidate] = routeTo({ to: 'nearest-team' }, inputs([{ ...w, ...off }])).candidates;
    expect(candidate).toMatchObject({ rule: 'off_duty', duty: { rule: 'no_roster' } });
  });
});

it('a named colleague is asked in person, and shown with the duty that her team has', () => {
  const [w, e] = [team('w', 'west', 1, off), team('e', 'east', 5)];
  const asked = routeTo({ to: 'named-colleague' }, inputs([w, e], { named: { id: 'eva', teamIds: ['w'] } }));
  expect(asked).toMatchObject({ assigneeId: 'eva', audience: 'person', districtId: 'west' });
  expect(asked.candidates).toMatchObject([{ teamId: 'w', onDuty: false, rule: 'chosen', duty: { rule: 'no_roster' } }]);
});

describe('whatever is asked', () => {
  const someTeam = fc.record({
    kind: fc.constantFrom(...TEAM_KINDS),
    districtId: fc.constantFrom(...districts.map((d) => d.id)),
    km: fc.integer({ min: 0, max: 4 }),
    onDuty: fc.boolean(),
  });
  const someNeed = fc.record({
    to: fc.constantFrom(...RECIPIENTS),
    ignoreRosters: fc.boolean(),
    excludeTeamIds: fc.subarray(['t0', 't1', 't2']),
  });

  it('a rule is named, the chosen one is a candidate and at work, and the last rung finds somebody', () => {
    fc.assert(
      fc.property(
        fc.array(someTeam, { maxLength: 8 }),
        someNeed,
        fc.constantFrom(null, ...districts.map((d) => d.id)),
        fc.constantFrom(null, 't0'),
        (some, need, districtId, eDistrictTeamId) => {
          const teams = some.map((t, i) =>
            team(`t${i}`, t.districtId, t.km, { kind: t.kind, shifts: t.onDuty ? always : [] }),
          );
          const routing = routeTo(
            need,
            inputs(teams, { districtId, eDistrictTeamId, contactPersonId: 'p', contactPersonTeamIds: ['t1'] }),
          );
          expect(routing.rule).toBeTruthy();
          expect(routing.rule === 'nobody-on-duty').toBe(routing.chosenTeamId === null);
          if (need.ignoreRosters) expect(routing.chosenTeamId === null).toBe(teams.length === 0);
          if (routing.chosenTeamId === null) return;
          const chosen = routing.candidates.filter((c) => c.rule === 'chosen');
          expect(chosen.map((c) => c.teamId)).toEqual([routing.chosenTeamId]);
          expect(routing.candidates.every((c) => c.rule && c.duty)).toBe(true);
          if (!need.ignoreRosters) {
            expect(chosen[0]!.onDuty).toBe(true);
            expect(need.excludeTeamIds).not.toContain(routing.chosenTeamId);
          }
        },
      ),
    );
  });
});
