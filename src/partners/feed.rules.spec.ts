import { describe, expect, it } from '@jest/globals';
import type { PlacedFact } from '../platform/facts/facts.store.js';
import { asBeatEvent, asFeedItem, beatOf, leadsBeyond, withoutWhereTo, withoutWhom } from './feed.rules.js';

const fact = (type: string, districtId: string | null, data: Record<string, unknown>): PlacedFact => ({
  type,
  subject: 'x',
  citizenId: 'c',
  deviceId: null,
  districtId,
  data,
  for: null,
  position: 1,
  at: new Date('2026-03-10T07:00:00Z'),
});
const moved = fact('citizen.moved', 'east', { from: 'west', to: 'east' });
const readdressed = fact('task.readdressed', 'west', { nextDistrictId: 'east', nextTeamId: 't', claimedBy: 'x' });

describe('where somebody went', () => {
  it.each<[string, PlacedFact, readonly string[] | 'all', string | null, Record<string, unknown>]>([
    ['is told who reaches it', moved, ['west', 'east'], 'east', { from: 'west', to: 'east' }],
    ['is told who reaches everything', moved, 'all', 'east', { from: 'west', to: 'east' }],
    ['is not told who does not', moved, ['west'], null, { from: 'west', to: null }],
    [
      'is not where her work goes',
      readdressed,
      ['west'],
      'west',
      { nextDistrictId: null, nextTeamId: null, claimedBy: 'x' },
    ],
    ['is told who gets her work', readdressed, ['west', 'east'], 'west', readdressed.data],
    [
      'is nothing that a rung says',
      fact('escalation.rung_fired', 'west', { to: 'manager' }),
      ['west'],
      'west',
      { to: 'manager' },
    ],
  ])('%s', (_, told, districtIds, districtId, data) => {
    const isHidden = JSON.stringify(told.data) !== JSON.stringify(data);
    expect(leadsBeyond(told, { districtIds })).toBe(isHidden);
    expect(withoutWhereTo(told, { districtIds })).toEqual({ ...told, districtId, data });
  });
});

describe('what is meant for somebody', () => {
  const whom = { citizenId: 'c', deviceId: 'D-1', districtId: 'west' };
  const nobody = { citizenId: null, deviceId: null, districtId: null };
  const ran = { ...fact('task.released', 'west', { by: null, previousHolder: 'anna' }), ...whom, for: 'anna' };
  const anna = { personId: 'anna' };

  it.each<[string, PlacedFact, Parameters<typeof withoutWhom>[1], object]>([
    ['is told with whom it is about who reaches her', ran, { ...anna, districtIds: ['west'] }, whom],
    ['and who reaches everybody', ran, { ...anna, districtIds: 'all' }, whom],
    ['without, who reaches her no more', ran, { ...anna, districtIds: ['east'] }, nobody],
    ['or nobody at all', ran, { ...anna, districtIds: [] }, nobody],
    ['also where she is of no district', { ...ran, districtId: null }, { ...anna, districtIds: ['west'] }, nobody],
    ['as it is to others, who hear it by their reach', ran, { personId: 'bo', districtIds: ['west'] }, whom],
    [
      'which is how those hear of who left, too',
      { ...ran, for: null },
      { personId: 'bo', districtIds: ['east'] },
      whom,
    ],
  ])('%s', (_, told, reader, about) => {
    expect(withoutWhom(told, reader)).toEqual({ ...told, ...about });
  });

  it('says so by an extension attribute, and of what is meant for nobody there is none', () => {
    expect(asFeedItem(ran)).toMatchObject({ type: 'task.released', for: 'anna' });
    expect('for' in asFeedItem({ ...ran, for: null })).toBe(false);
  });
});

describe('a beat', () => {
  const now = new Date('2026-03-10T08:05:00Z');

  it.each([
    [new Date('2026-03-10T08:04:56Z'), '"2026-03-10T08:04:56.000Z"'],
    [null, 'null'],
  ])('is a named event without a place in the feed: %s', (lastSeenAt, lastEventAt) =>
    expect(asBeatEvent(beatOf({ devices: 415, devicesOnline: 412, lastSeenAt }, now))).toBe(
      `event: beat\ndata: {"now":"2026-03-10T08:05:00.000Z","lastEventAt":${lastEventAt},"devicesOnline":412,"devices":415}\n\n`,
    ),
  );
});
