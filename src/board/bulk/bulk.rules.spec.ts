import { describe, expect, it } from '@jest/globals';
import { actionOf, type Deed, flawsOf } from './bulk.rules.js';

const by = { id: 'anna', name: 'Anna' };
const ended = { outcome: 'taken-at-visit', cause: 'asleep' } as const;

describe('what is done to many tasks', () => {
  it.each<[Deed, string[]]>([
    [{ action: 'claim' }, []],
    [{ action: 'release' }, []],
    [{ action: 'resolve', ...ended }, []],
    [{ action: 'resolve' }, ['outcome', 'cause']],
    [{ action: 'resolve', outcome: 'other' }, ['cause']],
    [{ action: 'resolve', cause: 'other' }, ['outcome']],
    [{ action: 'claim', outcome: 'other' }, ['outcome']],
    [{ action: 'claim', ...ended }, ['outcome', 'cause']],
    [{ action: 'release', cause: 'other' }, ['cause']],
  ])('%j: flaws %j', (deed, paths) => expect(flawsOf(deed).map(({ path }) => path)).toEqual(paths));

  it('is said in words that fit', () => {
    expect(flawsOf({ action: 'resolve', outcome: 'other' })[0]?.message).toBe('is needed to resolve');
    expect(flawsOf({ action: 'claim', outcome: 'other' })[0]?.message).toBe('goes with resolve alone');
  });

  it.each<[Deed, object]>([
    [{ action: 'claim' }, { do: 'claim', by }],
    [{ action: 'release' }, { do: 'release', by, text: null }],
    [
      { action: 'resolve', ...ended },
      { do: 'resolve', by, ...ended, text: null },
    ],
  ])('%j is done to each as it would be to one alone', (deed, action) => expect(actionOf(deed, by)).toEqual(action));
});
