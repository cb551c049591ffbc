import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { WakeUp } from './wake-up.js';
import { Spacing } from './spacing.js';

const wakeUp = (key: string, n = 0): WakeUp => ({ key, ids: { n } });

describe('wake-ups that are spaced', () => {
  let handedOver: (readonly WakeUp[])[];
  let spacing: Spacing;

  beforeEach(() => {
    jest.useFakeTimers();
    handedOver = [];
    spacing = new Spacing(async (wakeUps) => void handedOver.push(wakeUps));
  });
  afterEach(() => {
    spacing.close();
    jest.useRealTimers();
  });

  it('go at once when none went lately', async () => {
    spacing.ask([wakeUp('a')]);
    await jest.advanceTimersByTimeAsync(21);
    spacing.ask([wakeUp('a')]);
    expect(handedOver).toEqual([[wakeUp('a')], [wakeUp('a')]]);
  });

  it('go together after the pause otherwise, the last of each key', async () => {
    for (let n = 0; n < 50; n++) spacing.ask([wakeUp('a', n), wakeUp('b', n)]);
    expect(handedOver).toEqual([[wakeUp('a', 0), wakeUp('b', 0)]]);
    await jest.advanceTimersByTimeAsync(20);
    expect(handedOver).toEqual([
      [wakeUp('a', 0), wakeUp('b', 0)],
      [wakeUp('a', 49), wakeUp('b', 49)],
    ]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(handedOver).toHaveLength(2);
  });

  it('go ever less often while they keep coming, and at once again after a rest', async () => {
    for (let ms = 0; ms < 2_000; ms++) {
      spacing.ask([wakeUp('a', ms)]);
      await jest.advanceTimersByTimeAsync(1);
    }
    expect(handedOver.length).toBeLessThan(17);
    await jest.advanceTimersByTimeAsync(400);
    handedOver.length = 0;
    spacing.ask([wakeUp('b')]);
    expect(handedOver).toEqual([[wakeUp('b')]]);
  });

  it('are forgotten at the close', async () => {
    spacing.ask([wakeUp('a')]);
    spacing.ask([wakeUp('b')]);
    spacing.close();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(handedOver).toEqual([[wakeUp('a')]]);
  });
});
