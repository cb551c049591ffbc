import { describe, expect, it } from '@jest/globals';
import { gather } from './gather.js';

describe('gather', () => {
  const at = (...places: [string, number, number][]) =>
    gather(places, ([, x, y]) => ({ x, y }), 30).map((together) => together.map(([name]) => name).join(''));

  it.each<[string, [string, number, number][], string[]]>([
    ['nothing', [], []],
    [
      'what lies apart',
      [
        ['a', 0, 0],
        ['b', 30, 0],
      ],
      ['a', 'b'],
    ],
    [
      'what lies on each other',
      [
        ['a', 5, 5],
        ['b', 5, 5],
        ['c', 5, 5],
      ],
      ['abc'],
    ],
    [
      'what is near',
      [
        ['a', 0, 0],
        ['b', 20, 20],
      ],
      ['ab'],
    ],
    [
      'what is near the first alone, and not what is near its neighbour',
      [
        ['a', 0, 0],
        ['b', 20, 0],
        ['c', 40, 0],
      ],
      ['ab', 'c'],
    ],
    [
      'what is between two, with the one that was given before',
      [
        ['a', 0, 0],
        ['b', 50, 0],
        ['c', 25, 0],
      ],
      ['ac', 'b'],
    ],
  ])('takes together %s', (_what, places, together) => expect(at(...places)).toEqual(together));
});
