import { describe, expect, it } from '@jest/globals';
import {
  anna,
  bo,
  dataOf,
  done,
  held,
  known,
  LATER,
  NOW,
  routed,
  said,
  STATES,
  told,
} from '../../test/support/cases.js';
import { type Action, decide } from './case.rules.js';
import type { Case } from './case-state.rules.js';
import { moveWork } from './work/move-work.rules.js';
import { claimTimers, fireAgain, hold, jumpTo, resume } from './climbing/climb.rules.js';
import { report } from './alert.rules.js';
import type { Task } from './task.rules.js';

const minutes = (n: number): Date => new Date(NOW.getTime() + n * 60_000);
const withWork = (of: Case, about: Partial<Task>): Case => ({ ...of, task: { ...of.task!, ...about } });
const { asked, claimed, 'in-progress': underWay } = STATES;

describe('a claim', () => {
  it.each([
    ['claim', asked, { do: 'claim', by: bo }, { kind: 'claimed', data: { task: 'screen-call' } }],
    ['start', asked, { do: 'start', by: bo, mode: 'visit' }, { kind: 'started', data: { mode: 'visit' } }],
    ['take-over', claimed, { do: 'take-over', by: bo, text: 'ill' }, { kind: 'taken_over', data: {} }],
  ] as const)('holds the ladder, and has an end of its own: %s', (_, of, action, said) => {
    const { case: after, log } = done(of, action, minutes(2));
    const text = 'text' in action ? action.text : null;
    expect(log).toStrictEqual([{ alertId: 'a', taskId: 't', said, by: bo, text }]);
    expect(after.climb).toEqual(hold(of.climb!, minutes(2)));
    expect(after.task).toMatchObject({ claimedBy: 'bo', ...claimTimers(of.climb!, minutes(2)) });
  });

  it('given back leaves the ladder where it stood, and says who had it', () => {
    const decided = done(claimed, { do: 'release', by: anna, text: 'busy' }, minutes(5));
    expect(decided.case.climb).toEqual(resume(held, minutes(5)));
    expect(decided.log).toEqual([
      { alertId: 'a', taskId: 't', said: { kind: 'released', data: { rule: null } }, by: anna, text: 'busy' },
    ]);
    expect(decided.facts.map(({ type }) => type)).toEqual(['task.released', 'alert.released']);
    expect(dataOf(decided.facts[0]!)).toMatchObject({ by: 'anna', previousHolder: 'anna', mode: null });
  });

  it('of what has no ladder has no end', () => {
    const { case: after } = done({ ...asked, climb: null }, { do: 'claim', by: bo });
    expect([after.climb, after.task?.claimedBy, after.task?.claimExpiresAt]).toEqual([null, 'bo', null]);
  });

  it('that nobody has is reminded of to nobody', () => {
    const free = withWork(asked, { remindAt: NOW, claimExpiresAt: NOW });
    expect(done(free, { do: 'watch-claim' })).toEqual({ case: free, facts: [], log: [], climbs: false });
  });

  it.each([
    ['resolved', { refused: 'closed', state: 'resolved' }],
    ['auto-resolved', { refused: 'closed', state: 'auto-resolved' }],
    ['shelved', { refused: 'closed', state: 'superseded' }],
  ] as const)('of what is %s is refused by how its work ended', (state, refusal) =>
    expect(decide(STATES[state], { do: 'claim', by: bo }, NOW, known)).toEqual(refusal),
  );

  it.each([
    ['before its reminder nothing', minutes(1), minutes(9), [], minutes(1), 'anna'],
    ['at its reminder a reminder', minutes(0), minutes(9), ['task.holder_reminded'], null, 'anna'],
    ['without a reminder nothing', null, minutes(9), [], null, 'anna'],
    ['at its end it is nobody’s', minutes(0), minutes(0), ['task.released', 'alert.released'], null, null],
    ['without an end it stays', minutes(0), null, ['task.holder_reminded'], null, 'anna'],
  ] as const)('comes to its time: %s', (_, remindAt, claimExpiresAt, facts, remindsAt, claimedBy) => {
    const decided = done(withWork(claimed, { remindAt, claimExpiresAt }), { do: 'watch-claim' });
    expect(told(decided)).toEqual(facts);
    expect(decided.case.task).toMatchObject({ remindAt: remindsAt, claimedBy });
    expect(decided.log.map((entry) => entry.said.data)).toEqual(claimedBy ? [] : [{ rule: 'claim_ran_out' }]);
    if (decided.facts[0]?.type === 'task.holder_reminded')
      expect(dataOf(decided.facts[0]).claimExpiresAt).toBe(claimExpiresAt?.toISOString() ?? null);
  });
});

