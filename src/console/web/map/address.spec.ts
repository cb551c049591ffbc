import { describe, expect, it } from '@jest/globals';
import { mapAddress, readChosen } from './address.js';

const id = (n: number) => `019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a${10 + n}`;

describe('the address of the map', () => {
  it.each([
    [{ team: '', chosen: [] }, '/map'],
    [{ team: id(0), chosen: [] }, `/map?team=${id(0)}`],
    [{ team: id(0), chosen: [id(1), id(2)] }, `/map?team=${id(0)}&show=${id(1)},${id(2)}`],
  ])('%j is %s, and is found again', (where, address) => {
    expect(mapAddress(where)).toBe(address);
    expect(readChosen(new URL(address, 'http://house'))).toEqual(where.chosen);
  });

  it('holds what it can of very many', () => {
    const all = Array.from({ length: 20 }, (_, n) => id(n));
    expect(readChosen(new URL(mapAddress({ team: '', chosen: all }), 'http://house'))).toEqual(all.slice(0, 8));
  });

  it.each(['', '?show=', '?show=Clara', '?show=55.24,9.26', '?other=1'])('knows nothing of %s', (search) =>
    expect(readChosen({ search })).toEqual([]),
  );
});
