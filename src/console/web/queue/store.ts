import type { Row } from '../model.js';
import { isOpenTask } from '../states.js';

/** The list after a whole reading. What has not changed is the same object as before, so that nothing of it is drawn anew. */
export function afterReading<R extends Row>(before: readonly R[], read: readonly R[]): readonly R[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const now = read.map((row) => asBefore(known.get(row.id), row));
  return now.length === before.length && now.every((row, at) => row === before[at]) ? before : now;
}

/** The list after some of it was asked for again: those that were not answered, or are closed, are not in it any more. */
export function afterChange<R extends Row>(
  before: readonly R[],
  asked: readonly string[],
  read: readonly R[],
): readonly R[] {
  const again = new Set(asked);
  const now = [...before.filter(({ id }) => !again.has(id)), ...read.filter(isOpenTask)];
  return afterReading(before, now.toSorted(asServed));
}

/** As the gateway orders a queue: the most critical first, and the one with the least time left among equals; ids settle ties. */
const asServed = (a: Row, b: Row): number =>
  compare(a.priority, b.priority) || compare(a.deadlineAt, b.deadlineAt) || compare(a.id, b.id);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Both come out of JSON, with their fields in one order. */
const asBefore = <R extends Row>(before: R | undefined, now: R): R =>
  before && before !== now && JSON.stringify(before) === JSON.stringify(now) ? before : now;
