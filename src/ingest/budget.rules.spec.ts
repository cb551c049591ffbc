import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BudgetLimits, CALM_MINUTES, fullBudget, spend } from './budget.rules.js';

const LIMITS: BudgetLimits = { perSecond: 20, burst: 100 };

/** Which of events so many milliseconds apart are beyond the budget. */
const beyond = (gapsMs: readonly number[], limits = LIMITS): boolean[] => {
  const budget = fullBudget(limits, 0);
  let now = 0;
  return gapsMs.map((gap) => spend(budget, limits, (now += gap)));
};
const times = (count: number, gapMs: number): number[] => Array.from({ length: count }, () => gapMs);

describe('the budget of a dispenser', () => {
  it.each<[string, number[], number]>([
    ['says all that its memory held at once', times(100, 0), 0],
    ['says one more', times(101, 0), 1],
    ['says as much as it may, for an hour', times(72_000, 50), 0],
    ['says a little more than it may, until the burst is used up', times(300, 40), 0],
    ['says much more than it may', times(400, 10), 276],
    ['rests a moment in a spell', [...times(150, 0), 1_000, 0, 0], 53],
    ['rests until half of the burst may be said again', [...times(150, 0), 2_500, 0, 0], 50],
  ])('%s', (_, gaps, expected) => {
    expect(beyond(gaps).filter(Boolean)).toHaveLength(expected);
  });

  it('is whole at first, and a dispenser calm ten minutes after its last spell', () => {
    expect(fullBudget(LIMITS, 5)).toEqual({ left: 100, atMs: 5, isSpent: false });
    expect(CALM_MINUTES).toBe(10);
  });

  it('is never spent by whoever keeps to it', () => {
    const gap = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 400 }), (gaps) => {
        // Whatever its rhythm, it never says more in any stretch of time than the burst and its rate.
        let saved = LIMITS.burst;
        const kept = gaps.map((ms) => {
          saved = Math.min(LIMITS.burst, saved + (ms / 1000) * LIMITS.perSecond);
          const wait = saved >= 1 ? 0 : Math.ceil(((1 - saved) / LIMITS.perSecond) * 1000);
          saved = Math.min(LIMITS.burst, saved + (wait / 1000) * LIMITS.perSecond) - 1;
          return ms + wait;
        });
        expect(beyond(kept)).not.toContain(true);
      }),
    );
  });

  it('lets nobody have more settled before others than the burst and the rate', () => {
    const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 200 }) });
    fc.assert(
      fc.property(limits, fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 600 }), (some, gaps) => {
        const within = beyond(gaps, some).filter((isBeyond) => !isBeyond).length;
        const seconds = gaps.reduce((sum, ms) => sum + ms, 0) / 1000;
        expect(within).toBeLessThanOrEqual(some.burst + seconds * some.perSecond + 1e-6);
      }),
    );
  });

  it('takes a clock that stands still or goes back for no time at all', () => {
    const budget = fullBudget(LIMITS, 10_000);
    for (let n = 0; n < 100; n++) expect(spend(budget, LIMITS, 10_000 - n)).toBe(false);
    expect(spend(budget, LIMITS, 9_000)).toBe(true);
  });
});
