import type { Fact } from '../platform/facts/fact.js';
import { type Alert, type checklistFor, isLive } from './alert.rules.js';
import type { Climb } from './climbing/climb.rules.js';
import type { LogEvent } from './log/log.rules.js';
import { type Actor, isOpenTask, type Refusal, type Task } from './task.rules.js';

/** What needs a human, the work that is asked for about it, and how far its ladder has been climbed: three views of one thing. */
export interface Case {
  readonly alert: Alert;
  /** The work that is open about it; at most one. */
  readonly task: Task | null;
  /** Where it stands on its ladder; null for what has none, or none yet. */
  readonly climb: Climb | null;
  /** Work about it that ended meanwhile, the last one last. */
  readonly ended: readonly Task[];
}

/** How a case stands, as far as it matters to what may be done with it. */
export const CASE_STATES = [
  'unasked',
  'asked',
  'claimed',
  'in-progress',
  'shelved',
  'attached',
  'resolved',
  'auto-resolved',
  'over-under-way',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export function stateOf({ alert, task }: Case): CaseState {
  if (!isLive(alert.state)) {
    if (task && isOpenTask(task.state)) return 'over-under-way';
    return alert.state === 'resolved' ? 'resolved' : 'auto-resolved';
  }
  if (alert.state === 'shelved') return 'shelved';
  if (alert.attached) return 'attached';
  if (!task) return 'unasked';
  return task.state === 'in-progress' ? 'in-progress' : task.claimedBy === null ? 'asked' : 'claimed';
}

/** What the handling log says of it; `by` is null for the house itself, `text` what a person wrote. */
export interface Entry {
  readonly alertId: string;
  readonly taskId: string | null;
  readonly said: LogEvent;
  readonly by: Actor | null;
  readonly text: string | null;
}

export interface Decided {
  readonly case: Case;
  readonly facts: readonly Fact[];
  readonly log: readonly Entry[];
  /** What is due on its ladder by now is asked in the same turn, and not by the next look. */
  readonly climbs: boolean;
}

/** Why it was not done: what the work says, or what is wrong with what was asked for. */
export type Refused =
  | Refusal
  | { readonly refused: 'state'; readonly state: Alert['state'] }
  | { readonly refused: 'wrong'; readonly path: string; readonly message: string };

export const isRefused = (answer: Decided | Refused): answer is Refused => 'refused' in answer;

/** What has to be known beside the case. */
export interface Circumstances {
  /** The district that looks after it by now. */
  readonly districtId: string | null;
  /** The teams of whoever acts. */
  readonly teamIds: readonly string[];
  /** What is to be done besides, by what was found. */
  readonly checklists: Parameters<typeof checklistFor>[2];
}

/** What each of the actions of a kind does with a case. */
export type Acts<A extends { readonly do: string }> = {
  readonly [K in A['do']]: (
    of: Case,
    action: Extract<A, { readonly do: K }>,
    now: Date,
    known: Circumstances,
  ) => Decided | Refused;
};

export type Step = (of: Case) => Decided;

export const stays: Step = (of) => ({ case: of, facts: [], log: [], climbs: false });

/** One after the other, each on what the one before has left. */
export const inTurn = (of: Case, ...steps: readonly Step[]): Decided =>
  steps.reduce<Decided>((before, step) => {
    const after = step(before.case);
    return {
      case: after.case,
      facts: [...before.facts, ...after.facts],
      log: [...before.log, ...after.log],
      climbs: before.climbs || after.climbs,
    };
  }, stays(of));

/** Written down of its alert, or of the work that is open about it. */
export const writes =
  (
    said: LogEvent,
    { by = null, text = null, ofTask = false }: Partial<Omit<Entry, 'said'>> & { ofTask?: boolean } = {},
  ): Step =>
  (of) => ({ ...stays(of), log: [{ alertId: of.alert.id, taskId: (ofTask && of.task?.id) || null, said, by, text }] });

export const tells =
  (fact: (of: Case) => Fact): Step =>
  (of) => ({ ...stays(of), facts: [fact(of)] });

export const withAlert =
  (change: Partial<Alert>): Step =>
  (of) =>
    stays({ ...of, alert: { ...of.alert, ...change } });

export const withTask =
  (change: Partial<Task>): Step =>
  (of) =>
    stays(of.task ? { ...of, task: { ...of.task, ...change } } : of);

export const withClimb =
  (change: (climb: Climb) => Climb): Step =>
  (of) =>
    stays(of.climb ? { ...of, climb: change(of.climb) } : of);

export const climbs: Step = (of) => ({ ...stays(of), climbs: true });

export const when =
  (is: (of: Case) => boolean, ...steps: readonly Step[]): Step =>
  (of) =>
    is(of) ? inTurn(of, ...steps) : stays(of);
