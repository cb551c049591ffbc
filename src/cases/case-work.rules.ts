import type { Priority } from '../devices/telemetry.rules.js';
import type { DutyNow } from '../teams/roster.rules.js';
import type { Routing } from '../teams/routing.rules.js';
import { type Alert, type Cause, checklistFor, isLive, type Outcome } from './alert.rules.js';
import { alertFact, taskFact } from './case-facts.rules.js';
import {
  type Case,
  climbs,
  type Decided,
  inTurn,
  type Refused,
  type Step,
  stays,
  tells,
  when,
  withAlert,
  withClimb,
  withTask,
  writes,
} from './case-state.rules.js';
import {
  claimTimers,
  fireAgain,
  hold,
  isCallInVain,
  jumpTo,
  resume,
  stop,
  visitAfter,
} from './climbing/escalation.rules.js';
import { handOver } from './duty/hand-over.rules.js';
import { type Holder, mayKeep } from './duty/holder.rules.js';
import type { LogEvent, ReleasedOver } from './log/log.rules.js';
import { follow } from './duty/moving.rules.js';
import {
  type Actor,
  claim,
  closeItself,
  type Decision,
  isFor,
  isRefusal,
  keep,
  type Mode,
  note,
  raise,
  type Refusal,
  release,
  resolve,
  start,
  STAYS,
  takeOver,
  type Task,
  type Withdrawn,
} from './task.rules.js';

/** What has to be known beside the case. */
export interface Circumstances {
  /** The district that looks after it by now. */
  readonly districtId: string | null;
  /** The teams of whoever acts. */
  readonly teamIds: readonly string[];
  /** What is to be done besides, by what was found. */
  readonly checklists: Parameters<typeof checklistFor>[2];
}

/** What somebody, or time, does with the work about a case. */
export type WorkAction =
  | { readonly do: 'claim'; readonly by: Actor }
  | { readonly do: 'release'; readonly by: Actor; readonly text: string | null }
  | { readonly do: 'take-over'; readonly by: Actor; readonly text: string | null }
  | { readonly do: 'keep'; readonly by: Actor }
  | { readonly do: 'start'; readonly by: Actor; readonly mode: Mode }
  | {
      readonly do: 'log';
      readonly by: Actor;
      readonly entry: keyof typeof WRITTEN_AS;
      readonly answered: boolean | undefined;
      readonly text: string | null;
    }
  | {
      readonly do: 'resolve';
      readonly by: Actor;
      readonly outcome: Outcome;
      readonly cause: Cause;
      readonly text: string | null;
    }
  /** A claim's time is over, or it is time to remind of it. */
  | { readonly do: 'watch-claim' }
  /** The stretch of duty that it is with has ended; `duty` is that of its team now. */
  | { readonly do: 'end-shift'; readonly duty: DutyNow; readonly goesOn: boolean }
  /** The roster says something else of the stretch of duty that it is with. */
  | { readonly do: 'stay-until'; readonly shiftEndsAt: Date | null }
  /** As the account of whoever has it, or is asked for it, stands now. */
  | { readonly do: 'let-go'; readonly holder: Holder }
  /** Its citizen, or a team, is elsewhere than when somebody was asked; `asked`: whom the step it stands on would ask now. */
  | { readonly do: 'bring'; readonly asked: Routing | null };

type Act<K extends WorkAction['do']> = (
  of: Case,
  action: Extract<WorkAction, { do: K }>,
  now: Date,
  known: Circumstances,
) => Decided | Refused;

