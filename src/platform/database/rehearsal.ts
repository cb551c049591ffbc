import type { EntityManager } from 'typeorm';

/** Transactions in which something is only tried out. */
const rehearsed = new WeakSet<EntityManager>();

/**
 * Whether what is done is only tried out: the transaction reads, PostgreSQL refuses whatever would write in it, and nothing is held
 * for it. Asked by who would lock rows, or would write by a statement that answers.
 */
export const isRehearsed = (tx: EntityManager): boolean => rehearsed.has(tx);

export function rehearse(tx: EntityManager): void {
  rehearsed.add(tx);
}
