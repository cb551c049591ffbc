import { describe, expect, it } from '@jest/globals';
import {
  aCase,
  ask,
  asked,
  begun,
  done,
  known,
  ladder,
  LATER,
  NOW,
  opened,
  routed,
  STATES,
  told,
} from '../../test/support/cases.js';
import { DEFAULT_LADDERS } from '../ladders/ladder.rules.js';
import type { Candidate, Routing } from '../teams/routing.rules.js';
import { type Case, CASE_STATES } from './case-state.rules.js';
import { isReached } from './case-climb.rules.js';
import { type Climb, fired, hold, start, stop } from './climbing/climb.rules.js';

const minutes = (n: number): Date => new Date(NOW.getTime() + n * 60_000);
const LAST = ladder.rungs.length - 1;
const candidate = (teamId: string, name: string): Candidate => ({
  teamId,
  name,
  kind: 'home-care',
  districtId: 'd',
  distanceMeters: null,
  onDuty: true,
  workload: 0,
  inDistrict: true,
  rule: 'chosen',
  duty: { rule: 'no_team' },
});
const candidates = [candidate('other', 'South'), candidate('team', 'North')];
const north = routed('team', { candidates });
const south = routed('other', { candidates });
const nobody = routed(null, { candidates });
const { asked: waiting, unasked } = STATES;
const climbOf = ({ climb }: Case): Climb => climb!;

