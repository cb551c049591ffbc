import { describe, expect, it } from '@jest/globals';
import type { Team } from '../../teams/team.rules.js';
import type { OwnShift } from '../../teams/shifts/own-shift.rules.js';
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

const own = (teamId: string, staffId: string): OwnShift => ({
  teamId,
  staffId,
  atWork: true,
  from: new Date('2026-03-10T08:00:00Z'),
  until: new Date('2026-03-10T16:00:00Z'),
});

describe('a team', () => {
  it('has whoever belongs to it and may work, the days of its municipality, and what each says of herself', () => {
    const people = [
      person('anna', ['day', 'night']),
      person('bo', ['day']),
      person('gone', ['day'], new Date('2026-03-10T08:00:00Z')),
    ];
    const days = [day('town', '2026-12-24'), day('elsewhere', '2026-05-17')];
    const teams = [team('day', 'north'), team('night', 'elsewhere'), team('empty', 'north')];
    const said = [own('day', 'bo'), own('night', 'anna')];
    expect(withCrews(teams, people, days, districts, said)).toEqual([
      { ...teams[0], crew: new Set(['anna', 'bo']), ownDays: [days[0]], ownShifts: [said[0]] },
      { ...teams[1], crew: new Set(['anna']), ownDays: [days[1]], ownShifts: [said[1]] },
      { ...teams[2], crew: new Set(), ownDays: [days[0]], ownShifts: [] },
    ]);
  });

  const shift = (members?: string[]) => ({ days: [], from: '07:00', to: '15:00', ...(members && { members }) });

  it('has no strangers on its roster, and says where they stand', () => {
    const shifts = [shift(), shift(['anna']), shift(['anna', 'nobody'])];
    expect(strangers(shifts, new Set(['anna']))).toEqual([
      { path: 'shifts.2.members.1', message: 'names nobody who works in this team' },
    ]);
  });

  it('names who is on a shift of it, or spoke of herself', () => {
    const shifts = [shift(), shift(['bo']), shift(['anna'])];
    expect(['anna', 'bo', 'carl'].map((who) => isNamed({ shifts, ownShifts: [] }, who))).toEqual([true, true, false]);
    expect(['anna', 'bo'].map((who) => isNamed({ shifts: [shift()], ownShifts: [own('day', 'bo')] }, who))).toEqual([
      false,
      true,
    ]);
  });
});
