/** How many dispensers are in use, how many of them are in touch, and when one of them was heard last. */
export interface Pulse {
  readonly devices: number;
  readonly devicesOnline: number;
  readonly lastSeenAt: Date | null;
}

/** The same of those who serve citizens of one district, or nobody of any. */
export interface DistrictPulse extends Pulse {
  readonly districtId: string | null;
}

/** The same of these districts together; whoever reaches all reaches those of nobody as well. */
export function pulseWithin(districts: readonly DistrictPulse[], within: readonly string[] | 'all'): Pulse {
  const reached = districts.filter(
    ({ districtId }) => within === 'all' || (districtId !== null && within.includes(districtId)),
  );
  return reached.reduce<Pulse>(
    (sum, one) => ({
      devices: sum.devices + one.devices,
      devicesOnline: sum.devicesOnline + one.devicesOnline,
      lastSeenAt: later(sum.lastSeenAt, one.lastSeenAt),
    }),
    { devices: 0, devicesOnline: 0, lastSeenAt: null },
  );
}

const later = (a: Date | null, b: Date | null): Date | null => (a === null || (b !== null && b > a) ? b : a);
