import { describe, expect, it } from '@jest/globals';
import { countOnce, type Flapping, waitMs } from './flapping.rules.js';

const START = 1_000_000;

/** Comes so often, each time as soon as it is answered, and goes again; answers how long each was made to wait, in seconds. */
function comeAndGo(times: number, { everyMs = 100, from = START }: { everyMs?: number; from?: number } = {}) {
  let flapping: Flapping | undefined;
  let now = from;
  const waited: number[] = [];
  for (let n = 0; n < times; n++) {
    const wait = flapping ? waitMs(flapping, now) : 0;
    waited.push(wait / 1_000);
    now += wait + everyMs;
    flapping = countOnce(flapping, now);
  }
  return { waited, flapping: flapping!, now };
}

describe('who comes and goes to no purpose', () => {
  it('is slowed after the fifteenth time in a minute: 1, 2, 4, 8, and never more than 15 s', () => {
    expect(comeAndGo(22).waited).toEqual([...Array<number>(15).fill(0), 1, 2, 4, 8, 15, 15, 15]);
  });

  it('is not, when the minute is over before', () => {
    expect(comeAndGo(60, { everyMs: 5_000 }).waited.every((wait) => wait === 0)).toBe(true);
  });

  it('counts anew from the minute on', () => {
    const before = { since: START, count: 14, step: 0, lastAt: START + 59_000 };
    expect(countOnce(before, START + 59_999)).toEqual({ ...before, count: 15, step: 1, lastAt: START + 59_999 });
    const now = START + 60_000;
    expect(countOnce(before, now)).toEqual({ since: now, count: 1, step: 0, lastAt: now });
  });

  it('waits no longer than that, however often it came', () =>
    expect(waitMs({ since: 0, count: 15, step: 10_000, lastAt: START }, START)).toBe(15_000));

  it('is free again after a calm minute', () => {
    const { flapping, now } = comeAndGo(20);
    const after = countOnce(flapping, now + 60_000);
    expect(after).toMatchObject({ count: 1, step: 0 });
    expect(waitMs(after, now + 60_000)).toBe(0);
  });

  it('waits the rest when it comes again before its time', () => {
    const { flapping, now } = comeAndGo(19);
    expect(waitMs(flapping, now + 5_000)).toBe(10_000);
    expect(waitMs(flapping, now + 20_000)).toBe(0);
  });
});
