/**
 * What somebody says of herself: that she is at work in a team, whatever its roster says, or has gone home in spite of it. Of one person
 * in one team the last word holds.
 */
export interface OwnShift {
  readonly teamId: string;
  readonly staffId: string;
  readonly atWork: boolean;
  readonly from: Date;
  /** When it ends by itself; who has gone home is there again by the roster then. */
  readonly until: Date;
}

/** Whether she is there by her own word. */
export const isHere = (own: OwnShift, at: Date): boolean => own.atWork && holds(own, at);

/** Whether somebody said that she went home. */
export const hasGone = (of: { readonly ownShifts: readonly OwnShift[] }, staffId: string, at: Date): boolean =>
  of.ownShifts.some((own) => own.staffId === staffId && !own.atWork && holds(own, at));

const holds = ({ from, until }: OwnShift, at: Date): boolean => from <= at && at < until;