export const WORK: { readonly [K in WorkAction['do']]: Act<K> } = {
  claim: (of, { by }, now) =>
    hand(of, (task) => claim(task, by, now), {
      by,
      type: 'task.claimed',
      said: ({ kind }) => ({ kind: 'claimed', data: { task: kind } }),
      then: [follows('claimed'), holds(now)],
    }),

  release: (of, { by, text }, now, known) => giveBack(of, by, null, text, now, known),

  'take-over': (of, { by, text }, now, known) =>
    hand(of, (task) => takeOver(task, by, now), {
      by,
      text,
      type: 'task.taken_over',
      said: () => ({ kind: 'taken_over', data: {} }),
      then: [follows('claimed'), holds(now), arrives(known)],
    }),

  keep: (of, { by }) =>
    hand(of, (task) => keep(task, by), {
      by,
      type: 'task.kept',
      said: () => ({ kind: 'kept', data: {} }),
      then: [follows(of.task?.state === 'in-progress' ? 'in-progress' : 'claimed')],
    }),

  start: (of, { by, mode }, now) =>
    hand(of, (task) => start(task, mode, by, now), {
      by,
      type: 'task.started',
      said: () => ({ kind: 'started', data: { mode } }),
      then: [follows('in-progress'), holds(now)],
    }),

  log: (of, { by, entry, answered, text }, now, known) => {
    const decision = of.task ? note(of.task, entry, answered, by) : gone(of);
    if (isRefusal(decision)) return decision;
    const theirs = isFor(decision.task, by);
    const { unansweredCalls } = decision.task;
    const told = { entry, answered: answered ?? null, unansweredCalls, by: by.id, theirs };
    return inTurn(
      { ...of, task: decision.task },
      writes({ kind: WRITTEN_AS[entry], data: answered === undefined ? {} : { answered } }, { by, text, ofTask: true }),
      tells(({ task }) => taskFact('task.logged', task!, told)),
      // Work of its holder shows that the claim is alive; two calls that nobody answered are enough.
      theirs ? (isCallInVain(decision.task) ? goesOnAsVisit(now, known) : renews(now)) : stays,
    );
  },

  resolve: (of, { by, outcome, cause, text }, now, { checklists }) => {
    const decision = of.task ? resolve(of.task, outcome, cause, text, by, now) : gone(of);
    if (isRefusal(decision)) return decision;
    const checklist = isLive(of.alert.state) ? checklistFor(of.alert, outcome, checklists) : [];
    const detail = checklist.length > 0 ? { ...of.alert.detail, checklist } : of.alert.detail;
    return inTurn(
      { ...of, task: decision.task },
      tells(({ task }) => taskFact('task.resolved', task!, { outcome, cause, by: by.id })),
      writes({ kind: 'cause_named', data: { cause } }, { by, ofTask: true }),
      writes({ kind: 'resolved', data: { outcome } }, { by, text, ofTask: true }),
      ...checklist.map((todo) => writes({ kind: 'checklist', data: {} }, { text: todo, ofTask: true })),
      isLive(of.alert.state)
        ? resolved(outcome, cause, { detail }, now)
        : // It had closed by itself while somebody was at it, who has dealt with it since: whatever is undone, it does not come back.
          withAlert({ closedBecause: null, closedBecauseId: null }),
      ends,
    );
  },

  'watch-claim': (of, _action, now, known) => {
    if (of.task === null || of.task.claimedBy === null) return stays(of);
    const { claimExpiresAt, remindAt } = of.task;
    if (claimExpiresAt && claimExpiresAt <= now) return giveBack(of, null, 'claim_ran_out', null, now, known);
    if (!remindAt || remindAt > now) return stays(of);
    return inTurn(
      of,
      tells(({ task }) =>
        taskFact('task.holder_reminded', task!, { claimExpiresAt: claimExpiresAt?.toISOString() ?? null }),
      ),
      withTask({ remindAt: null }),
    );
  },

  'end-shift': (of, { duty, goesOn }, now, known) => {
    if (!of.task) return stays(of);
    const decided = handOver(of.task, { ...duty, goesOn }, now);
    switch (decided.do) {
      case 'stay':
        return inTurn(of, withTask({ shiftEndsAt: decided.shiftEndsAt }));
      case 'ask-holder': {
        const releaseAt = decided.releaseAt?.toISOString() ?? null;
        return inTurn(
          of,
          withTask({ shiftEndsAt: null, releaseAt: decided.releaseAt }),
          writes({ kind: 'hand_over_asked', data: { releaseAt } }, { ofTask: true }),
          tells(({ task }) => taskFact('task.hand_over_asked', task!, { claimedBy: task!.claimedBy, releaseAt })),
        );
      }
      case 'ask-anew':
        return inTurn(of, withTask({ shiftEndsAt: null }), asksAnew(now));
      case 'release': {
        const released = giveBack(of, null, 'shift_over', null, now, known);
        return 'refused' in released ? released : inTurn(of, () => released, asksAnew(now));
      }
      case 'nothing':
        return stays(of);
    }
  },

  'stay-until': (of, { shiftEndsAt }) => inTurn(of, withTask({ shiftEndsAt })),

  'let-go': (of, { holder }, now, known) => {
    const { task } = of;
    if (task && task.claimedBy !== null) {
      if (mayKeep(task, holder)) return stays(of);
      return giveBack(of, null, holder ? 'holder_elsewhere' : 'account_closed', null, now, known);
    }
    // What was for one person in particular is anybody's of the team.
    if (!task?.assigneeId || holder) return stays(of);
    const audience = task.audience === 'person' ? 'team' : task.audience;
    return inTurn(of, withTask({ assigneeId: null, audience }), asksAnew(now));
  },

  bring: (of, { asked }, now, { districtId }) => {
    const { alert, task } = of;
    if (!isLive(alert.state)) return stays(of);
    if (!task) return inTurn(of, handsTo(districtId));
    const would = asked ?? task.routing;
    const move = follow(task, would, districtId, districtId !== alert.districtId);
    switch (move.do) {
      case 'ask-anew':
        return inTurn(of, handsTo(districtId), asksAnew(now));
      case 'stay':
        return task.claimedBy === null ? inTurn(of, withTask({ routing: would }), staysHere) : stays(of);
      case 'go-next':
        return inTurn(of, goesNext(move.nextTeamId, move.nextDistrictId, now));
      case 'come-back':
        return inTurn(
          of,
          withTask(STAYS),
          writes({ kind: 'came_back', data: {} }, { ofTask: true }),
          tells(({ task: back }) => taskFact('task.readdressed', back!, { ...STAYS, claimedBy: back!.claimedBy })),
        );
    }
  },
};

