import { describe, expect, it } from '@jest/globals';
import { aTask } from '../../../../test/support/makers.js';
import type { Task } from '../model.js';
import { newlyCritical } from './critical.js';

const task = (about: Partial<Task> = {}) =>
  aTask({ id: 't', priority: 'P1', state: 'open', claimedBy: null, ...about });
const held = (claimedBy: string) => task({ state: 'claimed', claimedBy });

describe('newlyCritical', () => {
  it.each<[string, Task | null, Task, boolean]>([
    ['a new one', null, task(), true],
    ['one that stood there', task(), task(), false],
    ['one that was raised', task({ priority: 'P2' }), task(), true],
    ['one that somebody gave back', held('her'), task(), true],
    ['one that left work under way', task({ state: 'in-progress', claimedBy: 'her' }), task(), true],
    ['one that the reader gave back', held('me'), task(), false],
    ['one that somebody has', null, held('her'), false],
    ['a new one of less', null, task({ priority: 'P2' }), false],
  ])('%s', (_, before, now, isNew) => {
    const known = new Map(before ? [[before.id, before]] : []);
    expect(newlyCritical(known, [now], 'me')).toEqual(isNew ? [now] : []);
  });
});
