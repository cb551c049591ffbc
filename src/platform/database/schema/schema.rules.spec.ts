import { describe, expect, it } from '@jest/globals';
import { newerAmong, sayNewer } from './schema.rules.js';

describe('a schema', () => {
  it.each<[string, string[], string[], string[]]>([
    ['that is empty', [], ['A', 'B'], []],
    ['that is older', ['A'], ['A', 'B'], []],
    ['that is the same', ['A', 'B'], ['A', 'B'], []],
    ['that is newer', ['A', 'B', 'C'], ['A', 'B'], ['C']],
    ['of another branch', ['A', 'X'], ['A', 'B'], ['X']],
  ])('%s', (_, applied, known, newer) => expect(newerAmong(applied, known)).toEqual(newer));

  it.each([
    [['C'], 'a newer build has migrated it: C'],
    [['A', 'B', 'C'], 'a newer build has migrated it: A, B, C'],
    [['A', 'B', 'C', 'D', 'E'], 'a newer build has migrated it: C, D, E and 2 more'],
  ])('of %j is told of as %j', (newer, words) => expect(sayNewer(newer)).toBe(words));
});
