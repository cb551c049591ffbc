/** Why somebody opens a citizen out of reach. */
export const GLASS_REASONS = [
  'emergency',
  'treatment',
  'covering-shift',
  'citizen-asks',
  'relative-asks',
  'complaint',
  'technical',
  'other',
] as const;
export type GlassReason = (typeof GLASS_REASONS)[number];

/** A citizen opened to one of the staff who does not reach her, for a while. */
export interface BrokenGlass {
  readonly id: string;
  readonly staffId: string;
  readonly citizenId: string;
  readonly reason: GlassReason;
  readonly text: string;
  readonly openedAt: Date;
  readonly until: Date;
}

const OPEN_MINUTES = 60;

export const closesAt = (openedAt: Date): Date => new Date(openedAt.getTime() + OPEN_MINUTES * 60_000);

/** How the log of reads begins to say why a look under it was had. */
export const UNDER_GLASS = 'break-glass: ';
export const lookBecause = (reason: GlassReason): string => UNDER_GLASS + reason;
