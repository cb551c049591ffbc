import type { Alert } from './alert.rules.js';

export const INCIDENT = 'gateway.fleet_outage';

/** Dispensers of a district that lost contact or mains lately, of those in use there. */
export interface Loss {
  readonly districtId: string;
  readonly lost: number;
  readonly inUse: number;
  readonly since: Date;
}

export interface StormLimits {
  readonly devices: number;
  readonly percent: number;
}

/** How close together losses belong to one incident. */
export const STORM_MINUTES = 5;
/** Fewer are cared for one by one, whatever part of a small district they are. */
export const FEWEST = 5;
const BACK_SHARE = 0.95;

/** Whether so many at once have one cause (domain scenario 11). */
export const isStorm = ({ lost, inUse }: Pick<Loss, 'lost' | 'inUse'>, limits: StormLimits): boolean =>
  lost >= limits.devices || (lost >= FEWEST && lost * 100 >= inUse * limits.percent);

/** Whether nearly all that were lost at the worst are back. */
export const isOver = (stillLost: number, lostAtWorst: number): boolean =>
  stillLost <= lostAtWorst * (1 - BACK_SHARE) + 1e-9;

export const incidentKey = (districtId: string): string => `district:${districtId}/${INCIDENT}`;

const PART_OF_INCIDENT = ['connectivity.offline', 'power.mains_lost'];

/**
 * Whether the district's incident stands for the alert: for what it did to a dispenser, and for silence over a dose that can
 * wait. A reported miss and a time-critical dose come through; so does the silence of a dispenser that is still connected.
 */
export function isPartOf(alert: Pick<Alert, 'type' | 'state' | 'dose' | 'detail'>): boolean {
  if (alert.state !== 'open') return false;
  if (PART_OF_INCIDENT.includes(alert.type)) return true;
  return (
    alert.type === 'dose.unconfirmed' && alert.dose?.criticality !== 'time-critical' && alert.detail.connected === false
  );
}