describe('a rung', () => {
  const rung = (
    of: Case,
    about: { index?: number; routing?: Routing | null; kind?: 'visit' | 'screen-call'; reached?: boolean },
    now = NOW,
  ) => {
    const { index = 1, routing = north, kind = 'screen-call', reached = true } = about;
    const asks = routing && reached ? { ...ask, kind, shiftEndsAt: LATER } : null;
    return done(of, { do: 'rung', index, routing, ask: asks, reached }, now);
  };
  const p1: Case = { ...waiting, alert: { ...waiting.alert, priority: 'P1' } };

  it.each([
    [
      'who has it already is reminded',
      'task.reminded',
      routed('team', { candidates, districtId: 'east' }),
      'team',
      'east',
    ],
    ['so is who has it where no district is told', 'task.reminded', { ...north, districtId: null }, 'team', 'd'],
    ['all of the district are asked now', 'task.widened', { ...north, audience: 'district' }, 'district', 'd'],
    ['to ask a person makes it no narrower', 'task.reminded', { ...north, audience: 'person' }, 'team', 'd'],
  ] as const)('asks again: %s', (_, fact, routing, audience, districtId) => {
    const { case: after, facts, log } = rung(p1, { routing });
    expect(after.task).toEqual({
      ...waiting.task,
      rung: 1,
      routing,
      audience,
      districtId,
      priority: 'P1',
      shiftEndsAt: LATER,
    });
    expect([told({ case: after, facts, log, climbs: false }), after.ended]).toEqual([
      [fact, 'escalation.rung_fired'],
      [],
    ]);
    const data = { rung: 1, audience, teamId: 'team', team: 'North', rule: routing.rule };
    expect(log).toEqual([{ alertId: 'a', taskId: 't', said: { kind: 'asked_again', data }, by: null, text: null }]);
  });

  it.each([
    ['the whole team', { ...north }, 'team', null, 'task.widened', 'anna'],
    ['all of the district', { ...north, audience: 'district' }, 'district', null, 'task.widened', 'anna'],
    [
      'the same person once more',
      { ...north, audience: 'person', assigneeId: 'anna' },
      'person',
      'anna',
      'task.reminded',
      'anna',
    ],
    [
      'another person of the team',
      { ...north, audience: 'person', assigneeId: 'bo' },
      'person',
      'bo',
      'task.reminded',
      'bo',
    ],
  ] as const)('asks, after one person, %s', (_, routing, audience, assigneeId, fact, newsFor) => {
    const annas = aCase('asked', { task: { audience: 'person', assigneeId: 'anna' } });
    const decided = rung(annas, { routing });
    expect(decided.case.task).toMatchObject({ id: 't', audience, assigneeId });
    expect(decided.facts[0]).toMatchObject({ type: fact, for: newsFor });
  });

  it('that has been widened stays so, and is a reminder from then on', () => {
    const wide = rung(waiting, { routing: { ...north, audience: 'district' } }).case;
    const again = rung(wide, { index: 2 });
    expect([told(again)[0], again.case.task?.audience]).toEqual(['task.reminded', 'district']);
  });

  it.each([
    ['the same team for other work', waiting, north, 'visit'],
    ['another team for the same work', waiting, south, 'screen-call'],
    ['a team for the first time', unasked, north, 'screen-call'],
  ] as const)('asks %s: a new task, and what was asked before is withdrawn', (_, of, routing, kind) => {
    const decided = rung(of, { routing, kind });
    expect(decided.case.task).toMatchObject({ id: 'next', kind, teamId: routing.chosenTeamId, rung: 1, state: 'open' });
    expect(decided.case.ended.map(({ id, state, resolvedAt }) => [id, state, resolvedAt])).toEqual(
      of.task ? [['t', 'superseded', NOW]] : [],
    );
    const data = {
      rung: 1,
      kind,
      teamId: routing.chosenTeamId,
      team: routing === north ? 'North' : 'South',
      rule: 'nearest-in-district',
    };
    expect(decided.log).toEqual([
      { alertId: 'a', taskId: 'next', said: { kind: 'asked', data }, by: null, text: null },
    ]);
    expect(decided.facts.find(({ type }) => type === 'task.superseded')?.data).toEqual(
      of.task ? expect.objectContaining({ reason: 'later_step' }) : undefined,
    );
  });

  it('asks nobody beside who has it', () => {
    const held = aCase('claimed', { climb: asked });
    const decided = rung(held, { routing: south });
    expect([decided.case.task, told(decided), decided.log]).toEqual([held.task, ['escalation.rung_fired'], []]);
  });

  it.each([
    ['reaches somebody: the next waits for its time', 1, north, true, 'fired'],
    ['reaches nobody: the next is asked at once', 1, nobody, false, 'skipped'],
    ['reaches nobody and is the last: it asks again and again', LAST, nobody, false, 'fired'],
    ['asks no team, and does nothing worth waiting for', 1, null, false, 'skipped'],
    ['asks no team, and is worth waiting for', 1, null, true, 'fired'],
  ] as const)('%s', (_, index, routing, reached, what) => {
    const decided = rung(waiting, { index, routing, reached, kind: 'visit' });
    const isFired = what === 'fired';
    expect(climbOf(decided.case)).toEqual(isFired ? fired(asked, index, NOW) : asked);
    expect(decided.facts.at(-1)).toEqual({
      type: `escalation.rung_${what}`,
      subject: 'a',
      citizenId: 'c',
      deviceId: null,
      districtId: 'd',
      data: {
        alertId: 'a',
        alertType: 'dose.missed',
        ladder: 'standard-dose',
        rung: index,
        to: ladder.rungs[index]!.to,
        actions: ladder.rungs[index]!.actions,
        teamId: routing?.chosenTeamId ?? null,
        rule: routing?.rule ?? null,
      },
    });
    const skipped = { rung: index, rule: routing?.rule ?? null, teams: routing ? 2 : 0, routing };
    expect(decided.log.filter(({ said }) => said.kind === 'rung_skipped').map(({ said }) => said.data)).toEqual(
      isFired ? [] : [skipped],
    );
    expect(decided.case.task?.id).toBe(reached && routing ? 'next' : 't');
  });

  it('says nobody by name where it asks a team that is none of the candidates', () => {
    const { log } = rung(unasked, { routing: routed('elsewhere', { candidates }) });
    expect(log.map(({ said }) => said.data)).toEqual([expect.objectContaining({ teamId: 'elsewhere', team: null })]);
  });

  it.each([
    ['that the ladder has not', { ...waiting }, 9],
    ['of a case without a ladder', { ...waiting, climb: null }, 0],
    ['of a ladder that is stopped', { ...waiting, climb: stop(asked, NOW) }, 1],
    ['of a ladder that is held', { ...waiting, climb: hold(asked, NOW) }, 1],
    ['of a case that is over', { ...waiting, alert: { ...waiting.alert, state: 'resolved' as const } }, 1],
  ])('%s asks nobody', (_, of, index) => {
    const nothing = { case: of, facts: [], log: [], climbs: false };
    expect(rung(of, { index })).toEqual(nothing);
    expect(done(of, { do: 'shadow-rung', index, routing: north })).toEqual(nothing);
  });
});

