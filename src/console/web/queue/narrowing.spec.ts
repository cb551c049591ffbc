import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, isNarrow, isWithin, KINDS, type Narrowing, toggled } from './narrowing.js';

describe('isWithin', () => {
  it.each<[string, Partial<Narrowing>, boolean]>([
    ['everything', {}, true],
    ['visits', { kinds: ['visit'] }, true],
    ['calls', { kinds: ['call'] }, false],
    ['calls and visits', { kinds: ['call', 'visit'] }, true],
    ['P2', { priorities: ['P2'] }, true],
    ['P1 and P3', { priorities: ['P1', 'P3'] }, false],
    ['visits of P1', { kinds: ['visit'], priorities: ['P1'] }, false],
    ['visits of P1 and P2', { kinds: ['visit'], priorities: ['P1', 'P2'] }, true],
  ])('a visit of P2 among %s', (_, part, is) => {
    const narrowing = { ...EVERYTHING, ...part };
    expect(isWithin({ kind: 'visit', priority: 'P2' }, narrowing)).toBe(is);
    expect(isNarrow(narrowing)).toBe(Object.keys(part).length > 0);
  });
});

it('what is toggled twice is as before, and in the order of all', () => {
  expect(toggled(['visit'], 'call', KINDS)).toEqual(['call', 'visit']);
  expect(toggled(toggled(['visit'], 'call', KINDS), 'call', KINDS)).toEqual(['visit']);
});
