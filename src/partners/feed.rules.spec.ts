import { describe, expect, it } from '@jest/globals';
import type { PlacedFact } from '../platform/facts/facts.store.js';
import { leadsBeyond, withoutWhereTo } from './feed.rules.js';

const fact = (type: string, districtId: string | null, data: Record<string, unknown>): PlacedFact => ({
  type,
  subject: 'x',
  citizenId: 'c',
  deviceId: null,
  districtId,
  data,
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
