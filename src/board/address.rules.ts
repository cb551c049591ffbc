import type { Citizen } from '../citizens/citizen.rules.js';
import { isOpenTask, type Task } from '../cases/task.rules.js';

type Drive = Pick<Task, 'kind' | 'state' | 'claimedBy' | 'assigneeId'>;

/** Who drives there: the holder or the assignee of a visit that is still to be made, on the task itself and in no list. */
export function drivesThere(
  { kind, state, claimedBy, assigneeId }: Drive,
  reader: { readonly id: string },
  inList: boolean,
): boolean {
  const isDrive = kind === 'visit' || kind === 'refill';
  return !inList && isDrive && isOpenTask(state) && [claimedBy, assigneeId].includes(reader.id);
}

/** A protected address is for who drives there. */
export const mayShowAddress = (
  { addressProtected }: Pick<Citizen, 'addressProtected'>,
  task: Drive,
  reader: { readonly id: string },
  inList: boolean,
): boolean => !addressProtected || drivesThere(task, reader, inList);
