import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Held } from '../database/held.js';
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

  it('rests between two tries, and no more once it is forgotten', async () => {
    const failing = new Failing<string>(30_000, true);
    const fail = (): Promise<number> => Promise.reject(new Error('no'));
    const ask = (): Promise<number> => failing.unlessTooSoon('it', fail).catch(() => -1);
    expect([await ask(), await ask(), failing.resting]).toEqual([-1, 0, ['it']]);
    jest.advanceTimersByTime(200);
    expect([failing.resting, await ask(), failing.resting]).toEqual([[], -1, ['it']]);
    failing.forget('it');
    expect([failing.resting, await ask()]).toEqual([[], -1]);
    jest.advanceTimersByTime(90_000);
    expect([failing.resting, failing.troubles.size]).toEqual([[], 0]);
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
