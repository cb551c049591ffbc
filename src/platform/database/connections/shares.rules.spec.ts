import { expect, it } from '@jest/globals';
import { sharesOf } from './shares.rules.js';

it.each([
  [1, { sweeps: 1, requests: 1, one: 1 }, 0],
  [2, { sweeps: 1, requests: 1, one: 1 }, 0],
  [4, { sweeps: 2, requests: 1, one: 1 }, 1],
  [8, { sweeps: 3, requests: 3, one: 2 }, 2],
  [10, { sweeps: 4, requests: 4, one: 2 }, 2],
  [20, { sweeps: 8, requests: 8, one: 5 }, 4],
  [100, { sweeps: 48, requests: 48, one: 32 }, 4],
])('a pool of %i is shared as %j, and %i are kept', (poolSize, shares, kept) => {
  expect(sharesOf(poolSize)).toEqual(shares);
  expect(Math.max(0, poolSize - shares.sweeps - shares.requests)).toBe(kept);
});
