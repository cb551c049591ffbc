import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const CSS = readFileSync(join(import.meta.dirname, 'base.css'), 'utf8');
const LIST = readFileSync(join(import.meta.dirname, 'list.css'), 'utf8');
const tokensOf = (css: string) =>
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(([, name, light, dark]) => ({
    name: name!,
    light: light!,
    dark: dark!,
  }));
const TOKENS = tokensOf(CSS);

type Pair = readonly [over: string, under: string, least: number];

/** WCAG 2.2: words by 1.4.3, edges of fields and the ring of the focus by 1.4.11. */
const [WORDS, SHAPES] = [4.5, 3];
const GROUNDS = ['ground', 'surface', 'raised', 'selected'];
const PAIRS: readonly Pair[] = [
  ...GROUNDS.flatMap((under) => [
    ...['ink', 'quiet', 'brand', 'p1', 'p2', 'p3', 'p4', 'good'].map((over): Pair => [over, under, WORDS]),
    ...['edge', 'focus'].map((over): Pair => [over, under, SHAPES]),
  ]),
  ['warn-ink', 'warn-ground', WORDS],
  ['focus', 'warn-ground', SHAPES],
  ['brand-ink', 'brand', WORDS],
  ['p1-ink', 'p1', WORDS],
  // A notice.
  ['surface', 'ink', WORDS],
];
/** Between two lines, where the room between them says it too. */
const DECORATION = ['line'];

describe('the colours of the console', () => {
  it('are all there in light and dark, and each is held against what it stands on', () => {
    const named = new Set([...PAIRS.flatMap(([over, under]) => [over, under]), ...DECORATION]);
    expect(TOKENS.map(({ name }) => name).toSorted()).toEqual([...named].toSorted());
    expect(CSS.match(/--[\w-]+:/g)).toHaveLength(TOKENS.length);
  });

  it.each(PAIRS)('%s on %s: at least %d to 1', (over, under, least) => {
    const [above, below] = [over, under].map((wanted) => TOKENS.find(({ name }) => name === wanted)!);
    expect(contrast(above!.light, below!.light)).toBeGreaterThanOrEqual(least);
    expect(contrast(above!.dark, below!.dark)).toBeGreaterThanOrEqual(least);
  });
});

describe('a list that may no longer be true', () => {
  const stale = /\.list\.stale \.tasks \{([^}]*)\}/.exec(LIST)![1]!;
  const share = Number(/opacity: ([\d.]+);/.exec(stale)![1]);
  const said = [...stale.matchAll(/--([\w-]+): var\(--ink\);/g)].map(([, name]) => name!);
  const own = tokensOf(stale);
  const find = (name: string) => [...own, ...TOKENS].find((token) => token.name === name)!;

  it('is faded, and every colour of words is the strongest', () => {
    expect(share).toBe(0.6);
    expect(said).toEqual(expect.arrayContaining(['quiet', 'brand', 'p1', 'p2', 'p3', 'p4', 'good']));
  });

  it.each([...GROUNDS.map((under) => ['ink', under] as const), ['brand-ink', 'ink'] as const])(
    '%s on %s can be read, on its hatching too',
    (over, under) => {
      for (const theme of ['light', 'dark'] as const)
        for (const behind of ['ground', 'line']) {
          const faded = (name: string) => blend(find(name)[theme], find(behind)[theme], share);
          expect(contrast(faded(over), faded(under))).toBeGreaterThanOrEqual(WORDS);
        }
    },
  );
});

const channels = (colour: string): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** What is seen of a colour that covers so much of what is behind it. */
function blend(over: string, under: string, share: number): string {
  const seen = channels(over).map((one, at) => Math.round(one * share + channels(under)[at]! * (1 - share)));
  return `#${seen.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour)
    .map((one) => one / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
