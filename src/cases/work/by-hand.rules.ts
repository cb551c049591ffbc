import { type Cause, checklistFor, isLive, type Outcome } from '../alert.rules.js';
import { taskFact } from '../case-facts.rules.js';
import { type Acts, inTurn, stays, tells, withAlert, writes } from '../case-state.rules.js';
import { isCallInVain } from '../climbing/kind-of-work.rules.js';
import { type Actor, claim, isFor, isRefusal, keep, type Mode, note, resolve, start, takeOver } from '../task.rules.js';
import { giveBack, goesOnAsVisit, gone, hand } from './hands.rules.js';
import { arrives } from './places.rules.js';
import { ends, follows, holds, renews, resolved } from './work-steps.rules.js';

/** What somebody does with the work about a case. */
export type HandAction =
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
    };

const WRITTEN_AS = { 'call-attempt': 'call_attempted', conversation: 'talked', note: 'noted' } as const;

export const BY_HAND: Acts<HandAction> = {
  claim: (of, { by }, now) =>
    hand(of, (task) => claim(task, by, now), {
      by,
      tell: (...told) => taskFact('task.claimed', ...told),
      said: ({ kind }) => ({ kind: 'claimed', data: { task: kind } }),
      then: [follows('claimed'), holds(now)],
    }),

  release: (of, { by, text }, now, known) => giveBack(of, { by, text }, now, known),

  'take-over': (of, { by, text }, now, known) =>
    hand(of, (task) => takeOver(task, by, now), {
      by,
      text,
      tell: (...told) => taskFact('task.taken_over', ...told),
      said: () => ({ kind: 'taken_over', data: {} }),
      then: [follows('claimed'), holds(now), arrives(known)],
    }),

  keep: (of, { by }) =>
    hand(of, (task) => keep(task, by), {
      by,
      tell: (...told) => taskFact('task.kept', ...told),
      said: () => ({ kind: 'kept', data: {} }),
      then: [],
    }),

  start: (of, { by, mode }, now) =>
    hand(of, (task) => start(task, mode, by, now), {
      by,
      tell: (...told) => taskFact('task.started', ...told),
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
      tells(({ task }) => taskFact('task.logged', task!, (common) => ({ ...common, ...told }), { by, before: task! })),
      // Work of its holder shows that the claim is alive; two calls that nobody answered are enough.
      theirs ? (isCallInVain(decision.task) ? goesOnAsVisit(now, known) : renews(now)) : stays,
    );
  },

  resolve: (of, { by, outcome, cause, text }, now, { checklists }) => {
    const decision = of.task ? resolve(of.task, { outcome, cause, text }, by, now) : gone(of);
    if (isRefusal(decision)) return decision;
    const checklist = isLive(of.alert.state) ? checklistFor(of.alert, outcome, checklists) : [];
    const detail = checklist.length > 0 ? { ...of.alert.detail, checklist } : of.alert.detail;
    return inTurn(
      { ...of, task: decision.task },
      tells(({ task }) =>
        taskFact('task.resolved', task!, (common) => ({ ...common, outcome, cause, by: by.id }), {
          by,
          before: of.task!,
        }),
      ),
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
};
