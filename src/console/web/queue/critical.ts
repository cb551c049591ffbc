import type { Task } from '../model.js';

/** Those that wait as critical since the reading before: new, raised, or back from somebody who had them; not from the reader herself. */
export function newlyCritical(before: ReadonlyMap<string, Task>, tasks: readonly Task[], readerId: string): Task[] {
  return tasks.filter((task) => {
    if (task.priority !== 'P1' || task.state !== 'open') return false;
    const was = before.get(task.id);
    if (!was) return true;
    return was.priority !== 'P1' || (was.state !== 'open' && was.claimedBy !== readerId);
  });
}
