import fc from 'fast-check';

export const NOW = new Date('2026-03-10T12:00:00Z');
export const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

/** One id for each of a few things of a kind. */
const idOf = (kind: number, n: number): string =>
  `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;
export const citizenIdOf = (n: number): string => idOf(1, n);
export const districtIdOf = (n: number): string => idOf(2, n);
export const alertIdOf = (n: number): string => idOf(3, n);
export const taskIdOf = (n: number): string => idOf(4, n);
export const doseIdOf = (n: number): string => idOf(5, n);
export const personIdOf = (n: number): string => idOf(6, n);
export const teamIdOf = (n: number): string => idOf(7, n);
export const otherIdOf = (n: number): string => idOf(8, n);

/** Every five minutes, so that two instants, or an instant and a limit, often meet. */
export const ago = (fewest: number, most: number): fc.Arbitrary<Date> =>
  fc.integer({ min: Math.ceil(fewest / 5), max: Math.floor(most / 5) }).map((fives) => minutesAgo(fives * 5));

export const maybe = <T>(drawn: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(drawn, { freq: 3 });
/** True once in so many. */
export const rarely = (oneIn: number): fc.Arbitrary<boolean> => fc.nat({ max: oneIn - 1 }).map((n) => n === 0);
export const districtId = maybe(fc.nat({ max: 2 }).map(districtIdOf));

/** Rows of which the order is nobody's business, in one. */
export const inAnyOrder = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(sorted(row))).sort();

const sorted = (row: object): object => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
