import { describe, expect, it } from '@jest/globals';
import type { Alert, District, MapTeam, PlacedRow } from '../model.js';
import { bordersOf, regionsOf, struckBorders } from './regions.js';

const district = (id: string, parentId: string | null = null, hasBorder = true): District => ({
  id,
  name: id,
  parentId,
  polygon: hasBorder ? { type: 'Polygon', coordinates: [] } : null,
  shadow: false,
  createdAt: '2026-01-05T09:00:00.000Z',
  version: 1,
});
const team = (name: string, districtId: string): MapTeam => ({
  id: name,
  name,
  kind: 'home-care',
  districtId,
  base: { lat: 55, lon: 9 },
  onDuty: true,
});
const task = (id: string, districtId: string | null) => ({ id, districtId }) as PlacedRow;
const incident = (districtId: string | null, partIds?: string[]) => ({ districtId, detail: { partIds } }) as Alert;

const TOWN = [
  district('west', 'town'),
  district('town', null, false),
  district('east', 'town'),
  district('zone', 'west'),
];
const told = (parts: Partial<Parameters<typeof regionsOf>[0]>) =>
  regionsOf({ districts: TOWN, teams: [], tasks: [], incidents: [], ...parts });

describe('regionsOf', () => {
  it('goes down the tree, by name', () =>
    expect(told({}).map(({ district: at, depth }) => [at?.id, depth])).toEqual([
      ['town', 0],
      ['east', 1],
      ['west', 1],
      ['zone', 2],
    ]));

  it('begins with what lies in a district that the reader may not see', () =>
    expect(told({ districts: [district('west', 'town'), district('zone', 'west')] }).map(({ depth }) => depth)).toEqual(
      [0, 1],
    ));

  it('says of each what is in it, in the order it came in, and last what is in none', () => {
    const regions = told({
      teams: [team('Night', 'west'), team('Day', 'west')],
      tasks: [task('b', 'west'), task('a', 'west'), task('c', null), task('d', 'beyond')],
      incidents: [incident('west')],
    });
    const west = regions.find((region) => region.district?.id === 'west')!;
    expect(west.teams.map(({ name }) => name)).toEqual(['Day', 'Night']);
    expect(west.tasks.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(west.incident).not.toBeNull();
    expect(regions.at(-1)).toMatchObject({ district: null, tasks: [{ id: 'c' }, { id: 'd' }], incident: null });
    expect(regions.filter((region) => region.incident)).toEqual([west]);
  });

  it('says of a part its own outage, else that of the whole', () => {
    const whole = incident('town', ['town', 'west', 'east']);
    const own = incident('west');
    const found = told({ incidents: [whole, own] }).map((region) => [region.district?.id, region.incident]);
    expect(found).toEqual([
      ['town', whole],
      ['east', whole],
      ['west', own],
      ['zone', null],
    ]);
  });

  it('walks no circle, and knows an empty house', () => expect(told({ districts: [] })).toEqual([]));
});

describe('bordersOf', () => {
  it('are drawn from the whole to its parts, whatever was made first', () =>
    expect(bordersOf(TOWN.toReversed()).map(({ id }) => id)).toEqual(['east', 'west', 'zone']));
});

describe('struckBorders', () => {
  it.each<[string, Alert[], string[]]>([
    ['none', [], []],
    ['its district', [incident('west')], ['west']],
    ['the parts that it names', [incident('town', ['west', 'east'])], ['west', 'east']],
    ['what lies below a district without a border', [incident('town')], ['west', 'east']],
    ['what nobody here knows', [incident('beyond'), incident(null)], []],
    ['each once', [incident('west'), incident('town', ['west'])], ['west']],
  ])('are %s', (_what, incidents, struck) => expect([...struckBorders(TOWN, incidents)]).toEqual(struck));
});
