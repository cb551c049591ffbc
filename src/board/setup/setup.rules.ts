import { type Role, rolesOf } from '../../access/roles.rules.js';
import { coverageGaps } from '../../teams/coverage.rules.js';
import type { District } from '../../teams/district.rules.js';
import type { RosteredTeam } from '../../teams/team.rules.js';
import type { Enrolled } from './enrolment.rules.js';

/** From an empty house to the first dose that was seen, in the order one needs the other. */
export const SETUP = ['municipality', 'area', 'team', 'duty', 'staff', 'citizen', 'dispenser', 'test-dose'] as const;
export type SetupTick = (typeof SETUP)[number];

export interface Person {
  readonly roles: readonly string[];
  readonly teamIds: readonly string[];
}

export interface Premises {
  readonly districts: readonly Pick<District, 'id' | 'parentId' | 'polygon'>[];
  readonly teams: readonly RosteredTeam[];
  readonly people: readonly Person[];
  /** The citizen with whom the house is furthest. */
  readonly first: Enrolled | null;
  /** A dose was seen to leave a dispenser, some time: the house is in use. */
  readonly isLive: boolean;
}

/**
 * What is there, and what is missing. A municipality without an area is set up so once a team works there: its citizens are told apart by
 * the district that is named for them.
 */
export function setupOf(premises: Premises, from: Date, to: Date): Readonly<Record<SetupTick, boolean>> {
  const { districts, teams, people, first, isLive } = premises;
  return {
    municipality: districts.length > 0,
    area: teams.length > 0 || districts.some(({ polygon }) => polygon !== null),
    team: teams.length > 0,
    duty: teams.length > 0 && coverageGaps(districts, teams, from, to).length === 0,
    staff: isThere(people, 'lead') && isThere(people, 'nurse'),
    citizen: isLive || (first !== null && first.consent && first.hasPlan),
    dispenser: isLive || (first?.dispenser ?? null) !== null,
    'test-dose': isLive || (first?.seenAt ?? null) !== null,
  };
}

const isThere = (people: readonly Person[], role: Role): boolean =>
  people.some(({ roles, teamIds }) => teamIds.length > 0 && rolesOf(roles).includes(role));

/** With whom the house is furthest; of equals the first. */
export const furthestOf = (enrolled: readonly Enrolled[]): Enrolled | null =>
  enrolled.toSorted((a, b) => stepsOf(b) - stepsOf(a))[0] ?? null;

/** Her dispenser counts once there is a plan to dispense by. */
function stepsOf({ consent, hasPlan, dispenser, seenAt }: Enrolled): number {
  const steps = [consent, hasPlan, dispenser !== null, seenAt !== null];
  const missing = steps.indexOf(false);
  return missing === -1 ? steps.length : missing;
}

/**
 * Whether an administrator may take the citizen in whom the house is tried with, and give her a dispenser: as long as there is no other
 * and no dose was seen. After that citizens are not hers by that role.
 */
export const isOpen = (isLive: boolean, citizens: number): boolean => !isLive && citizens <= 1;
