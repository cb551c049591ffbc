import { isLive } from '../alert.rules.js';
import { alertFact, taskFact } from '../case-facts.rules.js';
import {
  type Circumstances,
  inTurn,
  type Step,
  stays,
  tells,
  withAlert,
  withTask,
  writes,
} from '../case-state.rules.js';
import { STAYS } from '../task.rules.js';

/** Where it is is where it belongs. */
export const staysHere: Step = (of) =>
  of.task
    ? inTurn(of, withTask({ ...STAYS, districtId: of.task.routing.districtId ?? of.task.districtId }))
    : stays(of);

/** The citizen lives in another district now, which looks after it from here. */
export const handsTo =
  (to: string | null): Step =>
  (of) => {
    const from = of.alert.districtId;
    if (from === to || !isLive(of.alert.state)) return stays(of);
    return inTurn(
      of,
      withAlert({ districtId: to }),
      writes({ kind: 'district_changed', data: { from, to } }),
      tells(({ alert }) => alertFact('alert.moved', alert, (common) => ({ ...common, from, to }))),
    );
  };

/** Whoever it goes to has it. */
export const arrives =
  ({ teamIds, districtId }: Circumstances): Step =>
  (of) => {
    const { movedAt, nextTeamId, nextDistrictId } = of.task!;
    if (!movedAt || !nextTeamId || !teamIds.includes(nextTeamId)) return stays(of);
    const here = { ...STAYS, teamId: nextTeamId, districtId: nextDistrictId ?? of.task!.districtId };
    return inTurn(of, withTask(here), handsTo(districtId));
  };

/** It stays with its holder, and those who get it next see that. */
export const goesNext =
  (nextTeamId: string | null, nextDistrictId: string | null, now: Date): Step =>
  (of) => {
    const task = of.task!;
    if (task.movedAt && task.nextTeamId === nextTeamId && task.nextDistrictId === nextDistrictId) return stays(of);
    const next = { nextTeamId, nextDistrictId };
    const held = { ...next, claimedBy: task.claimedBy };
    return inTurn(
      of,
      withTask({ ...next, movedAt: task.movedAt ?? now }),
      writes({ kind: 'readdressed', data: next }, { ofTask: true }),
      tells((after) => taskFact('task.readdressed', after.task!, (common) => ({ ...common, ...held }))),
      nextDistrictId === task.districtId
        ? stays
        : tells((after) =>
            taskFact('task.expected', { ...after.task!, districtId: nextDistrictId }, (common) => ({
              ...common,
              ...held,
            })),
          ),
    );
  };
