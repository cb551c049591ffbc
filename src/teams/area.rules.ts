import { area as squareMetresOf } from '@turf/area';
import { bbox } from '@turf/bbox';
import { buffer } from '@turf/buffer';
import { difference } from '@turf/difference';
import { feature, featureCollection } from '@turf/helpers';
import { intersect } from '@turf/intersect';
import { kinks } from '@turf/kinks';
import type { Area } from './district.rules.js';

type Position = [number, number];
type Rings = Position[][];
type Drawn = NonNullable<ReturnType<typeof intersect>>;

export interface AreaFlaw {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Two districts drawn by different hands meet along a border that is never quite the same line. */
const SLIVER_METRES = 25;
const SLIVER_SHARE = 0.01;
const SMALLEST_SQUARE_METRES = 100;
/** Looking for crossings costs the square of it: a tenth of a second for as many. */
const MOST_POSITIONS = 10_000;
/** Where the gateway is used, Greenland and Svalbard included, in degrees. */
const NORTH = { lon: [-75, 35], lat: [54, 82] } as const;

/** What keeps an outline from being a district (RFC 7946, section 3.1.6; rings simple as OGC Simple Features has it), by its place. */
export function flawsOfArea(area: Area): AreaFlaw[] {
  const parts: { at: (string | number)[]; rings: Rings }[] =
    area.type === 'Polygon'
      ? [{ at: ['coordinates'], rings: area.coordinates }]
      : area.coordinates.map((rings, i) => ({ at: ['coordinates', i], rings }));
  const positions = parts.flatMap(({ rings }) => rings.flat());
  if (positions.length > MOST_POSITIONS)
    return [{ path: ['coordinates'], message: `has more than ${MOST_POSITIONS} positions: simplify it` }];
  if (positions.every(([x, y]) => !isNorth(x, y) && isNorth(y, x)))
    return [{ path: ['coordinates'], message: 'seems to hold latitude first; GeoJSON has longitude before latitude' }];
  return parts.flatMap(({ at, rings }) => flawsOfRings(rings, at));
}

/** Positions that repeat the one before say nothing. */
export function tidyArea(area: Area): Area {
  const tidy = (rings: Rings) => rings.map((ring) => ring.filter((at, i) => i === 0 || !isSame(at, ring[i - 1]!)));
  return area.type === 'Polygon'
    ? { ...area, coordinates: tidy(area.coordinates) }
    : { ...area, coordinates: area.coordinates.map(tidy) };
}

/** Where two districts lie on each other. A `sliver` is no wider than 25 m and at most 1 % of the smaller. */
export interface Overlap {
  readonly width: 'sliver' | 'wide';
  readonly squareMetres: number;
  readonly area: Area;
}

/** How two districts beside each other overlap: null where they do not. */
export const overlapOf = (one: Area, other: Area): Overlap['width'] | null => findOverlap(one, other)?.width ?? null;

export function findOverlap(one: Area, other: Area): Overlap | null {
  if (!mayMeet(one, other)) return null;
  const both = intersect(featureCollection([feature(one), feature(other)]));
  if (!both) return null;
  const squareMetres = squareMetresOf(both);
  if (squareMetres < 1) return null;
  const smaller = Math.min(squareMetresOf(one), squareMetresOf(other));
  const width = squareMetres > SLIVER_SHARE * smaller || isWide(both) ? 'wide' : 'sliver';
  return { width, squareMetres, area: areaOf(both) };
}

/** How much of the first the second leaves, in square metres. */
export function squareMetresOutside(inner: Area | null, outer: Area | null): number {
  if (inner === null) return 0;
  if (outer === null) return squareMetresOf(inner);
  const rest = difference(featureCollection([feature(inner), feature(outer)]));
  return rest === null ? 0 : squareMetresOf(rest);
}

/** Whether the first reaches out of the second by more than a sliver. */
export function reachesOutOf(inner: Area, outer: Area): boolean {
  const rest = difference(featureCollection([feature(inner), feature(outer)]));
  return rest !== null && (squareMetresOf(rest) > SLIVER_SHARE * squareMetresOf(inner) || isWide(rest));
}

/** Most districts are nowhere near each other. */
function mayMeet(one: Area, other: Area): boolean {
  const [west, south, east, north] = bbox(one);
  const [otherWest, otherSouth, otherEast, otherNorth] = bbox(other);
  return west <= otherEast && otherWest <= east && south <= otherNorth && otherSouth <= north;
}

/** Whether a circle of that width fits in anywhere. */
const isWide = (drawn: Drawn): boolean => buffer(drawn, -SLIVER_METRES / 2, { units: 'meters' }) !== undefined;

function flawsOfRings(rings: Rings, path: (string | number)[]): AreaFlaw[] {
  const [crossing] = kinks({ type: 'Polygon', coordinates: rings }).features;
  if (crossing) {
    const [lon, lat] = crossing.geometry.coordinates as Position;
    return [{ path, message: `crosses or touches itself at ${lon}, ${lat}` }];
  }
  return squareMetresOf({ type: 'Polygon', coordinates: rings }) < SMALLEST_SQUARE_METRES
    ? [{ path, message: `encloses less than ${SMALLEST_SQUARE_METRES} square metres` }]
    : [];
}

function areaOf({ geometry }: Drawn): Area {
  const plain = (rings: number[][][]): Rings => rings.map((ring) => ring.map(([x, y]) => [x!, y!]));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: plain(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(plain) };
}

const isNorth = (lon: number, lat: number): boolean =>
  NORTH.lon[0] <= lon && lon <= NORTH.lon[1] && NORTH.lat[0] <= lat && lat <= NORTH.lat[1];

const isSame = ([x, y]: Position, [otherX, otherY]: Position): boolean => x === otherX && y === otherY;
