import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { behindMs, type RealTime, sight, type Sighting, skewMs, timeAt, unsighted } from './real-time.rules.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** The steady clock stands at 5 s when PostgreSQL's says 1,000 s. */
const SET: RealTime = { steadyMs: 5_000, offsetMs: 995_000, aimMs: 995_000, isSighted: true };

/** So much later by the steady clock, with PostgreSQL and our own machine so far off what both were. */
const seenAfter = (laterMs: number, { database = 0, machine = 0, wayMs = 0 } = {}): Sighting => ({
  askedMs: SET.steadyMs + laterMs - wayMs,
  answeredMs: SET.steadyMs + laterMs,
  databaseMs: 1_000_000 + laterMs - wayMs / 2 + database,
  machineMs: 1_000_000 + laterMs + machine,
});

describe('the time of a process', () => {
  it('is its machine’s until PostgreSQL was asked, and PostgreSQL’s from then on', () => {
    const before = unsighted(5_000, 1_030_000);
    expect(timeAt(before, 6_000)).toBe(1_031_000);
    const after = sight(before, seenAfter(0, { machine: 30 * SECOND, wayMs: 20 }));
    expect(timeAt(after, 6_000)).toBe(1_001_010);
    expect(timeAt(sight(before, seenAfter(0, { machine: 30 * SECOND })), 6_000)).toBe(1_001_000);
  });

  it.each<[string, Parameters<typeof seenAfter>[1], at: number, aSecondLater: number, behind: number]>([
    ['both go on', {}, 0, 1_000, 0],
    ['the machine was set an hour ahead', { machine: HOUR }, 0, 1_000, 0],
    ['the machine was set an hour back', { machine: -HOUR }, 0, 1_000, 0],
    ['PostgreSQL took long to answer', { wayMs: 10 * SECOND }, 0, 1_000, 0],
    ['it may have been the way', { database: 400, machine: 0, wayMs: 1_000 }, 0, 1_000, 0],
    ['PostgreSQL was set an hour ahead', { database: HOUR }, 0, 1_050, HOUR],
    ['PostgreSQL was set an hour back', { database: -HOUR }, 0, 950, -HOUR],
    ['PostgreSQL is another, 30 s behind', { database: -30 * SECOND }, 0, 950, -30 * SECOND],
    ['a few milliseconds are missing', { database: 20 }, 0, 1_020, 20],
    ['the machine slept, and so did its steady clock', { database: HOUR, machine: HOUR }, HOUR, 1_000, 0],
    ['PostgreSQL was set ahead, and the machine back', { database: HOUR, machine: -HOUR }, 0, 1_050, HOUR],
  ])('%s', (_story, off, atMs, aSecondLater, behind) => {
    const later = sight(SET, seenAfter(10_000, off));
    const steadyMs = SET.steadyMs + 10_000;
    expect(timeAt(later, steadyMs)).toBe(1_010_000 + atMs);
    expect(timeAt(later, steadyMs + 1_000)).toBe(1_010_000 + atMs + aSecondLater);
    expect(behindMs(later, steadyMs)).toBe(behind);
  });

  it('has made up for 30 seconds within ten minutes', () => {
    const later = sight(SET, seenAfter(0, { database: 30 * SECOND }));
    expect(behindMs(later, SET.steadyMs + 599 * SECOND)).toBeGreaterThan(0);
    expect(behindMs(later, SET.steadyMs + 600 * SECOND)).toBe(0);
  });

  it('never goes back, whatever clocks are set to', () => {
    const jump = fc.integer({ min: -2 * HOUR, max: 2 * HOUR });
    const sightings = fc.array(
      fc.record({ afterMs: fc.nat(5_000), wayMs: fc.nat(20_000), database: jump, machine: jump }),
    );
    fc.assert(
      fc.property(sightings, (all) => {
        let [time, steadyMs] = [SET, SET.steadyMs];
        let lastMs = timeAt(time, steadyMs);
        for (const { afterMs, wayMs, ...off } of all) {
          steadyMs += afterMs;
          const before = timeAt(time, steadyMs);
          time = sight(time, seenAfter(steadyMs - SET.steadyMs, { ...off, wayMs }));
          const after = timeAt(time, steadyMs);
          expect(before).toBeGreaterThanOrEqual(lastMs);
          expect(after).toBeGreaterThanOrEqual(before);
          lastMs = after;
        }
      }),
    );
  });
});

describe('how far a machine is off', () => {
  it.each<[string, Parameters<typeof seenAfter>[1], number]>([
    ['not at all', {}, 0],
    ['30 s ahead', { machine: 30_000 }, 30_000],
    ['30 s behind', { machine: -30_000 }, -30_000],
    ['less than the way took', { machine: 400, wayMs: 1_000 }, 0],
    ['more than the way took', { machine: 3_000, wayMs: 1_000 }, 2_500],
    ['more than the way took, behind', { machine: -3_000, wayMs: 1_000 }, -2_500],
  ])('%s', (_story, off, skew) => {
    expect(skewMs(seenAfter(10_000, off))).toBe(skew);
  });
});
