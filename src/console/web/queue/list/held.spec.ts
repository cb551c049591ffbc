import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aRow } from '../../../../../test/support/makers.js';
import type { Row } from '../../model.js';
import { hold } from './held.js';

const row = (id: string, about: Partial<Row> = {}) => aRow({ id, priority: 'P2', state: 'open', ...about });
const [a, b, c] = [row('a'), row('b'), row('c')] as const;
const urgent = row('u', { priority: 'P1' });
const held = (shown: readonly Row[], now: readonly Row[], all = now) =>
  hold(shown, now, (id) => all.find((each) => each.id === id));

describe('hold', () => {
  const claimed = row('b', { state: 'claimed', holder: 'Bo' });
  const urgentHeld = row('u', { priority: 'P1', state: 'claimed', holder: 'Bo' });
  it.each<[string, Row[], Row[], Row[], string[], number]>([
    ['nothing has changed', [a, b], [a, b], [a, b], [], 0],
    ['a new one waits', [a, b], [c, a, b], [a, b], [], 1],
    ['one that is gone stays as it was', [a, b], [b], [a, b], ['a'], 0],
    ['one that changed stays at its place', [a, b], [claimed, a], [a, claimed], [], 0],
    ['a critical one comes in on top', [a, b], [urgent, c, a, b], [urgent, a, b], [], 1],
    ['a critical one that somebody has waits', [a], [urgentHeld, a], [a], [], 1],
  ])('%s', (_, shown, now, rows, gone, fresh) =>
    expect(held(shown, now)).toEqual({ rows, gone: new Set(gone), fresh }),
  );

  it('does not call gone what only the filter no longer lets through', () =>
    expect(held([a, b], [a], [a, claimed])).toEqual({ rows: [a, claimed], gone: new Set(), fresh: 0 }));

  it('leaves each that was shown under the one that was above it, whatever comes and goes', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    fc.assert(
      fc.property(ids, ids, fc.constantFrom('P1', 'P2'), (before, after, priority) => {
        const now = after.map((id) => row(id, { priority }));
        const shown = held(
          before.map((id) => row(id)),
          now,
        ).rows.map(({ id }) => id);
        expect(shown.slice(shown.length - before.length)).toEqual(before);
      }),
    );
  });
});
