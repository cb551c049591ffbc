import { describe, expect, it } from '@jest/globals';
import { alert } from '../../test/support/cases.js';
import {
  type Actor,
  claim,
  closeItself,
  type Decision,
  isRefusal,
  keep,
  newTask,
  note,
  raise,
  release,
  resolve,
  start,
  STAYS,
  takeOver,
  type Task,
  whoElseHas,
  type TaskState,
} from './task.rules.js';

const now = new Date('2026-03-10T08:00:00Z');
const anna: Actor = { id: 'anna', name: 'Anna' };
const bo: Actor = { id: 'bo', name: 'Bo' };

const free: Task = {
  id: 't',
  alertId: 'a',
  citizenId: 'c',
  kind: 'visit',
  state: 'open',
  priority: 'P2',
  teamId: 'team',
  districtId: 'd',
  assigneeId: null,
  audience: 'team',
  dueAt: now,
  createdAt: now,
  claimedBy: null,
  claimedByName: null,
  claimedAt: null,
  remindAt: null,
  claimExpiresAt: null,
  shiftEndsAt: null,
  releaseAt: null,
  startedAt: null,
  mode: null,
  unansweredCalls: 0,
  resolvedAt: null,
  outcome: null,
  cause: null,
  note: null,
  rung: 0,
  routing: {
    chosenTeamId: 'team',
    assigneeId: null,
    audience: 'team',
    districtId: 'd',
    rule: 'nearest-in-district',
    sentence: '',
    candidates: [],
  },
  ...STAYS,
  version: 1,
};
const annas: Task = { ...free, state: 'claimed', claimedBy: 'anna', claimedByName: 'Anna', claimedAt: now };
const underWay: Task = { ...annas, state: 'in-progress', startedAt: now, mode: 'visit' };
const closed = (state: TaskState): Task => ({ ...free, state });

const brief = (decision: Decision): unknown =>
  isRefusal(decision)
    ? decision.refused === 'held'
      ? `held by ${decision.holder.name}`
      : decision.refused
    : `${decision.task.state} ${decision.task.claimedBy ?? 'nobody'}${decision.changed ? '' : ' (unchanged)'}`;

describe('what may be done with a task', () => {
  it.each<[string, Decision, string]>([
    ['claim a free one', claim(free, anna, now), 'claimed anna'],
    ['claim again', claim(annas, anna, now), 'claimed anna (unchanged)'],
    ['claim one under way again', claim(underWay, anna, now), 'in-progress anna (unchanged)'],
    ['claim somebody’s', claim(annas, bo, now), 'held by Anna'],
    ['claim a resolved one', claim(closed('resolved'), bo, now), 'closed'],
    ['claim an auto-resolved one', claim(closed('auto-resolved'), bo, now), 'closed'],
    ['claim a superseded one', claim(closed('superseded'), bo, now), 'closed'],
    ['release one’s own', release(annas, anna), 'open nobody'],
    ['release somebody’s', release(annas, bo), 'held by Anna'],
    ['release a free one', release(free, anna), 'not-claimed'],
    ['release a closed one', release({ ...annas, state: 'resolved' }, anna), 'closed'],
    ['time releases a closed one', release({ ...annas, state: 'superseded' }, null), 'closed'],
    ['keep one’s own', keep({ ...annas, releaseAt: now }, anna), 'claimed anna'],
    ['keep what nobody would take', keep(annas, anna), 'claimed anna (unchanged)'],
    ['keep somebody’s', keep({ ...annas, releaseAt: now }, bo), 'held by Anna'],
    ['keep a free one', keep(free, anna), 'not-claimed'],
    ['keep a closed one', keep({ ...annas, state: 'resolved', releaseAt: now }, anna), 'closed'],
    ['note of somebody’s call', note(annas, 'call-attempt', false, bo), 'claimed anna (unchanged)'],
    ['note', note(annas, 'note', undefined, anna), 'claimed anna (unchanged)'],
    ['note that a conversation was one', note(annas, 'conversation', false, anna), 'claimed anna (unchanged)'],
    ['note a call that says nothing', note(annas, 'call-attempt', undefined, anna), 'claimed anna (unchanged)'],
    ['time releases', release(underWay, null), 'open nobody'],
    ['time releases a free one', release(free, null), 'open nobody (unchanged)'],
    ['take over', takeOver(underWay, bo, now), 'claimed bo'],
    ['take over one’s own', takeOver(annas, anna, now), 'claimed anna (unchanged)'],
    ['take over a closed one', takeOver(closed('resolved'), bo, now), 'closed'],
    ['start one’s own', start(annas, 'visit', anna, now), 'in-progress anna'],
    ['start a free one', start(free, 'call', anna, now), 'in-progress anna'],
    ['start somebody’s', start(annas, 'call', bo, now), 'held by Anna'],
    [
      'resolve one’s own',
      resolve(underWay, { outcome: 'taken-at-visit', cause: 'forgot', text: null }, anna, now),
      'resolved anna',
    ],
    [
      'resolve a free one',
      resolve(free, { outcome: 'taken-at-visit', cause: 'forgot', text: null }, anna, now),
      'resolved anna',
    ],
    ['resolve somebody’s', resolve(annas, { outcome: 'other', cause: 'other', text: null }, bo, now), 'held by Anna'],
    [
      'resolve a resolved one',
      resolve(closed('resolved'), { outcome: 'other', cause: 'other', text: null }, bo, now),
      'closed',
    ],
    ['note on a closed one', note(closed('resolved'), 'note', undefined, anna), 'closed'],
  ])('%s: %s', (_, decision, expected) => expect(brief(decision)).toBe(expected));

  const later = new Date('2026-03-10T09:00:00Z');
  const full: Task = { ...underWay, remindAt: now, claimExpiresAt: now, releaseAt: now, shiftEndsAt: now };
  const bos = { claimedBy: 'bo', claimedByName: 'Bo', claimedAt: later };
  const timeless = { remindAt: null, claimExpiresAt: null, releaseAt: null };

  it.each<[string, Decision, Task]>([
    ['claimed', claim({ ...free, releaseAt: now }, bo, later), { ...free, state: 'claimed', ...bos }],
    ['given back', release(full, anna), { ...free, shiftEndsAt: now }],
    [
      'taken over',
      takeOver(full, bo, later),
      { ...full, state: 'claimed', ...bos, ...timeless, startedAt: null, mode: null },
    ],
    ['kept', keep(full, anna), { ...full, releaseAt: null }],
    ['begun', start(annas, 'call', anna, later), { ...annas, state: 'in-progress', startedAt: later, mode: 'call' }],
    ['begun once more', start(full, 'call', anna, later), { ...full, mode: 'call' }],
    [
      'done',
      resolve(full, { outcome: 'taken-at-visit', cause: 'forgot', text: 'asleep' }, anna, later),
      {
        ...full,
        state: 'resolved',
        resolvedAt: later,
        outcome: 'taken-at-visit',
        cause: 'forgot',
        note: 'asleep',
        remindAt: null,
        claimExpiresAt: null,
      },
    ],
  ])('leaves what was %s so, and nothing else', (_, decision, task) =>
    expect(decision).toEqual({ task, changed: true }),
  );

  it('says who has it, and since when', () => {
    expect(claim({ ...annas, claimedAt: later }, bo, now)).toEqual({
      refused: 'held',
      holder: { name: 'Anna', since: later },
    });
    expect(claim({ ...annas, claimedAt: null, claimedByName: null }, bo, now)).toEqual({
      refused: 'held',
      holder: { name: '', since: now },
    });
  });

  it('says how what is closed was closed', () => {
    const over = { refused: 'closed', state: 'superseded' };
    const of = closed('superseded');
    expect([release(of, anna), keep(of, anna), takeOver(of, anna, now), claim(of, anna, now)]).toEqual([
      over,
      over,
      over,
      over,
    ]);
  });

  it('counts calls nobody answered, until one is', () => {
    const once = note(annas, 'call-attempt', false, anna) as { task: Task };
    const twice = note(once.task, 'call-attempt', false, anna) as { task: Task };
    const answered = note(twice.task, 'call-attempt', true, anna) as { task: Task };
    expect([once, twice, answered].map(({ task }) => task.unansweredCalls)).toEqual([1, 2, 0]);
  });

  it.each([
    ['of a colleague, while somebody has it, are not counted', annas, bo, 0],
    ['of anybody are counted while nobody has it', free, bo, 1],
  ])('calls %s', (_, task, by, calls) =>
    expect(note(task, 'call-attempt', false, by)).toMatchObject({ task: { unansweredCalls: calls } }),
  );

  it.each([
    ['nobody has', free, bo, null],
    ['the one who asks has', annas, anna, null],
    ['a colleague has', annas, bo, 'Anna'],
    ['a colleague has begun', underWay, bo, 'Anna'],
    ['a colleague has done', { ...annas, state: 'resolved' as const }, bo, null],
  ])('whoever sets aside work that %s is told', (_, task, by, name) =>
    expect(whoElseHas(task, by)?.holder.name ?? null).toBe(name),
  );
});

