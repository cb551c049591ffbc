/** Somebody else changed a row since it was read: the whole transaction is to be repeated at once. */
export class Stale extends Error {
  /** As PostgreSQL says it of its own accord. */
  readonly code = '40001';
}
