import { describe, expect, it } from '@jest/globals';
import { isId, readAsked, writeAsked } from './asked.js';

const ID = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const ALL = { kind: '', citizenId: '', principalId: '', from: '', to: '' };

describe('what of the log is looked at', () => {
  it.each([
    ['', ALL],
    [
      `?kind=break-glass&citizen=${ID}&who=${ID}&from=2026-03-01&to=2026-03-10`,
      { kind: 'break-glass', citizenId: ID, principalId: ID, from: '2026-03-01', to: '2026-03-10' },
    ],
    ['?kind=all&citizen=Karla&who=1&from=yesterday&to=2026-99-99', ALL],
  ])('stands in the address: %s', (search, asked) => {
    expect(readAsked(search)).toEqual(asked);
    expect(readAsked(new URL(writeAsked(readAsked(search)), 'http://house').search)).toEqual(asked);
  });

  it.each([
    [ID, true],
    [` ${ID.toUpperCase()} `, true],
    ['Karla', false],
    [`${ID}0`, false],
  ])('%j is an id: %s', (typed, is) => expect(isId(typed)).toBe(is));
});
