import { describe, expect, it } from '@jest/globals';
import { type ConditionReport, kept, readReports } from './condition-words.rules.js';

const START = Date.UTC(2026, 2, 10, 7);
const atOf = (minute: number): number => START + minute * 60_000;

/** `K up`, `K over`, `up`, `over`, each with the minute in which it was said. */
const word = (said: string, minute: number, more: Partial<ConditionReport> = {}): ConditionReport => {
  const [what, code] = said.split(' ').reverse();
  const place = { atMs: atOf(minute), heardMs: atOf(minute), isTimed: true, bootId: null, sequence: null };
  return { ...place, is: what === 'up' ? 'raised' : 'cleared', code: code ?? null, line: null, ...more };
};
const untimed = { isTimed: false };

describe('what comes of all that was said of a condition', () => {
  it.each<[string, number[], number, boolean]>([
    // when it came and went -> how often of late, and whether that is too often
    ['three times', [0, 1, 2], 3, false],
    ['four times', [0, 1, 2, 3], 4, true],
    ['four times within almost ten minutes', [0, 4, 7, 9.9], 4, true],
    ['four times, the first of them ten minutes ago', [0, 4, 7, 10], 3, false],
    ['four times, and once more after almost ten quiet minutes', [0, 1, 2, 3, 12.9], 2, true],
    ['four times, and once more after ten', [0, 1, 2, 3, 13], 1, false],
  ])('it came and went %s', (_, minutes, toggles, isUnstable) => {
    const words = minutes.map((minute, i) => word(i % 2 ? 'over' : 'up', minute));
    expect(readReports(words, 3)).toMatchObject({ toggles, isUnstable });
  });

  it('is nothing of what was never said', () => {
    const [up, over] = [word('up', 1), word('over', 1)];
    const read = { lastMs: atOf(1), isUnstable: false };
    expect(readReports([up], 3)).toStrictEqual({
      ...read,
      ...{ spells: [{ code: null, words: [up] }], newest: up, toggles: 1 },
      ...{ sinceMs: atOf(1), raisedMs: atOf(1), clearedMs: null },
    });
    expect(readReports([over], 3)).toStrictEqual({
      ...read,
      ...{ spells: [], newest: over, toggles: 0 },
      ...{ sinceMs: null, raisedMs: null, clearedMs: atOf(1) },
    });
  });

  it.each<[string, Partial<ConditionReport>, Partial<ConditionReport>, boolean]>([
    ['both counted within a boot', { bootId: 7, sequence: 11 }, { bootId: 7, sequence: 12 }, true],
    ['in another boot', { bootId: 6, sequence: 11 }, { bootId: 7, sequence: 12 }, false],
    ['counted in no boot', { sequence: 11 }, { sequence: 12 }, false],
    ['its beginning not counted', { bootId: 7 }, { bootId: 7, sequence: 12 }, false],
    ['its end not counted', { bootId: 7, sequence: 11 }, { bootId: 7 }, false],
    ['a beginning that has no time either', untimed, {}, true],
  ])('an end nobody knows when: %s', (_, up, over, ends) =>
    expect(readReports([word('up', 0, up), word('over', 9, { ...over, ...untimed })], 3).spells).toHaveLength(
      ends ? 0 : 1,
    ),
  );

  it('an end nobody knows when ends nothing that was said at a known time as well', () =>
    expect(readReports([word('up', 0), word('up', 5, untimed), word('over', 9, untimed)], 3).spells).toHaveLength(1));
});

describe('of what was said are kept', () => {
  /** So many more that say nothing of anything before. */
  const noise = (many: number, from: number): ConditionReport[] =>
    Array.from({ length: many }, (_, i) => word('noise up', from + i * 10));
  const names = (words: readonly ConditionReport[]): string[] =>
    kept(words)
      .filter(({ code }) => code !== 'noise')
      .map(({ is, code, atMs }) => [code, is === 'raised' ? 'up' : 'over', (atMs - START) / 60_000].join(' '));
  const many = (what: string): ConditionReport[] => Array.from({ length: 100 }, (_, i) => word(`${i} ${what}`, i * 10));

  it('the newest, and since when each thing stands', () => {
    const all = noise(40, 0);
    expect(kept(all.toReversed())).toEqual([all[0], ...all.slice(-32)]);
    expect(kept(all.slice(0, 32))).toEqual(all.slice(0, 32));
  });

  it.each<[string, ConditionReport[], string[]]>([
    ['the first and the last time it was raised', [0, 10, 20, 30].map((at) => word('K up', at)), ['K up 0', 'K up 30']],
    ['the last of its ends', [word('K over', 0), word('K over', 10)], ['K over 10']],
    ['an end of all in the place of one before', [word('K over', 0), word('over', 10)], [' over 10']],
    ['the ends of two', [word('K over', 0), word('L over', 10)], ['K over 0', 'L over 10']],
    [
      'an end, though another came nobody knows when',
      [word('K over', 0), word('K over', 10, untimed)],
      ['K over 0', 'K over 10'],
    ],
    ['an end before what stands', [word('K over', 0), word('K up', 10)], ['K over 0', 'K up 10']],
    ['nothing of what came and went before', [word('K up', 0), word('K over', 10)], ['K over 10']],
  ])('%s', (_, words, left) => expect(names([...words, ...noise(32, 40)])).toEqual(left));

  it('at most so many of each, the newest', () => {
    expect(kept(many('up').slice(0, 70))).toHaveLength(70);
    expect(kept(many('up')).map(({ code }) => code)).toEqual(Array.from({ length: 96 }, (_, i) => String(i + 4)));
    expect(kept(many('over')).map(({ code }) => code)).toEqual(Array.from({ length: 64 }, (_, i) => String(i + 36)));
  });
});
