import type { Address } from '../citizen.rules.js';

/** Of both the postal codes have four digits, and many are the same. */
export const COUNTRIES = ['DK', 'NO'] as const;
export type Country = (typeof COUNTRIES)[number];

const NORWEGIAN = /^(Europe\/Oslo|Arctic\/Longyearbyen|Atlantic\/Jan_Mayen)$/i;

/** In which country an address is, by the clock where the citizen lives. */
export const countryOf = (zone: string): Country => (NORWEGIAN.test(zone) ? 'NO' : 'DK');

/** `DK-6100` and `6100` are the same, and so are `0150` and what a spreadsheet makes of it. */
export const codeOf = (postalCode: string): string =>
  withZeros(postalCode.replace(/^\p{L}+[- ]*/u, '').replaceAll(' ', ''));

/** A spreadsheet takes codes for numbers, and leaves out the zeros before them. */
export const withZeros = (code: string): string => (/^\d{1,3}$/.test(code) ? code.padStart(4, '0') : code);

/** An address as somebody said it: where it is on the map need not be known. */
export type GivenAddress = Omit<Address, 'lat' | 'lon' | 'located'> & {
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
};

/** The address where it says itself, else where its postal code lies; null where neither is known. */
export function locate(
  { lat, lon, ...said }: GivenAddress,
  middle: { lat: number; lon: number } | null,
): Address | null {
  if (lat !== undefined && lon !== undefined) return { ...said, lat, lon };
  return middle && { ...said, lat: middle.lat, lon: middle.lon, located: 'postcode' };
}

/** Whether an address without a place is the one that is known with one: it stays where it is. */
export const isSameStreet = (held: Address, { street, postalCode, city }: GivenAddress): boolean =>
  held.street === street && held.postalCode === postalCode && held.city === city;
