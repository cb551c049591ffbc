import { describe, expect, it } from '@jest/globals';
import { deserted, NOBODY_WATCHED, watch } from './deserted.rules.js';

const MINUTE = 60_000;

describe('nodes that are gone', () => {
  it.each<[string, (string | null)[], number[], boolean]>([
    ['beats', ['a', 'b', 'c'], [0, 30, 60], false],
    ['beats and is seen seldom', ['a', 'b'], [0, 90], false],
    ['has not beaten for a minute', ['a', 'a', 'a'], [0, 30, 60], true],
    ['has not beaten for a little less', ['a', 'a', 'a'], [0, 30, 59], false],
    ['is seen for the first time', ['a'], [600], false],
    ['beats again', ['a', 'a', 'b'], [0, 60, 61], false],
    ['is known no more', [null, null, null], [0, 30, 60], true],
    ['has not beaten while nobody could look', ['a', 'a', 'a'], [0, 10, 75], false],
    ['nor for a minute after it', ['a', 'a', 'a', 'a', 'a'], [0, 75, 90, 110, 135], true],
    ['has not beaten while nobody could look, and does then', ['a', 'a', 'b'], [0, 75, 76], false],
    ['was nearly gone when nobody could look', ['a', 'a', 'a', 'a', 'a'], [0, 30, 55, 90, 119], false],
    ['is known no more since just now', ['a', null], [0, 60], false],
  ])('%s', (_story, beats, seconds, isGone) => {
    let watched = NOBODY_WATCHED;
    beats.forEach((beat, i) => {
      watched = watch(watched, ['n'], new Map(beat === null ? [] : [['n', beat]]), MINUTE, seconds[i]! * 1000);
    });
    expect(deserted(watched, MINUTE)).toEqual(isGone ? ['n'] : []);
  });

  it('are forgotten with their last dispenser', () => {
    const watched = { nodes: new Map([['n', { beat: 'a', sinceMs: 0 }]]), lookedMs: 0 };
    expect(watch(watched, [], new Map([['n', 'a']]), MINUTE, 1).nodes).toEqual(new Map());
  });
});
