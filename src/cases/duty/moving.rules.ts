import type { Task } from '../task.rules.js';
import type { Routing } from '../../teams/routing.rules.js';

/** Where the work of a task is to go, or to stay. */
export type Move =
  | { readonly do: 'ask-anew' }
  /** With whom it is: only why, and how far, has changed. */
  | { readonly do: 'stay' }
  /** With its holder, until she gives it back. */
  | { readonly do: 'go-next'; readonly nextTeamId: string | null; readonly nextDistrictId: string | null }
  /** With its holder, and it goes nowhere any more. */
  | { readonly do: 'come-back' };

/**
 * What becomes of open work when its citizen, or a team, is elsewhere than when somebody was asked.
 * @param asked whom the step that was asked last would ask now
 * @param districtId the one that looks after the citizen now
 * @param isOther whether that is another than the one the alert is of
 */
export function follow(
  task: Pick<Task, 'claimedBy' | 'teamId' | 'assigneeId' | 'movedAt'>,
  asked: Pick<Routing, 'chosenTeamId' | 'assigneeId' | 'districtId'>,
  districtId: string | null,
  isOther: boolean,
): Move {
  const { chosenTeamId, assigneeId } = asked;
  if (task.claimedBy === null)
    return isOther || chosenTeamId !== task.teamId || assigneeId !== task.assigneeId
      ? { do: 'ask-anew' }
      : { do: 'stay' };
  if (isOther || (chosenTeamId !== null && chosenTeamId !== task.teamId))
    return { do: 'go-next', nextTeamId: chosenTeamId, nextDistrictId: asked.districtId ?? districtId };
  return task.movedAt === null ? { do: 'stay' } : { do: 'come-back' };
}
