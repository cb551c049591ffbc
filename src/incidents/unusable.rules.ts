import { FEWEST } from './storm.rules.js';

/** What a dispenser says cannot be used: somebody looks after the dispenser. */
export const UNUSABLE = 'device.unusable_telemetry';
/** The same of many dispensers of a district. */
export const UNUSABLE_INCIDENT = 'gateway.unusable_telemetry';

/** How close together the same is one incident. */
export const ALIKE_MINUTES = 60;
const MOST_CAUSES = 8;

export const isManyAlike = (dispensers: number): boolean => dispensers >= FEWEST;

export const unusableIncidentKey = (districtId: string, cause: string): string =>
  `district:${districtId}/${UNUSABLE_INCIDENT}/${cause}`;

/** By cause, when it was last so; the latest few. */
export type Causes = Readonly<Record<string, string>>;

export function withCauses(known: Causes, causes: readonly string[], now: Date): Causes {
  const all = { ...known, ...Object.fromEntries(causes.map((cause) => [cause, now.toISOString()])) };
  const latest = Object.entries(all).sort(([, a], [, b]) => Date.parse(b) - Date.parse(a));
  return Object.fromEntries(latest.slice(0, MOST_CAUSES));
}

/** Whether those who know of it already are told that it came again: of a cause that is new, and ever more seldom of what is not. */
export const isWorthTelling = (known: Causes, causes: readonly string[], before: number, after: number): boolean =>
  causes.some((cause) => !(cause in known)) || Math.floor(Math.log2(after)) > Math.floor(Math.log2(before));
