import { describe, expect, it } from '@jest/globals';
import { diffOf, isSame } from './diff.js';
import type { DraftRung } from './draft.js';

const rung = (after: number | string, to = 'nearest-team', actions = ['visit'], share = ''): DraftRung => ({
  after: String(after),
  share,
  to,
  actions,
});
const [first, second, third, last] = [rung(0, 'e-district'), rung(15), rung(30, 'all-on-duty'), rung(60, 'manager')];
const briefly = (change: ReturnType<typeof diffOf>[number]): string =>
  `${change.kind} ${change.kind === 'removed' ? change.was : change.at}`;

describe('what changes of a ladder', () => {
  it.each<[string, DraftRung[], DraftRung[], string[]]>([
    ['nothing', [first, last], [first, last], ['kept 0', 'kept 1']],
    ['a step in the middle is gone', [first, second, last], [first, last], ['kept 0', 'removed 1', 'kept 1']],
    ['a step comes in the middle', [first, last], [first, second, last], ['kept 0', 'added 1', 'kept 2']],
    ['a time', [first, second, last], [first, rung(20), last], ['kept 0', 'changed 1', 'kept 2']],
    [
      'one for two',
      [first, second, third, last],
      [first, rung(20), last],
      ['kept 0', 'changed 1', 'removed 2', 'kept 2'],
    ],
    ['all of it', [first], [last, third], ['changed 0', 'added 1']],
    ['all is gone', [first, last], [], ['removed 0', 'removed 1']],
    ['there was none', [], [first], ['added 0']],
    ['how a number is written', [rung('1.5')], [rung(' 1,50')], ['kept 0']],
    [
      'in which order things are done',
      [rung(5, 'manager', ['call', 'visit'])],
      [rung(5, 'manager', ['visit', 'call'])],
      ['kept 0'],
    ],
    ['a share', [rung(5, 'manager', ['visit'], '25')], [rung(5, 'manager')], ['changed 0']],
  ])('%s', (_, before, after, changes) => expect(diffOf(before, after).map(briefly)).toEqual(changes));

  it('is more than its steps', () => {
    const draft = { rungs: [first, last], claimTimeout: '30', claimReminder: '' };
    expect(isSame(draft, { ...draft, rungs: [...draft.rungs] })).toBe(true);
    expect(isSame(draft, { ...draft, claimTimeout: '20' })).toBe(false);
    expect(isSame(draft, { ...draft, claimReminder: '10' })).toBe(false);
    expect(isSame(draft, { ...draft, rungs: [first] })).toBe(false);
  });
});
