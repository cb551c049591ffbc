import { describe, expect, it } from '@jest/globals';
import { anchorOf, type Placed } from './anchor.js';

/** Rows one under the other, of 60 pixels each where nothing else is said. */
function placed(ids: string, sizes: Record<string, number> = {}): Placed[] {
  let end = 0;
  return ids.split(' ').map((id) => ({ id, start: end, end: (end += sizes[id] ?? 60) }));
}

describe('anchorOf', () => {
  it.each<[string, Placed[], Placed[], number, number]>([
    ['nothing has changed', placed('a b c'), placed('a b c'), 60, 0],
    ['one has come on top', placed('a b c'), placed('x a b c'), 0, 60],
    ['one has come above what is seen', placed('a b c'), placed('a x b c'), 60, 60],
    ['one has come below it', placed('a b c'), placed('a b c x'), 60, 0],
    ['one above it has gone', placed('a b c'), placed('b c'), 60, -60],
    ['one above it has grown', placed('a b c'), placed('a b c', { a: 90 }), 60, 30],
    ['what was seen first is gone', placed('a b c'), placed('a c'), 60, -60],
    ['nothing is left', placed('a b c'), [], 60, 0],
    ['there was nothing', [], placed('a b c'), 60, 0],
  ])('%s', (_, before, now, top, moved) => {
    const startOf = (id: string) => now.find((row) => row.id === id)?.start;
    expect(anchorOf(before, startOf, top)).toBe(moved);
  });
});
