import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inDeviceOrder, type Place } from './device-order.rules.js';

const START = Date.UTC(2026, 2, 10, 7);
const SECOND = 1_000;
const HOUR = 3_600_000;

type Said = Place & { readonly name: string; readonly speaker?: string };

/** Said so many seconds after the start, and heard at once unless told otherwise. */
const said = (
  name: string,
  seconds: number,
  [bootId, sequence]: readonly [number | null, number | null] = [null, null],
  more: Partial<Said> = {},
): Said => {
  const atMs = START + seconds * SECOND;
  return { name, atMs, heardMs: atMs, isTimed: true, bootId, sequence, ...more };
};
const untimed = { isTimed: false };

const ordered = (all: readonly Said[]): string =>
  inDeviceOrder(
    all,
    ({ atMs, heardMs, isTimed, bootId, sequence }) => ({ atMs, heardMs, isTimed, bootId, sequence }),
    ({ speaker }) => speaker,
  )
    .map(({ name }) => name)
    .join(' ');

describe('device order', () => {
  it.each<[string, Said[], string]>([
    ['goes by time where nothing was counted', [said('b', 60), said('a', 0)], 'a b'],
    [
      'goes by when it was heard at the same time',
      [said('b', 0, [null, null], { heardMs: START + 9 }), said('a', 0)],
      'a b',
    ],
    ['goes by time hours apart, whatever was counted', [said('b', 9_000, [3, 1]), said('a', 0, [3, 9])], 'a b'],
    [
      'goes by the count within minutes: the clock was put back between',
      [said('b', 0, [3, 6]), said('a', 100, [3, 5])],
      'a b',
    ],
    ['also with something uncounted between', [said('c', 0, [3, 6]), said('b', 50), said('a', 100, [3, 5])], 'a b c'],
    ['follows a counter of 8 bits', [said('b', 1, [3, 0]), said('a', 1, [3, 255])], 'a b'],
    ['of 16 bits', [said('c', 1, [3, 1]), said('b', 1, [3, 0]), said('a', 1, [3, 65_535])], 'a b c'],
    ['of 32 bits', [said('b', 1, [3, 2]), said('a', 1, [3, 4_294_967_290])], 'a b'],
    ['knows no wider one', [said('b', 1, [3, 2 ** 40]), said('a', 0, [3, 0])], 'a b'],
    ['takes a jump for no wrap', [said('b', 5, [3, 203]), said('a', 0, [3, 3])], 'a b'],
    ['follows boots', [said('b', 1, [8, 0]), said('a', 1, [7, 900])], 'a b'],
    ['of 8 bits', [said('b', 1, [0, 0]), said('a', 1, [255, 40])], 'a b'],
    ['of 16 bits too', [said('b', 1, [1, 0]), said('a', 1, [65_535, 40])], 'a b'],
    ['goes by time where boots start again', [said('b', 100, [1, 4]), said('a', 0, [37, 900])], 'a b'],
    ['and where the count does within a boot', [said('b', 100, [1, 1]), said('a', 0, [1, 500])], 'a b'],
    ['keeps dispensers apart', [said('b', 2, [3, 1], { speaker: 'y' }), said('a', 1, [3, 9], { speaker: 'x' })], 'a b'],
    [
      'puts what has no time before what was counted after it, however late it is heard',
      [said('c', HOUR / SECOND, [3, 11], untimed), said('b', 60), said('d', 120, [3, 12]), said('a', 0, [3, 10])],
      'a b c d',
    ],
    ['also in an earlier boot', [said('b', HOUR / SECOND, [3, 11], untimed), said('c', 0, [4, 0])], 'b c'],
    ['goes by the count four minutes apart', [said('b', 0, [3, 6]), said('a', 240, [3, 5])], 'a b'],
    ['and by time farther', [said('b', 241, [3, 5]), said('a', 0, [3, 6])], 'a b'],
    ['follows 64 counts', [said('b', 0, [3, 67]), said('a', 100, [3, 3])], 'a b'],
    ['and no more', [said('b', 100, [3, 3]), said('a', 0, [3, 68])], 'a b'],
    ['follows three boots', [said('b', 0, [10, 1]), said('a', 100, [7, 900])], 'a b'],
    ['and no more of them', [said('b', 100, [7, 900]), said('a', 0, [11, 1])], 'a b'],
    [
      'leaves what was not counted within its boot where it is',
      [said('a', 100, [3, 5]), said('b', 50, [3, null]), said('c', 0, [3, 6])],
      'a b c',
    ],
    [
      'leaves what has a time at that time, beside what has none',
      [said('a', 100, [3, 5]), said('c', 0, [3, 6]), said('d', 200, [3, 7], untimed), said('b', 50)],
      'a b c d',
    ],
    [
      'begins with the run that began first, though its first count is of later',
      [said('a', 50, [3, 5]), said('b', 0, [3, 6]), said('c', 20, [3, 100]), said('d', 30, [3, 101])],
      'a b c d',
    ],
    [
      'also when it counted higher',
      [said('c', 20, [3, 5]), said('d', 30, [3, 6]), said('a', 50, [3, 100]), said('b', 0, [3, 101])],
      'a b c d',
    ],
    ['knows that a counter of 8 bits never says 256', [said('b', 100, [3, 256]), said('a', 0, [3, 10])], 'a b'],
    ['takes an eighth of all counts for a wrap', [said('b', 0, [3, 10]), said('a', 100, [3, 234])], 'a b'],
    ['and no more of them for one', [said('b', 100, [3, 233]), said('a', 0, [3, 10])], 'a b'],
    [
      'takes no wrap where it can count on',
      [
        said('e', 0, [3, 234]),
        said('d', 10, [3, 202]),
        said('c', 20, [3, 138]),
        said('b', 30, [3, 74]),
        said('a', 40, [3, 10]),
      ],
      'a b c d e',
    ],
    ['and else where it was heard', [said('b', HOUR / SECOND, [null, 3], untimed), said('a', 0, [4, 0])], 'a b'],
  ])('%s', (_name, all, expected) => {
    expect(ordered(all)).toBe(expected);
    expect(ordered(all.toReversed())).toBe(expected);
  });

  const someWidth = fc.constantFrom(2 ** 8, 2 ** 16, 2 ** 32);
  const someCount = fc.oneof(
    fc.nat({ max: 20 }),
    fc.integer({ min: 1, max: 20 }).map((below) => -below),
  );
  /** What a dispenser says one after the other: how long after the one before, how many counts on, and whether it has started anew. */
  const someSteps = fc.array(
    fc.record({
      seconds: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 600 }), fc.nat({ max: 40_000 })),
      counts: fc.integer({ min: 1, max: 30 }),
      boot: fc.constantFrom('same', 'same', 'same', 'next', 'reset'),
    }),
    { minLength: 2, maxLength: 12 },
  );

  it('is the order in which it was said, over wraps and starts, however it is shuffled', () => {
    const property = fc.property(
      someSteps,
      fc.record({ width: someWidth, boots: someWidth, firstCount: someCount, firstBoot: someCount }),
      fc.record({ hasClock: fc.boolean(), wholeSeconds: fc.boolean() }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      (steps, { width, boots, firstCount, firstBoot }, { hasClock, wholeSeconds }, places) => {
        const story = tell(steps, { width, boots, count: firstCount, boot: firstBoot, wholeSeconds, hasClock });
        // Without a clock it is all heard within a minute, in whatever order, and only the count tells.
        const heard = hasClock
          ? story
          : story.map((one, i) => ({ ...one, isTimed: false, atMs: START + (places[i]! % 60_000) }));
        const shuffled = heard.map((one, i) => ({ one, place: places[i]! })).sort((a, b) => a.place - b.place);
        expect(ordered(shuffled.map(({ one }) => one))).toBe(story.map(({ name }) => name).join(' '));
      },
    );
    fc.assert(property, { numRuns: 500 });

    function tell(
      steps: readonly { seconds: number; counts: number; boot: string }[],
      from: { width: number; boots: number; count: number; boot: number; wholeSeconds: boolean; hasClock: boolean },
    ): Said[] {
      const around = (value: number, width: number): number => (value + width) % width;
      let [ms, count, boot] = [START, around(from.count, from.width), around(from.boot, from.boots)];
      return steps.map((step, i) => {
        ms += step.seconds * SECOND + 1;
        count = around(count + step.counts, from.width);
        // A memory that was lost is told by the clock alone, and not within its own error.
        if (step.boot === 'reset' && from.hasClock) [ms, boot] = [ms + HOUR, from.boots - 1];
        if (step.boot !== 'same') [boot, count] = [around(boot + 1, from.boots), step.counts];
        const atMs = from.wholeSeconds ? ms - (ms % SECOND) : ms;
        return { name: String(i), atMs, heardMs: atMs, isTimed: true, bootId: boot, sequence: count };
      });
    }
  });

  const somewhere: fc.Arbitrary<Omit<Said, 'name'>> = fc.record({
    atMs: fc.nat({ max: 9 * HOUR }),
    heardMs: fc.nat({ max: 9 * HOUR }),
    isTimed: fc.boolean(),
    bootId: fc.option(fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 255 }), fc.nat())),
    sequence: fc.option(fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 65_535 }), fc.nat())),
    speaker: fc.constantFrom('x', 'y'),
  });

  it('is one order of whatever was said, and the same however it is shuffled', () => {
    const property = fc.property(
      fc.uniqueArray(somewhere, { maxLength: 14, selector: ({ atMs, heardMs }) => `${atMs} ${heardMs}` }),
      fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
      (all, places) => {
        const named = all.map((one, i): Said => ({ ...one, name: String(i) }));
        const shuffled = named.toSorted((a, b) => places[Number(a.name)]! - places[Number(b.name)]!);
        const order = ordered(named);
        expect(order.split(' ').filter(Boolean).sort()).toEqual(named.map(({ name }) => name).sort());
        expect(ordered(shuffled)).toBe(order);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
