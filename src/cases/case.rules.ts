import { CLIMB, type ClimbAction } from './case-climb.rules.js';
import { LIFE, type LifeAction } from './case-life.rules.js';
import type { Case, Circumstances, Decided, Refused } from './case-state.rules.js';
import { WORK, type WorkAction } from './case-work.rules.js';

/** Everything that can happen to a case. */
export type Action = WorkAction | LifeAction | ClimbAction;

/** Everything that can happen to a case, by its name: what it does stands beside those of its kind. */
export const ACTIONS = { ...WORK, ...LIFE, ...CLIMB };

/**
 * What becomes of a case, what is told of it, and what is written into its log: the only place where an alert, the work about it and
 * its place on the ladder change. What may not be done is refused, and what has been done is left as it is.
 */
export function decide(of: Case, action: Action, now: Date, known: Circumstances): Decided | Refused {
  const act: (of: Case, action: never, now: Date, known: Circumstances) => Decided | Refused = ACTIONS[action.do];
  return act(of, action as never, now, known);
}
