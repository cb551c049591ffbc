import { municipalityOf, type District } from '../../teams/district.rules.js';
import type { MunicipalityDay } from '../../teams/holiday.rules.js';
import type { RosteredTeam, Team } from '../../teams/team.rules.js';
import type { Roster } from '../../teams/roster.rules.js';
import type { OwnShift } from '../../teams/shifts/own-shift.rules.js';
import type { Shift } from '../../teams/shifts/shift-dates.rules.js';

export interface Employed {
  readonly id: string;
  readonly teamIds: readonly string[];
  readonly disabledAt: Date | null;
}

/** The teams with whoever belongs to them and may work, with what their municipality says of its days, and each of herself. */
export function withCrews(
  teams: readonly Team[],
  people: readonly Employed[],
  ownDays: readonly MunicipalityDay[],
  districts: readonly Pick<District, 'id' | 'parentId'>[],
  ownShifts: readonly OwnShift[],
): RosteredTeam[] {
  const crews = new Map<string, Set<string>>();
  for (const { id, teamIds, disabledAt } of people) {
    if (disabledAt !== null) continue;
    for (const teamId of teamIds) crews.set(teamId, (crews.get(teamId) ?? new Set()).add(id));
  }
  return teams.map((team) => {
    const municipalityId = municipalityOf(districts, team.districtId);
    return {
      ...team,
      crew: crews.get(team.id) ?? new Set(),
      ownDays: ownDays.filter((day) => day.municipalityId === municipalityId),
      ownShifts: ownShifts.filter(({ teamId }) => teamId === team.id),
    };
  });
}

/** Those a roster may not name, by their place in it. */
export const strangers = (shifts: readonly Shift[], crew: Roster['crew']): { path: string; message: string }[] =>
  shifts.flatMap(({ members = [] }, shift) =>
    members.flatMap((id, i) =>
      crew.has(id) ? [] : [{ path: `shifts.${shift}.members.${i}`, message: 'names nobody who works in this team' }],
    ),
  );

/** Whether the duty of the team may hang on somebody: its roster names her, or she spoke of herself. */
export const isNamed = ({ shifts, ownShifts }: Pick<Roster, 'shifts' | 'ownShifts'>, staffId: string): boolean =>
  shifts.some(({ members }) => members?.includes(staffId)) || ownShifts.some((own) => own.staffId === staffId);
