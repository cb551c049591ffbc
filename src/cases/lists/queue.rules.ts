import type { LadderName } from '../../devices/telemetry.rules.js';
import type { Alert, AlertDose } from '../alert.rules.js';
import type { Task } from '../task.rules.js';

export const SORTS = ['due', 'priority'] as const;
/** `due` is by due time, `priority` the most critical first, and the one with the least time left among equals; ids settle ties. */
type Sort = (typeof SORTS)[number];

/** Where a task stands in the order it was asked for in. */
export interface Place {
  /** The digit of its priority; 0 where that counts for nothing. */
  readonly rank: number;
  readonly at: Date;
  readonly id: string;
}

/** In which order, from above which place. Deadlines are those of `asOf`: the pages of one list have the same, so that none is skipped. */
export interface Order {
  readonly sort: Sort;
  readonly asOf: Date;
  readonly after: Place | null;
}

/** What a row of the queue is made of. */
export type QueueTask = Pick<Task, (typeof SHOWN)[number]> &
  Pick<Alert, 'type' | 'dose' | 'deviceId'> &
  Place & { readonly deadlineAt: Date };

/** What of a task it shows. */
export const SHOWN = [
  'id',
  'citizenId',
  'kind',
  'state',
  'priority',
  'teamId',
  'districtId',
  'audience',
  'assigneeId',
  'claimedBy',
  'claimedByName',
  'unansweredCalls',
] as const satisfies readonly (keyof Task)[];

/** Of the open work: how much there is, how much nobody has, how much the reader has, and how much of each priority. */
export interface QueueCounts {
  readonly all: number;
  readonly unclaimed: number;
  readonly mine: number;
  readonly P1: number;
  readonly P2: number;
  readonly P3: number;
  readonly P4: number;
}

/** What of a task, its alert and its ladder says until when it is of use. */
export interface Pressed {
  readonly dose: Pick<AlertDose, 'windowClosesAt'> | null;
  readonly ladderName: LadderName | null;
  /** What the ladder counts towards. */
  readonly ladderDeadlineAt: Date | null;
  /** The citizen's first dose due after the one it is about, or else since the task was made. */
  readonly nextDoseAt: Date | null;
  readonly dueAt: Date;
}

/** What stands on these ladders is in the way of the next dose. */
export const TOWARDS_NEXT_DOSE = ['dispensing-stopped', 'power-connectivity'] as const satisfies readonly LadderName[];

/**
 * Until when the work is of use: to the end of the window of its dose, and once that is over to the next dose, which must not meet this
 * one; of what is in the way of a dose, to that dose; of a supply that ends, to when its ladder has it refilled. What no dose waits for
 * is wanted when it is due.
 */
export function deadlineOf({ dose, ladderName, ladderDeadlineAt, nextDoseAt, dueAt }: Pressed, now: Date): Date {
  if (dose) {
    const closesAt = new Date(dose.windowClosesAt);
    return closesAt > now ? closesAt : (nextDoseAt ?? closesAt);
  }
  if (TOWARDS_NEXT_DOSE.some((name) => name === ladderName)) return nextDoseAt ?? dueAt;
  if (ladderName === 'planned-work') return ladderDeadlineAt ?? dueAt;
  return dueAt;
}
