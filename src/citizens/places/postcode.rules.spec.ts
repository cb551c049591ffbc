import { expect, it } from '@jest/globals';
import { codeOf, countryOf, isSameStreet, locate } from './postcode.rules.js';

it.each([
  ['Europe/Copenhagen', 'DK'],
  ['Europe/Oslo', 'NO'],
  ['europe/oslo', 'NO'],
  ['Arctic/Longyearbyen', 'NO'],
  ['Atlantic/Faroe', 'DK'],
  ['Etc/UTC', 'DK'],
])('by the clock %s an address is in %s', (zone, country) => {
  expect(countryOf(zone)).toBe(country);
});

it.each([
  ['6100', '6100'],
  ['DK-6100', '6100'],
  ['DK 6100', '6100'],
  ['N-0150', '0150'],
  ['01 50', '0150'],
  ['150', '0150'],
  ['1', '0001'],
  ['NO-150', '0150'],
])('%s is the postal code %s', (said, code) => {
  expect(codeOf(said)).toBe(code);
});

const street = { street: 'Opdigtet Gade 1', postalCode: '6100' };
const middle = { lat: 55.25, lon: 9.49 };

it('an address is where it says, else where its postal code lies, else nowhere', () => {
  expect(locate({ ...street, lat: 55, lon: 9 }, middle)).toEqual({ ...street, lat: 55, lon: 9 });
  expect(locate(street, middle)).toEqual({ ...street, ...middle, located: 'postcode' });
  expect(locate({ ...street, lat: 55 }, middle)).toEqual({ ...street, ...middle, located: 'postcode' });
  expect(locate(street, null)).toBeNull();
});

it('who lives where she did stays where she was put on the map', () => {
  expect(isSameStreet({ ...street, lat: 55, lon: 9 }, street)).toBe(true);
  expect(isSameStreet({ ...street, lat: 55, lon: 9 }, { ...street, street: 'Opdigtet Gade 2' })).toBe(false);
  expect(isSameStreet({ ...street, lat: 55, lon: 9 }, { postalCode: '6100' })).toBe(false);
});
