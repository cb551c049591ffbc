import { expect, it } from '@jest/globals';
import { ALIKE_MINUTES, isManyAlike, isWorthTelling, unusableIncidentKey, withCauses } from './unusable.rules.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 10, 7, minute)).toISOString();
const now = new Date(at(30));

it.each([
  [4, false],
  [5, true],
])('%d dispensers alike are one incident: %s', (dispensers, one) => expect(isManyAlike(dispensers)).toBe(one));

it('within an hour', () => expect(ALIKE_MINUTES).toBe(60));

it('keeps one incident a district and cause', () =>
  expect(unusableIncidentKey('d', 'not JSON')).toBe('district:d/gateway.unusable_telemetry/not JSON'));

it.each<[string, Record<string, string>, string[], string[]]>([
  ['the first', {}, ['not JSON'], ['not JSON']],
  ['the same again', { 'not JSON': at(1) }, ['not JSON'], ['not JSON']],
  ['another beside it', { 'not JSON': at(1) }, ['not UTF-#'], ['not UTF-#', 'not JSON']],
  [
    'no more than eight, the latest',
    Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}`, at(i)])),
    ['new'],
    ['new', '7', '6', '5', '4', '3', '2', '1'],
  ],
  [
    'no more than eight, in whichever order they came',
    Object.fromEntries([3, 0, 6, 1, 7, 2, 5, 4].map((i) => [`cause ${i}`, at(i)])),
    ['new'],
    ['new', ...[7, 6, 5, 4, 3, 2, 1].map((i) => `cause ${i}`)],
  ],
])('%s', (_, known, causes, expected) => {
  const kept = withCauses(known, causes, now);
  expect(
    Object.entries(kept)
      .sort(([, a], [, b]) => (a < b ? 1 : -1))
      .map(([cause]) => cause),
  ).toEqual(expected);
});

it.each([
  ['the second', { a: at(1) }, ['a'], 1, 2, true],
  ['the third', { a: at(1) }, ['a'], 2, 3, false],
  ['the fourth', { a: at(1) }, ['a'], 3, 4, true],
  ['many together', { a: at(1) }, ['a'], 5, 900, true],
  ['the thousandth', { a: at(1) }, ['a'], 999, 1000, false],
  ['another cause beside one that is known', { a: at(1) }, ['a', 'b'], 999, 1000, true],
  ['another cause', { a: at(1) }, ['b'], 999, 1000, true],
])('%s is worth telling: %s', (_, known, causes, before, after, worth) =>
  expect(isWorthTelling(known, causes, before, after)).toBe(worth),
);
