import { describe, expect, it } from '@jest/globals';
import { judgeListed } from './provision.rules.js';

const known = { isRetired: false, isReached: true, hasSecret: true };

describe('a dispenser that is listed', () => {
  it.each([
    ['new', null, false, { fate: 'registered' }],
    ['new, where all get another', null, true, { fate: 'registered' }],
    ['there, without a secret', { ...known, hasSecret: false }, false, { fate: 'given-secret' }],
    ['there, without a secret, where all get another', { ...known, hasSecret: false }, true, { fate: 'given-secret' }],
    ['there', known, false, { fate: 'left-alone' }],
    ['there, where all get another', known, true, { fate: 'rotated' }],
    ['out of use', { ...known, isRetired: true }, true, { mistake: 'out-of-use' }],
    [
      'of others, and nobody is told more of it',
      { isRetired: true, isReached: false, hasSecret: false },
      true,
      { mistake: 'not-yours' },
    ],
  ])('%s', (_, listed, rotates, judged) => expect(judgeListed(listed, rotates)).toEqual(judged));
});
