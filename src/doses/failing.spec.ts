import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Held } from '../platform/database/held.js';
import { Failing } from './failing.js';

describe('work that fails again and again', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const tries = async (failing: Failing<string>, error: Error, overMs: number): Promise<number> => {
    let count = 0;
    const fail = (): Promise<number> => {
      count++;
      return Promise.reject(error);
    };
    for (let ms = 0; ms < overMs; ms += 100) {
      await failing.unlessTooSoon('it', fail).catch(() => 0);
      jest.advanceTimersByTime(100);
    }
    return count;
  };

  it('is tried ever more seldom, and at the latest after so long', async () => {
    const failing = new Failing<string>(1_000, true);
    expect(await tries(failing, new Error('no'), 1_400)).toBe(3);
    expect(await tries(failing, new Error('no'), 10_000)).toBe(10);
    expect(failing.troubles).toEqual(new Map([['it', 'Error']]));
  });

  it('holds up no other, and is as good as new once it is done', async () => {
    const failing = new Failing<string>(30_000, true);
    await tries(failing, new Error('no'), 60_000);
    expect(await failing.unlessTooSoon('another', () => Promise.resolve(3))).toBe(3);
    expect(await failing.unlessTooSoon('it', () => Promise.resolve(3))).toBe(0);
    jest.advanceTimersByTime(30_000);
    expect(await failing.unlessTooSoon('it', () => Promise.resolve(3))).toBe(3);
    expect(failing.troubles.size).toBe(0);
    expect(await failing.unlessTooSoon('it', () => Promise.resolve(4))).toBe(4);
  });

  it('leaves what somebody holds to whoever puts it back', async () => {
    const failing = new Failing<string>(30_000, false);
    expect(await tries(failing, new Held(), 1_000)).toBe(10);
  });
});
