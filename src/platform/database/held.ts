/** How long to wait for a row that somebody else holds. */
export type Patience = 'none' | 'a moment' | 'any';

export const MOMENT_MS = 1_000;

/** Somebody else holds what was to be locked; SQLSTATE 55P03 says so to whoever looks for a code, as the server would have. */
export class Held extends Error {
  readonly code = '55P03';

  constructor() {
    super('somebody else holds it');
  }
}
