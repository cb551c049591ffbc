import { describe, expect, it } from '@jest/globals';
import { Ages } from './ages.js';

describe('ages in a line', () => {
  let at = 0;
  const make = () => {
    at = 0;
    return new Ages(() => at);
  };

  it('are counted from when each came', () => {
    const ages = make();
    ages.came(true);
    at = 1_000;
    ages.came(true);
    at = 5_000;
    expect([ages.of(0), ages.of(1)]).toEqual([5_000, 4_000]);
    ages.left(1);
    expect(ages.of(0)).toBe(4_000);
  });

  it('are never told too short, however many came between two marks', () => {
    const ages = make();
    const cameAt = Array.from({ length: 1_000 }, (_, i) => i * 10);
    cameAt.forEach((ms, i) => {
      at = ms;
      ages.came(i === 0);
    });
    ages.left(130);
    at = 20_000;
    cameAt.slice(130).forEach((ms, place) => {
      expect(ages.of(place)).toBeGreaterThanOrEqual(at - ms);
      expect(ages.of(place)).toBeLessThan(at - ms + 640);
    });
  });

  it('do not grow while the line moves, however long it is never empty', () => {
    const ages = make();
    for (let i = 0; i < 10_000; i++) {
      at += 100;
      ages.came(i % 3 === 0);
      if (i >= 5) ages.left(1);
      expect(ages.of(0)).toBeLessThanOrEqual(900);
    }
  });
});
