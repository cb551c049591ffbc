import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';

export interface Point {
  lat: number;
  lon: number;
}

/** GeoJSON: closed rings of positions, longitude before latitude; the first ring is the outline, the others are holes. */
export type Area =
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] };

/** A node of a tree of any depth: municipality, district, zone. */
export interface District {
  id: string;
  name: string;
  parentId: string | null;
  polygon: Area | null;
  /** Everything is worked out and shown here, and nobody is asked; so below it too. */
  shadow: boolean;
  createdAt: Date;
  version: number;
}

/** A district that was removed or merged: what happened there is its successor's to show. */
export interface FormerDistrict {
  id: string;
  name: string;
  successorId: string;
  removedAt: Date;
}

type Node = Pick<District, 'id' | 'parentId'>;

/** The district and every district below it; nothing for one that is unknown. */
export function below(districts: readonly Node[], districtId: string): string[] {
  const found = districts.some((d) => d.id === districtId) ? [districtId] : [];
  for (const id of found) {
    found.push(...districts.filter((d) => d.parentId === id && !found.includes(d.id)).map((d) => d.id));
  }
  return found;
}

/** The districts above it, nearest first. */
export function ancestors(districts: readonly Node[], districtId: string): string[] {
  const parents = new Map(districts.map((d) => [d.id, d.parentId]));
  const above: string[] = [];
  let id = parents.get(districtId);
  while (id && id !== districtId && !above.includes(id)) {
    above.push(id);
    id = parents.get(id);
  }
  return above;
}

/** The root above it, which may be itself. */
export const municipalityOf = (districts: readonly Node[], districtId: string): string =>
  ancestors(districts, districtId).at(-1) ?? districtId;

/** Whether the district, or one above it, is only tried out. */
export const isInShadow = (districts: readonly (Node & Pick<District, 'shadow'>)[], districtId: string): boolean => {
  const up = [districtId, ...ancestors(districts, districtId)];
  return districts.some(({ id, shadow }) => shadow && up.includes(id));
};

/** Whether the tree would bite its own tail if `districtId` moved below `parentId`. */
export const wouldCycle = (districts: readonly Node[], districtId: string, parentId: string): boolean =>
  parentId === districtId || ancestors(districts, parentId).includes(districtId);

/** The deepest district whose polygon holds the point. */
export function districtHolding(
  districts: readonly Pick<District, 'id' | 'parentId' | 'polygon'>[],
  at: Point,
): string | null {
  const holding = districts
    .filter((d) => d.polygon && booleanPointInPolygon([at.lon, at.lat], d.polygon))
    .map((d) => ({ id: d.id, depth: ancestors(districts, d.id).length }))
    .sort((a, b) => b.depth - a.depth || (a.id < b.id ? -1 : 1));
  return holding[0]?.id ?? null;
}
