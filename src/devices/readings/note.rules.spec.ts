import { describe, expect, it } from '@jest/globals';
import { isRepaired, noteOf, notesIn } from './note.rules.js';

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
});
