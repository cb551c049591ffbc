import { describe, expect, it } from '@jest/globals';
import { comes, type Connection, leaves } from './visit.rules.js';

const limits = { offlineMinutes: 10, silentMinutes: 45 };
const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 7, minute));
const left = (minute: number, hasSaidGoodbye: boolean): Connection => ({
  cameAt: at(0),
  leftAt: at(minute),
  hasSaidGoodbye,
});

describe('a dispenser that comes and goes', () => {
  it.each([
    ['for the first time', null, 5, null],
    ['in time after a goodbye', left(1, true), 46, 'kept'],
    ['late after a goodbye', left(1, true), 47, 'broken'],
    ['after it was cut off', left(1, false), 2, null],
    ['before its old connection was given up', comes(null, at(0), limits)[0], 2, null],
  ] as const)('comes %s', (_how, before, minute, news) => {
    expect(comes(before, at(minute), limits)).toEqual([
      { cameAt: at(minute), leftAt: null, hasSaidGoodbye: false },
      news,
    ]);
  });

  it.each([
    ['with a goodbye', 9, true, null],
    ['cut off', 9, false, 'broken'],
    ['with a goodbye, after it stayed', 10, true, 'stays'],
    ['cut off, after it stayed', 10, false, 'stays'],
  ] as const)('leaves %s', (_how, minute, hasSaidGoodbye, news) => {
    const [connection] = comes(null, at(0), limits);
    expect(leaves(connection, at(minute), hasSaidGoodbye, limits)).toEqual([left(minute, hasSaidGoodbye), news]);
  });
});
