import type { Refusal } from '../offline/pressed.js';

/**
 * What an answer says of a command: `refused` is its end; `later` says that nothing was done and it may be asked again; after `unknown`
 * it may have been done, and only asking again, by the same key, tells.
 */
export type Verdict = 'refused' | 'later' | 'unknown';

const NO_ANSWER = 0;
const SPOKEN_BY_A_PROXY = [502, 504];

/** `isUnknown`: whether it may have been done already. What refuses whatever is asked says nothing of that. */
export function judgeAnswer({ status, body }: Refusal, isUnknown: boolean): Verdict {
  if (status === NO_ANSWER || SPOKEN_BY_A_PROXY.includes(status) || body.reason === 'uncertain') return 'unknown';
  if (status === 429) return 'later';
  // One with the same key is under way.
  if (status === 409 && body.retryAfterSeconds) return 'later';
  if (status === 503 && body.reason !== 'unwritable') return 'later';
  return status >= 500 && isUnknown ? 'later' : 'refused';
}
