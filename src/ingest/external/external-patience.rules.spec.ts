import { describe, expect, it } from '@jest/globals';
import { triesAfter, waitMs } from './external-patience.rules.js';
import type { Trouble } from './external-trouble.rules.js';

const REFUSED: Trouble = { step: 'connect', code: 0x87 };
const AWAY: Trouble = { step: 'reach', code: 'ECONNREFUSED' };

describe('how long a broker is left alone', () => {
  it.each<[string, Trouble, tries: number, mostSeconds: number, chance: number, seconds: number]>([
    ['at first a moment', REFUSED, 1, 30, 1, 1],
    ['of which half is chance', REFUSED, 1, 30, 0, 0.5],
    ['then twice as long', REFUSED, 2, 30, 1, 2],
    ['and again', REFUSED, 4, 30, 1, 8],
    ['up to a ceiling', REFUSED, 6, 30, 1, 30],
    ['for ever', REFUSED, 100_000, 30, 1, 30],
    ['with chance there too', REFUSED, 100_000, 30, 0, 15],
    ['a lower one if it is so wished', REFUSED, 9, 3, 1, 3],
    ['one that is away a little', AWAY, 9, 30, 1, 5],
    ['one that goes down', { step: 'disconnect', code: 0x8b }, 9, 30, 1, 5],
    ['one that hung up', { step: 'disconnect', code: 'closed' }, 9, 30, 1, 5],
    ['one that does so again and again for long', { step: 'disconnect', code: 'closed-again' }, 9, 30, 1, 30],
    ['ourselves', { step: 'take', code: 'not-taken' }, 9, 30, 1, 5],
    ['two under one name for long', { step: 'disconnect', code: 0x8e }, 9, 30, 1, 30],
    ['a subscription for long', { step: 'subscribe', code: 'lower-qos' }, 9, 30, 1, 30],
  ])('%s', (_name, trouble, tries, most, chance, seconds) => {
    expect(waitMs(trouble, tries, most * 1_000, chance)).toBe(seconds * 1_000);
  });

  it.each([
    ['never was whole', 3, null, 4],
    ['came and went', 3, 59_999, 4],
    ['held', 3, 60_000, 1],
    ['is the first', 0, null, 1],
  ])('one that %s', (_name, tries, wholeForMs, after) => {
    expect(triesAfter(tries, wholeForMs)).toBe(after);
  });
});
