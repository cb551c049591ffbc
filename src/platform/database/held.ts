import { HELD } from './trouble.rules.js';

/** How long to wait for a row that somebody else holds: `any` is as long as any statement of the house does. */
export type Patience = 'none' | 'a moment' | 'any';

/**
 * No statement of the house waits longer for a lock, whatever it is: of a row, a table, or of our own. It is longer than PostgreSQL
 * takes to see a deadlock (`deadlock_timeout`, 1 s), which is repeated at once.
 */
export const LONGEST_WAIT_MS = 2_000;
export const MOMENT_MS = 1_000;

/** Somebody else holds what was to be locked; whoever looks for a code finds the one the server would have given. */
export class Held extends Error {
  readonly code = HELD;

  constructor() {
    super('somebody else holds it');
  }
}
