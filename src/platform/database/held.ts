/** How long to wait for a row that somebody else holds: `any` is as long as any statement of the house does. */
export type Patience = 'none' | 'a moment' | 'any';

/**
 * No statement of the house waits longer for a lock, whatever it is: of a row, a table, or of our own. It is longer than PostgreSQL
 * takes to see a deadlock (`deadlock_timeout`, 1 s), which is repeated at once.
 */
export const LONGEST_WAIT_MS = 2_000;
export const MOMENT_MS = 1_000;

/** Somebody else holds what was to be locked; SQLSTATE 55P03 says so to whoever looks for a code, as the server would have. */
export class Held extends Error {
  readonly code = '55P03';

  constructor() {
    super('somebody else holds it');
  }
}
