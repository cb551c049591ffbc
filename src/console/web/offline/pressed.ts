import type { Logged, Mode, Problem, Resolution, Task } from '../model.js';
import { KEPT_MILLIS } from './pass.js';

/** What was pressed about a task. */
export type PressedDeed =
  | { readonly do: 'claim' | 'release' | 'keep' }
  | { readonly do: 'take-over'; readonly reason: string }
  | { readonly do: 'start'; readonly mode: Mode }
  | { readonly do: 'log'; readonly said: Logged }
  | { readonly do: 'resolve'; readonly as: Resolution };

/** Why it was not done, as the gateway said it; `status` 0 where it is never going to be known. */
export interface Refusal {
  readonly status: number;
  readonly body: Problem;
}

/** Something that was pressed and has no end yet, or one that has to be told. */
export interface Pressed {
  /** Its Idempotency-Key: sent as often as it takes, it is done once. */
  readonly key: string;
  readonly taskId: string;
  /** Whom the task is about. */
  readonly about: string;
  readonly deed: PressedDeed;
  /** On the device's own clock. */
  readonly at: number;
  /** Until then it can be undone, and is not sent. */
  readonly sendAt: number;
  /** The tab that sends it. */
  readonly tab: string;
  /** There was no answer when it was pressed: its end comes when she may look at something else. */
  readonly isLate: boolean;
  /** Whether it may have been done already. */
  readonly isUnknown: boolean;
  readonly refusal: Refusal | null;
}

/** What is to be sent next: in the order in which it was pressed. */
export const nextOf = (all: readonly Pressed[], now: number): Pressed | undefined =>
  all.filter(isUnsent).find(({ sendAt }) => sendAt <= now);

export const isUnsent = ({ refusal }: Pressed): boolean => refusal === null;

/** Nobody thinks of it so long after; of what is from a time to come nobody knows how old it is. */
export const isTooOld = (at: number, now: number): boolean => Math.abs(now - at) >= KEPT_MILLIS;

/** The tasks that are about to leave the reader's hands. */
export const lettingGo = (all: readonly Pressed[]): string[] =>
  all.filter((each) => isUnsent(each) && isLettingGo(each.deed)).map(({ taskId }) => taskId);

export const isLettingGo = (deed: PressedDeed): boolean => deed.do === 'release' || deed.do === 'resolve';

/** The tasks that she took without an answer, and has not let go of since: she goes on with them as with her own. */
export function takenOf(all: readonly Pressed[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { taskId, deed } of all.filter(isWaiting)) {
    if (isTaking(deed)) taken.add(taskId);
    if (isLettingGo(deed)) taken.delete(taskId);
  }
  return taken;
}

const isTaking = (deed: PressedDeed): boolean => deed.do === 'claim' || deed.do === 'take-over';
const isWaiting = (each: Pressed): boolean => isUnsent(each) && each.isLate;

/** The task as it is once what was pressed without an answer is done, so that she can go on with it. */
export function asPressed(task: Task, all: readonly Pressed[], reader: { id: string; name: string }): Task {
  return all
    .filter((each) => each.taskId === task.id && isWaiting(each))
    .reduce((before, { deed }) => after(before, deed, reader), task);
}

function after(task: Task, deed: PressedDeed, { id, name }: { id: string; name: string }): Task {
  if (isTaking(deed)) return { ...task, state: 'claimed', claimedBy: id, claimedByName: name, releaseAt: null };
  if (deed.do === 'start') return { ...task, state: 'in-progress' };
  if (deed.do === 'keep') return { ...task, releaseAt: null };
  return task;
}