describe('what is written down', () => {
  const call = { do: 'log', by: anna, entry: 'call-attempt', answered: false, text: 'rang' } as const;

  it.each([
    [call, 'call_attempted', { answered: false }, false],
    [{ ...call, entry: 'conversation', answered: true }, 'talked', { answered: true }, true],
    [{ ...call, entry: 'note', answered: undefined }, 'noted', {}, null],
  ] as const)('is written, and shows that the claim is alive', (action, kind, data, answered) => {
    const decided = done(claimed, action, minutes(4));
    expect(decided.log).toStrictEqual([{ alertId: 'a', taskId: 't', said: { kind, data }, by: anna, text: 'rang' }]);
    expect(decided.case.task).toMatchObject(claimTimers(held, minutes(4)));
    expect(dataOf(decided.facts[0]!)).toMatchObject({ entry: action.entry, answered, by: 'anna', theirs: true });
  });

  it('by another than who has it renews no claim, and counts no call', () => {
    const decided = done(claimed, { ...call, by: bo }, minutes(4));
    expect(decided.case.task).toEqual(claimed.task);
    expect(dataOf(decided.facts[0]!)).toMatchObject({ unansweredCalls: 0, theirs: false });
  });

  it('of what nobody has gives no claim an end', () => {
    const { case: after } = done(asked, { ...call, entry: 'note', answered: undefined }, minutes(4));
    expect(after).toEqual(asked);
  });

  it('of a second call in vain: somebody goes there', () => {
    const decided = done(withWork(claimed, { unansweredCalls: 1 }), call, minutes(4));
    expect(decided.case.task).toMatchObject({ claimedBy: null, state: 'open', unansweredCalls: 2 });
    expect(decided.case.climb).toEqual(jumpTo(resume(held, minutes(4)), 1, minutes(4)));
    expect(decided.log.map((entry) => entry.said.data)).toEqual([
      { answered: false },
      { rule: 'two_calls_unanswered' },
    ]);
    expect(decided.climbs).toBe(true);
  });

  it('of a second call in vain with nowhere left to go: the calls go on', () => {
    const last: Case = { ...withWork(claimed, { unansweredCalls: 1 }), climb: { ...held, rung: 4 } };
    const decided = done(last, call, minutes(4));
    expect([decided.case.task?.claimedBy, decided.climbs, told(decided)]).toEqual(['anna', false, ['task.logged']]);
  });
});

describe('what was found', () => {
  const resolve = { do: 'resolve', by: anna, outcome: 'found-already-taken', cause: 'other', text: 'there' } as const;
  const todo = { ...known, checklists: { foundAlreadyTaken: ['take it out', 'tell the pharmacy'] } };

  it.each([
    ['a dose that was taken already', underWay, resolve, todo.checklists.foundAlreadyTaken],
    ['one thing only', underWay, resolve, todo.checklists.foundAlreadyTaken.slice(1)],
    ['anything else', underWay, { ...resolve, outcome: 'taken-at-visit' as const }, []],
    ['what had closed meanwhile', STATES['over-under-way'], resolve, []],
  ] as const)('asks for what is to be done besides: %s', (_, of, action, list) => {
    const before: Case = {
      ...of,
      alert: { ...of.alert, detail: { seen: 1 }, closedBecause: 'paused', closedBecauseId: 'l' },
    };
    const foundAlreadyTaken = list.length > 0 ? list : todo.checklists.foundAlreadyTaken;
    const decided = done(before, action, LATER, { ...known, checklists: { foundAlreadyTaken } });
    expect(decided.case.alert.detail).toEqual(list.length > 0 ? { seen: 1, checklist: list } : { seen: 1 });
    expect(decided.log.map((entry) => [entry.said.kind, entry.text, entry.by])).toEqual([
      ['cause_named', null, anna],
      ['resolved', 'there', anna],
      ...list.map((one) => ['checklist', one, null]),
    ]);
    expect(decided.log.map(({ taskId }) => taskId)).toEqual(decided.log.map(() => 't'));
    expect(decided.log.map(({ said: { data } }) => data)).toEqual([
      { cause: 'other' },
      { outcome: action.outcome },
      ...list.map(() => ({})),
    ]);
    expect(dataOf(decided.facts[0]!)).toMatchObject({ outcome: action.outcome, cause: 'other', by: 'anna' });
    expect(decided.case.ended.at(-1)).toMatchObject({ state: 'resolved', outcome: action.outcome, note: 'there' });
    const isLate = of !== underWay;
    expect(decided.case.alert).toMatchObject(
      isLate
        ? { state: 'auto-resolved', closedBecause: null, closedBecauseId: null }
        : { state: 'resolved', outcome: action.outcome, cause: 'other', resolvedAt: LATER },
    );
  });
});