describe('a rung that is only tried out', () => {
  it.each([
    ['would reach a team', 1, north, 'North', true, 'goes on in time'],
    ['would reach one person', 1, { ...nobody, assigneeId: 'anna' }, null, true, 'goes on in time'],
    ['would reach nobody', 1, nobody, null, false, 'goes on at once'],
    ['asks no team', 1, null, null, true, 'goes on in time'],
    ['is the last and would reach a team', LAST, north, 'North', true, 'ends'],
    ['is the last and would reach nobody', LAST, nobody, null, false, 'ends'],
  ] as const)('%s', (_, index, routing, team, reached, then) => {
    const decided = done(unasked, { do: 'shadow-rung', index, routing });
    const { actions } = ladder.rungs[index]!;
    const data = { rung: index, reached, actions, team, rule: routing?.rule ?? null, teams: routing ? 2 : 0, routing };
    expect(decided.log[0]).toEqual({
      alertId: 'a',
      taskId: null,
      said: { kind: 'rung_shadowed', data },
      by: null,
      text: null,
    });
    const after = fired(begun, index, NOW);
    expect(decided.case.climb).toEqual(
      { 'goes on in time': after, 'goes on at once': begun, ends: stop(after, NOW) }[then],
    );
    expect(decided.case.alert.state).toBe(then === 'ends' ? 'auto-resolved' : 'open');
    expect(decided.log.slice(1).map(({ said }) => said)).toEqual(
      then === 'ends' ? [{ kind: 'shadow_ended', data: {} }] : [],
    );
    expect([decided.case.task, told(decided).filter((type) => type.startsWith('task.'))]).toEqual([null, []]);
  });

  it.each([
    ['a team', north, true],
    ['a person', { ...nobody, assigneeId: 'anna' }, true],
    ['nobody', nobody, false],
  ] as const)('reaches %s', (_, routing, expected) => {
    expect(isReached(routing)).toBe(expected);
  });
});

describe('a ladder that starts', () => {
  const bare = (state: (typeof CASE_STATES)[number]): Case => aCase(state, { climb: null });

  it.each([
    ['unasked', false],
    ['asked', false],
    ['claimed', true],
    ['in-progress', true],
    ['shelved', true],
    ['attached', true],
  ] as const)('under a case that is %s is held: %s', (state, isHeld) => {
    const decided = done(bare(state), { do: 'set-out', ladder, opened }, minutes(1));
    const begins = start(ladder, opened);
    expect(climbOf(decided.case)).toEqual(isHeld ? hold(begins, minutes(1)) : begins);
    expect(decided.climbs).toBe(true);
  });

  it('starts once only, and never for what is over', () => {
    const other = { do: 'set-out', ladder: DEFAULT_LADDERS.security, opened } as const;
    expect(done(waiting, other)).toEqual({ case: waiting, facts: [], log: [], climbs: true });
    expect(done(bare('resolved'), other)).toEqual({ case: bare('resolved'), facts: [], log: [], climbs: false });
  });

  it('is another where it became more urgent; what a claim holds stays held', () => {
    const change = { do: 'change-ladder', ladder: DEFAULT_LADDERS['time-critical-dose'], opened } as const;
    const urgent = start(DEFAULT_LADDERS['time-critical-dose'], opened);
    expect(done(waiting, change).case.climb).toEqual(urgent);
    expect(done(STATES.claimed, change, minutes(3)).case.climb).toEqual(hold(urgent, minutes(3)));
    expect(done({ ...waiting, climb: null }, change).case.climb).toBeNull();
  });

  it('takes the place of another that was followed as this very dose, and turns into nothing', () => {
    const from: Climb = { ...fired(begun, 2, NOW), alertId: 'other', deadlineAt: LATER };
    expect(done(unasked, { do: 'take-position', from }).case.climb).toEqual({
      ...from,
      alertId: 'a',
      deadlineAt: null,
      becomes: null,
    });
    expect(done(STATES.resolved, { do: 'take-position', from }).case).toEqual(STATES.resolved);
  });

  it.each(['claimed', 'in-progress', 'shelved', 'attached'] as const)(
    'asks nobody else from there on while it is %s',
    (state) => {
      const from: Climb = { ...fired(begun, 1, NOW), alertId: 'other' };
      expect(from.nextRungAt).not.toBeNull();
      const taken = done(STATES[state], { do: 'take-position', from }, minutes(3)).case.climb;
      expect(taken).toMatchObject({ alertId: 'a', rung: 1, heldSince: minutes(3), nextRungAt: null });
    },
  );
});

