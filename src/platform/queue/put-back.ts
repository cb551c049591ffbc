const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
const FORGOTTEN_MS = 60_000;

/**
 * Work that was put back because somebody holds what it is about. Until its pause is over it is not tried, and after that it comes
 * behind all other: so each costs a wait now and then, and the others nothing.
 */
export class PutBack {
  private readonly held = new Map<string, { readonly times: number; readonly againAt: number }>();

  get count(): number {
    return this.held.size;
  }

  note(work: unknown, nowMs: number): void {
    const key = JSON.stringify(work);
    const times = (this.held.get(key)?.times ?? 0) + 1;
    this.held.set(key, { times, againAt: nowMs + Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS) });
  }

  /** All of it may be tried at once: whoever held it may have let go. */
  hurry(nowMs: number): void {
    for (const [key, { times, againAt }] of this.held)
      if (againAt > nowMs) this.held.set(key, { times, againAt: nowMs });
  }

  done(work: unknown): void {
    if (this.held.size > 0) this.held.delete(JSON.stringify(work));
  }

  /** What was not put back, what was and may be tried again, and what may not yet. What is not found any more is forgotten in time. */
  sort<T>(found: readonly T[], nowMs: number): { fresh: readonly T[]; again: T[]; notYet: T[] } {
    for (const [key, { againAt }] of this.held) if (nowMs - againAt > FORGOTTEN_MS) this.held.delete(key);
    if (this.held.size === 0) return { fresh: found, again: [], notYet: [] };
    const sorted = Map.groupBy(found, (work) => {
      const held = this.held.get(JSON.stringify(work));
      return !held ? 'fresh' : held.againAt <= nowMs ? 'again' : 'notYet';
    });
    return { fresh: sorted.get('fresh') ?? [], again: sorted.get('again') ?? [], notYet: sorted.get('notYet') ?? [] };
  }
}