describe('what a step asks of a team', () => {
  const asked = {
    taskId: 't',
    kind: 'visit',
    rung: 0,
    routing: free.routing,
    dueAt: now,
    shiftEndsAt: null,
  } as const;

  it('is work for it, free to take', () => expect(newTask(alert, asked, now)).toEqual(free));

  it.each([
    ['one person', { assigneeId: 'anna', audience: 'person' as const }, {}, 'd'],
    ['a team of another district', { districtId: 'east' }, {}, 'east'],
    ['a team of none', { districtId: null }, {}, 'd'],
    ['a team until its shift ends', {}, { shiftEndsAt: now }, 'd'],
  ])('is for %s', (_, routed, about, districtId) => {
    const routing = { ...free.routing, ...routed };
    const { assigneeId, audience } = routing;
    expect(newTask(alert, { ...asked, ...about, routing }, now)).toEqual({
      ...free,
      ...about,
      routing,
      assigneeId,
      audience,
      districtId,
    });
  });
});

describe('an alert that closes by itself', () => {
  it.each([
    ['a free task', free, 'auto-resolved'],
    ['a claimed task', annas, 'auto-resolved'],
    ['a task under way', underWay, 'tell-holder'],
    ['a closed task', closed('resolved'), null],
  ])('%s: %s', (_, task, expected) => {
    const after = closeItself(task, now);
    expect(typeof after === 'object' && after ? after.state : after).toBe(expected);
  });

  it('leaves no reminder behind', () =>
    expect(closeItself({ ...annas, remindAt: now, claimExpiresAt: now }, now)).toEqual({
      ...annas,
      state: 'auto-resolved',
      resolvedAt: now,
    }));
});

describe('when its alert becomes more urgent', () => {
  it.each([
    ['open', 'P2', 'P1', 'P1'],
    ['claimed', 'P4', 'P3', 'P3'],
    ['in-progress', 'P3', 'P2', 'P2'],
    ['open', 'P2', 'P2', null],
    ['open', 'P2', 'P3', null],
    ['resolved', 'P4', 'P1', null],
    ['superseded', 'P4', 'P1', null],
  ] as const)('%s work of %s under a %s is now %s', (state, priority, to, expected) => {
    expect(raise({ ...free, state, priority }, to)?.priority ?? null).toBe(expected);
  });
});
