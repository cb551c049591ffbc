import { describe, expect, it } from '@jest/globals';
import { aLadderPosition } from '../../../../../test/support/makers.js';
import type { Ladder } from '../../model.js';
import { describeNextStep, formatAgo, formatClaimLeft, formatLeft } from './countdown.js';

describe('formatLeft', () => {
  it.each([
    [-5_000, '00:00'],
    [0, '00:00'],
    [1, '00:01'],
    [252_000, '04:12'],
    [3_599_000, '59:59'],
    [3_600_000, '1 h'],
    [86_399_000, '23 h 59 min'],
    [90_000_000, '1 d 1 h'],
  ])('%d ms are %s', (millis, words) => expect(formatLeft(millis)).toBe(words));
});

describe('formatAgo', () => {
  it.each([
    [-1_000, 'just now'],
    [4_999, 'just now'],
    [20_000, '20 s ago'],
    [60_000, '1 min ago'],
    [7_200_000, '2 h ago'],
    [86_400_000, '1 day ago'],
    [200_000_000, '2 days ago'],
  ])('%d ms are %s', (millis, words) => expect(formatAgo(millis)).toBe(words));
});

describe('describeNextStep', () => {
  const now = Date.parse('2026-11-21T08:05:00Z');

  it.each([
    [null, null],
    ['2026-11-21T08:09:12Z', 'next step in 04:12'],
    ['2026-11-21T08:05:00Z', 'next step now'],
    ['2026-11-21T08:04:00Z', 'next step now'],
  ])('%s is %s', (nextRungAt, words) =>
    expect(describeNextStep(aLadderPosition({ nextRungAt, next: null }), now)).toBe(words),
  );

  it.each([
    [{ rung: 1, to: 'nearest-team' }, 'to nearest team in 04:12'],
    [{ rung: 0, to: 'manager' }, 'asked again in 04:12'],
    [{ rung: 1, to: 'somebody-new' }, 'next step in 04:12'],
  ])('names whom it asks: %j is %s', (next, words) =>
    expect(
      describeNextStep(
        aLadderPosition({ nextRungAt: '2026-11-21T08:09:12Z', next: { ...next, actions: ['call'] } as Ladder['next'] }),
        now,
      ),
    ).toBe(words),
  );

  it('is nothing where there is no ladder', () => expect(describeNextStep(null, now)).toBeNull());
});

describe('formatClaimLeft', () => {
  it.each([
    [-1, '0 s left'],
    [30_000, '30 s left'],
    [60_000, '1 min left'],
    [1_199_000, '20 min left'],
    [28_800_000, '8 h left'],
  ])('%d ms are %s', (millis, words) => expect(formatClaimLeft(millis)).toBe(words));
});
