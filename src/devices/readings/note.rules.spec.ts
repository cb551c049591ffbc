import { describe, expect, it } from '@jest/globals';
import { isDoubted, isLeftOut, isRepaired, type Note, noteOf, notesIn, together } from './note.rules.js';

describe('a note', () => {
  it.each([
    ['data.slot', 'left-out', 'data.slot:left-out'],
    ['sequence', 'read', 'sequence:read'],
    ['data.a b\n{}', 'left-out', 'data.a_b___:left-out'],
    [`data.${'x'.repeat(500)}`, 'left-out', `data.${'x'.repeat(75)}:left-out`],
  ] as const)('about %j that was %s is %s', (path, what, note) => {
    expect(noteOf(path, what)).toBe(note);
  });

  it.each([
    ['data.slot:left-out time:repaired', ['data.slot:left-out', 'time:repaired']],
    ['identity-clash', ['identity-clash']],
    ['data.slot:left-o', []],
    ['', []],
  ])('is read where %j lists them', (text, notes) => expect(notesIn(text)).toEqual(notes));

  it.each([
    [null, false],
    [[], false],
    [['data.dueAt:read' as const], false],
    [['time:repaired' as const], false],
    [['data.slot:left-out' as const, 'data.dueAt:repaired' as const], true],
  ])('among %j says whether dueAt was repaired: %s', (notes, expected) => {
    expect(isRepaired(notes, 'data.dueAt')).toBe(expected);
  });

  it.each<[readonly Note[] | null, string]>([
    [null, 'nothing'],
    [[], 'nothing'],
    [['time:read', 'data.dueAt:left-out'], 'nothing'],
    [['data.slot:left-out', 'time:left-out'], 'left out'],
    [['time:doubted'], 'doubted'],
    [['time:repaired'], 'repaired'],
  ])('among %j says of the time: %s', (notes, said) => {
    const of = [isLeftOut(notes, 'time') && 'left out', isDoubted(notes, 'time') && 'doubted'];
    expect([...of, isRepaired(notes, 'time') && 'repaired'].find(Boolean) ?? 'nothing').toBe(said);
  });

  it.each<[Note[] | null, Note[] | null, Note[] | null, Note[] | null]>([
    [null, null, null, null],
    [['time:read'], null, null, ['time:read']],
    [null, ['time:read'], null, ['time:read']],
    [null, null, ['time:read'], ['time:read']],
    [['time:read'], ['data.n:read'], ['time:read', 'data.m:read'], ['time:read', 'data.n:read', 'data.m:read']],
  ])('%j, %j and %j are together %j', (first, second, third, all) =>
    expect(together(first, second, third)).toEqual(all),
  );
});
