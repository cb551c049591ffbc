import { describe, expect, it } from '@jest/globals';
import { reachOf } from './reach.rules.js';

describe('what somebody may reach', () => {
  const town = { id: 'town', parentId: null };
  const north = { id: 'north', parentId: 'town' };
  const zone = { id: 'zone', parentId: 'north' };
  const south = { id: 'south', parentId: 'town' };
  const elsewhere = { id: 'elsewhere', parentId: null };
  const tree = [zone, south, elsewhere, north, town];

  it.each([
    [[], []],
    [['zone'], ['zone']],
    [['north'], ['north', 'zone']],
    [['town'], ['town', 'south', 'north', 'zone']],
    [
      ['zone', 'north', 'north'],
      ['zone', 'north'],
    ],
    [
      ['south', 'elsewhere'],
      ['south', 'elsewhere'],
    ],
    [['torn down'], []],
  ])('%j: %j', (roots, reach) => expect(reachOf(tree, roots)).toEqual(reach));

  it('has the history of districts that are no more with their successors', () => {
    const former = [
      { id: 'old-north', successorId: 'north' },
      { id: 'old-south', successorId: 'south' },
    ];
    expect(reachOf(tree, ['town'], former)).toEqual(['town', 'south', 'north', 'zone', 'old-north', 'old-south']);
    expect(reachOf(tree, ['north'], former)).toEqual(['north', 'zone', 'old-north']);
    expect(reachOf(tree, ['zone'], former)).toEqual(['zone']);
  });
});
