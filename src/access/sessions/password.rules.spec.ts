import { describe, expect, it } from '@jest/globals';
import { readUsername, whyWeak } from './password.rules.js';

describe('a new password', () => {
  it.each([
    ['', 'at least 10 characters'],
    ['ninechars', 'at least 10 characters'],
    ['tencharsss', null],
    ['ÆØÅæøåÆØÅæ', null],
    ['😀😀😀😀😀', 'at least 10 characters'],
    ['grete.demo.1', 'must not be the user name'],
    ['Grete.Demo.1', 'must not be the user name'],
    ['aaaaaaaaaaaa', 'must not be one character repeated'],
    ['x'.repeat(128) + 'y'.repeat(128), null],
    ['x'.repeat(128) + 'y'.repeat(129), 'at most 256 characters'],
  ])('%j: %s', (password, why) => expect(whyWeak(password, 'grete.demo.1')).toBe(why));
});

describe('a user name', () => {
  it.each([
    ['Grete.Demo', 'grete.demo'],
    [' grete ', 'grete'],
    ['søren', 'søren'],
    ['so\u0308ren', 'sören'],
    ['a', null],
    ['', null],
    ['two words', null],
    ['nul\0l', null],
    ['x'.repeat(65), null],
  ])('%j is stored as %j', (text, name) => expect(readUsername(text)).toBe(name));
});
