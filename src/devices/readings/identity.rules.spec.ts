import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical, idAsSaid, idWith, NO_TIME } from './identity.rules.js';

/** The same with the keys of each object in another order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
};
const withoutNull = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(said.map(([key, inner]) => [key, withoutNull(inner)]));
};

describe('one text for a value', () => {
  it('is the same for the same value, whatever the order of its keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => canonical(value) === canonical(turned(value))));
  });

  it('is the same exactly for values that are the same when null is absent', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
        const [one, other] = [withoutNull(a), withoutNull(b)].map((value) => JSON.stringify(inOrder(value)));
        expect(canonical(a) === canonical(b)).toBe(one === other);
      }),
    );
  });

  it.each<[unknown, string]>([
    [{ b: [1, null, { c: 'x' }], a: 2, d: null, e: undefined }, '{"a":2,"b":[1,null,{"c":"x",},],}'],
    [[undefined, true, []], '[null,true,[],]'],
    [{}, '{}'],
    ['a', '"a"'],
    [undefined, 'null'],
  ])('of %j is %s', (value, text) => expect(canonical(value)).toBe(text));

  it('is found however deep the value is', () => {
    let deep: unknown = 1;
    for (let n = 0; n < 100_000; n++) deep = n % 2 ? [deep] : { deep };
    expect(canonical(deep).length).toBeGreaterThan(100_000);
  });
});

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { object: said.map(([key, inner]) => ({ key, value: inOrder(inner) })) };
};

describe('an id with a digest', () => {
  it('is told from others by what is said, and shown as it was given', () => {
    const id = 'a~b';
    expect(idWith(id, { x: 1 })).not.toBe(idWith(id, { x: 2 }));
    expect(idAsSaid(idWith(idWith(id, 1), 2))).toBe(id);
    expect(idAsSaid(id)).toBe(id);
    const looksLike = `${idWith(id, 1)}b`;
    expect(idAsSaid(looksLike)).toBe(looksLike);
  });

  it('stands beside the beginning of 1970, which is no time', () => {
    expect(NO_TIME.getTime()).toBe(0);
  });
});
