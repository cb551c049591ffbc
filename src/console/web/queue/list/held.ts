import type { Row } from '../../model.js';

/** The list as it is shown while somebody points at it. */
export interface Held {
  /** Each at its place, as it is now; those that are gone as they were. */
  readonly rows: readonly Row[];
  readonly gone: ReadonlySet<string>;
  /** How many wait to be shown. */
  readonly fresh: number;
}

/**
 * What is shown of the list as it is now while the order of what was shown is held: nothing moves, what is new waits, and only critical
 * work that nobody has comes in, on top. `find` is of the list as a whole, whatever the filter lets through.
 */
export function hold(shown: readonly Row[], now: readonly Row[], find: (id: string) => Row | undefined): Held {
  const here = new Set(shown.map(({ id }) => id));
  const fresh = now.filter(({ id }) => !here.has(id));
  const urgent = fresh.filter(({ priority, state }) => priority === 'P1' && state === 'open');
  return {
    rows: [...urgent, ...shown.map((row) => find(row.id) ?? row)],
    gone: new Set(shown.filter(({ id }) => !find(id)).map(({ id }) => id)),
    fresh: fresh.length - urgent.length,
  };
}

export const NOTHING_HELD = { gone: new Set<string>(), fresh: 0 } as const;
