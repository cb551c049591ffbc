import type { District } from '../../model.js';

export type Area = NonNullable<District['polygon']>;
type Position = [number, number];

/** Something with an outline, and what is said of it. */
export interface Outline {
  readonly says: Readonly<Record<string, string>>;
  readonly polygon: Area;
}

/** Why nothing of it can be used. */
export type Unreadable = 'not-json' | 'no-outline' | 'projected';

export interface Found {
  readonly outlines: readonly Outline[];
  /** Points, lines and what has no place. */
  readonly others: number;
  /** Whether latitude comes first all through. */
  readonly isSwapped: boolean;
}

/** A tenth of a metre: what more there is says nothing, and weighs. */
const DECIMALS = 1e6;
/** Where the gateway is used, Greenland and Svalbard included, in degrees. */
const NORTH = { lon: [-75, 35], lat: [54, 82] } as const;

/** Reads a FeatureCollection, a Feature, a Polygon or a MultiPolygon (RFC 7946). */
export function readGeoJson(text: string): Found | Unreadable {
  const given = parse(text);
  if (given === null) return 'not-json';
  const features = featuresOf(given);
  const outlines = features.flatMap((feature) => outlineOf(feature) ?? []);
  if (outlines.length === 0) return 'no-outline';
  const all = outlines.flatMap(({ polygon }) => positionsOf(polygon));
  if (all.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 180)) return 'projected';
  const isSwapped = all.every(([x, y]) => !isNorth(x, y) && isNorth(y, x));
  return { outlines, others: features.length - outlines.length, isSwapped };
}

/** With longitude and latitude in each other's place. */
export const swapped = ({ outlines, others }: Found): Found => ({
  outlines: outlines.map((outline) => ({ ...outline, polygon: mapped(outline.polygon, ([x, y]) => [y, x]) })),
  others,
  isSwapped: false,
});

/** What is said of them, what most districts are called by first. */
export function keysOf(outlines: readonly Outline[], districts: readonly Pick<District, 'name'>[]): string[] {
  const names = new Set(districts.map(({ name }) => plain(name)));
  const keys = [...new Set(outlines.flatMap(({ says }) => Object.keys(says)))];
  const rank = (key: string) => {
    const values = outlines.map(({ says }) => says[key] ?? '');
    const known = values.filter((value) => names.has(plain(value))).length;
    return known * 1000 + (/na(me|vn)/i.test(key) ? 500 : 0) + new Set(values).size / outlines.length;
  };
  return keys.toSorted((a, b) => rank(b) - rank(a));
}

/** Which district each is, by what it is called; null where none is called so. */
export const suggest = (
  outlines: readonly Outline[],
  key: string | undefined,
  districts: readonly Pick<District, 'id' | 'name'>[],
): (string | null)[] =>
  outlines.map(({ says }) => {
    const name = plain(key === undefined ? '' : (says[key] ?? ''));
    return (name && districts.find((district) => plain(district.name) === name)?.id) || null;
  });

/** The border of each district that was chosen: of several outlines, as with islands, all of them. */
export function bordersOf(
  outlines: readonly Outline[],
  chosen: readonly (string | null)[],
): { id: string; polygon: Area }[] {
  const ids = [...new Set(chosen.filter((id) => id !== null))];
  return ids.map((id) => ({ id, polygon: together(outlines.filter((_, i) => chosen[i] === id)) }));
}

function together(outlines: readonly Outline[]): Area {
  const [only, ...more] = outlines;
  if (only && more.length === 0) return only.polygon;
  return {
    type: 'MultiPolygon',
    coordinates: outlines.flatMap(({ polygon }) =>
      polygon.type === 'Polygon' ? [polygon.coordinates] : polygon.coordinates,
    ),
  };
}

/** As names are compared: `Nordvest distrikt` and `NORDVEST` are the same. */
const plain = (name: string): string =>
  name
    .toLocaleLowerCase()
    .normalize('NFC')
    .replaceAll(/\b(kommune|distrikt(et)?|district|bydel)\b/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

function parse(text: string): object | null {
  try {
    const given: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof given === 'object' ? given : null;
  } catch {
    return null;
  }
}

function featuresOf(given: object): object[] {
  const list = 'features' in given && Array.isArray(given.features) ? (given.features as unknown[]) : [given];
  return list.filter((each): each is object => typeof each === 'object' && each !== null);
}

function outlineOf(feature: object): Outline | null {
  const shape = 'geometry' in feature ? feature.geometry : feature;
  if (typeof shape !== 'object' || shape === null || !('type' in shape) || !('coordinates' in shape)) return null;
  const { type, coordinates } = shape;
  const says = 'properties' in feature ? sayingsOf(feature.properties) : {};
  if (type === 'Polygon' && isRings(coordinates)) return { says, polygon: { type, coordinates: rounded(coordinates) } };
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every(isRings))
    return { says, polygon: { type, coordinates: coordinates.map(rounded) } };
  return null;
}

const sayingsOf = (properties: unknown): Record<string, string> =>
  typeof properties === 'object' && properties !== null
    ? Object.fromEntries(
        Object.entries(properties).flatMap(([key, value]: [string, unknown]) =>
          typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
        ),
      )
    : {};

const isRings = (given: unknown): given is number[][][] =>
  Array.isArray(given) &&
  given.length > 0 &&
  given.every((ring) => Array.isArray(ring) && ring.length > 0 && ring.every(isPosition));

const isPosition = (given: unknown): boolean =>
  Array.isArray(given) && given.length >= 2 && given.slice(0, 2).every((axis) => Number.isFinite(axis));

const round = (axis: number): number => Math.round(axis * DECIMALS) / DECIMALS;
const rounded = (rings: number[][][]): Position[][] =>
  rings.map((ring) => ring.map(([x, y]): Position => [round(x!), round(y!)]));

function mapped(area: Area, change: (position: Position) => Position): Area {
  const rings = (some: number[][][]) => some.map((ring) => ring.map(([x, y]) => change([x!, y!])));
  return area.type === 'Polygon'
    ? { type: area.type, coordinates: rings(area.coordinates) }
    : { type: area.type, coordinates: area.coordinates.map(rings) };
}

const positionsOf = (area: Area): Position[] =>
  (area.type === 'Polygon' ? area.coordinates.flat() : area.coordinates.flat(2)) as Position[];

const isNorth = (lon: number, lat: number): boolean =>
  NORTH.lon[0] <= lon && lon <= NORTH.lon[1] && NORTH.lat[0] <= lat && lat <= NORTH.lat[1];
