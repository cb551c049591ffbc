import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Area, districtHolding } from '../district.rules.js';
import { boxAround, changesOf, countMoves, type NewBorder, redraw } from './redraw.rules.js';

const box = (west: number, east: number, south = 55, north = 56): Area => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const tree = [
  { id: 'town', parentId: null, polygon: box(9, 11) },
  { id: 'west', parentId: 'town', polygon: box(9, 10) },
  { id: 'east', parentId: 'town', polygon: box(10, 11) },
  { id: 'zone', parentId: 'west', polygon: box(9, 9.5) },
  { id: 'undrawn', parentId: 'town', polygon: null },
];
const told = (borders: NewBorder[]) =>
  changesOf(tree, borders).map(({ districtId, gained, lost, overlaps }) => ({
    districtId,
    gained: gained > 1,
    lost: lost > 1,
    overlaps: overlaps.map((overlap) => `${overlap.districtId} ${overlap.width}`),
  }));

describe('new borders', () => {
  it.each<[string, NewBorder[], ReturnType<typeof told>]>([
    [
      'the same again changes nothing',
      [{ id: 'west', polygon: box(9, 10) }],
      [{ districtId: 'west', gained: false, lost: false, overlaps: [] }],
    ],
    [
      'what reaches into a neighbour lies on it, and on none above or below',
      [{ id: 'west', polygon: box(9, 10.5) }],
      [{ districtId: 'west', gained: true, lost: false, overlaps: ['east wide'] }],
    ],
    [
      'a sliver is told',
      [{ id: 'east', polygon: box(9.9999, 11) }],
      [{ districtId: 'east', gained: true, lost: false, overlaps: ['west sliver'] }],
    ],
    [
      'neighbours exchange land when both are drawn',
      [
        { id: 'west', polygon: box(9, 10.5) },
        { id: 'east', polygon: box(10.5, 11) },
      ],
      [
        { districtId: 'west', gained: true, lost: false, overlaps: [] },
        { districtId: 'east', gained: false, lost: true, overlaps: [] },
      ],
    ],
    [
      'a first border only gains, and lies on whoever has the land',
      [{ id: 'undrawn', polygon: box(10, 10.5) }],
      [{ districtId: 'undrawn', gained: true, lost: false, overlaps: ['east wide'] }],
    ],
    [
      'a border that is taken away only loses',
      [{ id: 'east', polygon: null }],
      [{ districtId: 'east', gained: false, lost: true, overlaps: [] }],
    ],
  ])('%s', (_, borders, expected) => expect(told(borders)).toEqual(expected));

  it('tell where they lie on each other, and how much', () => {
    const [{ overlaps }] = changesOf(tree, [{ id: 'west', polygon: box(9, 10.5) }]) as [
      ReturnType<typeof changesOf>[number],
    ];
    expect(overlaps[0]!.squareMetres / 1e6).toBeCloseTo(3510, -2);
    expect(
      districtHolding([{ id: 'both', parentId: null, polygon: overlaps[0]!.area }], { lat: 55.5, lon: 10.2 }),
    ).toBe('both');
  });

  it('count who lives where one district becomes another, from which into which', () => {
    const borders = [
      { id: 'west', polygon: box(9, 10.5) },
      { id: 'east', polygon: box(10.5, 10.8) },
    ];
    const home = (lon: number) => ({ lat: 55.5, lon });
    const moves = countMoves(tree, borders, [home(10.2), home(10.3), home(10.9), home(9.2), home(9.7), home(12)]);
    expect(moves).toEqual([
      { from: 'east', to: 'west', citizens: 2 },
      { from: 'east', to: 'town', citizens: 1 },
    ]);
    expect(countMoves(tree, [{ id: 'town', polygon: null }], [home(10.95)])).toEqual([]);
  });

  it('count as the rule for one home would, and nobody outside the box', () => {
    const degrees = fc.double({ min: 8.5, max: 11.5, noNaN: true });
    fc.assert(
      fc.property(degrees, degrees, fc.array(degrees, { maxLength: 20 }), (west, east, lons) => {
        fc.pre(east - west > 0.01);
        const borders = [{ id: 'east', polygon: box(west, east) }];
        const homes = lons.map((lon) => ({ lat: 55.5, lon }));
        const holding = (at: (typeof homes)[number], after: boolean) =>
          districtHolding(after ? redraw(tree, borders) : tree, at);
        const moved = homes.filter((at) => holding(at, false) !== holding(at, true));
        const counted = countMoves(tree, borders, homes).reduce((sum, { citizens }) => sum + citizens, 0);
        expect(counted).toBe(moved.length);
        const [w, , e] = boxAround(tree, borders)!;
        expect(moved.filter(({ lon }) => lon < w || lon > e)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('have no box where there is nothing to draw', () =>
    expect(boxAround(tree, [{ id: 'undrawn', polygon: null }])).toBeNull());
});
