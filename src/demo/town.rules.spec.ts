import { describe, expect, it } from '@jest/globals';
import { lastTimeItWas } from './town.rules.js';

describe('the last time it was so late in the town', () => {
  it.each([
    ['earlier today', '08:05', '2026-11-27T12:00:00Z', '2026-11-27T07:05:00.000Z'],
    ['just now', '08:05', '2026-11-27T07:05:00Z', '2026-11-27T07:05:00.000Z'],
    ['yesterday, when it is not yet so late', '08:05', '2026-11-27T07:04:59Z', '2026-11-26T07:05:00.000Z'],
    [
      'yesterday in summer, on the day after the clocks went back',
      '08:05',
      '2026-10-25T07:04:00Z',
      '2026-10-24T06:05:00.000Z',
    ],
    ['an hour later, where the clocks had skipped it', '02:30', '2026-03-29T12:00:00Z', '2026-03-29T01:30:00.000Z'],
  ])('is %s', (_name, localTime, now, last) => {
    expect(lastTimeItWas(localTime, new Date(now)).toISOString()).toBe(last);
  });
});
