import type { Task } from '../model.js';

/** The last closed first. */
export function sortHandled(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => compare(closedAt(b), closedAt(a)));
}

/** The neighbour of the selected task, from the first where none is selected. */
export function stepSelection(ids: readonly string[], selectedId: string | null, step: 1 | -1): string | null {
  const at = selectedId ? ids.indexOf(selectedId) : -1;
  if (at < 0) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}

/** Where one is when others go: the same, else the next that stays, else the one before; none where none does. */
export function afterLeaving(ids: readonly string[], at: string | null, stays: (id: string) => boolean): string | null {
  const from = at === null ? 0 : Math.max(0, ids.indexOf(at));
  return ids.slice(from).find(stays) ?? ids.slice(0, from).findLast(stays) ?? null;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const closedAt = (task: Task) => task.resolvedAt ?? task.createdAt;
