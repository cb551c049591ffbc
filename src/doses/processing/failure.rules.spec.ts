import { describe, expect, it } from '@jest/globals';
import { retryDelayMs } from '../../platform/queue/retry-delay.rules.js';
import { afterFailure } from './failure.rules.js';

const MOST = 5;
const line = (attempts: number, delays: number, apart = false) => ({ attempts, delays, apart });

describe('a line whose message failed', () => {
  it.each([
    ['for what is about it', line(0, 0), true, true, 'again', 1, 200],
    ['for what is about it, almost too often', line(3, 0), true, true, 'again', 4, 1_600],
    ['for what is about it, too often', line(4, 0), true, true, 'parked', 5, 3_200],
    ['for what is about it, after the house failed it for long', line(0, 40, true), true, true, 'again', 1, 200],
    ['because of the house', line(0, 0), false, true, 'delayed', 1, 200],
    ['because of the house, after it failed otherwise', line(4, 0), false, true, 'delayed', 1, 200],
    ['because of the house, while others go on', line(0, 4), false, true, 'apart', 5, 30_000],
    ['because of the house, as all others do', line(0, 4), false, false, 'delayed', 5, 3_200],
    ['because of the house, as all others do, for long', line(0, 400), false, false, 'delayed', 401, 30_000],
    ['apart from the others', line(0, 5, true), false, false, 'apart', 6, 30_000],
  ] as const)('%s', (_what, tried, isAboutMessage, othersGoOn, step, failures, afterMs) => {
    expect(afterFailure(tried, isAboutMessage, MOST, othersGoOn)).toEqual({ step, failures, afterMs });
  });

  it('waits longer each time, and never longer than half a minute', () => {
    const waits = Array.from({ length: 2_000 }, (_, i) => retryDelayMs(i + 1));
    expect(waits.slice(0, 9)).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000]);
    expect(Math.max(...waits)).toBe(30_000);
  });
});
