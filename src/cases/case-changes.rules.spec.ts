import { describe, expect, it } from '@jest/globals';
import { asked as climb, LATER, NOW, STATES, work } from '../../test/support/cases.js';
import type { Alert } from './alert.rules.js';
import { type Change, changesOf, type Stored } from './case-changes.rules.js';
import { COLUMNS } from './case-columns.rules.js';
import type { Case } from './case-state.rules.js';
import type { Task } from './task.rules.js';

const storedOf = (...cases: Case[]): Stored => ({
  alerts: new Map(cases.map(({ alert }) => [alert.id, alert])),
  tasks: new Map(cases.flatMap(({ task }) => (task ? [[task.id, task]] : []))),
  climbs: new Map(cases.flatMap((one) => (one.climb ? [[one.climb.alertId, one.climb]] : []))),
});
const nothing = storedOf();
const { asked } = STATES;
const withAlert = (change: Partial<Alert>): Case => ({ ...asked, alert: { ...asked.alert, ...change } });
const withTask = (change: Partial<Task>): Case => ({ ...asked, task: { ...asked.task!, ...change } });
/** As another case, all of it under other ids. */
const named = (id: string): Case => ({
  alert: { ...asked.alert, id },
  task: { ...work, id: `${id}-task`, alertId: id },
  climb: { ...climb, alertId: id },
  ended: [],
});
const idOf = ({ row }: Change): string => ('id' in row ? row.id : row.alertId);

describe('what is written of a case', () => {
  it('is all of it where it is new', () =>
    expect(changesOf(nothing, [asked])).toEqual([
      { table: 'alert', isNew: true, columns: COLUMNS.alert, row: asked.alert, from: null },
      { table: 'task', isNew: true, columns: COLUMNS.task, row: asked.task, from: null },
      { table: 'escalation', isNew: true, columns: COLUMNS.escalation, row: asked.climb, from: null },
    ]));

  it.each<[string, Case]>([
    ['as it was', asked],
    ['only read again', withAlert({ detail: {}, openedAt: new Date(asked.alert.openedAt), evidence: [] })],
    ['of another version alone', withAlert({ version: 9 })],
    ['without work or ladder', { ...asked, task: null, climb: null }],
  ])('is nothing of one that is %s', (_, of) => expect(changesOf(storedOf(asked), [of])).toEqual([]));

  it.each<[string, Case, string, string[], number | null, number | undefined]>([
    ['its state', withAlert({ state: 'claimed' }), 'alert', ['state', 'version'], 1, 2],
    ['what is known of it', withAlert({ detail: { seen: 1 } }), 'alert', ['detail', 'version'], 1, 2],
    ['what is gone', withAlert({ dose: null }), 'alert', ['dose', 'version'], 1, 2],
    ['what was not there', withAlert({ resolvedAt: NOW }), 'alert', ['resolvedAt', 'version'], 1, 2],
    ['when it is reminded of', withTask({ remindAt: NOW }), 'task', ['remindAt'], 1, 1],
    [
      'when a claim ends',
      withTask({ remindAt: NOW, claimExpiresAt: LATER }),
      'task',
      ['remindAt', 'claimExpiresAt'],
      1,
      1,
    ],
    ['who has it', withTask({ remindAt: NOW, claimedBy: 'bo' }), 'task', ['claimedBy', 'remindAt', 'version'], 1, 2],
    ['where it stands', { ...asked, climb: { ...climb, rung: 3 } }, 'escalation', ['rung'], null, undefined],
  ])('is what changed: %s', (_, of, table, columns, from, version) => {
    const changes = changesOf(storedOf(asked), [of]);
    const row = { alert: of.alert, task: of.task, escalation: of.climb }[table];
    expect(changes).toEqual([
      { table, isNew: false, columns, from, row: version === undefined ? row : { ...row, version } },
    ]);
  });

  it('goes in order: what ends before what takes its place, and an alert before what belongs to it', () => {
    const [one, two, three] = ['one', 'two', 'three'].map(named) as [Case, Case, Case];
    const over = { state: 'superseded', resolvedAt: NOW } as const;
    const changes = changesOf(storedOf(one, two), [
      three,
      {
        alert: { ...one.alert, priority: 'P1' },
        task: { ...one.task!, id: 'next' },
        climb: { ...one.climb!, rung: 4 },
        ended: [
          { ...one.task!, ...over },
          { ...one.task!, ...over, id: 'short' },
        ],
      },
      { ...two, task: { ...two.task!, priority: 'P1' } },
    ]);
    expect(changes.map((one) => [one.table, idOf(one), one.isNew ? 'new' : 'changed'])).toEqual([
      ['alert', 'one', 'changed'],
      ['alert', 'three', 'new'],
      ['task', 'one-task', 'changed'],
      ['task', 'short', 'new'],
      ['task', 'two-task', 'changed'],
      ['task', 'three-task', 'new'],
      ['task', 'next', 'new'],
      ['escalation', 'three', 'new'],
      ['escalation', 'one', 'changed'],
    ]);
  });
});
