import { type Citizen, whereabouts } from '../citizens/citizen.rules.js';
import type { QueueTask } from '../cases/lists/queue.rules.js';
import { isOpenTask } from '../cases/task.rules.js';
import { mayShowAddress } from './address.rules.js';

/** What a row is drawn with beside its task. */
export interface Around {
  /** Where the reader reaches her. */
  readonly citizen: Citizen | null;
  /** Whether somebody can be called about her. */
  readonly phone: boolean;
  readonly teamName: string | null;
  readonly reader: { readonly id: string };
  readonly now: Date;
}

/** A task as one line: what decides which to take next, and no more. */
export function rowOf(task: QueueTask, { citizen, phone, teamName, reader, now }: Around) {
  const { id, priority, kind, state, deadlineAt, citizenId, type, dose, unansweredCalls } = task;
  const { deviceId, districtId, audience, claimedBy, claimedByName } = task;
  const isHeld = claimedBy !== null && isOpenTask(state);
  const isShown = citizen !== null && mayShowAddress(citizen, task, reader, true);
  return {
    id,
    priority,
    kind,
    state,
    deadlineAt,
    citizenId,
    name: citizen?.displayName ?? null,
    street: isShown ? (whereabouts(citizen, now).address.street ?? null) : null,
    ...(citizenId === null && { deviceId, districtId }),
    type,
    doseAt: dose?.dueAt ?? null,
    ...(dose?.criticality === 'time-critical' && { critical: true as const }),
    ...(unansweredCalls > 0 && { calls: unansweredCalls }),
    teamName,
    ...(state === 'open' && audience !== 'team' && { audience }),
    holder: isHeld ? (claimedByName ?? '') : null,
    ...(isHeld && claimedBy === reader.id && { mine: true as const }),
    phone,
  };
}
