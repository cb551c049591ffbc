import type { Task } from '../task.rules.js';
import type { DutyNow } from '../../teams/roster.rules.js';

/** How long a holder whose shift is over has to say that the work stays. */
const ANSWER_MINUTES = 10;

export type HandOver =
  | { readonly do: 'stay'; readonly shiftEndsAt: Date | null }
  | { readonly do: 'ask-anew' }
  | { readonly do: 'ask-holder'; readonly releaseAt: Date | null }
  | { readonly do: 'release' }
  | { readonly do: 'nothing' };

/**
 * When the shift ends that open work is with, by the roster as it is now: at once where nobody is on duty any more. Of a holder
 * whom the shift does not name nobody knows better than before; the end does not come later for that.
 */
export function shiftEnd(
  { claimedBy, shiftEndsAt }: Pick<Task, 'claimedBy' | 'shiftEndsAt'>,
  duty: Pick<DutyNow, 'onDuty' | 'until' | 'members'>,
  now: Date,
): Date | null {
  if (shiftEndsAt === null) return null;
  if (!duty.onDuty || duty.until === null) return now;
  const isTheirs = claimedBy === null || duty.members === null || duty.members.includes(claimedBy);
  return isTheirs || duty.until < shiftEndsAt ? duty.until : shiftEndsAt;
}

/** Whether somebody who goes home is asked about the work, once. What she has begun and is with no shift she was asked about before. */
export const isAskedOnLeaving = (
  { claimedBy, state, shiftEndsAt, releaseAt }: Pick<Task, 'claimedBy' | 'state' | 'shiftEndsAt' | 'releaseAt'>,
  staffId: string,
): boolean => claimedBy === staffId && releaseAt === null && (shiftEndsAt !== null || state === 'claimed');

/**
 * What becomes of open work when the stretch of duty it is with has ended. `duty` is that of its team now; `goesOn`: the shift its
 * holder may be on has not ended with the stretch.
 */
export function handOver(
  task: Pick<Task, 'claimedBy' | 'state' | 'shiftEndsAt' | 'releaseAt'>,
  duty: Pick<DutyNow, 'onDuty' | 'until' | 'members'> & { readonly goesOn?: boolean },
  now: Date,
): HandOver {
  if (task.releaseAt && task.releaseAt <= now && task.claimedBy) return { do: 'release' };
  if (!task.shiftEndsAt || task.shiftEndsAt > now) return { do: 'nothing' };
  if (!task.claimedBy) return duty.onDuty ? { do: 'stay', shiftEndsAt: duty.until } : { do: 'ask-anew' };
  const isStillThere = duty.members?.includes(task.claimedBy) ?? false;
  if (duty.onDuty && (isStillThere || duty.goesOn === true)) return { do: 'stay', shiftEndsAt: duty.until };
  // Nobody is taken off work that has begun: its claim has an end of its own.
  if (task.state === 'in-progress') return { do: 'ask-holder', releaseAt: null };
  return { do: 'ask-holder', releaseAt: new Date(task.shiftEndsAt.getTime() + ANSWER_MINUTES * 60_000) };
}
