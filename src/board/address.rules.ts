import type { Citizen } from '../citizens/citizen.rules.js';
import { isOpenTask, type Task } from '../cases/task.rules.js';

/** A protected address is for who drives there: the holder or the assignee of a visit that is still to be made, on the task itself and in no list. */
export function mayShowAddress(
  { addressProtected }: Pick<Citizen, 'addressProtected'>,
  { kind, state, claimedBy, assigneeId }: Pick<Task, 'kind' | 'state' | 'claimedBy' | 'assigneeId'>,
  reader: { readonly id: string },
  inList: boolean,
): boolean {
  if (!addressProtected) return true;
  const isDrive = kind === 'visit' || kind === 'refill';
  return !inList && isDrive && isOpenTask(state) && [claimedBy, assigneeId].includes(reader.id);
}