describe('a shift that ends', () => {
  const nobody = { onDuty: false, shift: null, until: null, members: null, why: { rule: 'no_team' } } as const;
  const end = (of: Case, duty: object = {}, goesOn = false) =>
    done(of, { do: 'end-shift', duty: { ...nobody, ...duty }, goesOn });

  it('asks its holder, who has ten minutes to say so', () => {
    const decided = end(claimed);
    const releaseAt = minutes(10);
    expect(decided.case.task).toMatchObject({ shiftEndsAt: null, releaseAt, claimedBy: 'anna' });
    expect(decided.log.map((entry) => [entry.taskId, entry.said.data])).toEqual([
      ['t', { releaseAt: releaseAt.toISOString() }],
    ]);
    expect(dataOf(decided.facts[0]!)).toMatchObject({ claimedBy: 'anna', releaseAt: releaseAt.toISOString() });
  });

  it('takes nobody off work that has begun', () => {
    const decided = end(underWay);
    expect([decided.case.task?.releaseAt, decided.log[0]?.said.data]).toEqual([null, { releaseAt: null }]);
  });

  it('gives it back where its holder said nothing, and the rung asks anew', () => {
    const decided = end(withWork(claimed, { releaseAt: NOW }));
    expect([decided.case.task?.claimedBy, decided.climbs]).toEqual([null, true]);
    expect(decided.log.map((entry) => entry.said.data)).toEqual([{ rule: 'shift_over' }]);
    expect(decided.case.climb).toEqual(fireAgain(held, NOW));
  });

  it('asks anew where nobody had it and nobody is on duty', () => {
    const decided = end(asked);
    expect([decided.case.task?.shiftEndsAt, decided.climbs]).toEqual([null, true]);
    expect(decided.case.climb).toEqual(fireAgain(asked.climb!, NOW));
  });

  it.each([
    ['the next shift is there', asked, false],
    ['the shift of its holder goes on', claimed, true],
  ] as const)('stays where it is while %s', (_, of, goesOn) => {
    const decided = end(of, { onDuty: true, until: LATER }, goesOn);
    expect([decided.case.task, decided.climbs, decided.log]).toEqual([{ ...of.task, shiftEndsAt: LATER }, false, []]);
  });
});

describe('a holder', () => {
  const here = { ...anna, scopes: ['tasks:write'], teamIds: ['team'], districtIds: [] };

  it.each([
    ['is gone', null, 'account_closed', null],
    ['works elsewhere', { ...here, teamIds: ['south'] }, 'holder_elsewhere', null],
    ['is where she was', here, null, 'anna'],
  ] as const)('%s', (_, holder, rule, claimedBy) => {
    const decided = done(claimed, { do: 'let-go', holder });
    expect(decided.case.task?.claimedBy).toBe(claimedBy);
    expect(decided.log.map((entry) => entry.said.data)).toEqual(rule ? [{ rule }] : []);
  });

  it.each([
    ['person', null, 'team', null, true],
    ['district', null, 'district', null, true],
    ['person', here, 'person', 'anna', false],
  ] as const)('who was asked as %s and has not taken it', (audience, holder, after, assigneeId, asksAgain) => {
    const decided = done(withWork(asked, { assigneeId: 'anna', audience }), { do: 'let-go', holder });
    expect([decided.case.task?.audience, decided.case.task?.assigneeId, decided.climbs]).toEqual([
      after,
      assigneeId,
      asksAgain,
    ]);
    expect(decided.case.climb).toEqual(asksAgain ? fireAgain(asked.climb!, NOW) : asked.climb);
  });
});

