import type { EntityManager } from 'typeorm';
import { isHeld } from './trouble.rules.js';

/** Beyond these it is forgotten of the oldest that somebody holds them. */
const MOST_KNOWN = 10_000;

/** Says in the transaction which may be written. */
export type Choose<T> = (tx: EntityManager) => Promise<readonly T[]>;

/**
 * Writes many rows by one statement, and beside those that somebody else holds: where the statement could not have a lock it is repeated
 * with what nobody holds, and what was left out is answered, to be kept for later. From then on those are asked for first, and nobody
 * waits for them again. While nobody holds any it costs nothing.
 */
export class BesideHeld<T> {
  private known = new Set<string>();

  constructor(
    private readonly keyOf: (one: T) => string,
    /** Locks what nobody holds, waits for none, and answers the keys of those that somebody does. */
    private readonly heldAmong: (tx: EntityManager, keys: readonly string[]) => Promise<ReadonlySet<string>>,
  ) {}

  /**
   * @param write one transaction that may be repeated
   * @returns those that somebody holds
   */
  async write(all: readonly T[], write: (choose: Choose<T>) => Promise<unknown>): Promise<readonly T[]> {
    if (all.length === 0) return [];
    const suspects = new Set(this.known.size === 0 ? [] : all.filter((one) => this.known.has(this.keyOf(one))));
    let held: readonly T[];
    try {
      held = await this.writeUnlessHeld(all, suspects, write);
    } catch (error) {
      if (!isHeld(error)) throw error;
      held = await this.writeUnlessHeld(all, new Set(all), write);
    }
    this.remember(all, held);
    return held;
  }

  private async writeUnlessHeld(
    all: readonly T[],
    suspects: ReadonlySet<T>,
    write: (choose: Choose<T>) => Promise<unknown>,
  ): Promise<readonly T[]> {
    let held: readonly T[] = [];
    await write(async (tx) => {
      if (suspects.size === 0) return all;
      const keys = await this.heldAmong(tx, [...suspects].map(this.keyOf));
      const isFree = (one: T): boolean => !suspects.has(one) || !keys.has(this.keyOf(one));
      held = all.filter((one) => !isFree(one));
      return all.filter(isFree);
    });
    return held;
  }

  private remember(all: readonly T[], held: readonly T[]): void {
    if (this.known.size > 0) for (const one of all) this.known.delete(this.keyOf(one));
    for (const one of held) this.known.add(this.keyOf(one));
    if (this.known.size > MOST_KNOWN) this.known = new Set([...this.known].slice(-MOST_KNOWN));
  }
}
