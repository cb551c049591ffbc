import type { EntityManager } from 'typeorm';

/** One message, one transaction, one instant: everything that happens in a turn becomes true together or not at all. */
export interface Turn {
  readonly tx: EntityManager;
  readonly now: Date;
}
