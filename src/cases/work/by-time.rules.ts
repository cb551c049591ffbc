import type { DutyNow } from '../../teams/roster.rules.js';
import type { Routing } from '../../teams/routing.rules.js';
import { isLive } from '../alert.rules.js';
import { taskFact } from '../case-facts.rules.js';
import { type Acts, inTurn, stays, tells, withTask, writes } from '../case-state.rules.js';
import { handOver } from '../duty/hand-over.rules.js';
import { type Holder, mayKeep } from '../duty/holder.rules.js';
import { follow } from '../duty/moving.rules.js';
import { STAYS } from '../task.rules.js';
import { giveBack } from './hands.rules.js';
import { goesNext, handsTo, staysHere } from './places.rules.js';
import { asksAnew } from './work-steps.rules.js';

/** What time, the roster, or whoever moves or leaves does with the work about a case. */
export type TimeAction =
  /** A claim's time is over, or it is time to remind of it. */
  | { readonly do: 'watch-claim' }
  /** The stretch of duty that it is with has ended; `duty` is that of its team now. */
  | { readonly do: 'end-shift'; readonly duty: DutyNow; readonly goesOn: boolean }
  /** The roster says something else of the stretch of duty that it is with. */
  | { readonly do: 'stay-until'; readonly shiftEndsAt: Date | null }
  /** As the account of whoever has it, or is asked for it, stands now. */
  | { readonly do: 'let-go'; readonly holder: Holder }
  /** Its citizen, or a team, is elsewhere than when somebody was asked; `asked`: whom the step it stands on would ask now. */
  | { readonly do: 'bring'; readonly asked: Routing | null };

export const BY_TIME: Acts<TimeAction> = {
  'watch-claim': (of, _action, now, known) => {
    if (of.task === null || of.task.claimedBy === null) return stays(of);
    const { claimExpiresAt, remindAt } = of.task;
    if (claimExpiresAt && claimExpiresAt <= now) return giveBack(of, { rule: 'claim_ran_out' }, now, known);
    if (!remindAt || remindAt > now) return stays(of);
    return inTurn(
      of,
      tells(({ task }) =>
        taskFact('task.holder_reminded', task!, (common) => ({
          ...common,
          claimExpiresAt: claimExpiresAt?.toISOString() ?? null,
        })),
      ),
      withTask({ remindAt: null }),
    );
  },

  'end-shift': (of, { duty, goesOn }, now, known) => {
    if (!of.task) return stays(of);
    const decided = handOver(of.task, { ...duty, goesOn }, now);
    switch (decided.do) {
      case 'stay':
        return inTurn(of, withTask({ shiftEndsAt: decided.shiftEndsAt }));
      case 'ask-holder': {
        const releaseAt = decided.releaseAt?.toISOString() ?? null;
        return inTurn(
          of,
          withTask({ shiftEndsAt: null, releaseAt: decided.releaseAt }),
          writes({ kind: 'hand_over_asked', data: { releaseAt } }, { ofTask: true }),
          tells(({ task }) =>
            taskFact('task.hand_over_asked', task!, (common) => ({ ...common, claimedBy: task!.claimedBy, releaseAt })),
          ),
        );
      }
      case 'ask-anew':
        return inTurn(of, withTask({ shiftEndsAt: null }), asksAnew(now));
      case 'release': {
        const released = giveBack(of, { rule: 'shift_over' }, now, known);
        return 'refused' in released ? released : inTurn(of, () => released, asksAnew(now));
      }
      case 'nothing':
        return stays(of);
    }
  },

  'stay-until': (of, { shiftEndsAt }) => inTurn(of, withTask({ shiftEndsAt })),

  'let-go': (of, { holder }, now, known) => {
    const { task } = of;
    if (task && task.claimedBy !== null) {
      if (mayKeep(task, holder)) return stays(of);
      return giveBack(of, { rule: holder ? 'holder_elsewhere' : 'account_closed' }, now, known);
    }
    // What was for one person in particular is anybody's of the team.
    if (!task?.assigneeId || holder) return stays(of);
    const audience = task.audience === 'person' ? 'team' : task.audience;
    return inTurn(of, withTask({ assigneeId: null, audience }), asksAnew(now));
  },

  bring: (of, { asked }, now, { districtId }) => {
    const { alert, task } = of;
    if (!isLive(alert.state)) return stays(of);
    if (!task) return inTurn(of, handsTo(districtId));
    const would = asked ?? task.routing;
    const move = follow(task, would, districtId, districtId !== alert.districtId);
    switch (move.do) {
      case 'ask-anew':
        return inTurn(of, handsTo(districtId), asksAnew(now));
      case 'stay':
        return task.claimedBy === null ? inTurn(of, withTask({ routing: would }), staysHere) : stays(of);
      case 'go-next':
        return inTurn(of, goesNext(move.nextTeamId, move.nextDistrictId, now));
      case 'come-back':
        return inTurn(
          of,
          withTask(STAYS),
          writes({ kind: 'came_back', data: {} }, { ofTask: true }),
          tells(({ task: back }) =>
            taskFact('task.readdressed', back!, (common) => ({ ...common, ...STAYS, claimedBy: back!.claimedBy })),
          ),
        );
    }
  },
};
