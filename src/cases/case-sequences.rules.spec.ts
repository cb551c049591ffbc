import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alert, anna, ask, bo, known, ladder, NOW, opened, routed, said, STATES } from '../../test/support/cases.js';
import { DEFAULT_LADDERS } from '../ladders/ladder.rules.js';
import { CAUSES, isLive, OUTCOMES, PRIORITIES } from './alert.rules.js';
import { type Action, decide } from './case.rules.js';
import { type Case, CASE_STATES, type Decided, isRefused } from './case-state.rules.js';
import { fired, start } from './climbing/climb.rules.js';
import { whose } from './case-facts.rules.js';
import { isOpenTask, MODES } from './task.rules.js';

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
const by = fc.constantFrom(anna, bo);
const text = fc.constant(null);
const priority = fc.constantFrom(...PRIORITIES);
const outcome = fc.constantFrom(...OUTCOMES);
const cause = fc.constantFrom(...CAUSES);
const routing = fc.constantFrom(
  routed('team'),
  routed('other'),
  routed(null),
  routed('team', { audience: 'district' }),
  routed('team', { audience: 'person', assigneeId: 'bo' }),
);
const aheadOf = (now: Date) => fc.integer({ min: 0, max: 90 }).map((minutes) => later(now, minutes));
const holder = fc.constantFrom(null, { ...anna, scopes: ['tasks:write'], teamIds: ['team'], districtIds: [] });
const duty = fc.record({
  onDuty: fc.boolean(),
  shift: fc.constant(null),
  until: fc.constantFrom(null, later(NOW, 480)),
  members: fc.constantFrom<string[] | null>(null, ['anna']),
  why: fc.constant({ rule: 'no_team' as const }),
});
const theCase = { ladder, opened };
const urgent = { ladder: DEFAULT_LADDERS['time-critical-dose'], opened };

/** Whatever can happen next; that a case takes the place of another is for those that are new. */
const someAction = (now: Date, i: number): fc.Arbitrary<Action> =>
  fc.oneof(
    fc.record({ do: fc.constant('claim' as const), by }),
    fc.record({ do: fc.constant('release' as const), by, text }),
    fc.record({ do: fc.constant('take-over' as const), by, text }),
    fc.record({ do: fc.constant('keep' as const), by }),
    fc.record({ do: fc.constant('start' as const), by, mode: fc.constantFrom(...MODES) }),
    fc.record({
      do: fc.constant('log' as const),
      by,
      entry: fc.constantFrom('call-attempt' as const, 'conversation' as const, 'note' as const),
      answered: fc.constantFrom(true, false, undefined),
      text,
    }),
    fc.record({ do: fc.constant('resolve' as const), by, outcome, cause, text }),
    fc.record({ do: fc.constant('end-shift' as const), duty, goesOn: fc.boolean() }),
    fc.record({ do: fc.constant('stay-until' as const), shiftEndsAt: aheadOf(now) }),
    fc.record({ do: fc.constant('let-go' as const), holder }),
    fc.record({ do: fc.constant('bring' as const), asked: fc.option(routing) }),
    fc.record({ do: fc.constant('report' as const), said: priority.map((one) => ({ ...said, priority: one })) }),
    fc.record({
      do: fc.constant('grow' as const),
      to: fc.record({ priority }),
      why: fc.constant({ rule: 'battery_too_short' as const, ladder: null }),
    }),
    fc.record({ do: fc.constant('shelve' as const), by, until: aheadOf(now), reason: fc.constant('away') }),
    fc.record({
      do: fc.constant('attach' as const),
      parent: fc.constant({ ...alert, id: 'p', type: 'gateway.fleet_outage', citizenId: null }),
      until: fc.constant(null),
    }),
    fc.record({ do: fc.constant('resolve-with' as const), outcome, cause }),
    fc.record({
      do: fc.constant('rung' as const),
      index: fc.nat({ max: ladder.rungs.length }),
      routing,
      reached: fc.boolean(),
      ask: fc.constantFrom(
        { ...ask, taskId: `t${i}` },
        { ...ask, taskId: `t${i}`, kind: 'screen-call' as const },
        null,
      ),
    }),
    fc.constantFrom<Action>(
      { do: 'watch-claim' },
      { do: 'unshelve' },
      { do: 'detach' },
      { do: 'hurry' },
      { do: 'stop' },
      { do: 'close', how: { kind: 'looked_at', data: {} } },
      { do: 'begin', opened, shadow: false },
      { do: 'set-out', ...theCase },
      { do: 'change-ladder', ...urgent },
      { do: 'turn', ...urgent },
      { do: 'postpone', given: 1 },
      { do: 'remind', commandId: 'command' },
      { do: 'shadow-rung', index: 0, routing: routed('team') },
    ),
  );

