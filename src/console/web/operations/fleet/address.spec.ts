import { describe, expect, it } from '@jest/globals';
import { readAsked, writeAsked } from './address.js';

const all = { which: '', q: '', district: '', dialect: '' } as const;

describe('which dispensers an address shows', () => {
  it.each([
    ['', all],
    ['?state=offline', { ...all, which: 'offline' }],
    ['?state=troubled&dialect=compact', { ...all, which: 'troubled', dialect: 'compact' }],
    [
      '?q=DEMO-00.1_a&district=019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10',
      { ...all, q: 'DEMO-00.1_a', district: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10' },
    ],
  ] as const)('%s, and the other way round', (search, asked) => {
    expect(readAsked(search)).toEqual(asked);
    expect(writeAsked(asked)).toBe(`/operations/fleet${search}`);
  });

  it.each([
    ['?state=lost&dialect=a%20b', all],
    ['?state=', all],
    [`?q=${'x'.repeat(70)}`, { ...all, q: 'x'.repeat(64) }],
    ['?q=Karla%20Opdigt', { ...all, q: 'KarlaOpdigt' }],
  ] as const)('%s', (search, asked) => expect(readAsked(search)).toEqual(asked));
});
