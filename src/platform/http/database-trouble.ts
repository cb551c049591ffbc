import { cannotBeKept, isHeld, mayBeDone, takesNoWrites, troubleOf } from '../database/trouble.rules.js';
import { Problem, problem } from '../errors/problem.js';

/** Why a request was not served, or perhaps not, though nothing is wrong with it. */
const UNSERVED = ['held', 'unwritable', 'uncertain', 'infrastructure'] as const;
export type Unserved = (typeof UNSERVED)[number];

/**
 * What a caller hears while the database, or whatever else should do the work, does not; and of what can never be kept. Null for what
 * nobody foresaw: a mistake of ours, or a rule of a table that the room should have seen coming.
 */
export function refusalFor(error: unknown): Problem | null {
  if (cannotBeKept(error))
    return problem.unprocessable([{ path: 'body', message: 'holds a character, number or time that cannot be kept' }]);
  if (troubleOf(error) !== 'infrastructure') return null;
  if (isHeld(error))
    return unserved('held', 'Somebody else holds what this is about, and nothing was done; try again shortly.');
  if (takesNoWrites(error)) {
    const said =
      'Nothing can be saved at the moment, and nothing was: the database takes no writes. What is there can be read.';
    return unserved('unwritable', said, 5);
  }
  if (mayBeDone(error)) {
    const said =
      'The database went away before it said whether this was saved. It may have been: look before you try again.';
    return unserved('uncertain', said);
  }
  return unserved('infrastructure', 'The database is away, or cannot do this just now; try again shortly.');
}

export const isUnserved = (found: Problem): found is Problem & { extra: { reason: Unserved } } =>
  found.status === 503 && UNSERVED.includes(found.extra.reason as Unserved);

const unserved = (reason: Unserved, detail: string, retryAfterSeconds = 2): Problem =>
  new Problem(503, 'Service Unavailable', detail, { reason, retryAfterSeconds });
