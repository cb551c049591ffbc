/** What a heartbeat says of the battery, beside what is known of it. */
export interface Battery {
  readonly batteryPct: number;
  /** Null: not said. */
  readonly mains: boolean | null;
  readonly standing: readonly string[];
  /** What the dispenser itself called low or empty, where it said how much that is. */
  readonly reportedPct: number | null;
  /** Whether what stands was closed by a person. */
  readonly isClosedByHand: boolean;
}

export interface BatteryLimits {
  readonly batteryLowPct: number;
  readonly batteryEmptyPct: number;
  readonly batteryChargedPct: number;
}

/**
 * What is to be told of the battery. On the mains it charges, so nothing is raised there, and what a person dealt with is over. What
 * stands ends well above what raised it, also where the dispenser has a limit of its own.
 */
export function judgeBattery(
  battery: Battery,
  limits: BatteryLimits,
): 'battery.low' | 'battery.empty' | 'battery.charged' | null {
  const { batteryPct, mains, standing } = battery;
  if (standing.length > 0 && isOver(battery, limits)) return 'battery.charged';
  if (mains === true || standing.includes('battery.empty')) return null;
  if (batteryPct <= limits.batteryEmptyPct) return 'battery.empty';
  return batteryPct <= limits.batteryLowPct && standing.length === 0 ? 'battery.low' : null;
}

function isOver({ batteryPct, mains, reportedPct, isClosedByHand }: Battery, limits: BatteryLimits): boolean {
  if (isClosedByHand && mains === true) return true;
  const margin = limits.batteryChargedPct - limits.batteryLowPct;
  return batteryPct >= Math.min(100, Math.max(limits.batteryChargedPct, (reportedPct ?? 0) + margin));
}
