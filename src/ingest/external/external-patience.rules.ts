import type { Trouble } from './external-trouble.rules.js';

const FIRST_MS = 1_000;
/** Of one that is only away: deaf is worse than one attempt more. */
const AWAY_MS = 5_000;
/** After so long with all it is for, what went before is forgotten. */
const STABLE_MS = 60_000;

const isAway = ({ step, code }: Trouble): boolean =>
  step === 'reach' || step === 'take' || code === 'closed' || code === 0x8b;

/** How long until the broker is asked once more: doubled each time up to a ceiling, half of it by chance, so that not all come at once. */
export function waitMs(trouble: Trouble, tries: number, mostMs: number, chance: number): number {
  const ceiling = isAway(trouble) ? Math.min(AWAY_MS, mostMs) : mostMs;
  return Math.min(ceiling, FIRST_MS * 2 ** Math.min(tries - 1, 16)) * (0.5 + chance / 2);
}

/** How many tries count after a connection ended: one that came and went counts on, whatever it was granted meanwhile. */
export const triesAfter = (tries: number, wholeForMs: number | null): number =>
  wholeForMs !== null && wholeForMs >= STABLE_MS ? 1 : tries + 1;
