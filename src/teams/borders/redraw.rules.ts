import { bbox } from '@turf/bbox';
import { findOverlap, type Overlap, squareMetresOutside } from '../area.rules.js';
import { ancestors, type Area, below, type District, districtHolding, type Point } from '../district.rules.js';

export interface NewBorder {
  readonly id: string;
  readonly polygon: Area | null;
}

/** What a new border does to a district, and which of the districts beside it it lies on. */
export interface BorderChange {
  readonly districtId: string;
  /** Square metres. */
  readonly gained: number;
  readonly lost: number;
  readonly overlaps: readonly (Overlap & { readonly districtId: string })[];
}

export interface Move {
  /** null: no district. */
  readonly from: string | null;
  readonly to: string | null;
  readonly citizens: number;
}

/** West, south, east, north. */
export type Box = readonly [number, number, number, number];

type Drawn = Pick<District, 'id' | 'parentId' | 'polygon'>;

/** The tree as it would be. */
export const redraw = <D extends Drawn>(districts: readonly D[], borders: readonly NewBorder[]): D[] =>
  districts.map((district) => ({ ...district, ...borders.find(({ id }) => id === district.id) }));

/** What each new border does, all of them being drawn together. */
export function changesOf(before: readonly Drawn[], borders: readonly NewBorder[]): BorderChange[] {
  const after = redraw(before, borders);
  return borders.map(({ id, polygon }) => {
    const was = before.find((district) => district.id === id)?.polygon ?? null;
    return {
      districtId: id,
      gained: squareMetresOutside(polygon, was),
      lost: squareMetresOutside(was, polygon),
      overlaps: overlapsOf(after, id),
    };
  });
}

/** Those beside it that it lies on: not those above it, nor those below. */
export function overlapsOf(districts: readonly Drawn[], id: string): (Overlap & { districtId: string })[] {
  const polygon = districts.find((district) => district.id === id)?.polygon;
  if (!polygon) return [];
  const kin = new Set([...ancestors(districts, id), ...below(districts, id)]);
  return districts.flatMap((other) => {
    const overlap = kin.has(other.id) || !other.polygon ? null : findOverlap(polygon, other.polygon);
    return overlap ? [{ districtId: other.id, ...overlap }] : [];
  });
}

/** Nothing outside it changes; null where no border is drawn or was. */
export function boxAround(before: readonly Drawn[], borders: readonly NewBorder[]): Box | null {
  const were = before.filter((district) => borders.some(({ id }) => id === district.id));
  const boxes = [...were, ...borders].flatMap(({ polygon }) => (polygon ? [bbox(polygon)] : []));
  if (boxes.length === 0) return null;
  const edge = (side: 0 | 1 | 2 | 3, outermost: (...values: number[]) => number) =>
    boxes.map((box) => box[side]).reduce((one, other) => outermost(one, other));
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

/** How many of those who live at these places the borders put into another district, from which into which. */
export function countMoves(before: readonly Drawn[], borders: readonly NewBorder[], homes: readonly Point[]): Move[] {
  const [was, is] = [finder(before), finder(redraw(before, borders))];
  const moved = Map.groupBy(
    homes.map((home) => ({ from: was(home), to: is(home) })).filter(({ from, to }) => from !== to),
    ({ from, to }) => `${from} ${to}`,
  );
  return [...moved.values()].map((those) => ({ ...those[0]!, citizens: those.length }));
}

/** As `districtHolding`, for many: most districts are nowhere near a home. */
function finder(districts: readonly Drawn[]): (home: Point) => string | null {
  const boxed = districts.map((district) => ({ district, box: district.polygon && bbox(district.polygon) }));
  return (home) => {
    const isNear = boxed.some(({ box }) => box && holds(box, home));
    if (!isNear) return null;
    const near = boxed.map(({ district, box }) =>
      box && holds(box, home) ? district : { ...district, polygon: null },
    );
    return districtHolding(near, home);
  };
}

const holds = ([west, south, east, north]: readonly number[], { lon, lat }: Point): boolean =>
  west! <= lon && lon <= east! && south! <= lat && lat <= north!;
