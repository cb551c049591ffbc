/**
 * How a dispenser stands: connected; away until its next visit; gone of late, and not missed yet; known to be offline; registered and
 * never heard; out of use.
 */
export const FLEET_STATES = ['online', 'resting', 'away', 'offline', 'never-heard', 'retired'] as const;
export type FleetState = (typeof FLEET_STATES)[number];

/** What is known of one. */
interface Seen {
  readonly isRetired: boolean;
  /** Since when it is missed; null while it is not. */
  readonly offlineSince: Date | null;
  readonly isConnected: boolean;
  readonly lastSeenAt: Date | null;
  readonly isVisitor: boolean;
}

export function stateOf({ isRetired, offlineSince, isConnected, lastSeenAt, isVisitor }: Seen): FleetState {
  if (isRetired) return 'retired';
  if (offlineSince) return 'offline';
  if (isConnected) return 'online';
  if (!lastSeenAt) return 'never-heard';
  return isVisitor ? 'resting' : 'away';
}

/** Whether what stands is of the machine: that it is offline is its state, and what somebody asked of it is hers. */
export const isOfMachine = (condition: string): boolean =>
  condition !== 'connectivity.offline' && !condition.startsWith('user.');
