import type { Refused } from '../cases/case-state.rules.js';
import { type Asking, isWithin } from '../cases/lists/task-reach.rules.js';
import type { Task } from '../cases/task.rules.js';
import { problem } from '../platform/errors/problem.js';

/** What is out of reach is not there. @throws Problem 404 */
export function reachable(task: Task | null, who: Asking): Task {
  if (!task || !isWithin(task, who)) throw problem.notFound();
  return task;
}

/** What may not be done, as it is answered. */
export function asProblem(refusal: Refused) {
  switch (refusal.refused) {
    case 'held':
      return problem.conflict(`${refusal.holder.name} has it.`, { holder: refusal.holder });
    case 'closed':
      return problem.conflict(`The task is ${refusal.state}.`, { state: refusal.state });
    case 'not-claimed':
      return problem.conflict('Nobody has claimed it.', { state: refusal.state });
    case 'state':
      return problem.conflict(`The alert is ${refusal.state}.`, { state: refusal.state });
    case 'wrong':
      return problem.unprocessable([{ path: refusal.path, message: refusal.message }]);
  }
}
