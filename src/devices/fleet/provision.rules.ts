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

export type Judgement = { readonly fate: Fate } | { readonly mistake: keyof typeof FLAWS };

/** Why nothing can be done with one, in words. */
export const FLAWS = {
  'not-yours': 'is registered already, where you have no say over it',
  'out-of-use': 'is registered already, and out of use',
} as const;

/**
 * @param known null for one that nobody registered
 * @param rotates whether those that have a secret get another too
 */
export function judgeListed(known: Listed | null, rotates: boolean): Judgement {
  if (!known) return { fate: 'registered' };
  if (!known.isReached) return { mistake: 'not-yours' };
  if (known.isRetired) return { mistake: 'out-of-use' };
  if (!known.hasSecret) return { fate: 'given-secret' };
  return { fate: rotates ? 'rotated' : 'left-alone' };
}
