import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Area, bordersOf, type Found, keysOf, type Outline, readGeoJson, suggest, swapped } from './geojson.js';

const ring = (west: number, south = 55) => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const feature = (geometry: object | null, properties: object | null = {}) => ({
  type: 'Feature',
  geometry,
  properties,
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const read = (given: unknown) => readGeoJson(typeof given === 'string' ? given : JSON.stringify(given));
const found = (given: unknown) => read(given) as Found;

describe('a file of outlines', () => {
  it.each<[string, unknown, ReturnType<typeof readGeoJson>]>([
    ['no JSON', 'POLYGON((9 55))', 'not-json'],
    ['nothing', '', 'not-json'],
    ['a number', '42', 'not-json'],
    ['null', 'null', 'not-json'],
    ['no feature', collection(), 'no-outline'],
    ['points alone', collection(feature({ type: 'Point', coordinates: [9, 55] })), 'no-outline'],
    ['a feature without a place', feature(null), 'no-outline'],
    ['rings of words', polygon(['nine', 'ten']), 'no-outline'],
    ['metres of UTM', polygon([[530000, 6120000]]), 'projected'],
  ])('of %s', (_, given, expected) => expect(read(given)).toEqual(expected));

  it('is a polygon, a feature or many; what has no outline is counted, and a byte order mark is none of it', () => {
    expect(found(polygon(ring(9)))).toMatchObject({ outlines: [{ says: {} }], others: 0, isSwapped: false });
    const both = collection(
      feature({ type: 'MultiPolygon', coordinates: [[ring(9)], [ring(11)]] }, { navn: 'Nord', nr: 7, deep: {} }),
      feature({ type: 'LineString', coordinates: [] }),
      feature(null),
    );
    expect(found(`\uFEFF${JSON.stringify(both)}`)).toMatchObject({
      outlines: [{ says: { navn: 'Nord', nr: '7' }, polygon: { type: 'MultiPolygon' } }],
      others: 2,
    });
  });

  it('keeps no height, and a tenth of a metre', () =>
    expect(found(polygon([[9.12345678, 55.000000049, 12.5]])).outlines[0]!.polygon.coordinates).toEqual([
      [[9.123457, 55]],
    ]));

  it('with latitude first is noticed, and put right', () => {
    const wrong = found(polygon(ring(9).map(([x, y]) => [y, x])));
    expect(wrong.isSwapped).toBe(true);
    expect(swapped(wrong)).toEqual(found(polygon(ring(9))));
  });

  it('never fails, whatever it holds', () =>
    fc.assert(fc.property(fc.jsonValue(), (given) => void readGeoJson(JSON.stringify(given)))));
});

describe('which outline is which district', () => {
  const outline = (says: Record<string, string>, west = 9): Outline => ({
    says,
    polygon: polygon(ring(west)) as Area,
  });
  const districts = [
    { id: 'nw', name: 'Nordvest' },
    { id: 'se', name: 'Sydøst distrikt' },
  ];

  it('is looked for in what most of them are called by', () => {
    const outlines = [outline({ kode: '1', BYDEL: 'NORDVEST' }), outline({ kode: '2', BYDEL: 'Sydøst' })];
    expect(keysOf(outlines, districts)).toEqual(['BYDEL', 'kode']);
    expect(keysOf([outline({ id: 'x', navn: 'y' })], [])[0]).toBe('navn');
    expect(suggest(outlines, 'BYDEL', districts)).toEqual(['nw', 'se']);
    expect(suggest(outlines, 'kode', districts)).toEqual([null, null]);
    expect(suggest(outlines, undefined, districts)).toEqual([null, null]);
  });

  it('may be one of several, as with islands', () => {
    const outlines = [outline({}), outline({}, 11), outline({}, 13)];
    expect(bordersOf(outlines, ['nw', null, 'nw'])).toEqual([
      { id: 'nw', polygon: { type: 'MultiPolygon', coordinates: [[ring(9)], [ring(13)]] } },
    ]);
    expect(bordersOf(outlines, [null, 'se', null])).toEqual([{ id: 'se', polygon: polygon(ring(11)) }]);
  });
});
