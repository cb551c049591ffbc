import { describe, expect, it, jest } from '@jest/globals';
import { atMost } from './at-most.js';

const never = new Promise<string>(() => undefined);

describe('work that is waited for so long at most', () => {
  it('answers what it comes to, and nobody hears that the time is up later', async () => {
    jest.useFakeTimers();
    const onTimeUp = jest.fn();
    expect(await atMost(1_000, Promise.resolve('done'), onTimeUp)).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
    expect(onTimeUp).not.toHaveBeenCalled();
  });

  it('answers null when the time is up first, and says so', async () => {
    const onTimeUp = jest.fn();
    expect(await atMost(1, never, onTimeUp)).toBeNull();
    expect(onTimeUp).toHaveBeenCalledTimes(1);
  });

  it('fails as the work does', async () => {
    await expect(atMost(1_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