const WRITTEN_AS = { 'call-attempt': 'call_attempted', conversation: 'talked', note: 'noted' } as const;

const gone = ({ ended }: Case): Refusal => ({ refused: 'closed', state: ended.at(-1)?.state ?? 'superseded' });

interface Hand {
  readonly by: Actor | null;
  readonly text?: string | null;
  readonly type: 'task.claimed' | 'task.taken_over' | 'task.kept' | 'task.started' | 'task.released';
  readonly said: (task: Task) => LogEvent;
  readonly then: readonly Step[];
}

/** Somebody's hand on the work shows on the alert, and holds the ladder or lets it go. */
function hand(
  of: Case,
  decide: (task: Task) => Decision,
  { by, text = null, type, said, then }: Hand,
): Decided | Refused {
  const decision = of.task ? decide(of.task) : gone(of);
  if (isRefusal(decision)) return decision;
  if (!decision.changed) return stays(of);
  const previousHolder = of.task!.claimedBy;
  return inTurn(
    { ...of, task: decision.task },
    writes(said(decision.task), { by, text, ofTask: true }),
    tells(({ task }) => taskFact(type, task!, { by: by?.id ?? null, previousHolder, mode: task!.mode })),
    ...then,
  );
}

/** Back to the queue; work whose alert closed meanwhile is nobody's any more and closes too. */
function giveBack(
  of: Case,
  by: Actor | null,
  rule: ReleasedOver | null,
  text: string | null,
  now: Date,
  known: Circumstances,
): Decided | Refused {
  return hand(of, (task) => release(task, by), {
    by,
    text,
    type: 'task.released',
    said: () => ({ kind: 'released', data: { rule } }),
    then: [
      follows('open'),
      when(({ alert }) => !isLive(alert.state), closes(now, of.alert.state)),
      withClimb((climb) => resume(climb, now)),
      when(({ task }) => task !== null && task.movedAt !== null, staysHere, handsTo(known.districtId), asksAnew(now)),
    ],
  });
}

const FOLLOWED = { open: 'alert.released', claimed: 'alert.claimed', 'in-progress': 'alert.started' } as const;

/** Somebody's hand on the task shows on the alert. */
export const follows =
  (state: keyof typeof FOLLOWED): Step =>
  (of) =>
    !isLive(of.alert.state) || of.alert.state === state
      ? stays(of)
      : inTurn(
          of,
          withAlert({ state }),
          tells(({ alert }) => alertFact(FOLLOWED[state], alert)),
        );

/** A claim holds the ladder, and has an end of its own. */
const holds =
  (now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withClimb((climb) => hold(climb, now)),
      renews(now),
    );

const renews =
  (now: Date): Step =>
  (of) =>
    of.climb && of.task?.claimedBy ? inTurn(of, withTask(claimTimers(of.climb, now))) : stays(of);

/** The rung it stands on asks anew, whoever is there now. */
export const asksAnew =
  (now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withClimb((climb) => fireAgain(climb, now)),
      climbs,
    );

/** Where there is nothing left on the ladder to go there for, the calls go on. */
const goesOnAsVisit =
  (now: Date, known: Circumstances): Step =>
  (of) => {
    const visit = of.climb && visitAfter(of.climb);
    if (visit === null) return stays(of);
    const released = giveBack(of, null, 'two_calls_unanswered', null, now, known);
    return inTurn(
      of,
      'refused' in released ? stays : () => released,
      withClimb((climb) => jumpTo(climb, visit, now)),
      climbs,
    );
  };

/** Closed by a person, or with what it was followed under. */
export const resolved =
  (outcome: Outcome, cause: Cause, besides: Partial<Alert>, now: Date): Step =>
  (of) =>
    inTurn(
      of,
      withAlert({ state: 'resolved', resolvedAt: now, outcome, cause, ...besides }),
      tells(({ alert }) => alertFact('alert.resolved', alert, { outcome, cause })),
      withClimb((climb) => stop(climb, now)),
    );

