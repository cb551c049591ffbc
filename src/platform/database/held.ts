import { QueryFailedError } from 'typeorm';

/** How long to wait for a row that somebody else holds. */
export type Patience = 'none' | 'a moment' | 'any';

export const MOMENT_MS = 1_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Somebody else holds what was to be locked. */
export class Held extends Error {
  constructor() {
    super('somebody else holds it');
  }
}

/** Whether work ended because of what somebody else holds: nothing is wrong with it, and it can be done later. */
export const isHeld = (error: unknown): boolean =>
  error instanceof Held ||
  (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === LOCK_NOT_AVAILABLE);