describe('a citizen, or a team, that is elsewhere', () => {
  const east = { ...known, districtId: 'east' };
  const next = { nextTeamId: 'other', nextDistrictId: 'd' };
  const bring = (of: Case, to = routed('other'), circumstances = known) =>
    done(of, { do: 'bring', asked: to }, LATER, circumstances);

  it.each([
    ['without work', STATES.unasked, false],
    ['with work', asked, true],
  ] as const)('is another’s from here, %s', (_, of, climbs) => {
    const decided = bring(of, routed('team'), east);
    expect([decided.case.alert.districtId, told(decided)]).toEqual(['east', ['alert.moved']]);
    expect(decided.log.map((entry) => entry.said.data)).toEqual([{ from: 'd', to: 'east' }]);
    expect(decided.facts.map((fact) => [dataOf(fact).from, dataOf(fact).to])).toEqual([['d', 'east']]);
    expect(decided.climbs).toBe(climbs);
  });

  it('leaves the work with who has it, and says where it goes next, once', () => {
    const decided = bring(claimed);
    expect(decided.case.task).toMatchObject({ ...next, movedAt: LATER, claimedBy: 'anna' });
    expect(decided.log.map(({ taskId, said: what }) => [taskId, what])).toEqual([
      ['t', { kind: 'readdressed', data: next }],
    ]);
    expect(dataOf(decided.facts[0]!)).toMatchObject({ ...next, claimedBy: 'anna' });
    expect(bring(decided.case)).toMatchObject({ facts: [], log: [] });
  });

  it.each([
    ['another team', routed('third'), known, { nextTeamId: 'third', nextDistrictId: 'd' }],
    [
      'another district',
      routed('other', { districtId: 'east' }),
      east,
      { nextTeamId: 'other', nextDistrictId: 'east' },
    ],
  ])('says so again where it goes to %s, and since when is as before', (_, to, circumstances, goes) => {
    const since = withWork(bring(claimed).case, { movedAt: NOW });
    const decided = bring(since, to, circumstances);
    expect(decided.case.task).toMatchObject({ ...goes, movedAt: NOW });
    expect(decided.log.map((entry) => entry.said)).toEqual([{ kind: 'readdressed', data: goes }]);
  });

  it('is on its way though nobody is there, and no district looks after it', () => {
    const decided = bring(claimed, routed(null, { districtId: null }), { ...known, districtId: null });
    expect(decided.case.task).toMatchObject({ nextTeamId: null, nextDistrictId: null, movedAt: LATER });
  });

  it.each([
    ['in the district it goes to', { nextTeamId: 'other', nextDistrictId: 'east', movedAt: NOW }, 'other', 'east'],
    ['in its own where no other is named', { nextTeamId: 'other', nextDistrictId: null, movedAt: NOW }, 'other', 'd'],
    ['nowhere where it goes nowhere', { nextTeamId: 'other', nextDistrictId: 'east', movedAt: null }, 'team', 'd'],
  ])('arrives %s', (_, about, teamId, districtId) => {
    const taken = done(withWork(claimed, about), { do: 'take-over', by: bo, text: null }, LATER, {
      ...known,
      teamIds: ['other'],
    });
    expect(taken.case.task).toMatchObject({ teamId, districtId, claimedBy: 'bo' });
  });

  it.each([
    ['was to go', { movedAt: NOW, nextTeamId: 'other', nextDistrictId: 'east' }, 'east', 'd'],
    ['was to stay', { movedAt: null }, 'd', 'x'],
  ])('sets aside what %s: the alert is of %s, and its work was of %s', (_, about, alertsDistrict, worksDistrict) => {
    const shelve = { do: 'shelve', by: anna, until: LATER, reason: 'away' } as const;
    const decided = done(withWork(claimed, { districtId: 'x', ...about }), shelve, NOW, east);
    expect(decided.case.alert.districtId).toBe(alertsDistrict);
    expect(decided.case.ended).toMatchObject([{ state: 'superseded', districtId: worksDistrict, movedAt: null }]);
    expect(told(decided).includes('alert.moved')).toBe(about.movedAt !== null);
  });

  it('tells the district that it goes to', () => {
    const decided = bring(claimed, routed('other', { districtId: 'east' }), east);
    expect(decided.facts.map(({ type, districtId }) => [type, districtId])).toEqual([
      ['task.readdressed', 'd'],
      ['task.expected', 'east'],
    ]);
    const back = done(decided.case, { do: 'release', by: anna, text: null }, LATER, east);
    expect([back.case.alert.districtId, back.case.task?.movedAt, back.climbs]).toEqual(['east', null, true]);
    expect(back.case.climb).toEqual(fireAgain(held, LATER));
  });

  it('is asked of the same team, for another reason', () => {
    const routing = routed('team', { rule: 'nearest-in-municipality', districtId: 'next' });
    const decided = bring(asked, routing);
    const task = { ...asked.task, routing, districtId: 'next' };
    expect(decided).toEqual({ case: { ...asked, task }, facts: [], log: [], climbs: false });
    expect(bring(claimed, routing)).toEqual({ case: claimed, facts: [], log: [], climbs: false });
    expect(bring(asked, { ...routing, districtId: null }).case.task?.districtId).toBe('d');
  });

  it('comes back, and is told so', () => {
    const decided = bring(bring(claimed).case, routed('team'));
    expect(decided.case.task).toMatchObject({ nextTeamId: null, nextDistrictId: null, movedAt: null });
    expect(told(decided)).toEqual(['task.readdressed']);
    expect(decided.log.map(({ taskId, said: { kind } }) => [taskId, kind])).toEqual([['t', 'came_back']]);
    const nowhere = { nextTeamId: null, nextDistrictId: null, movedAt: null };
    expect(dataOf(decided.facts[0]!)).toMatchObject({ ...nowhere, claimedBy: 'anna' });
  });

  it.each([
    [['other'], 'other', null],
    [['third'], 'team', LATER],
  ] as const)('arrives when somebody of %j takes it over', (teamIds, teamId, movedAt) => {
    const moved = bring(claimed).case;
    const { case: after } = done(moved, { do: 'take-over', by: bo, text: null }, LATER, { ...known, teamIds });
    expect(after.task).toMatchObject({ teamId, movedAt, claimedBy: 'bo' });
  });
});

