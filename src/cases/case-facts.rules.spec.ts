import { describe, expect, it } from '@jest/globals';
import { alert, NOW, work } from '../../test/support/cases.js';
import { caseFacts } from './case.facts.js';
import { alertFact, asItIs, type Deed, NEWS, taskFact, whose } from './case-facts.rules.js';

describe('what is told of an alert', () => {
  const about = {
    alertType: 'dose.missed',
    priority: 'P2',
    state: 'open',
    doseId: 'dose',
    dueAt: '2026-03-10T07:00:00Z',
  };

  it.each([
    ['what every fact of it says', alert, about],
    ['that it is only tried out', { ...alert, shadow: true }, { ...about, shadow: true }],
    ['of none about a dose, no dose', { ...alert, doseId: null, dose: null }, { ...about, doseId: null, dueAt: null }],
  ])('is %s', (_, of, data) =>
    expect(alertFact('alert.claimed', of, asItIs)).toStrictEqual({
      type: 'alert.claimed',
      subject: 'a',
      citizenId: 'c',
      deviceId: null,
      districtId: 'd',
      data,
    }),
  );

  it('and what its type says beside', () =>
    expect(alertFact('alert.moved', alert, (common) => ({ ...common, from: 'd', to: 'east' })).data).toStrictEqual({
      ...about,
      from: 'd',
      to: 'east',
    }));
});

describe('what is told of work', () => {
  const about = {
    alertId: 'a',
    kind: 'screen-call',
    state: 'open',
    priority: 'P2',
    teamId: 'team',
    audience: 'team',
    rung: 0,
  };

  it.each([
    ['what every fact of it says', work, about],
    ['that it is on its way', { ...work, movedAt: NOW }, { ...about, moved: true }],
  ])('is %s', (_, of, data) =>
    expect(taskFact('task.created', of, asItIs)).toStrictEqual({
      type: 'task.created',
      subject: 't',
      citizenId: 'c',
      districtId: 'd',
      data,
    }),
  );

  it('and what its type says beside', () =>
    expect(taskFact('task.raised', work, (common) => ({ ...common, from: 'P4' })).data).toStrictEqual({
      ...about,
      from: 'P4',
    }));
});

describe('for whom it is news', () => {
  const free = { claimedBy: null, assigneeId: null };
  const forCia = { ...free, assigneeId: 'cia' };
  const annas = { ...forCia, claimedBy: 'anna' };
  // Whatever else its type says: for whom it is hangs on its name.
  const newsOf = (type: keyof typeof NEWS, before: Deed['before'], by: string | null) =>
    taskFact(type as 'task.created', work, asItIs, { by: by === null ? null : { id: by }, before }).for ?? null;

  it('is whose the work is: whoever has it, or else was asked for it in particular', () => {
    expect([free, forCia, annas, { ...annas, assigneeId: null }].map(whose)).toEqual([null, 'cia', 'anna', 'anna']);
  });

  it.each([
    ['nobody, of what a whole team was asked', 'task.raised', free, null, null],
    ['whoever was asked', 'task.raised', forCia, null, 'cia'],
    ['whoever has it', 'task.raised', annas, null, 'anna'],
    ['also by another’s hand', 'task.taken_over', annas, 'bo', 'anna'],
    ['but not by her own', 'task.released', annas, 'anna', null],
    ['nor of whoever was asked, once another has it', 'task.raised', { ...annas, claimedBy: 'bo' }, 'bo', null],
    ['whoever was asked, when another is quicker', 'task.claimed', forCia, 'anna', 'cia'],
    ['who was asked and had not taken what is over', 'task.auto_resolved', forCia, null, 'cia'],
    ['not who has it: she was told of it already', 'task.auto_resolved', annas, null, null],
    ['nobody, of what is for those who get it next', 'task.expected', annas, null, null],
  ] as const)('%s', (_, type, before, by, expected) => expect(newsOf(type, before, by)).toBe(expected));

  it('is somebody’s, of all that can be told of work, but for what is in this list', () => {
    const exempt = Object.entries(NEWS).filter(([, news]) => news !== 'whose');
    expect(Object.fromEntries(exempt)).toEqual({ 'task.expected': 'nobodys', 'task.auto_resolved': 'asked' });
    expect(Object.keys(NEWS).toSorted()).toEqual(
      Object.keys(caseFacts)
        .filter((type) => type.startsWith('task.'))
        .toSorted(),
    );
  });
});
