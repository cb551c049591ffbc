import { describe, expect, it } from '@jest/globals';
import { join, keyOf, linesOf, type Told } from './feed-look.rules.js';

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

  it('is written down by the hour, and who was told and where', () => {
    const line = { ...reader, at, hour: new Date('2026-03-10T07:00:00Z'), districtId: 'west' };
    const [first, ...more] = linesOf(reader, at, [told(4, 'anna'), told(2, 'bo')]);
    expect([first, more]).toEqual([{ ...line, firstPosition: 2, lastPosition: 4, citizenIds: ['anna', 'bo'] }, []]);
    expect(keyOf(first!)).toBe(`${+line.hour} partner ehr GET /api/v1/events west`);
    expect(keyOf({ ...first!, districtId: null })).toBe(`${+line.hour} partner ehr GET /api/v1/events `);
    expect(linesOf(reader, at, [told(1, null, { data: { citizenIds: ['anna', 3] } })])[0]!.citizenIds).toEqual([
      'anna',
    ]);
  });

  it('is one line with what was told in the hour before', () => {
    const [line] = linesOf(reader, at, [told(5, 'anna')]);
    const [earlier] = linesOf(reader, new Date(+at + 60_000), [told(3, 'anna')]);
    expect(join(undefined, line!)).toEqual({ line, isNews: true });
    expect(join(line, earlier!)).toEqual({ line: { ...line, firstPosition: 3 }, isNews: false });
  });

  it('is news only when somebody is named who was not', () => {
    const [line] = linesOf(reader, at, [told(1, 'anna')]);
    const [again] = linesOf(reader, at, [told(9, 'anna')]);
    const [other] = linesOf(reader, at, [told(10, 'bo')]);
    expect(join(line, again!)).toMatchObject({ isNews: false, line: { lastPosition: 9, citizenIds: ['anna'] } });
    expect(join(line, other!)).toMatchObject({ isNews: true, line: { citizenIds: ['anna', 'bo'] } });
  });
});
