import { describe, expect, it } from '@jest/globals';
import { join, linesOf, type Told } from './feed-look.rules.js';

const reader = { principalId: 'ehr', principalKind: 'partner', route: 'GET /api/v1/events' };
const at = new Date('2026-03-10T07:30:00Z');
const told = (position: number, citizenId: string | null, more: Partial<Told> = {}): Told => ({
  position,
  citizenId,
  districtId: 'west',
  ...more,
});
const briefly = (facts: readonly Told[]) =>
  linesOf(reader, at, facts).map(({ districtId, firstPosition, lastPosition, citizenIds }) => [
    districtId,
    firstPosition,
    lastPosition,
    citizenIds,
  ]);

describe('whom a reader of the feed was told of', () => {
  it.each<[string, Told[], unknown[]]>([
    ['nobody', [told(1, null)], []],
    ['each once', [told(1, 'anna'), told(2, 'bo'), told(5, 'anna')], [['west', 1, 5, ['anna', 'bo']]]],
    [
      'a line a district',
      [told(1, 'anna'), told(2, 'bo', { districtId: null })],
      [
        ['west', 1, 1, ['anna']],
        [null, 2, 2, ['bo']],
      ],
    ],
    [
      'of whom a fact about nobody names',
      [told(3, null, { districtId: null, data: { citizenIds: ['anna', 'bo'] } })],
      [[null, 3, 3, ['anna', 'bo']]],
    ],
  ])('%s', (_, facts, lines) => expect(briefly(facts)).toEqual(lines));

  it('is news only when somebody is named who was not', () => {
    const [line] = linesOf(reader, at, [told(1, 'anna')]);
    const [again] = linesOf(reader, at, [told(9, 'anna')]);
    const [other] = linesOf(reader, at, [told(10, 'bo')]);
    expect(join(line, again!)).toMatchObject({ isNews: false, line: { lastPosition: 9, citizenIds: ['anna'] } });
    expect(join(line, other!)).toMatchObject({ isNews: true, line: { citizenIds: ['anna', 'bo'] } });
  });
});
