import { describe, expect, it } from '@jest/globals';
import { type Limits, limitsIn } from './limits.rules.js';

describe('the limits that hold in a district', () => {
  const districts = [
    { id: 'town', parentId: null },
    { id: 'west', parentId: 'town' },
    { id: 'zone', parentId: 'west' },
  ];
  const set = [
    { districtId: 'town', limits: { P1: { toClaim: 600, toResolve: 7200 }, P2: { toClaim: 1800 } } },
    { districtId: 'west', limits: { P1: { toClaim: 300 } } },
    { districtId: 'elsewhere', limits: { P1: { toClaim: 1 } } },
  ];

  it.each<[string, Limits]>([
    ['town', { P1: { toClaim: 600, toResolve: 7200 }, P2: { toClaim: 1800 }, P3: {}, P4: {} }],
    ['west', { P1: { toClaim: 300, toResolve: 7200 }, P2: { toClaim: 1800 }, P3: {}, P4: {} }],
    ['zone', { P1: { toClaim: 300, toResolve: 7200 }, P2: { toClaim: 1800 }, P3: {}, P4: {} }],
    ['torn down', {}],
  ])('%s', (districtId, limits) => expect(limitsIn(set, districts, districtId)).toEqual(limits));
});