const someSteps = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 14 })
  .map((waits) =>
    waits.map((_, i) =>
      later(
        NOW,
        waits.slice(0, i + 1).reduce((a, b) => a + b, 0),
      ),
    ),
  )
  .chain((times) => fc.tuple(...times.map((now, i) => someAction(now, i).map((action) => ({ now, action })))));
const somewhere = fc.constantFrom(...CASE_STATES).map((state) => STATES[state]);

/** Told without a line in the log of its own: to remind is no news of the case, and a step that asks nobody is seen on its ladder. */
const UNWRITTEN = ['task.holder_reminded', 'escalation.rung_fired'];

/** What of work whoever has it, or was asked for it in particular, must hear of when it changes by no deed of theirs. */
const meaning = (of: Case, taskId: string) => {
  const task = [...of.ended, ...(of.task ? [of.task] : [])].find(({ id }) => id === taskId);
  return {
    isOver: !isLive(of.alert.state),
    ...(task && {
      state: task.state,
      claimedBy: task.claimedBy,
      priority: task.priority,
      goesTo: [task.nextTeamId, task.nextDistrictId],
      releaseAt: task.releaseAt,
    }),
  };
};

/** What becomes of somebody's work reaches that person, whoever did it, and nothing twice; her own deeds are no news. */
function reachesWhoseItIs(before: Case, { case: after, facts }: Decided, action: Action): void {
  if (!before.task) return;
  const { id } = before.task;
  const personId = whose(before.task);
  if (personId === null || ('by' in action && action.by.id === personId)) return;
  const news = facts.flatMap((fact) => (fact.subject === id && fact.for === personId ? fact.type : []));
  expect(new Set(news).size).toBe(news.length);
  if (JSON.stringify(meaning(before, id)) !== JSON.stringify(meaning(after, id))) expect(news).not.toEqual([]);
}

function holds(before: Case, { case: after, facts, log }: Decided): void {
  const { task, climb, ended } = after;
  const isOver = !isLive(after.alert.state);
  // At most one piece of work is open, and what has ended stays as it ended.
  const ids = [...ended, ...(task ? [task] : [])].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ended.filter(({ state }) => isOpenTask(state))).toEqual([]);
  expect(ended.slice(0, before.ended.length)).toEqual(before.ended);
  // A closed case never opens again, and its ladder stands still.
  if (!isLive(before.alert.state)) expect([isOver, after.alert.resolvedAt]).toEqual([true, before.alert.resolvedAt]);
  if (isOver) expect(climb?.nextRungAt ?? null).toBeNull();
  // Who has the work is who is shown to have it.
  if (task) expect(task.claimedBy !== null).toBe(task.state !== 'open');
  if (!isOver && after.alert.state !== 'shelved') expect(after.alert.state).toBe(task?.state ?? 'open');
  // A claim holds the ladder, and has an end; so does what is set aside. Else the next step has its time.
  const isHeld = Boolean(task?.claimedBy) || after.alert.state === 'shelved' || after.alert.attached;
  if (task?.claimedBy) expect(task.claimExpiresAt).not.toBeNull();
  if (!isOver && climb && !climb.stoppedAt)
    expect([climb.heldSince !== null, climb.nextRungAt === null]).toEqual([isHeld, isHeld]);
  if (after.alert.state === 'shelved' || after.alert.attached) expect(isOver || task === null).toBe(true);
  // Nothing is told that the log says nothing of.
  if (facts.some(({ type }) => !UNWRITTEN.includes(type))) expect(log.length).toBeGreaterThan(0);
  expect(log.filter(({ alertId }) => alertId !== 'a')).toEqual([]);
  // It never becomes less urgent, and the work is never less urgent than it was.
  expect(after.alert.priority <= before.alert.priority).toBe(true);
}

it('whatever happens to a case, in whichever order, it stays whole', () => {
  fc.assert(
    fc.property(somewhere, someSteps, (begins, steps) => {
      let of = begins;
      for (const { now, action } of steps) {
        const decided = decide(of, action, now, known);
        if (isRefused(decided)) continue;
        holds(of, decided);
        reachesWhoseItIs(of, decided, action);
        of = decided.case;
      }
    }),
    { numRuns: 300 },
  );
});

it('a claim given back leaves the ladder all the time that was left, however long it was held', () => {
  const climbing = fired(start(ladder, opened), 0, NOW);
  fc.assert(
    fc.property(fc.nat({ max: 14 }), fc.nat({ max: 600 }), by, (asked, heldFor, who) => {
      const [at, back] = [later(NOW, asked), later(NOW, asked + heldFor)];
      const claimed = decide({ ...STATES.asked, climb: climbing }, { do: 'claim', by: who }, at, known) as Decided;
      const released = decide(claimed.case, { do: 'release', by: who, text: null }, back, known) as Decided;
      expect(released.case.climb).toEqual({
        ...climbing,
        startsAt: later(climbing.startsAt, heldFor),
        nextRungAt: later(climbing.nextRungAt!, heldFor),
      });
    }),
  );
});
