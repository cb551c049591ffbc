import { expect, it } from '@jest/globals';
import { MOST_EVIDENCE, withEvidence } from './evidence.rules.js';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

it('is every line while there are few', () => {
  expect(MOST_EVIDENCE).toBe(256);
  expect(withEvidence([], null)).toEqual([]);
  expect(withEvidence([7], null)).toEqual([7]);
  expect(upTo(MOST_EVIDENCE).reduce<readonly number[]>(withEvidence, [])).toEqual(upTo(MOST_EVIDENCE));
});

it.each([MOST_EVIDENCE + 1, 5_000])('is the first and the newest of %i', (count) => {
  const all = upTo(count);
  const kept = [...all.slice(0, MOST_EVIDENCE / 2), ...all.slice(-MOST_EVIDENCE / 2)];
  expect(all.reduce<readonly number[]>(withEvidence, [])).toEqual(kept);
  expect(withEvidence(all.slice(0, -1), count)).toEqual(kept);
});