describe('whoever has the work is told, by one fact that is for her,', () => {
  const over = { onDuty: false, shift: null, until: null, members: null, why: { rule: 'no_team' } } as const;
  const note = { do: 'log', entry: 'note', answered: undefined, text: 'rings back' } as const;
  const dispensed = { kind: 'looked_at', data: {} } as const;
  const endShift = { do: 'end-shift', duty: over, goesOn: false } as const;
  const moved = done(claimed, { do: 'bring', asked: routed('other') }).case;

  it.each<[string, Case, Action, string]>([
    [
      'that her claim nears its end',
      withWork(claimed, { remindAt: NOW, claimExpiresAt: LATER }),
      { do: 'watch-claim' },
      'task.holder_reminded',
    ],
    ['that it ran out', claimed, { do: 'watch-claim' }, 'task.released claim_ran_out'],
    ['that a colleague took it over', claimed, { do: 'take-over', by: bo, text: 'ill' }, 'task.taken_over'],
    ['also while she is at it', underWay, { do: 'take-over', by: bo, text: 'ill' }, 'task.taken_over'],
    ['that its alert is over', claimed, { do: 'close', how: dispensed }, 'task.holder_told'],
    ['also while she is at it', underWay, { do: 'close', how: dispensed }, 'task.holder_told'],
    [
      'that it was put right with another',
      claimed,
      { do: 'resolve-with', outcome: 'device-fixed', cause: 'power' },
      'task.holder_told',
    ],
    [
      'that it is more urgent',
      claimed,
      { do: 'grow', to: { priority: 'P1' }, why: { rule: 'not_solved_in_time', ladder: null } },
      'task.raised',
    ],
    ['or was told of as such', claimed, { do: 'report', said: { ...said, priority: 'P1' } }, 'task.raised'],
    ['that it goes elsewhere next', claimed, { do: 'bring', asked: routed('other') }, 'task.readdressed'],
    ['or nowhere any more', moved, { do: 'bring', asked: routed('team') }, 'task.readdressed'],
    ['that her shift is over', claimed, endShift, 'task.hand_over_asked'],
    ['that she did not answer to that', withWork(claimed, { releaseAt: NOW }), endShift, 'task.released shift_over'],
    ['that her account is closed', claimed, { do: 'let-go', holder: null }, 'task.released account_closed'],
    [
      'that two calls were enough, though she made them',
      withWork(claimed, { unansweredCalls: 1 }),
      { ...note, by: anna, entry: 'call-attempt', answered: false },
      'task.released two_calls_unanswered',
    ],
    ['what a colleague noted', claimed, { ...note, by: bo }, 'task.logged'],
  ])('%s', (_, of, action, expected) => {
    const news = done(of, action).facts.filter((fact) => fact.for === 'anna');
    const toldAs = news.map((fact) =>
      fact.type === 'task.released' ? [fact.type, fact.data.rule].join(' ') : fact.type,
    );
    expect(toldAs).toEqual([expected]);
  });

  it.each<[string, Case, Action]>([
    ['gives it back', claimed, { do: 'release', by: anna, text: null }],
    ['begins it', claimed, { do: 'start', by: anna, mode: 'visit' }],
    ['keeps it', claimed, { do: 'keep', by: anna }],
    ['notes something', claimed, { ...note, by: anna }],
    ['closes it', claimed, { do: 'resolve', by: anna, outcome: 'taken-at-visit', cause: 'asleep', text: null }],
    ['shelves its alert', claimed, { do: 'shelve', by: anna, until: LATER, reason: 'away' }],
  ])('and of nothing when it is she who %s', (_, of, action) => {
    const { facts } = done(of, action);
    expect([facts.length > 0, facts.filter((fact) => fact.for !== undefined)]).toEqual([true, []]);
  });
});

