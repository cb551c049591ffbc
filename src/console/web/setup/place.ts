import type { Area } from './ground.js';

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** `55.25, 9.49` as it is copied from a map, by points or by decimal commas; null for what is no place. */
export function readPlace(text: string): Place | null {
  const [lat, lon, ...more] = (text.match(/-?\d+(?:[.,]\d+)?/g) ?? []).map((number) =>
    Number(number.replace(',', '.')),
  );
  if (lat === undefined || lon === undefined || more.length > 0) return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

export const sayPlace = ({ lat, lon }: Place): string => `${lat}, ${lon}`;

/** The middle of what an area spans: where a team may begin to look for its base. */
export function middleOf(area: Area): Place {
  const points = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flat(2);
  const middle = (numbers: readonly number[]) => (Math.min(...numbers) + Math.max(...numbers)) / 2;
  const rounded = (number: number) => Math.round(number * 10_000) / 10_000;
  return {
    lat: rounded(middle(points.map((point) => point[1]!))),
    lon: rounded(middle(points.map((point) => point[0]!))),
  };
}
