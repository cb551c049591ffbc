import { taskFact } from '../case-facts.rules.js';
import { type Case, type Decided, inTurn, stays, tells, withClimb, writes } from '../case-state.rules.js';
import { hold } from '../climbing/climb.rules.js';
import type { Task } from '../task.rules.js';
import { follows, withdraws } from './work-steps.rules.js';

/** The work of one case goes on under another, with whoever has it. */
export function moveWork(from: Case, to: Case, now: Date): { readonly from: Case; readonly to: Decided } | null {
  const { task } = from;
  if (!task) return null;
  const state = task.state === 'in-progress' ? 'in-progress' : task.claimedBy ? 'claimed' : 'open';
  const moved: Task = { ...task, alertId: to.alert.id, priority: to.alert.priority };
  const fromAlertId = from.alert.id;
  return {
    from: { ...from, task: null },
    to: inTurn(
      to,
      withdraws('has_holder', now, to.alert.districtId),
      (of) => stays({ ...of, task: moved }),
      writes({ kind: 'work_moved', data: { fromAlertId, state } }, { ofTask: true }),
      tells((of) => taskFact('task.moved', of.task!, (common) => ({ ...common, fromAlertId }))),
      follows(state),
      task.claimedBy === null ? stays : withClimb((climb) => hold(climb, now)),
    ),
  };
}
