import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

/** Wrong tries of one kind: how many within a window that began with the first. */
export interface Wrong {
  readonly wrong: number;
  readonly since: Date;
  readonly lastAt: Date;
}

/** After so long they are forgotten. */
export const WINDOW_MS = { account: 60 * MINUTE_MS, device: 24 * 60 * MINUTE_MS, address: MINUTE_MS } as const;
export type Counted = keyof typeof WINDOW_MS;

/** So many wrong ones cost nothing: people mistype. From a device where somebody signed in they are her own. */
const FREE = { account: 5, device: 100 } as const;
const LONGEST_SECONDS = 30;
const ADDRESS_LIMIT = 100;

/** How many wrong ones count, now. */
export const countOf = (kind: Counted, found: Wrong | null, now: Date): number =>
  found && now.getTime() - found.since.getTime() < WINDOW_MS[kind] ? found.wrong : 0;

/** How long the next try has to wait, in milliseconds: 1 s, 2, 4, 8, 16 and then 30 after each wrong one. */
export function waitMs(kind: 'account' | 'device', found: Wrong | null, now: Date): number {
  const wrong = countOf(kind, found, now);
  if (!found || wrong < FREE[kind]) return 0;
  const delayMs = Math.min(LONGEST_SECONDS, 2 ** (wrong - FREE[kind])) * 1_000;
  return Math.max(0, found.lastAt.getTime() + delayMs - now.getTime());
}

/** Whether so many wrong ones came from an address that more are let through one by one. */
export const isCrowded = (found: Wrong | null, now: Date): boolean => countOf('address', found, now) >= ADDRESS_LIMIT;

/** When somebody behind a crowded address need not be told to wait any more. */
export const crowdedSeconds = (found: Wrong | null, now: Date): number => {
  const leftMs = found ? found.since.getTime() + WINDOW_MS.address - now.getTime() : 0;
  return Math.min(LONGEST_SECONDS, Math.max(1, Math.ceil(leftMs / 1_000)));
};
