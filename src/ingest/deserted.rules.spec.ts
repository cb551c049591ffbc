import { describe, expect, it } from '@jest/globals';
import { deserted, watch, type Watched } from './deserted.rules.js';

const MINUTE = 60_000;

describe('nodes that are gone', () => {
  it.each<[string, (string | null)[], number[], boolean]>([
    ['beats', ['a', 'b', 'c'], [0, 30, 60], false],
    ['beats and is seen seldom', ['a', 'b'], [0, 90], false],
    ['has not beaten for a minute', ['a', 'a', 'a'], [0, 30, 60], true],
    ['has not beaten for a little less', ['a', 'a'], [0, 59], false],
    ['is seen for the first time', ['a'], [600], false],
    ['beats again', ['a', 'a', 'b'], [0, 60, 61], false],
    ['is known no more', [null, null], [0, 60], true],
    ['is known no more since just now', ['a', null], [0, 60], false],
  ])('%s', (_story, beats, seconds, isGone) => {
    let watched: ReadonlyMap<string, Watched> = new Map();
    beats.forEach((beat, i) => {
      watched = watch(watched, ['n'], new Map(beat === null ? [] : [['n', beat]]), seconds[i]! * 1000);
    });
    expect(deserted(watched, MINUTE, seconds.at(-1)! * 1000)).toEqual(isGone ? ['n'] : []);
  });

  it('are forgotten with their last dispenser', () => {
    expect(watch(new Map([['n', { beat: 'a', sinceMs: 0 }]]), [], new Map([['n', 'a']]), 1)).toEqual(new Map());
  });
});
