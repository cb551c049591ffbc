import { expect, it } from '@jest/globals';
import { causeOf, isOwnLane, LANES, LONGEST_CAUSE, placeOf } from './journal.rules.js';

it.each([
  ['position 17 of 40', 'position # of #'],
  ['not JSON', 'not JSON'],
  ['x'.repeat(LONGEST_CAUSE + 1), 'x'.repeat(120)],
])('%j fails alike as %j', (reason, cause) => expect(causeOf(reason)).toBe(cause));

it('what is beyond its budget is in a lane of its dispenser’s own', () => {
  expect([-7, -1, 0, LANES - 1].map(isOwnLane)).toEqual([true, true, false, false]);
  expect(LANES).toBe(4);
});

it.each([
  ['trusted', true],
  ['corrected', true],
  ['unset', false],
] as const)('an entry by a clock that is %s stands at a time that is known: %s', (clock, isTimed) => {
  const [effectiveAt, receivedAt] = [new Date(1_000), new Date(2_000)];
  expect(placeOf({ effectiveAt, receivedAt, clock, bootId: 3, sequence: 9 })).toEqual({
    atMs: 1_000,
    heardMs: 2_000,
    isTimed,
    bootId: 3,
    sequence: 9,
  });
});
