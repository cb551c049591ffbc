/** What became of a message at the push service; `error` is a code. */
export type PushAnswer =
  | { readonly outcome: 'taken' }
  /** Nobody is there any more: the subscription is over. */
  | { readonly outcome: 'gone' }
  /** It never will be. */
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'waits'; readonly error: string; readonly afterMs: number | null };

const GONE = [404, 410];
const MAY_PASS = [408, 425, 429];

/**
 * By RFC 8030, sections 5 and 7.3, and RFC 9110. A redirect is followed nowhere.
 * @param retryAfter the header, in seconds or as a date
 */
export function judgeAnswer(status: number, retryAfter: string | undefined, now: Date): PushAnswer {
  if (status >= 200 && status < 300) return { outcome: 'taken' };
  if (GONE.includes(status)) return { outcome: 'gone' };
  const error = `http-${status}`;
  if (MAY_PASS.includes(status) || status >= 500) return { outcome: 'waits', error, afterMs: waitOf(retryAfter, now) };
  return { outcome: 'refused', error };
}

function waitOf(retryAfter: string | undefined, now: Date): number | null {
  if (retryAfter === undefined) return null;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000;
  // The only way that dates are sent (RFC 9110, section 5.6.7); of others Node makes what it likes.
  const at = / GMT$/.test(retryAfter) ? Date.parse(retryAfter) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** What a push service asks for beyond that is not waited for: nothing is news for so long. */
const LONGEST_ASKED_MS = 60 * 60_000;

/** How long a subscription rests after so many failures in a row: longer each time, and never shorter than it was asked to. */
export const restMs = (failures: number, askedMs: number | null): number =>
  Math.max(
    Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS),
    Math.min(askedMs ?? 0, LONGEST_ASKED_MS),
  );
