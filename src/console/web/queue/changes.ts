import type { Row, StreamFact } from '../model.js';

const ABOUT_WORK = /^(task|alert|escalation)\./;

/**
 * The ids of the tasks that a fact may have changed: of a task its own, in the list or not; of an alert or its ladder all of the list
 * that are about the same citizen, since one may be followed under another, or all that are about none.
 */
export function changedBy(fact: StreamFact, rows: readonly Row[]): string[] {
  if (!ABOUT_WORK.test(fact.type)) return [];
  if (fact.type.startsWith('task.')) return [fact.subject];
  return rows.filter(({ citizenId }) => citizenId === fact.data.citizenId).map(({ id }) => id);
}
