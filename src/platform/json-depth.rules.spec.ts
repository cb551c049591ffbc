import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutOff, DEEPEST_JSON, isTooDeep } from './json-depth.rules.js';

const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

describe('how deep JSON may be', () => {
  it.each([
    ['no nesting', '7', false],
    ['arrays at the limit', arrays(DEEPEST_JSON), false],
    ['arrays past it', arrays(DEEPEST_JSON + 1), true],
    ['objects at the limit', objects(DEEPEST_JSON), false],
    ['objects past it', objects(DEEPEST_JSON + 1), true],
    ['both in turn', `${'[{"a":'.repeat(17)}1${'}]'.repeat(17)}`, true],
    ['many beside each other', `[${Array(1_000).fill('[]').join()}]`, false],
    ['brackets in a string', JSON.stringify({ text: '['.repeat(1_000) }), false],
    ['brackets behind an escaped quote', JSON.stringify({ text: `"${'{'.repeat(1_000)}` }), false],
    ['brackets behind a string that ends in a backslash', `["\\\\",${arrays(DEEPEST_JSON)}]`, true],
    ['a string without an end', `"${'['.repeat(1_000)}`, false],
    ['a million brackets that are never closed', '['.repeat(1_000_000), true],
    ['a million that were never opened', ']'.repeat(1_000_000), false],
    ['nothing but backslashes in a string', `"${'\\'.repeat(100_000)}"`, false],
  ])('%s', (_what, text, expected) => {
    expect(isTooDeep(text)).toBe(expected);
  });

  it('says of whatever JSON can say what a walk through it finds', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 0, max: 8 }), (text, deepest) => {
        expect(isTooDeep(text, deepest)).toBe(depthOf(JSON.parse(text)) > deepest);
      }),
    );
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('what is shown of a value', () => {
  it('is all of it, as far as it goes', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => expect(cutOff(value)).toEqual(value)));
  });

  it('is never deeper than it may be, and says where something is left out', () => {
    expect(cutOff({ a: [{ b: 1 }], c: 2 }, 2)).toEqual({ a: ['(nested too deep to be shown)'], c: 2 });
    const deep: unknown = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));
    expect(isTooDeep(JSON.stringify(cutOff(deep)))).toBe(false);
  });
});
