import { type Address, type Citizen, whereabouts } from '../citizens/citizen.rules.js';
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
export function rowOf(task: QueueTask, around: Around) {
  const { citizen, phone, teamName, reader } = around;
  const { id, priority, kind, state, deadlineAt, citizenId, type, dose, unansweredCalls } = task;
  const { deviceId, districtId, audience, claimedBy, claimedByName } = task;
  const isHeld = claimedBy !== null && isOpenTask(state);
  return {
    id,
    priority,
    kind,
    state,
    deadlineAt,
    citizenId,
    name: citizen?.displayName ?? null,
    street: placeOf(task, around)?.street ?? null,
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

/** The same line with where it is: what a map shows. */
export function placedRowOf(task: QueueTask, around: Around) {
  const place = placeOf(task, around);
  return { ...rowOf(task, around), districtId: task.districtId, at: place && { lat: place.lat, lon: place.lon } };
}

/** Where the citizen is now, as far as a list may say. */
const placeOf = (task: QueueTask, { citizen, reader, now }: Around): Address | null =>
  citizen !== null && mayShowAddress(citizen, task, reader, true) ? whereabouts(citizen, now).address : null;