describe('when it begins', () => {
  const nextDose = { id: 'n', dueAt: LATER, windowClosesAt: LATER, criticality: 'standard' } as const;
  const p3: Case = {
    ...waiting,
    alert: { ...waiting.alert, priority: 'P3' },
    task: { ...waiting.task!, priority: 'P3' },
  };

  it.each([
    ['nobody is asked where things are only tried out', true, null, ['shadow_began'], [], 'P3'],
    ['the battery lasts', false, LATER, [], [], 'P3'],
    ['the battery ends before the next dose', false, minutes(60), ['grew'], ['alert.grew', 'task.raised'], 'P2'],
    ['it is both', true, minutes(60), ['shadow_began', 'grew'], ['alert.grew', 'task.raised'], 'P2'],
    ['it is neither', false, null, [], [], 'P3'],
  ] as const)('%s', (_, shadow, batteryUntil, entries, facts, priority) => {
    const decided = done(p3, { do: 'begin', opened: { ...opened, nextDose, batteryUntil }, shadow });
    expect(decided.log.map(({ said }) => said.kind)).toEqual(entries);
    expect(told(decided)).toEqual(facts);
    expect([decided.case.alert.shadow, decided.case.alert.priority]).toEqual([shadow, priority]);
    expect(decided.case.task?.priority).toBe(priority);
    const data = { priority: 'P2', rule: 'battery_too_short', ladder: null };
    expect(decided.log.filter(({ said }) => said.kind === 'grew').map(({ said }) => said.data)).toEqual(
      priority === 'P2' ? [data] : [],
    );
  });
});

describe('its deadline', () => {
  const critical = { id: 'n', dueAt: minutes(45), windowClosesAt: LATER, criticality: 'time-critical' } as const;
  const standard = { ...critical, criticality: 'standard' } as const;
  const flexible = { ...critical, criticality: 'flexible' } as const;
  const p4: Case = {
    ...waiting,
    alert: { ...waiting.alert, priority: 'P4', doseId: null, dose: null },
    task: { ...waiting.task!, priority: 'P4' },
  };
  const doseOf = ({ dueAt, windowClosesAt, criticality }: typeof critical | typeof standard | typeof flexible) => ({
    dueAt: dueAt.toISOString(),
    windowClosesAt: windowClosesAt.toISOString(),
    criticality,
  });

  it.each([
    ['a standard dose', standard, 'standard-dose', 'P2', 'n'],
    ['a dose that must be in time', critical, 'time-critical-dose', 'P1', 'n'],
    ['a dose that may wait', flexible, 'standard-dose', 'P3', 'n'],
    ['no dose any more', null, 'standard-dose', 'P2', null],
    ['dispensing that stopped', standard, 'dispensing-stopped', 'P2', null],
    ['another ladder than its next dose would', critical, 'standard-dose', 'P2', null],
  ] as const)('turns it into %s', (_, nextDose, becomes, priority, doseId) => {
    const to = DEFAULT_LADDERS[becomes];
    const now = { ...opened, nextDose, openedAt: minutes(7) };
    const decided = done({ ...p4, climb: { ...asked, becomes } }, { do: 'turn', ladder: to, opened: now }, minutes(7));
    expect(decided.case.alert).toMatchObject({ priority, doseId, dose: doseId && doseOf(nextDose) });
    expect([decided.case.task?.priority, decided.climbs]).toEqual([priority, true]);
    expect(decided.case.climb).toEqual(start(to, now));
    const data = { priority, rule: 'not_solved_in_time', ladder: becomes };
    expect(decided.log.map(({ said }) => said)).toEqual([{ kind: 'grew', data }]);
    expect(told(decided)).toEqual(['alert.grew', 'task.raised']);
  });

  it.each([
    ['of what turns into nothing', { ...waiting, climb: { ...asked, becomes: null } }],
    ['of a case without a ladder', { ...waiting, climb: null }],
    ['of what somebody has', STATES.claimed],
    ['of what is over', aCase('resolved', { climb: asked })],
  ])('%s changes nothing', (_, of) => {
    expect(done(of, { do: 'turn', ladder, opened })).toEqual({ case: of, facts: [], log: [], climbs: false });
  });
});

describe('what waits', () => {
  it('for a calmer moment is asked ten minutes later, and the log says how many were asked', () => {
    const decided = done(unasked, { do: 'postpone', given: 30 });
    expect(decided.case.climb).toEqual({ ...begun, nextRungAt: minutes(10) });
    expect(decided.log.map(({ said }) => said)).toEqual([{ kind: 'turn_postponed', data: { given: 30 } }]);
    const none = { ...unasked, climb: null };
    expect(done(none, { do: 'postpone', given: 30 })).toEqual({ case: none, facts: [], log: [], climbs: false });
  });

  it('for nothing any more is stopped', () => {
    expect(done(waiting, { do: 'stop' }, minutes(2)).case.climb).toEqual(stop(asked, minutes(2)));
  });

  it('for the dispenser to remind says which command asks it', () => {
    const decided = done(waiting, { do: 'remind', commandId: 'command' }, NOW, known);
    expect(decided.log.map(({ said }) => said)).toEqual([{ kind: 'reminder_asked', data: { commandId: 'command' } }]);
  });
});
