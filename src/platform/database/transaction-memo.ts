import type { EntityManager } from 'typeorm';

/**
 * What many rooms ask in the same transaction is asked of the database once: the first answer holds for the turn. Whoever changes it
 * in that transaction says so with `forget`.
 */
export class TransactionMemo<T> {
  private readonly answers = new WeakMap<EntityManager, Map<string, Promise<T>>>();

  /** `about` tells questions apart, where there is more than one. */
  ask(tx: EntityManager, ask: () => Promise<T>, about = ''): Promise<T> {
    const answers = this.answers.get(tx) ?? new Map<string, Promise<T>>();
    this.answers.set(tx, answers);
    const known = answers.get(about);
    if (known) return known;
    const asked = ask();
    answers.set(about, asked);
    return asked;
  }

  forget(tx: EntityManager): void {
    this.answers.delete(tx);
  }
}
