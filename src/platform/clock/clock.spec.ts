import { describe, expect, it } from '@jest/globals';
import { Clock, realNow } from './clock.js';

const anchorAt = (clockAt: string, speed = 0) => ({ realAt: realNow(), clockAt: new Date(clockAt), speed });

describe('the clock', () => {
  it('is the wall clock until it is told otherwise', () => {
    const clock = new Clock();
    expect(Math.abs(clock.now().getTime() - realNow().getTime())).toBeLessThan(1_000);
    clock.follow(anchorAt('2026-03-10T06:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-03-10T06:00:00Z'));
  });

  it('never goes back: what was read before it moved on is late news', () => {
    const clock = new Clock();
    const before = anchorAt('2026-03-10T06:00:00Z');
    clock.follow(before);
    clock.follow(anchorAt('2026-03-10T07:00:00Z'));
    clock.follow(before);
    expect(clock.now()).toEqual(new Date('2026-03-10T07:00:00Z'));
  });

  it('runs at the speed of its anchor', () => {
    const clock = new Clock();
    clock.follow({ ...anchorAt('2026-03-10T06:00:00Z', 60), realAt: new Date(realNow().getTime() - 60_000) });
    expect(clock.speed).toBe(60);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-10T07:00:00Z'));
  });

  it('remembers when its process began, by the time of the house then, however it is moved later', () => {
    const clock = new Clock();
    expect(clock.beganAt.getTime()).toBeLessThanOrEqual(realNow().getTime());
    clock.follow(anchorAt('2026-03-10T06:00:00Z'));
    clock.follow(anchorAt('2026-03-10T07:00:00Z'));
    expect(clock.beganAt).toEqual(new Date('2026-03-10T06:00:00Z'));
  });
});
