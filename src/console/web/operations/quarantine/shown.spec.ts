import { describe, expect, it } from '@jest/globals';
import { markOf, readShown, reasonMarked, writeShown } from './shown.js';

const ALL = { kind: '', deviceId: '', state: 'open', reason: '' };

describe('what of the quarantine is looked at', () => {
  it.each([
    ['', ALL],
    [
      '?kind=rejected&device=HAD-0001&state=dismissed&reason=1a2b',
      { kind: 'rejected', deviceId: 'HAD-0001', state: 'dismissed', reason: '1a2b' },
    ],
    ['?kind=lost&device=a/b&state=gone&reason=Not+a+mark', ALL],
  ])('stands in the address: %s', (search, shown) => {
    expect(readShown(search)).toEqual(shown);
    expect(readShown(new URL(writeShown(readShown(search)), 'http://house').search)).toEqual(shown);
  });

  it('names a reason by a mark, since a reason may have in it what was said', () => {
    const counts = ['Unexpected token a', 'nobody had the dispenser then'].map((reason) => ({
      ...{ kind: 'rejected' as const, count: 1, dispensers: 1, oldestAt: '', newestAt: '' },
      reason,
    }));
    for (const { reason } of counts) {
      expect(markOf(reason)).toMatch(/^[0-9a-z]{1,8}$/);
      expect(reasonMarked(markOf(reason), counts)).toBe(reason);
    }
    expect(markOf('')).toMatch(/^[0-9a-z]{1,8}$/);
    expect(reasonMarked('zz', counts)).toBeUndefined();
  });
});
