import { describe, expect, it } from '@jest/globals';
import {
  ancestors,
  type Area,
  below,
  districtHolding,
  isInShadow,
  municipalityOf,
  wouldCycle,
} from './district.rules.js';

const square = (lon: number, lat: number, size: number): Extract<Area, { type: 'Polygon' }> => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});

const tree = [
  { id: 'town', parentId: null, polygon: square(9, 55, 1) },
  { id: 'west', parentId: 'town', polygon: square(9, 55, 0.4) },
  { id: 'zone', parentId: 'west', polygon: null },
  {
    id: 'east',
    parentId: 'town',
    polygon: { type: 'MultiPolygon' as const, coordinates: [square(9.6, 55, 0.4).coordinates] },
  },
  { id: 'abroad', parentId: null, polygon: null },
];

describe('the tree of districts', () => {
  it.each([
    ['town', ['town', 'west', 'east', 'zone'], [], 'town'],
    ['west', ['west', 'zone'], ['town'], 'town'],
    ['zone', ['zone'], ['west', 'town'], 'town'],
    ['abroad', ['abroad'], [], 'abroad'],
    ['unknown', [], [], 'unknown'],
  ])('%s', (id, under, above, root) => {
    expect(below(tree, id)).toEqual(under);
    expect(ancestors(tree, id)).toEqual(above);
    expect(municipalityOf(tree, id)).toBe(root);
  });

  it.each([
    ['west', 'east', false],
    ['west', 'west', true],
    ['town', 'zone', true],
    ['zone', 'town', false],
  ])('%s below %s bites its tail: %s', (id, parentId, bites) => expect(wouldCycle(tree, id, parentId)).toBe(bites));

  it('ends although the data goes round', () => {
    const ring = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ];
    expect(ancestors(ring, 'a')).toEqual(['b']);
    expect(below(ring, 'a')).toEqual(['a', 'b']);
  });

  it.each([
    ['the deepest that holds it', 9.2, 55.2, 'west'],
    ['only the municipality', 9.5, 55.5, 'town'],
    ['one of several polygons', 9.7, 55.2, 'east'],
    ['none', 20, 55, null],
  ])('an address lies in %s', (_, lon, lat, id) => expect(districtHolding(tree, { lat, lon })).toBe(id));
});

it('an address in two as deep lies in one of them, always the same', () => {
  const polygon = tree.find(({ id }) => id === 'town')!.polygon;
  const two = ['south', 'north'].map((id) => ({ id, parentId: null, polygon }));
  const at = { lat: 55.5, lon: 9.5 };
  expect([two, two.toReversed()].map((districts) => districtHolding(districts, at))).toEqual(['north', 'north']);
});

it.each([
  ['west', ['west'], true],
  ['zone', ['west'], true],
  ['zone', ['town'], true],
  ['east', ['west'], false],
  ['town', ['west'], false],
])('%s, while %j is tried out, is in shadow: %s', (id, tried, expected) =>
  expect(
    isInShadow(
      tree.map((district) => ({ ...district, shadow: tried.includes(district.id) })),
      id,
    ),
  ).toBe(expected),
);
