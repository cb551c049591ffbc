import { type Cause, causesOf, inCommon, likelyCause, type Outcome, outcomesOf } from '../endings.js';
import type { Row } from '../../model.js';

/** How all of them may end. */
export const outcomesInCommon = (rows: readonly Row[]): readonly Outcome[] => inCommon(rows.map(outcomesOf));
export const causesInCommon = (rows: readonly Row[]): readonly Cause[] => inCommon(rows.map(causesOf));

/** What is likely of every one of them, or not known. */
export function likelyInCommon(rows: readonly Row[], outcome: Outcome): Cause {
  const likely = new Set(rows.map((row) => likelyCause(row, outcome)));
  return likely.size === 1 ? [...likely][0]! : 'unknown';
}
