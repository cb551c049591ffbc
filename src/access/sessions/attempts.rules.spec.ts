import { describe, expect, it } from '@jest/globals';
import { countOf, crowdedSeconds, isCrowded, waitMs, type Wrong } from './attempts.rules.js';

const T0 = Date.UTC(2026, 2, 10, 6);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const wrong = (count: number, lastAt = 0, since = 0): Wrong => ({ wrong: count, since: at(since), lastAt: at(lastAt) });

it.each([
  [0, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [8, 8],
  [9, 16],
  [10, 30],
  [11, 30],
  [4_000, 30],
])('after %i wrong tries at an account the next waits %i s', (count, seconds) => {
  expect(waitMs('account', wrong(count), at(0))).toBe(seconds * 1_000);
  expect(waitMs('account', wrong(count), at(seconds))).toBe(0);
});

it.each([99, 100])('a device where she signed in waits for nothing before a hundred of its own: %i', (count) => {
  expect(waitMs('device', wrong(count), at(0)) > 0).toBe(count >= 100);
});

describe('wrong tries', () => {
  it('of nobody are none', () => {
    expect([waitMs('account', null, at(0)), countOf('address', null, at(0)), isCrowded(null, at(0))]).toEqual([
      0,
      0,
      false,
    ]);
    expect(crowdedSeconds(null, at(0))).toBe(1);
  });
  it.each([
    ['account', 3_599, 9],
    ['account', 3_600, 0],
    ['device', 3_600, 9],
    ['device', 86_400, 0],
    ['address', 59, 9],
    ['address', 60, 0],
  ] as const)('of one %s count %i s after the first: %i', (kind, seconds, count) =>
    expect(countOf(kind, wrong(9), at(seconds))).toBe(count),
  );
  it('crowd an address from the hundredth within a minute on, and it is told when that is over', () => {
    expect([99, 100].map((count) => isCrowded(wrong(count), at(59)))).toEqual([false, true]);
    expect(isCrowded(wrong(500), at(60))).toBe(false);
    expect([0, 31, 57.999, 59.5, 80].map((seconds) => crowdedSeconds(wrong(500), at(seconds)))).toEqual([
      30, 29, 3, 1, 1,
    ]);
  });
});
