import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LADDERS, flawsOf, humanAction, LADDER_NAMES, type Rung } from './ladder.rules.js';

const rung = (afterSeconds: number, to: Rung['to'], ...actions: Rung['actions'][number][]): Rung => ({
  afterSeconds,
  to,
  actions,
});

describe('a ladder', () => {
  it.each(LADDER_NAMES)('%s by default always reaches somebody', (name) =>
    expect(flawsOf(DEFAULT_LADDERS[name].rungs)).toEqual([]),
  );

  it.each<[string, Rung[], string[]]>([
    ['without rungs', [], ['rungs']],
    ['that ends with a team that may be off duty', [rung(0, 'nearest-team', 'visit')], ['rungs.0.to']],
    [
      'that ends with a reminder',
      [rung(0, 'nearest-team', 'visit'), rung(60, 'manager', 'repeat-reminder')],
      ['rungs.1.actions'],
    ],
    ['that goes back in time', [rung(60, 'nearest-team', 'visit'), rung(0, 'manager', 'visit')], ['rungs.1.after']],
    ['with two rungs at once', [rung(0, 'nearest-team', 'visit'), rung(0, 'manager', 'visit')], []],
  ])('%s', (_, rungs, paths) => expect(flawsOf(rungs).map(({ path }) => path)).toEqual(paths));
});

it('asks one thing of a team', () => {
  expect(humanAction(rung(0, 'e-district', 'repeat-reminder', 'screen-call'))).toBe('screen-call');
  expect(humanAction(rung(0, 'e-district', 'repeat-reminder', 'notify-relative'))).toBeNull();
});