/** What was open is no more. */
export const ends: Step = (of) => stays(of.task ? { ...of, task: null, ended: [...of.ended, of.task] } : of);

/** The alert is over: its work closes with it, unless somebody is at it. */
export const closes =
  (now: Date, reason: string): Step =>
  (of) => {
    const closed = of.task && closeItself(of.task, now);
    if (!closed || closed === 'tell-holder') return stays(of);
    return inTurn(
      { ...of, task: closed },
      tells(({ task }) => taskFact('task.auto_resolved', task!, { reason })),
      ends,
    );
  };

/** Nobody need do it any more. */
export const withdraws =
  (reason: Withdrawn, now: Date, districtId: string | null): Step =>
  (of) => {
    if (!of.task) return stays(of);
    const over = { state: 'superseded', resolvedAt: now, remindAt: null, claimExpiresAt: null } as const;
    const isMoved = of.task.movedAt !== null;
    return inTurn(
      of,
      withTask(over),
      tells(({ task }) => taskFact('task.superseded', task!, { reason })),
      isMoved ? staysHere : stays,
      ends,
      isMoved ? handsTo(districtId) : stays,
    );
  };

/** The alert became more urgent, and so does the work; the queue shows it. */
export const raises =
  (priority: Priority): Step =>
  (of) => {
    const raised = of.task && raise(of.task, priority);
    if (!of.task || !raised) return stays(of);
    const from = of.task.priority;
    return inTurn(
      { ...of, task: raised },
      tells(({ task }) => taskFact('task.raised', task!, { from })),
    );
  };

/** Where it is is where it belongs. */
const staysHere: Step = (of) =>
  of.task
    ? inTurn(of, withTask({ ...STAYS, districtId: of.task.routing.districtId ?? of.task.districtId }))
    : stays(of);

/** The citizen lives in another district now, which looks after it from here. */
const handsTo =
  (to: string | null): Step =>
  (of) => {
    const from = of.alert.districtId;
    if (from === to || !isLive(of.alert.state)) return stays(of);
    return inTurn(
      of,
      withAlert({ districtId: to }),
      writes({ kind: 'district_changed', data: { from, to } }),
      tells(({ alert }) => alertFact('alert.moved', alert, { from, to })),
    );
  };

/** Whoever it goes to has it. */
const arrives =
  ({ teamIds, districtId }: Circumstances): Step =>
  (of) => {
    const { movedAt, nextTeamId, nextDistrictId } = of.task!;
    if (!movedAt || !nextTeamId || !teamIds.includes(nextTeamId)) return stays(of);
    const here = { ...STAYS, teamId: nextTeamId, districtId: nextDistrictId ?? of.task!.districtId };
    return inTurn(of, withTask(here), handsTo(districtId));
  };

/** It stays with its holder, and those who get it next see that. */
const goesNext =
  (nextTeamId: string | null, nextDistrictId: string | null, now: Date): Step =>
  (of) => {
    const task = of.task!;
    if (task.movedAt && task.nextTeamId === nextTeamId && task.nextDistrictId === nextDistrictId) return stays(of);
    const next = { nextTeamId, nextDistrictId };
    const held = { ...next, claimedBy: task.claimedBy };
    return inTurn(
      of,
      withTask({ ...next, movedAt: task.movedAt ?? now }),
      writes({ kind: 'readdressed', data: next }, { ofTask: true }),
      tells((after) => taskFact('task.readdressed', after.task!, held)),
      nextDistrictId === task.districtId
        ? stays
        : tells((after) => taskFact('task.expected', { ...after.task!, districtId: nextDistrictId }, held)),
    );
  };

/** The work of one case goes on under another, with whoever has it. */
export function moveWork(from: Case, to: Case, now: Date): { readonly from: Case; readonly to: Decided } | null {
  const { task } = from;
  if (!task) return null;
  const state = task.state === 'in-progress' ? 'in-progress' : task.claimedBy ? 'claimed' : 'open';
  const moved: Task = { ...task, alertId: to.alert.id, priority: to.alert.priority };
  const fromAlertId = from.alert.id;
  return {
    from: { ...from, task: null },
    to: inTurn(
      to,
      withdraws('has_holder', now, to.alert.districtId),
      (of) => stays({ ...of, task: moved }),
      writes({ kind: 'work_moved', data: { fromAlertId, state } }, { ofTask: true }),
      tells((of) => taskFact('task.moved', of.task!, { fromAlertId })),
      follows(state),
      task.claimedBy === null ? stays : withClimb((climb) => hold(climb, now)),
    ),
  };
}
