import { describe, expect, it } from '@jest/globals';
import { inTurn, isAhead, type Planned, takesPlaceOf } from './plans.rules.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const now = at(10);
const held = (revision: number, from: number, until: number | null = null): Planned => ({
  revision,
  validFrom: at(from),
  validUntil: until === null ? null : at(until),
});
const plan = [held(1, 1, 20), held(2, 20, 25), held(3, 25)];

describe('a schedule that is set', () => {
  it.each<[string, number, number[] | undefined, unknown]>([
    ['now: the planned ones stay', 10, undefined, { gone: [] }],
    ['now, naming one: that goes', 10, [2], { gone: [2] }],
    ['before both', 15, undefined, { refused: 'planned', planned: [plan[1], plan[2]] }],
    ['before both, which are to stay', 15, [], { gone: [] }],
    ['before both, for the first', 15, [2], { gone: [2] }],
    ['before both, for both', 15, [3, 2], { gone: [3, 2] }],
    ['with the first', 20, undefined, { refused: 'planned', planned: [plan[1], plan[2]] }],
    ['with the first, as if it could stay', 20, [], { refused: 'planned', planned: [plan[1]] }],
    ['with the first, for it', 20, [2], { gone: [2] }],
    ['between them', 22, undefined, { refused: 'planned', planned: [plan[2]] }],
    ['behind them', 30, undefined, { gone: [] }],
    ['naming one that has begun', 30, [2, 1], { refused: 'unknown', index: 1 }],
    ['naming two that are not there', 10, [2, 7, 8], { refused: 'unknown', index: 1 }],
    ['naming none there is', 10, [7], { refused: 'unknown', index: 0 }],
  ])('%s', (_, from, replaces, expected) => expect(takesPlaceOf(plan, at(from), replaces, now)).toEqual(expected));

  it('lies ahead until it begins', () =>
    expect([9, 10, 11].map((day) => isAhead(held(1, day), now))).toEqual([false, false, true]));

  it('of two that begin together the later revision holds', () =>
    expect(inTurn([held(3, 12), held(2, 12), held(1, 1)])).toEqual([held(1, 1, 12), held(2, 12, 12), held(3, 12)]));

  it('holds until the next begins', () =>
    expect(inTurn([held(3, 25), held(4, 22), held(1, 1, 20)])).toEqual([held(1, 1, 22), held(4, 22, 25), held(3, 25)]));
});
