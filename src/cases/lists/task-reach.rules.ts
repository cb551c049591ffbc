import { isOpenTask, type Task } from '../task.rules.js';

/** Of whoever asks, what decides whose work it is. */
export interface Asking {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly teamIds: readonly string[];
  readonly districtIds: readonly string[] | 'all';
}

type Whose = Pick<
  Task,
  'state' | 'teamId' | 'districtId' | 'nextTeamId' | 'nextDistrictId' | 'assigneeId' | 'claimedBy' | 'audience'
>;

/** Whether somebody may see the work, and act on it: it is hers, her team's, the one's it goes to next, or of her districts. */
export const isWithin = (task: Whose, who: Asking): boolean =>
  [task.assigneeId, task.claimedBy].includes(who.id) ||
  who.teamIds.some((id) => id === task.teamId || id === task.nextTeamId) ||
  [task.districtId, task.nextDistrictId].some((id) => covers(who, id));

/**
 * Whether the work is somebody's for as long as it is open, so that what it needs may be read, wherever its citizen lives: she holds
 * it or is named for it, it is with her team or goes there next, all of her district are asked, or she leads the shift of whoever has it.
 * It is nobody's who may not see work at all, whichever team she belongs to.
 */
export function isTheirs(task: Whose, who: Asking): boolean {
  if (!isOpenTask(task.state) || !who.scopes.includes('tasks:read')) return false;
  if ([task.assigneeId, task.claimedBy].includes(who.id)) return true;
  if (who.teamIds.some((id) => id === task.teamId || id === task.nextTeamId)) return true;
  const isAsked = task.audience === 'district' || who.scopes.includes('shift:lead');
  return isAsked && covers(who, task.districtId);
}

const covers = ({ districtIds }: Asking, districtId: string | null): boolean =>
  districtIds === 'all' || (districtId !== null && districtIds.includes(districtId));
