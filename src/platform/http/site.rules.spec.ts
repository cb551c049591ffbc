import { describe, expect, it } from '@jest/globals';
import { isAskedFromElsewhere } from './site.rules.js';

describe('isAskedFromElsewhere', () => {
  it.each([
    ['a script, which says nothing', undefined, false],
    ['our own page', 'same-origin', false],
    ['an address that was typed', 'none', false],
    ['a neighbour below the same domain', 'same-site', true],
    ['another site', 'cross-site', true],
    ['two at once', 'same-origin, cross-site', true],
    ['nothing that is known', '', true],
  ])('%s', (_, said, expected) => expect(isAskedFromElsewhere(said)).toBe(expected));
});
