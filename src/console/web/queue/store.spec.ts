import { describe, expect, it } from '@jest/globals';
import { aRow } from '../../../../test/support/makers.js';
import type { Row } from '../model.js';
import { afterChange, afterReading } from './store.js';

const AT = '2026-11-21T08:00:00.000Z';
const SOONER = '2026-11-21T07:59:00.000Z';
const row = (id: string, about: Partial<Row> = {}) => aRow({ id, deadlineAt: AT, priority: 'P2', ...about });
const [a, b, c] = [row('a'), row('b'), row('c')] as const;
const again = (one: Row) => structuredClone(one);

describe('afterReading', () => {
  it('keeps what has not changed as the object it was, in the order of the gateway', () => {
    const raised = row('c', { priority: 'P1' });
    const now = afterReading([a, b, c], [raised, again(a), again(b)]);
    expect(now.map((each) => [a, b, c, raised].indexOf(each))).toEqual([3, 0, 1]);
  });

  it('is the list that it was where nothing has changed', () => {
    const before = [a, b];
    expect(afterReading(before, [again(a), again(b)])).toBe(before);
  });

  it('sees what changes', () => {
    const grown = row('a', { calls: 2 });
    expect(afterReading([a], [grown])).toEqual([grown]);
  });

  it.each<[string, Row[], Row[]]>([
    ['one has come', [a, b], [a]],
    ['one has gone', [a], [a, b]],
  ])('%s', (_, read, before) => expect(afterReading(before, read.map(again))).toEqual(read));
});

describe('afterChange', () => {
  const claimed = row('b', { state: 'claimed', holder: 'Bo' });
  it.each<[string, string[], Row[], Row[]]>([
    ['one has changed', ['b'], [claimed], [a, claimed, c]],
    ['one has left', ['b'], [], [a, c]],
    ['one was closed', ['b'], [row('b', { state: 'resolved' })], [a, c]],
    ['one has less time', ['c'], [row('c', { deadlineAt: SOONER })], [row('c', { deadlineAt: SOONER }), a, b]],
    ['one has come', ['d'], [row('d', { priority: 'P1' })], [row('d', { priority: 'P1' }), a, b, c]],
    ['one was never hers', ['d'], [], [a, b, c]],
  ])('%s', (_, asked, read, now) => expect(afterChange([a, b, c], asked, read)).toEqual(now));

  it('is the list that it was where nothing has changed', () => {
    const before = [a, b];
    expect(afterChange(before, ['a', 'x'], [again(a)])).toBe(before);
  });
});
