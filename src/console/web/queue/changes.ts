import type { Row, StreamFact } from '../model.js';

const ABOUT_WORK = /^(task|alert|escalation)\./;
/** The gateway answers for so many ids at once. */
export const MOST_IDS = 200;

/** Whether so many of a list have changed that all of it is as quickly read: in a storm what came is read, and not all that was there. */
export const isMost = (changed: number, listed: number): boolean => changed > Math.max(MOST_IDS, listed / 2);

/**
 * The ids of the tasks that a fact may have changed: of a task its own, in the list or not; of an alert or its ladder all of the list
 * that are about the same citizen, since one may be followed under another, or all that are about none.
 */
export function changedBy(fact: StreamFact, rows: readonly Row[]): string[] {
  if (!ABOUT_WORK.test(fact.type)) return [];
  if (fact.type.startsWith('task.')) return [fact.subject];
  return rows.filter(({ citizenId }) => citizenId === fact.data.citizenId).map(({ id }) => id);
}
