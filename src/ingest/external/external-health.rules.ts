import type { CheckResult } from '../../platform/health/readiness.rules.js';
import { lookAt, mistakeOf, tell, type Trouble } from './external-trouble.rules.js';

/** How one of our connections to the external broker stands. */
export interface Place {
  readonly clientId: string;
  /** Subscriptions that it should have and has not. */
  readonly missing: readonly string[];
  /** Why; null before that is known. */
  readonly trouble: Trouble | null;
}

/** Open is every connection with every subscription; else which lack what, each mistake once, and what to look at. */
export function judgeExternal(
  places: readonly Place[],
  heardSecondsAgo: number | null,
  notes: readonly string[],
): CheckResult {
  if (places.length === 0) return { ok: false, detail: 'not opened yet' };
  const lacking = places.filter(({ missing }) => missing.length > 0);
  if (lacking.length === 0) {
    const heard = heardSecondsAgo === null ? 'nothing heard yet' : `last heard ${heardSecondsAgo} s ago`;
    return { ok: true, detail: [`${places.length} connections with all subscriptions, ${heard}`, ...notes].join('; ') };
  }
  const alike = Map.groupBy(lacking, ({ trouble }) => (trouble ? mistakeOf(trouble) : ''));
  const mistakes = [...alike.values()].map(
    (some) => `${names(some)} without ${filters(some)}: ${why(some[0]!.trouble)}`,
  );
  const detail = `${lacking.length} of ${places.length} connections to the external broker lack subscriptions. ${mistakes.join('. ')}`;
  return { ok: false, detail };
}

function names([first, ...others]: readonly Place[]): string {
  return others.length === 0 ? first!.clientId : `${first!.clientId} and ${others.length} more`;
}

const filters = (places: readonly Place[]): string => [...new Set(places.flatMap(({ missing }) => missing))].join(', ');

const why = (trouble: Trouble | null): string =>
  trouble ? `${tell(trouble)}; look at ${lookAt(trouble)}` : 'not answered yet';
