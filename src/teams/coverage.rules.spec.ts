import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bareHours, coverageGaps } from './coverage.rules.js';
import type { Shift } from './shifts/shift-dates.rules.js';
import type { TeamKind } from './team.rules.js';
import { SHIFT_DAYS } from './local-time.rules.js';

const districts = [
  { id: 'town', parentId: null },
  { id: 'west', parentId: 'town' },
  { id: 'east', parentId: 'town' },
  { id: 'west-zone', parentId: 'west' },
  { id: 'abroad', parentId: null },
];
const days = [...SHIFT_DAYS];
const shift = (from: string, to: string, members?: string[]): Shift => ({
  days,
  from,
  to,
  ...(members && { members }),
});
const team = (id: string, districtId: string, kind: TeamKind, shifts: Shift[], overrides: object[] = []) => ({
  id,
  districtId,
  kind,
  zone: 'Europe/Copenhagen',
  shifts,
  overrides: overrides as never[],
  crew: new Set(['anna']),
  ownDays: [],
  ownShifts: [],
});
const always = [shift('00:00', '24:00')];
const from = new Date('2026-03-10T00:00:00Z');
const to = new Date('2026-03-11T00:00:00Z');
const told = (teams: ReturnType<typeof team>[], until = to) =>
  coverageGaps(districts, teams, from, until).map(
    ({ districtId, from: start, to: end, reached }) =>
      `${districtId} ${start.toISOString().slice(5, 16)} ${end.toISOString().slice(5, 16)} ${reached}`,
  );
const abroad = team('abroad', 'abroad', 'home-care', always);

describe('scenario 15: where nobody is on duty in the days ahead', () => {
  it.each([
    ['teams that always work leave none', [team('w', 'west', 'home-care', always), abroad], []],
    [
      'a municipality without any team for visits is one',
      [team('r', 'town', 'response-centre', always)],
      ['town 03-10T00:00 03-11T00:00 response-centre', 'abroad 03-10T00:00 03-11T00:00 response-centre'],
    ],
    [
      'a neighbouring district is asked first',
      [team('w', 'west', 'home-care', [shift('07:00', '15:00')]), team('e', 'east', 'home-care', always), abroad],
      ['west 03-10T00:00 03-10T06:00 other-district', 'west 03-10T14:00 03-11T00:00 other-district'],
    ],
    [
      'then another municipality',
      [team('w', 'west', 'home-care', [shift('00:00', '12:00')]), abroad],
      ['west 03-10T11:00 03-10T23:00 other-municipality'],
    ],
    [
      'and says so once, however many there take turns',
      [
        team('w', 'west', 'home-care', [shift('07:00', '15:00')]),
        team('e1', 'east', 'home-care', [shift('00:00', '04:00'), shift('16:00', '24:00')]),
        team('e2', 'east', 'home-care', [shift('04:00', '16:00')]),
        abroad,
      ],
      ['west 03-10T00:00 03-10T06:00 other-district', 'west 03-10T14:00 03-11T00:00 other-district'],
    ],
    [
      'and nobody is, where only screen calls are taken',
      [team('w', 'west', 'home-care', [shift('07:00', '15:00')]), team('x', 'west', 'e-district', always)],
      [
        'west 03-10T00:00 03-10T06:00 nobody',
        'west 03-10T14:00 03-11T00:00 nobody',
        'abroad 03-10T00:00 03-10T06:00 nobody',
        'abroad 03-10T06:00 03-10T14:00 other-municipality',
        'abroad 03-10T14:00 03-11T00:00 nobody',
      ],
    ],
    [
      'a night team of the whole town closes it',
      [
        team('w', 'west', 'home-care', [shift('07:00', '23:00')]),
        team('n', 'town', 'night', [shift('23:00', '07:00')]),
        abroad,
      ],
      [],
    ],
    [
      'a team in a zone below counts, one for screen calls does not',
      [team('z', 'west-zone', 'home-care', always), team('x', 'east', 'e-district', always), abroad],
      [],
    ],
    [
      'a shift that nobody is on is one, and so is a team called off',
      [
        team('w', 'west', 'home-care', [shift('00:00', '24:00', [])]),
        team('n', 'east', 'night', always, [
          { from: '2026-03-10T10:00:00Z', to: '2026-03-10T12:00:00Z', onDuty: false },
        ]),
      ],
      [
        'west 03-10T00:00 03-10T10:00 other-district',
        'west 03-10T10:00 03-10T12:00 nobody',
        'west 03-10T12:00 03-11T00:00 other-district',
        'east 03-10T10:00 03-10T12:00 nobody',
        'abroad 03-10T00:00 03-10T10:00 other-municipality',
        'abroad 03-10T10:00 03-10T12:00 nobody',
        'abroad 03-10T12:00 03-11T00:00 other-municipality',
      ],
    ],
  ])('%s', (_, teams, gaps) => {
    expect(told(teams).filter((gap) => !(gap.startsWith('abroad') && teams.includes(abroad)))).toEqual(gaps);
  });

  it('shifts that meet leave no gap, whatever night the clocks change', () => {
    const time = fc
      .integer({ min: 0, max: 95 })
      .map((q) => `${String(q >> 2).padStart(2, '0')}:${String((q & 3) * 15).padStart(2, '0')}`);
    const zones = fc.constantFrom('Europe/Copenhagen', 'Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe');
    const start = fc.integer({ min: Date.UTC(2025, 0, 1) / 3_600_000, max: Date.UTC(2035, 0, 1) / 3_600_000 });
    fc.assert(
      fc.property(fc.uniqueArray(time, { minLength: 1, maxLength: 4 }), zones, start, (cuts, zone, hour) => {
        const round = cuts.toSorted();
        const shifts = round.map((at, i) => shift(at, round[(i + 1) % round.length]!));
        const begin = new Date(hour * 3_600_000);
        const end = new Date(begin.getTime() + 14 * 86_400_000);
        const teams = [{ ...team('w', 'town', 'home-care', shifts), zone }];
        return coverageGaps(districts.slice(0, 1), teams, begin, end).length === 0;
      }),
      { numRuns: 40 },
    );
  });
});

describe('the bare hours of one district', () => {
  const early = [shift('07:00', '15:00')];
  it.each<[string, string, ReturnType<typeof team>[], string[]]>([
    ['none where teams always work', 'west', [team('w', 'west', 'home-care', always)], []],
    [
      'whoever else would be asked then',
      'west',
      [team('w', 'west', 'home-care', early), team('e', 'east', 'home-care', [shift('15:00', '20:00')]), abroad],
      ['03-10T00:00 03-10T06:00', '03-10T14:00 03-11T00:00'],
    ],
    [
      'a team above it and one below it serve it too',
      'west',
      [
        team('t', 'town', 'night', [shift('15:00', '24:00')]),
        team('z', 'west-zone', 'home-care', [shift('05:00', '15:00')]),
      ],
      ['03-10T00:00 03-10T04:00', '03-10T23:00 03-11T00:00'],
    ],
    ['screen calls are no visits', 'west', [team('x', 'west', 'e-district', always)], ['03-10T00:00 03-11T00:00']],
  ])('%s', (_, district, teams, expected) =>
    expect(
      bareHours(districts, teams, district, from, to).map(
        (bare) => `${bare.from.toISOString().slice(5, 16)} ${bare.to.toISOString().slice(5, 16)}`,
      ),
    ).toEqual(expected),
  );
});
