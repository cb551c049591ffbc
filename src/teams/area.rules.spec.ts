import { describe, expect, it } from '@jest/globals';
import { flawsOfArea, overlapOf, reachesOutOf, tidyArea } from './area.rules.js';
import type { Area } from './district.rules.js';

type Ring = [number, number][];

const polygon = (...coordinates: Ring[]): Area => ({ type: 'Polygon', coordinates });
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const square = polygon(box(9.4, 55.4, 9.5, 55.5));
/** Degrees of longitude at 55.45 degrees north. */
const eastwards = (metres: number): number => metres / (111_320 * Math.cos((55.45 * Math.PI) / 180));

describe('an outline', () => {
  const bowTie: Ring = [
    [9.4, 55.4],
    [9.5, 55.5],
    [9.5, 55.4],
    [9.4, 55.5],
    [9.4, 55.4],
  ];
  const spike: Ring = [
    [9.4, 55.4],
    [9.5, 55.4],
    [9.5, 55.5],
    [9.5, 55.6],
    [9.5, 55.5],
    [9.4, 55.5],
    [9.4, 55.4],
  ];
  const point: Ring = [
    [9.4, 55.4],
    [9.4, 55.4],
    [9.4, 55.4],
    [9.4, 55.4],
  ];
  const line: Ring = [
    [9.4, 55.4],
    [9.5, 55.4],
    [9.6, 55.4],
    [9.4, 55.4],
  ];
  const swapped = box(55.4, 9.4, 55.5, 9.5);
  const many: Ring = Array.from({ length: 10_001 }, (_, i) => [9 + i / 1e5, 55]);

  it.each<[string, Area, string | null, (string | number)[]]>([
    ['a square', square, null, []],
    ['one with a hole', polygon(box(9.4, 55.4, 9.5, 55.5), box(9.44, 55.44, 9.46, 55.46)), null, []],
    [
      'two islands',
      { type: 'MultiPolygon', coordinates: [[box(9.4, 55.4, 9.5, 55.5)], [box(9.6, 55.4, 9.7, 55.5)]] },
      null,
      [],
    ],
    ['one in Greenland', polygon(box(-52, 64, -51, 65)), null, []],
    ['one clockwise', polygon(box(9.4, 55.4, 9.5, 55.5).toReversed()), null, []],
    ['one beyond the north, either way round', polygon(box(35, 40, 36, 41)), null, []],
    ['one as far west as cannot be meant', polygon(box(60, -80, 61, -78)), null, []],
    ['one as far east as cannot be meant', polygon(box(60, 40, 61, 42)), null, []],
    ['one as far south as cannot be meant', polygon(box(50, 0, 53, 10)), null, []],
    ['one as far north as cannot be meant', polygon(box(83, 0, 84, 10)), null, []],
    ['one of which a corner alone could be meant', polygon(box(30, 20, 55, 60)), null, []],
    ['all there is, axes the other way round', polygon(box(54, -75, 82, 35)), 'latitude first', ['coordinates']],
    ['a bow-tie', polygon(bowTie), 'crosses or touches itself at 9.45, 55.45', ['coordinates']],
    ['one with a spike', polygon(spike), 'crosses or touches itself', ['coordinates']],
    [
      'a hole across the border',
      polygon(box(9.4, 55.4, 9.5, 55.5), box(9.45, 55.45, 9.6, 55.46)),
      'crosses',
      ['coordinates'],
    ],
    [
      'a bow-tie among islands',
      { type: 'MultiPolygon', coordinates: [[box(9.4, 55.4, 9.5, 55.5)], [bowTie]] },
      'crosses',
      ['coordinates', 1],
    ],
    ['one point', polygon(point), 'encloses less than', ['coordinates']],
    ['a line', polygon(line), 'encloses less than', ['coordinates']],
    ['a doll’s house', polygon(box(9.4, 55.4, 9.40001, 55.40001)), 'encloses less than', ['coordinates']],
    ['axes the other way round', polygon(swapped), 'seems to hold latitude first', ['coordinates']],
    ['a coast of ten thousand rocks', polygon(many), 'has more than 10000 positions', ['coordinates']],
  ])('%s', (_, area, message, path) => {
    const [flaw] = flawsOfArea(tidyArea(area));
    if (message === null) expect(flaw).toBeUndefined();
    else expect(flaw).toEqual({ path, message: expect.stringContaining(message) });
  });

  it('is tidied of positions that repeat the one before', () => {
    const stuttering = polygon(box(9.4, 55.4, 9.5, 55.5).flatMap((at) => [at, at]));
    expect(tidyArea(stuttering)).toEqual(square);
    expect(
      tidyArea({ type: 'MultiPolygon', coordinates: [[box(9.4, 55.4, 9.5, 55.5).flatMap((at) => [at, at])]] }),
    ).toEqual({
      type: 'MultiPolygon',
      coordinates: [square.coordinates],
    });
  });
});

describe('two districts', () => {
  const neighbour = (metres: number): Area => polygon(box(9.5 - eastwards(metres), 55.4, 9.6, 55.5));
  const narrow = polygon(box(9.5 - eastwards(20), 55.4, 9.5 + eastwards(500), 55.5));

  it.each<[string, Area, 'sliver' | 'wide' | null]>([
    ['far apart', polygon(box(10, 55.4, 10.1, 55.5)), null],
    ['that share a border', neighbour(0), null],
    ['that meet in a corner', polygon(box(9.5, 55.5, 9.6, 55.6)), null],
    ['that overlap by 20 m', neighbour(20), 'sliver'],
    ['that overlap by a little more than 25 m', neighbour(25.7), 'wide'],
    ['that overlap by 30 m', neighbour(30), 'wide'],
    ['of which one overlaps by 20 m, which is much of it', narrow, 'wide'],
    ['one in the other', polygon(box(9.44, 55.44, 9.46, 55.46)), 'wide'],
    ['that are the same', square, 'wide'],
    ['one in the hole of the other', polygon(box(9.3, 55.3, 9.6, 55.6), box(9.4, 55.4, 9.5, 55.5)), null],
  ])('%s', (_, other, expected) => {
    expect(overlapOf(square, other)).toBe(expected);
    expect(overlapOf(other, square)).toBe(expected);
  });

  it.each<[string, Area, boolean]>([
    ['one in the other', polygon(box(9.44, 55.44, 9.46, 55.46)), false],
    ['the same', square, false],
    ['a lane of it out by a sliver', polygon(box(9.5 - eastwards(500), 55.44, 9.5 + eastwards(20), 55.46)), true],
    ['out by a sliver that is little of it', polygon(box(9.4, 55.4, 9.5 + eastwards(20), 55.5)), false],
    ['out by far', polygon(box(9.44, 55.44, 9.6, 55.46)), true],
    ['elsewhere', polygon(box(10, 55.4, 10.1, 55.5)), true],
  ])('of which one reaches out of the other: %s', (_, inner, expected) =>
    expect(reachesOutOf(inner, square)).toBe(expected),
  );
});
