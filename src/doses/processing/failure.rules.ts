import type { PendingEntry } from '../../journal/journal.rules.js';
import { LONGEST_DELAY_MS, retryDelayMs } from '../../platform/queue/retry-delay.rules.js';

/** So often the house may fail an entry while others succeed before it is tried apart from them. */
export const MOST_DELAYS = 5;

/**
 * What becomes of an entry whose message failed: `again`, it is tried a little later; `delayed`, the same, beside the others, since nothing
 * is wrong with it; `apart`, now and then, since it fails by itself; `parked`, not any more, until a person has looked at it.
 */
export interface Failure {
  readonly step: 'again' | 'delayed' | 'apart' | 'parked';
  /** How often it failed by now: for what is about it, or because of the house. */
  readonly failures: number;
  readonly afterMs: number;
}

type Tried = Pick<PendingEntry, 'attempts' | 'delays' | 'apart'>;

/**
 * @param isAboutMessage only then it is ever parked
 * @param othersGoOn whether other messages succeeded lately: while none does, nothing is special about this one
 */
export function afterFailure(
  { attempts, delays, apart }: Tried,
  isAboutMessage: boolean,
  mostAttempts: number,
  othersGoOn: boolean,
): Failure {
  if (isAboutMessage) {
    const failures = attempts + 1;
    return { step: failures >= mostAttempts ? 'parked' : 'again', failures, afterMs: retryDelayMs(failures) };
  }
  const failures = delays + 1;
  const isApart = apart || (failures >= MOST_DELAYS && othersGoOn);
  return isApart
    ? { step: 'apart', failures, afterMs: LONGEST_DELAY_MS }
    : { step: 'delayed', failures, afterMs: retryDelayMs(failures) };
}
