import { describe, expect, it } from '@jest/globals';
import type { Team } from '../../teams/team.rules.js';
import { type Employed, isNamed, strangers, withCrews } from './crew.rules.js';

const districts = [
  { id: 'town', parentId: null },
  { id: 'north', parentId: 'town' },
  { id: 'elsewhere', parentId: null },
];
const team = (id: string, districtId: string) => ({ id, districtId }) as Team;
const day = (municipalityId: string, date: string) => ({ municipalityId, date, name: null, holiday: true });
const person = (id: string, teamIds: string[], disabledAt: Date | null = null): Employed => ({
  id,
  teamIds,
  disabledAt,
});

describe('a team', () => {
  it('has whoever belongs to it and may work, and the days of its municipality', () => {
    const people = [
      person('anna', ['day', 'night']),
      person('bo', ['day']),
      person('gone', ['day'], new Date('2026-03-10T08:00:00Z')),
    ];
    const days = [day('town', '2026-12-24'), day('elsewhere', '2026-05-17')];
    const teams = [team('day', 'north'), team('night', 'elsewhere'), team('empty', 'north')];
    expect(withCrews(teams, people, days, districts)).toEqual([
      { ...teams[0], crew: new Set(['anna', 'bo']), ownDays: [days[0]] },
      { ...teams[1], crew: new Set(['anna']), ownDays: [days[1]] },
      { ...teams[2], crew: new Set(), ownDays: [days[0]] },
    ]);
  });

  const shift = (members?: string[]) => ({ days: [], from: '07:00', to: '15:00', ...(members && { members }) });

  it('has no strangers on its roster, and says where they stand', () => {
    const shifts = [shift(), shift(['anna']), shift(['anna', 'nobody'])];
    expect(strangers(shifts, new Set(['anna']))).toEqual([
      { path: 'shifts.2.members.1', message: 'names nobody who works in this team' },
    ]);
  });

  it('names who is on a shift of it', () => {
    const shifts = [shift(), shift(['bo']), shift(['anna'])];
    expect(['anna', 'bo', 'carl'].map((who) => isNamed({ shifts }, who))).toEqual([true, true, false]);
    expect(isNamed({ shifts: [shift()] }, 'anna')).toBe(false);
  });
});
