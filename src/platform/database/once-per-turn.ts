import type { EntityManager } from 'typeorm';

/**
 * What many rooms ask in the same transaction is asked of the database once: the first answer holds for the turn. Whoever changes it
 * in that transaction says so with `forget`.
 */
export class OncePerTurn<T> {
  private readonly answers = new WeakMap<EntityManager, Promise<T>>();

  ask(tx: EntityManager, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(tx);
    if (known) return known;
    const asked = ask();
    this.answers.set(tx, asked);
    return asked;
  }

  forget(tx: EntityManager): void {
    this.answers.delete(tx);
  }
}
