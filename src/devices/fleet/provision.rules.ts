/** What becomes of a dispenser of a list: it is new; it had no secret; it gets another; or it keeps the one it has. */
export const FATES = ['registered', 'given-secret', 'rotated', 'left-alone'] as const;
export type Fate = (typeof FATES)[number];

/** What is known of one that is listed. */
export interface Listed {
  readonly isRetired: boolean;
  /** Whether whoever asks has a say over it. */
  readonly isReached: boolean;
  readonly hasSecret: boolean;
}

export type Judgement = { readonly fate: Fate } | { readonly mistake: string };

/**
 * @param known null for one that nobody registered
 * @param rotates whether those that have a secret get another too
 */
export function judgeListed(known: Listed | null, rotates: boolean): Judgement {
  if (!known) return { fate: 'registered' };
  if (!known.isReached) return { mistake: 'is registered already, where you have no say over it' };
  if (known.isRetired) return { mistake: 'is registered already, and out of use' };
  if (!known.hasSecret) return { fate: 'given-secret' };
  return { fate: rotates ? 'rotated' : 'left-alone' };
}
