import type { Acts } from './case-state.rules.js';
import { BY_HAND, type HandAction } from './work/by-hand.rules.js';
import { BY_TIME, type TimeAction } from './work/by-time.rules.js';

/** What somebody, or time, does with the work about a case. */
export type WorkAction = HandAction | TimeAction;

export const WORK: Acts<WorkAction> = { ...BY_HAND, ...BY_TIME };
