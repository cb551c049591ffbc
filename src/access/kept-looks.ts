import type { Read } from './read-log.store.js';

export type Look = Omit<Read, 'id' | 'citizenId'>;

interface Kept {
  readonly look: Look;
  readonly citizenIds: readonly string[];
}

/** Looks that could not be written down yet, oldest first. The same look again is kept once, and there is an end to what is kept. */
export class KeptLooks {
  private readonly kept: Kept[] = [];
  private readonly known = new Map<string, number>();

  constructor(
    private readonly most: number,
    private readonly oneLookMs: number,
  ) {}

  /** How many lines of the log they will be. */
  get size(): number {
    return this.kept.reduce((sum, { citizenIds }) => sum + citizenIds.length, 0);
  }

  get first(): Kept | undefined {
    return this.kept[0];
  }

  /** Answers of whom this is news, and whether there was room to keep it. */
  keep(look: Look, citizenIds: readonly string[]): { fresh: readonly string[]; isKept: boolean } {
    const since = look.at.getTime() - this.oneLookMs;
    const fresh = citizenIds.filter((id) => (this.known.get(keyOf(look, id)) ?? -Infinity) <= since);
    if (fresh.length === 0) return { fresh, isKept: true };
    if (this.size + fresh.length > this.most) return { fresh, isKept: false };
    for (const id of fresh) this.known.set(keyOf(look, id), look.at.getTime());
    this.kept.push({ look, citizenIds: fresh });
    return { fresh, isKept: true };
  }

  /** The first is written down. */
  dropFirst(): void {
    this.kept.shift();
    if (this.kept.length === 0) this.known.clear();
  }
}

const keyOf = ({ principalKind, principalId, what, reason }: Look, citizenId: string): string =>
  [principalKind, principalId, what, citizenId, reason ?? ''].join(' ');
