import type { District } from '../teams/district.rules.js';
import { type DetailOf, detailOf } from '../cases/alert-detail.rules.js';
import type { Alert, Report } from '../cases/alert.rules.js';

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

/** What is known of an incident. */
export type Outage = DetailOf<typeof INCIDENT>;
export const knownOf = (incident: Pick<Alert, 'detail'>): Outage => detailOf(INCIDENT, incident);

/** The districts it stands for, by itself. */
export const partsOf = (incident: Pick<Alert, 'detail' | 'districtId'>): readonly string[] =>
  knownOf(incident).partIds ?? [incident.districtId!];

/** What opens the incident of a district. */
export const outageOf = (districtId: string, detail: Outage): Report => ({
  key: incidentKey(districtId),
  type: INCIDENT,
  priority: 'P2',
  ladderName: 'power-connectivity',
  citizenId: null,
  deviceId: null,
  districtId,
  doseId: null,
  dose: null,
  unmatched: false,
  detail,
  line: null,
});

export const incidentKey = (districtId: string): string => `district:${districtId}/${INCIDENT}`;

/** A district with an incident. */
export interface Struck {
  readonly districtId: string;
  readonly since: Date;
  /** It may go under an incident of a district above: nobody has taken it up, and it never was under one. */
  readonly isFree: boolean;
}

/** One incident for a district whose parts were struck together. */
export interface Covering {
  readonly districtId: string;
  readonly since: Date;
  /** The districts whose incidents go under it. */
  readonly partIds: readonly string[];
}

const together = (a: Date, b: Date): boolean => Math.abs(a.getTime() - b.getTime()) <= STORM_MINUTES * 60_000;

/**
 * Which incidents have one cause: the lowest district that covers two or more struck within the same minutes has one incident for them,
 * and one that has an incident already takes those below under it. From the deepest district up, in that order.
 */
export function coverings(tree: readonly Pick<District, 'id' | 'parentId'>[], struck: readonly Struck[]): Covering[] {
  const byDistrict = new Map(struck.map((one) => [one.districtId, one]));
  const found: Covering[] = [];
  const rise = (districtId: string): Struck[] => {
    const own = byDistrict.get(districtId);
    const parts = tree.filter(({ parentId }) => parentId === districtId).flatMap(({ id }) => rise(id));
    const since = own?.since ?? firstShared(parts);
    if (!since) return parts;
    const under = parts.filter((part) => together(part.since, since));
    if (under.length > 0) found.push({ districtId, since, partIds: under.map((part) => part.districtId) });
    const whole = own ?? { districtId, since, isFree: true };
    return [...(whole.isFree ? [whole] : []), ...parts.filter((part) => !under.includes(part))];
  };
  for (const { id, parentId } of tree) if (parentId === null) rise(id);
  return found;
}

/** When the first of those began that did not begin alone. */
function firstShared(parts: readonly Struck[]): Date | null {
  const times = parts.map(({ since }) => since).sort((a, b) => a.getTime() - b.getTime());
  return times.find((since, i) => times[i + 1] !== undefined && together(since, times[i + 1]!)) ?? null;
}

const PART_OF_INCIDENT = ['connectivity.offline', 'power.mains_lost'];

/**
 * Whether the district's incident stands for the alert: for what it did to a dispenser, and for silence over a dose that can
 * wait. A reported miss and a time-critical dose come through; so does the silence of a dispenser that is still connected.
 */
export function isPartOf(alert: Pick<Alert, 'type' | 'state' | 'dose' | 'detail'>): boolean {
  if (alert.state !== 'open') return false;
  if (PART_OF_INCIDENT.includes(alert.type)) return true;
  return (
    alert.type === 'dose.unconfirmed' &&
    alert.dose?.criticality !== 'time-critical' &&
    detailOf('dose', alert).connected === false
  );
}
