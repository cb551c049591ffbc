import { describe, expect, it } from '@jest/globals';
import type { Ladder } from './asks.js';
import { asSent, draftOf, moved, oneMore, secondsOf } from './draft.js';

const ladder: Ladder = {
  ...{ name: 'dispensing-stopped', scope: 'all', districtId: null, citizenId: null, version: 3 },
  rungs: [
    { after: 'PT0S', actions: ['screen-call', 'repeat-reminder'], to: 'e-district' },
    { after: 'PT1H30M', share: 0.255, actions: ['visit'], to: 'all-on-duty' },
    { after: 'P1D', actions: ['visit'], to: 'manager' },
  ],
  claimTimeout: 'PT8H',
  claimReminder: null,
};

describe('a ladder as it is typed', () => {
  it('is in minutes and per cent, and is sent as it was', () => {
    const draft = draftOf(ladder);
    expect(draft.rungs.map(({ after, share }) => [after, share])).toEqual([
      ['0', ''],
      ['90', '25.5'],
      ['1440', ''],
    ]);
    expect([draft.claimTimeout, draft.claimReminder]).toEqual(['480', '']);
    expect(asSent(draft)).toEqual({
      rungs: [
        { after: 0, actions: ['repeat-reminder', 'screen-call'], to: 'e-district' },
        { after: 5400, share: 0.255, actions: ['visit'], to: 'all-on-duty' },
        { after: 86_400, actions: ['visit'], to: 'manager' },
      ],
      claimTimeout: 28_800,
      claimReminder: null,
    });
  });

  it.each([
    ['1,5', 90],
    ['0', 0],
    ['soon', 'soon'],
    [' ', ' '],
  ])('%j minutes are sent as %j', (claimTimeout, sent) =>
    expect(asSent({ rungs: [], claimTimeout, claimReminder: '2' })).toEqual({
      rungs: [],
      claimTimeout: sent,
      claimReminder: 120,
    }),
  );

  it.each([
    ['PT0S', 0],
    ['PT0.5S', 0.5],
    ['P7D', 604_800],
    ['PT1H1M1S', 3_661],
  ])('%s has %d seconds', (duration, seconds) => expect(secondsOf(duration)).toBe(seconds));

  it('moves a step up and down, and not out', () => {
    expect(moved([1, 2, 3], 2, 1)).toEqual([1, 3, 2]);
    expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
    expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
    expect(moved([1, 2, 3], 2, 3)).toEqual([1, 2, 3]);
  });

  it('gets one more after the last, whatever stands there', () => {
    expect(oneMore(draftOf(ladder).rungs).after).toBe('1455');
    expect(oneMore([]).after).toBe('15');
    expect(oneMore([{ after: 'soon', share: '', to: 'manager', actions: [] }]).after).toBe('15');
  });
});
