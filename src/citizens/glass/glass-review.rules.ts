/** What whoever looked at it found. */
export const FINDINGS = ['justified', 'unjustified'] as const;
export type Finding = (typeof FINDINGS)[number];

/** What became of one break-glass when somebody looked at it. */
export interface GlassReview {
  readonly glassId: string;
  readonly finding: Finding;
  readonly text: string | null;
  readonly reviewedBy: string;
  readonly reviewedByName: string;
  readonly reviewedAt: Date;
}

type Said = Pick<GlassReview, 'finding' | 'text'>;

/**
 * Nobody looks at what she opened herself. Whoever found something may find otherwise later on; what another found stands.
 * `same`: it is said already.
 */
export function review(
  glass: { readonly id: string; readonly staffId: string },
  held: GlassReview | null,
  said: Said,
  by: { readonly id: string; readonly name: string },
  now: Date,
): GlassReview | 'own' | 'same' | { readonly heldBy: GlassReview } {
  if (glass.staffId === by.id) return 'own';
  if (held !== null && held.reviewedBy !== by.id) return { heldBy: held };
  if (held !== null && held.finding === said.finding && held.text === said.text) return 'same';
  return { glassId: glass.id, ...said, reviewedBy: by.id, reviewedByName: by.name, reviewedAt: now };
}
