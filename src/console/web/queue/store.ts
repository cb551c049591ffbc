import type { Task } from '../model.js';
import { sortQueue } from './sort.js';

/** The list after a whole reading. What has not changed is the same object as before, so that nothing of it is drawn anew. */
export function afterReading(before: readonly Task[], read: readonly Task[]): readonly Task[] {
  const known = new Map(before.map((task) => [task.id, task]));
  const now = sortQueue(read.map((task) => asBefore(known.get(task.id), task)));
  return now.length === before.length && now.every((task, at) => task === before[at]) ? before : now;
}

/** The list after some of it was asked for again: those that were not answered are not in it any more. */
export function afterChange(before: readonly Task[], asked: readonly string[], read: readonly Task[]): readonly Task[] {
  const again = new Set(asked);
  return afterReading(before, [...before.filter(({ id }) => !again.has(id)), ...read]);
}

/** Both come out of JSON, with their fields in one order. */
const asBefore = (before: Task | undefined, now: Task): Task =>
  before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
