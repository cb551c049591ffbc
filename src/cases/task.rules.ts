import type { Alert, Cause, Outcome } from './alert.rules.js';
import type { Priority } from '../devices/telemetry.rules.js';
import type { Routing } from '../teams/routing.rules.js';

export const TASK_KINDS = ['call', 'screen-call', 'visit', 'refill', 'technical', 'review'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_STATES = ['open', 'claimed', 'in-progress', 'resolved', 'superseded', 'auto-resolved'] as const;
export type TaskState = (typeof TASK_STATES)[number];
/** Work that is still to be done. */
export const OPEN_STATES = ['open', 'claimed', 'in-progress'] as const satisfies readonly TaskState[];
/** Work that somebody has. */
export const HELD_STATES = ['claimed', 'in-progress'] as const satisfies readonly TaskState[];

export const MODES = ['call', 'screen-call', 'visit'] as const;
export type Mode = (typeof MODES)[number];

/** One piece of work for one team, with at most one owner. */
export interface Task {
  readonly id: string;
  readonly alertId: string;
  readonly citizenId: string | null;
  readonly kind: TaskKind;
  readonly state: TaskState;
  readonly priority: Priority;
  readonly teamId: string | null;
  /** Whose people see it. */
  readonly districtId: string | null;
  readonly assigneeId: string | null;
  readonly audience: 'team' | 'district' | 'person';
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly claimedBy: string | null;
  readonly claimedByName: string | null;
  readonly claimedAt: Date | null;
  readonly remindAt: Date | null;
  readonly claimExpiresAt: Date | null;
  /** When the shift ends that it was given to, or claimed on. */
  readonly shiftEndsAt: Date | null;
  /** When it goes back to the queue unless its holder, whose shift is over, keeps it. */
  readonly releaseAt: Date | null;
  readonly startedAt: Date | null;
  readonly mode: Mode | null;
  readonly unansweredCalls: number;
  readonly resolvedAt: Date | null;
  readonly outcome: Outcome | null;
  readonly cause: Cause | null;
  readonly note: string | null;
  readonly rung: number;
  /** Why this team: what the routing returned, whole. */
  readonly routing: Routing;
  /** Where it goes once its holder gives it back, since the citizen, or the team, is elsewhere now. */
  readonly nextTeamId: string | null;
  readonly nextDistrictId: string | null;
  /** Since when. */
  readonly movedAt: Date | null;
  readonly version: number;
}

/** Why work that nobody has taken is nobody's any more. */
export const WITHDRAWN = ['later_step', 'shelved', 'has_holder', 'under_dose', 'under_incident'] as const;
export type Withdrawn = (typeof WITHDRAWN)[number];

/** Who acts on a task. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** An expected refusal; `held` names who has it. */
export type Refusal =
  | { readonly refused: 'held'; readonly holder: { readonly name: string; readonly since: Date } }
  | { readonly refused: 'closed'; readonly state: TaskState }
  | { readonly refused: 'not-claimed'; readonly state: TaskState };

export type Decision = { readonly task: Task; readonly changed: boolean } | Refusal;

/** What a rung asks of a team. */
export interface Asked {
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly rung: number;
  readonly routing: Routing;
  readonly dueAt: Date;
  /** When the shift ends that is asked. */
  readonly shiftEndsAt: Date | null;
}

export const isOpenTask = (state: TaskState): boolean => OPEN_STATES.some((open) => open === state);
export const isRefusal = (decision: Decision): decision is Refusal => 'refused' in decision;

/** Compare and set: the first wins, and the same person may claim again. A closed task never re-opens. */
export function claim(task: Task, by: Actor, now: Date): Decision {
  if (!isOpenTask(task.state)) return { refused: 'closed', state: task.state };
  if (task.claimedBy === by.id) return { task, changed: false };
  if (task.claimedBy !== null) return heldBy(task);
  return changed({ ...task, state: 'claimed', ...ownedBy(by, now) });
}

/** Gives it back to the queue. Only the holder may; time, with nobody named, may too. */
export function release(task: Task, by: Actor | null): Decision {
  if (!isOpenTask(task.state)) return { refused: 'closed', state: task.state };
  if (task.claimedBy === null) return by ? { refused: 'not-claimed', state: task.state } : { task, changed: false };
  if (by && task.claimedBy !== by.id) return heldBy(task);
  return changed({
    ...task,
    state: 'open',
    claimedBy: null,
    claimedByName: null,
    claimedAt: null,
    remindAt: null,
    claimExpiresAt: null,
    releaseAt: null,
    startedAt: null,
    mode: null,
  });
}

/** Takes it from whoever has it, on purpose and on record. */
export function takeOver(task: Task, by: Actor, now: Date): Decision {
  if (!isOpenTask(task.state)) return { refused: 'closed', state: task.state };
  if (task.claimedBy === by.id) return { task, changed: false };
  return changed({ ...task, state: 'claimed', startedAt: null, mode: null, ...ownedBy(by, now) });
}

/** The holder's shift is over, and the work stays with the holder all the same. */
export function keep(task: Task, by: Actor): Decision {
  if (!isOpenTask(task.state)) return { refused: 'closed', state: task.state };
  if (task.claimedBy === null) return { refused: 'not-claimed', state: task.state };
  if (task.claimedBy !== by.id) return heldBy(task);
  return task.releaseAt === null ? { task, changed: false } : changed({ ...task, releaseAt: null });
}

/** The holder is at it; starting an unclaimed task claims it. */
export function start(task: Task, mode: Mode, by: Actor, now: Date): Decision {
  const claimed = claim(task, by, now);
  if (isRefusal(claimed)) return claimed;
  return changed({ ...claimed.task, state: 'in-progress', startedAt: task.startedAt ?? now, mode });
}

/** Somebody tried to call, or noted something; two calls nobody answered are two. Whose work it is not counts nothing. */
export function note(
  task: Task,
  entry: 'call-attempt' | 'conversation' | 'note',
  answered: boolean | undefined,
  by: Actor,
): Decision {
  if (!isOpenTask(task.state)) return { refused: 'closed', state: task.state };
  if (entry !== 'call-attempt' || answered === undefined || !isFor(task, by)) return { task, changed: false };
  return changed({ ...task, unansweredCalls: answered ? 0 : task.unansweredCalls + 1 });
}

/** Closed with outcome and cause. An unclaimed task may be closed at once by whoever dealt with it. */
export function resolve(
  task: Task,
  { outcome, cause, text }: { readonly outcome: Outcome; readonly cause: Cause; readonly text: string | null },
  by: Actor,
  now: Date,
): Decision {
  const claimed = claim(task, by, now);
  if (isRefusal(claimed)) return claimed;
  return changed({
    ...claimed.task,
    state: 'resolved',
    resolvedAt: now,
    outcome,
    cause,
    note: text,
    remindAt: null,
    claimExpiresAt: null,
  });
}

/** Nobody else has it: what is done about it is done by whoever's it is. */
export const isFor = ({ claimedBy }: Pick<Task, 'claimedBy'>, by: Pick<Actor, 'id'>): boolean =>
  claimedBy === null || claimedBy === by.id;

/** Whoever wants to set the work aside is told who has it; null where nobody else does. */
export const whoElseHas = (task: Task, by: Pick<Actor, 'id'>): Extract<Refusal, { refused: 'held' }> | null =>
  isOpenTask(task.state) && !isFor(task, by) ? heldBy(task) : null;

/** Its alert became more urgent, and so does the work, whoever has it; it never becomes less. */
export const raise = (task: Task, priority: Priority): Task | null =>
  isOpenTask(task.state) && priority < task.priority ? { ...task, priority } : null;

/** The alert closed by itself. Work under way is told so and not cancelled behind the nurse's back. */
export function closeItself(task: Task, now: Date): Task | 'tell-holder' | null {
  if (!isOpenTask(task.state)) return null;
  if (task.state === 'in-progress') return 'tell-holder';
  return { ...task, state: 'auto-resolved', resolvedAt: now, remindAt: null, claimExpiresAt: null };
}

/** It is where its citizen is. */
export const STAYS = { nextTeamId: null, nextDistrictId: null, movedAt: null } as const;

const changed = (task: Task): Decision => ({ task, changed: true });
const ownedBy = (by: Actor, now: Date) => ({
  claimedBy: by.id,
  claimedByName: by.name,
  claimedAt: now,
  remindAt: null,
  claimExpiresAt: null,
  releaseAt: null,
});
const heldBy = (task: Task): Extract<Refusal, { refused: 'held' }> => ({
  refused: 'held',
  holder: { name: task.claimedByName ?? '', since: task.claimedAt ?? task.createdAt },
});

/** The work as it is asked for. */
export const newTask = (alert: Alert, { taskId, kind, rung, routing, dueAt, shiftEndsAt }: Asked, now: Date): Task => ({
  id: taskId,
  alertId: alert.id,
  citizenId: alert.citizenId,
  kind,
  state: 'open',
  priority: alert.priority,
  teamId: routing.chosenTeamId,
  districtId: routing.districtId ?? alert.districtId,
  assigneeId: routing.assigneeId,
  audience: routing.audience,
  dueAt,
  createdAt: now,
  claimedBy: null,
  claimedByName: null,
  claimedAt: null,
  remindAt: null,
  claimExpiresAt: null,
  shiftEndsAt,
  releaseAt: null,
  startedAt: null,
  mode: null,
  unansweredCalls: 0,
  resolvedAt: null,
  outcome: null,
  cause: null,
  note: null,
  rung,
  routing,
  ...STAYS,
  version: 1,
});
