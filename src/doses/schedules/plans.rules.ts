/** A schedule that holds from an instant until the next one begins. Those that hold now or will are the citizen's plan. */
export interface Planned {
  readonly revision: number;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

export const isAhead = ({ validFrom }: Pick<Planned, 'validFrom'>, now: Date): boolean => validFrom > now;

export type Refusal =
  | { readonly refused: 'planned'; readonly planned: readonly Planned[] }
  | { readonly refused: 'unknown'; readonly index: number };

/**
 * Which of the planned schedules one that is to begin at `from` takes the place of: those it names, and no other. One that begins now
 * leaves them as they are. One that begins later must say what is to become of those that would begin after it, or with it.
 */
export function takesPlaceOf(
  held: readonly Planned[],
  from: Date,
  replaces: readonly number[] | undefined,
  now: Date,
): Refusal | { readonly gone: readonly number[] } {
  const planned = held.filter((one) => isAhead(one, now));
  const index = (replaces ?? []).findIndex((revision) => !planned.some((one) => one.revision === revision));
  if (index !== -1) return { refused: 'unknown', index };
  const gone = replaces ?? [];
  const left = planned.filter(({ revision }) => !gone.includes(revision));
  const inTheWay = left.filter(
    ({ validFrom }) =>
      validFrom.getTime() === from.getTime() || (from > now && replaces === undefined && validFrom > from),
  );
  return inTheWay.length > 0 ? { refused: 'planned', planned: inTheWay } : { gone };
}

/** Each holds until the next begins. What took no time at all is not among them. */
export const inTurn = <P extends Planned>(plan: readonly P[]): P[] =>
  [...plan]
    .sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime() || a.revision - b.revision)
    .map((one, i, all) => ({ ...one, validUntil: all[i + 1]?.validFrom ?? null }));
