import { describe, expect, it } from '@jest/globals';
import { aRow } from '../../../../test/support/makers.js';
import type { Row } from '../model.js';
import { newlyCritical } from './critical.js';

const row = (about: Partial<Row> = {}) => aRow({ id: 't', priority: 'P1', state: 'open', holder: null, ...about });
const held = (by: 'her' | 'me') => row({ state: 'claimed', holder: by, ...(by === 'me' && { mine: true }) });

describe('newlyCritical', () => {
  it.each<[string, Row | null, Row, boolean]>([
    ['a new one', null, row(), true],
    ['one that stood there', row(), row(), false],
    ['one that was raised', row({ priority: 'P2' }), row(), true],
    ['one that somebody gave back', held('her'), row(), true],
    ['one that left work under way', row({ state: 'in-progress', holder: 'her' }), row(), true],
    ['one that the reader gave back', held('me'), row(), false],
    ['one that somebody has', null, held('her'), false],
    ['a new one of less', null, row({ priority: 'P2' }), false],
  ])('%s', (_, before, now, isNew) => {
    const known = new Map(before ? [[before.id, before]] : []);
    expect(newlyCritical(known, [now])).toEqual(isNew ? [now] : []);
  });
});
