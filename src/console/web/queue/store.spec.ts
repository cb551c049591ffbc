import { describe, expect, it } from '@jest/globals';
import { aTask } from '../../../../test/support/makers.js';
import type { Task } from '../model.js';
import { afterChange, afterReading } from './store.js';

const AT = '2026-11-21T08:00:00.000Z';
const task = (id: string, about: Partial<Task> = {}) => aTask({ id, dueAt: AT, priority: 'P2', ...about });
const [a, b, c] = [task('a'), task('b'), task('c')] as const;
const again = (one: Task) => structuredClone(one);

describe('afterReading', () => {
  it('keeps what has not changed as the object it was, in the order of the queue', () => {
    const raised = task('c', { priority: 'P1' });
    const now = afterReading([a, b, c], [again(a), again(b), raised]);
    expect(now.map((each) => [a, b, c, raised].indexOf(each))).toEqual([3, 0, 1]);
  });

  it('is the list that it was where nothing has changed', () => {
    const before = [a, b];
    expect(afterReading(before, [again(b), again(a)])).toBe(before);
  });

  it('sees what changes deep within', () => {
    const grown = task('a', { alert: { ...a.alert, occurrences: a.alert.occurrences + 1 } });
    expect(afterReading([a], [grown])).toEqual([grown]);
  });

  it.each<[string, Task[], Task[]]>([
    ['one has come', [a, b], [a]],
    ['one has gone', [a], [a, b]],
  ])('%s', (_, read, before) => expect(afterReading(before, read.map(again))).toEqual(read));
});

describe('afterChange', () => {
  const claimed = task('b', { state: 'claimed', claimedBy: 'her' });
  it.each<[string, string[], Task[], Task[]]>([
    ['one has changed', ['b'], [claimed], [a, claimed, c]],
    ['one has left', ['b'], [], [a, c]],
    ['one has come', ['d'], [task('d', { priority: 'P1' })], [task('d', { priority: 'P1' }), a, b, c]],
    ['one was never hers', ['d'], [], [a, b, c]],
  ])('%s', (_, asked, read, now) => expect(afterChange([a, b, c], asked, read)).toEqual(now));

  it('is the list that it was where nothing has changed', () => {
    const before = [a, b];
    expect(afterChange(before, ['a', 'x'], [again(a)])).toBe(before);
  });
});
