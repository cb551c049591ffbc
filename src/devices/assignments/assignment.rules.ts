/** A time in which a dispenser serves a citizen; `until` null for as long as nothing else is said. */
export interface Stretch {
  readonly citizenId: string;
  readonly districtId: string | null;
  readonly from: Date;
  readonly until: Date | null;
}

export interface Wish {
  readonly citizenId: string;
  readonly from: Date;
}

/**
 * Why a dispenser cannot be given so, naming the field; null when it can. It is not taken from anybody beyond reach, nor is such a one's
 * turn with it; and what it was while it was another's stays that one's.
 */
export function flawOfWish(
  { citizenId, from }: Wish,
  stretches: readonly Stretch[],
  now: Date,
  reaches: (districtId: string | null) => boolean,
): { path: 'deviceId' | 'from'; message: string } | null {
  const others = stretches.filter((one) => one.citizenId !== citizenId);
  const goesOnAfter = (at: Date) => (one: Stretch) => one.until === null || one.until > at;
  if (others.filter(goesOnAfter(now)).some(({ districtId }) => !reaches(districtId)))
    return { path: 'deviceId', message: 'is no dispenser in use' };
  if (from < now && others.filter(goesOnAfter(from)).some((one) => one.from < now))
    return { path: 'from', message: 'reaches back to when the dispenser was another’s' };
  return null;
}
