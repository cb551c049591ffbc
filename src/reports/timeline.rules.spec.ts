import { describe, expect, it } from '@jest/globals';
import { merge, type TimelineItem } from './timeline.rules.js';

const item = (minute: number, id: string): TimelineItem => ({
  at: new Date(Date.UTC(2026, 2, 10, 8, minute)),
  kind: 'dose',
  id,
  data: {},
});
const ids = (items: readonly TimelineItem[]) => items.map(({ id }) => id);

describe('merge', () => {
  it('is newest first across rooms, by id within one instant', () => {
    expect(ids(merge([[item(5, 'b'), item(1, 'd')], [item(5, 'a')], [], [item(3, 'c')]], null))).toEqual([
      'b',
      'a',
      'c',
      'd',
    ]);
  });

  it('begins at from', () => {
    expect(ids(merge([[item(5, 'b'), item(1, 'd')], [item(3, 'c')]], item(3, '').at))).toEqual(['b', 'c']);
  });
});
