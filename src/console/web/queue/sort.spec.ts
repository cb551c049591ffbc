import { describe, expect, it } from '@jest/globals';
import { aTask } from '../../../../test/support/makers.js';
import type { Task } from '../model.js';
import { afterLeaving, sortHandled, stepSelection } from './sort.js';

const task = (id: string, about: Partial<Task>) => aTask({ id, dueAt: '2026-11-21T08:00:00.000Z', ...about });
const ids = (tasks: Task[]) => tasks.map(({ id }) => id).join(' ');

describe('sortHandled', () => {
  it('goes by closing time, the last first, and takes the making where none is told', () => {
    const at = (minute: number) => `2026-11-21T08:0${minute}:00.000Z`;
    const tasks = [
      task('a', { createdAt: at(0), resolvedAt: at(1) }),
      task('b', { createdAt: at(0), resolvedAt: at(3) }),
      task('c', { createdAt: at(2) }),
    ];
    expect(ids(sortHandled(tasks))).toBe('b c a');
  });
});

describe('stepSelection', () => {
  it.each([
    [null, 1, 'a'],
    ['gone', -1, 'a'],
    ['a', 1, 'b'],
    ['a', -1, 'a'],
    ['c', 1, 'c'],
  ] as const)('from %s by %d to %s', (from, step, to) => expect(stepSelection(['a', 'b', 'c'], from, step)).toBe(to));

  it('finds nothing in an empty list', () => expect(stepSelection([], null, 1)).toBeNull());
});

describe('afterLeaving', () => {
  it.each([
    ['b', 'acd', 'c'],
    ['b', 'ad', 'd'],
    ['d', 'abc', 'c'],
    ['d', 'a', 'a'],
    ['b', '', null],
    ['b', 'abcd', 'b'],
    [null, 'cd', 'c'],
    ['gone', 'bc', 'b'],
  ])('at %s, where %s stay: %s', (at, stay, next) =>
    expect(afterLeaving(['a', 'b', 'c', 'd'], at, (id) => stay.includes(id))).toBe(next),
  );
});
