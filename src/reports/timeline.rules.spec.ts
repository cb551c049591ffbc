import { describe, expect, it } from '@jest/globals';
import { before, merge, type TimelineItem } from './timeline.rules.js';

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

  it('is by id within one instant, however it was told', () => {
    const told = ['a', 'd', 'c', 'b'].map((id) => item(5, id));
    expect(ids(merge([told], null))).toEqual(['d', 'c', 'b', 'a']);
    expect(ids(merge([told.toReversed()], null))).toEqual(['d', 'c', 'b', 'a']);
  });

  it('shows everything before an instant from the least id of that instant on', () => {
    const [at, id] = before(item(5, '').at);
    expect(at).toEqual(item(5, '').at);
    expect(id < '00000000-0000-4000-8000-000000000000').toBe(true);
  });

  it('begins at from', () => {
    expect(ids(merge([[item(5, 'b'), item(1, 'd')], [item(3, 'c')]], item(3, '').at))).toEqual(['b', 'c']);
  });
});
