import { describe, expect, it } from '@jest/globals';
import {
  asks,
  DEFAULT_LADDERS,
  EVERYBODY,
  flawsOf,
  humanAction,
  type Ladder,
  LADDER_NAMES,
  ladderFor,
  latenessOf,
  type Rung,
} from './ladder.rules.js';

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
    [
      'whose shares go back in time',
      [
        { ...rung(0, 'nearest-team', 'visit'), share: 0.5 },
        { ...rung(60, 'manager', 'visit'), share: 0.25 },
      ],
      ['rungs.1.share'],
    ],
    [
      'whose first share is of no time at all',
      [{ ...rung(0, 'nearest-team', 'visit'), share: 0.5 }, rung(60, 'manager', 'visit')],
      ['rungs.1.share'],
    ],
    ['with two rungs at once', [rung(0, 'nearest-team', 'visit'), rung(0, 'manager', 'visit')], []],
  ])('%s', (_, rungs, paths) => expect(flawsOf(rungs).map(({ path }) => path)).toEqual(paths));
});

describe('the first human', () => {
  const told = rung(0, 'contact-person', 'repeat-reminder', 'notify-relative');

  it.each<[string, Ladder['name'], Rung[], string[]]>([
    ['of a time-critical dose is asked after 30 minutes', 'time-critical-dose', [rung(1800, 'manager', 'visit')], []],
    ['of one is asked later', 'time-critical-dose', [rung(1801, 'manager', 'call')], ['rungs.0.after']],
    [
      'of one is asked after a relative was told',
      'time-critical-dose',
      [told, rung(1801, 'manager', 'visit')],
      ['rungs.1.after'],
    ],
    [
      'of one is asked in time, and again late',
      'time-critical-dose',
      [rung(0, 'e-district', 'call'), rung(7200, 'manager', 'visit')],
      [],
    ],
    ['of a standard dose is asked after two hours', 'standard-dose', [told, rung(7200, 'manager', 'visit')], []],
    ['of one is asked later', 'standard-dose', [rung(7201, 'manager', 'operations')], ['rungs.0.after']],
    ['of one is never asked, which is another flaw', 'standard-dose', [told], []],
    ['of planned work may be asked tomorrow', 'planned-work', [rung(86_400, 'manager', 'visit')], []],
  ])('%s', (_, name, rungs, paths) => expect(latenessOf(name, rungs).map(({ path }) => path)).toEqual(paths));

  it('too late is said in minutes', () => {
    const [late] = latenessOf('standard-dose', [rung(7201, 'manager', 'visit')]);
    expect(late?.message).toBe(
      'asks the first human later than 120 minutes after the start, too late for the ladder standard-dose',
    );
  });

  it.each(LADDER_NAMES)('of %s is asked in time by default', (name) =>
    expect(latenessOf(name, DEFAULT_LADDERS[name].rungs)).toEqual([]),
  );
});

it('asks one thing of a team', () => {
  expect(humanAction(rung(0, 'e-district', 'repeat-reminder', 'screen-call'))).toBe('screen-call');
  expect(humanAction(rung(0, 'e-district', 'visit', 'call'))).toBe('call');
  expect(humanAction(rung(0, 'e-district', 'repeat-reminder', 'notify-relative'))).toBeNull();
});

it.each([
  [
    ['repeat-reminder', 'notify-relative', 'visit'],
    ['dispenser', 'relatives', 'team'],
  ],
  [['call'], ['team']],
  [['notify-relative'], ['relatives']],
] as const)('%j asks something of %j', (actions, asked) =>
  expect((['dispenser', 'relatives', 'team'] as const).filter((whom) => asks({ actions: [...actions] }, whom))).toEqual(
    asked,
  ),
);

describe('the ladder that holds', () => {
  const set = (scope: Partial<Ladder>): Ladder => ({
    ...DEFAULT_LADDERS['standard-dose'],
    ...EVERYBODY,
    version: 1,
    ...scope,
  });
  const [own, zone, town, all] = [set({ citizenId: 'c' }), set({ districtId: 'z' }), set({ districtId: 't' }), set({})];
  const built = { ...DEFAULT_LADDERS['standard-dose'], ...EVERYBODY, version: 0 };

  it.each<[string, Ladder[], Ladder]>([
    ['is the citizen’s own before all', [all, town, zone, own], own],
    ['is that of the nearest district', [all, town, zone], zone],
    ['is that of a district up the tree', [all, town, set({ districtId: 'elsewhere' })], town],
    ['is everybody’s where no district has one', [all, set({ citizenId: 'another' })], all],
    ['is the default where nothing was set', [], built],
    ['is of its own name, though the citizen has one of another', [set({ name: 'security', citizenId: 'c' })], built],
    ['is of its own name, though the district has one of another', [set({ name: 'security', districtId: 'z' })], built],
    ['is of its own name, though everybody has one of another', [set({ name: 'security' })], built],
    ['is no other citizen’s', [set({ citizenId: 'another' })], built],
    ['is no other district’s', [set({ districtId: 'elsewhere' })], built],
  ])('%s', (_, ladders, expected) => expect(ladderFor(ladders, 'standard-dose', 'c', ['z', 't'])).toEqual(expected));

  it('of a case without a citizen is no citizen’s, and is everybody’s before the default', () => {
    expect(ladderFor([own, zone], 'standard-dose', null, [])).toEqual(built);
    expect(ladderFor([own, zone, all], 'standard-dose', null, [])).toEqual(all);
  });
});
