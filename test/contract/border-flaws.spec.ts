import { describe, expect, it } from '@jest/globals';
import { flawsOfArea } from '../../src/teams/area.rules.js';
import { districtBody } from '../../src/teams/district.schema.js';
import { recognize } from '../../src/console/web/operations/districts/flaws.js';

type Ring = [number, number][];
const polygon = (ring: Ring) => ({ type: 'Polygon' as const, coordinates: [ring] });
const bowTie: Ring = [
  [9, 55],
  [10, 56],
  [10, 55],
  [9, 56],
  [9, 55],
];
const triangle = (x: number, y: number, size: number): Ring => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y],
];
const many: Ring = Array.from({ length: 10_001 }, (_, i) => [9 + i / 1e5, 55]);

describe('what the gateway finds wrong with an outline is known by its words', () => {
  it.each([
    ['crosses', bowTie],
    ['tiny', triangle(9, 55, 0.00001)],
    ['swapped', triangle(55, 9, 1)],
    ['many', many],
  ] as const)('%s', (code, ring) =>
    expect(flawsOfArea(polygon([...ring])).map(({ message }) => recognize(message).code)).toEqual([code]),
  );

  it('open', () => {
    const { error } = districtBody.safeParse({
      name: 'West',
      polygon: polygon(
        triangle(9, 55, 1)
          .slice(0, 3)
          .concat([[9.1, 55]]),
      ),
    });
    expect(error!.issues.map(({ message }) => recognize(message).code)).toEqual(['open']);
  });

  it('where it crosses itself is told along', () =>
    expect(recognize(flawsOfArea(polygon(bowTie))[0]!.message).where).toMatch(/^9\.5\d*, 55\.5\d*$/));

  it.each([
    ['overlaps West', 'overlaps', 'West'],
    ['reaches out of Demo town', 'outside', 'Demo town'],
    ['names no district', 'gone', ''],
    ['is of no use', 'other', ''],
  ])('%s', (message, code, where) => expect(recognize(message)).toEqual({ code, where }));
});
