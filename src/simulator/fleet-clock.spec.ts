import { describe, expect, it } from '@jest/globals';
import { FleetClock } from './fleet-clock.js';

describe('the clock of the fleet', () => {
  it('runs at the speed it is told, and never back', () => {
    let real = 0;
    const clock = new FleetClock(1_000_000, 1, () => real);
    real = 500;
    expect(clock.now()).toBe(1_000_500);
    clock.follow(2_000_000, 60);
    real = 600;
    expect(clock.now()).toBe(2_006_000);
    clock.follow(1_500_000, 2);
    expect([clock.now(), clock.speed]).toEqual([2_006_000, 2]);
    real = 700;
    expect(clock.now()).toBe(2_006_200);
  });
});
