import type { Look } from './look.rules.js';

/** Looks that could not be written down yet, oldest first. The same look again is kept once, and there is an end to what is kept. */
export class KeptLooks {
  private readonly kept: Look[] = [];
  private readonly known = new Map<string, number>();
  private citizens = 0;

  constructor(
    private readonly most: number,
    private readonly oneLookMs: number,
  ) {}

  /** How many citizens they name. */
  get size(): number {
    return this.citizens;
  }

  get first(): Look | undefined {
    return this.kept[0];
  }

  /** Answers of whom this is news, and whether there was room to keep it. */
  keep(look: Look): { fresh: readonly string[]; isKept: boolean } {
    const since = look.at.getTime() - this.oneLookMs;
    const fresh = look.citizenIds.filter((id) => (this.known.get(keyOf(look, id)) ?? -Infinity) <= since);
    if (fresh.length === 0) return { fresh, isKept: true };
    if (this.citizens + fresh.length > this.most) return { fresh, isKept: false };
    for (const id of fresh) this.known.set(keyOf(look, id), look.at.getTime());
    this.kept.push({ ...look, citizenIds: fresh });
    this.citizens += fresh.length;
    return { fresh, isKept: true };
  }

  /** The first is written down. */
  dropFirst(): void {
    this.citizens -= this.kept.shift()?.citizenIds.length ?? 0;
    if (this.kept.length === 0) this.known.clear();
  }
}

const keyOf = ({ principalKind, principalId, route, reason, shown }: Look, citizenId: string): string =>
  [principalKind, principalId, route, citizenId, reason ?? '', ...(shown ?? [])].join(' ');
