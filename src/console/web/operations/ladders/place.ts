import type { Ladder, Name, Place } from './asks.js';

export const NAMES = [
  'time-critical-dose',
  'standard-dose',
  'dispensing-stopped',
  'planned-work',
  'power-connectivity',
  'security',
] as const satisfies readonly Name[];

const ID = /^[0-9a-f-]{36}$/;

/** Whose ladders are looked at, as the address says it: a district's, a citizen's, or everybody's. */
export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const idOf = (name: string) => ID.exec(query.get(name) ?? '')?.[0] ?? '';
  const citizenId = idOf('citizen');
  return { citizenId, districtId: citizenId ? '' : idOf('district') };
}

export function writePlace(path: string, { districtId, citizenId }: Place): string {
  if (citizenId) return `${path}?citizen=${citizenId}`;
  return districtId ? `${path}?district=${districtId}` : path;
}

export const placeOf = ({ districtId, citizenId }: Pick<Ladder, 'districtId' | 'citizenId'>): Place => ({
  districtId: districtId ?? '',
  citizenId: citizenId ?? '',
});

/** Whether what holds there was set for exactly that, and can be forgotten. */
export function isSetHere(ladder: Pick<Ladder, 'version' | 'districtId' | 'citizenId'>, place: Place): boolean {
  const { districtId, citizenId } = placeOf(ladder);
  return ladder.version > 0 && districtId === place.districtId && citizenId === place.citizenId;
}