describe('work that goes on under another case', () => {
  const to: Case = { ...asked, alert: { ...report(null, { ...said, priority: 'P1' }, 'b', NOW).alert } };

  it.each([
    ['asked', 'open', ['task.superseded', 'task.moved']],
    ['claimed', 'claimed', ['task.superseded', 'task.moved', 'alert.claimed']],
    ['in-progress', 'in-progress', ['task.superseded', 'task.moved', 'alert.started']],
  ] as const)('while %s goes with whoever has it', (state, shown, facts) => {
    const moved = moveWork(STATES[state], { ...to, task: { ...to.task!, id: 'own' } }, minutes(6))!;
    expect(moved.from).toEqual({ ...STATES[state], task: null });
    expect(moved.to.case.task).toEqual({ ...STATES[state].task, alertId: 'b', priority: 'P1' });
    expect(moved.to.case.alert.state).toBe(shown);
    expect(moved.to.case.climb).toEqual(state === 'asked' ? to.climb : hold(to.climb!, minutes(6)));
    expect(told(moved.to)).toEqual(facts);
    expect(moved.to.case.ended.map(({ id, state: over }) => [id, over])).toEqual([['own', 'superseded']]);
    expect(moved.to.log).toEqual([
      {
        alertId: 'b',
        taskId: 't',
        said: { kind: 'work_moved', data: { fromAlertId: 'a', state: shown } },
        by: null,
        text: null,
      },
    ]);
    expect(dataOf(moved.to.facts[1]!).fromAlertId).toBe('a');
    expect(moved.to.facts[1]!.for).toBe(state === 'asked' ? undefined : 'anna');
  });

  it('is none where there is none', () => {
    expect(moveWork(STATES.unasked, to, NOW)).toBeNull();
  });
});
