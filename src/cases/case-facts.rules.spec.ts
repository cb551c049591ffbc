import { describe, expect, it } from '@jest/globals';
import { alert, NOW, work } from '../../test/support/cases.js';
import { alertFact, asItIs, taskFact } from './case-facts.rules.js';

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
