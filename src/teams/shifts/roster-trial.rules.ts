import { Temporal } from 'temporal-polyfill';
import { bareHours } from '../coverage.rules.js';
import type { District } from '../district.rules.js';
import { firstInstant, localDate, type ShiftDay } from '../local-time.rules.js';
import { dutyPeriods, type DutyPeriod } from '../roster.rules.js';
import type { RosteredTeam } from '../team.rules.js';
import { shiftDayOf } from './shift-dates.rules.js';

export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** A date as the roster sees it, from midnight to midnight on the wall: 23 to 25 hours. */
export interface RosterDay extends Stretch {
  readonly date: string;
  readonly day: ShiftDay;
}

export interface Trial {
  readonly days: readonly RosterDay[];
  readonly periods: DutyPeriod[];
  /** When nobody visits in the district of the team, and what of it is so only by the new roster. */
  readonly bare: readonly Stretch[];
  readonly newlyBare: readonly Stretch[];
  /** When the team is on duty as it stands, and would not be. */
  readonly givenUp: readonly Stretch[];
}

/** What would be if a team had another roster; `date` is the first day on its wall, today where none is said. */
export function tryRoster(
  districts: readonly Pick<District, 'id' | 'parentId'>[],
  teams: readonly RosteredTeam[],
  team: RosteredTeam,
  plan: Pick<RosteredTeam, 'shifts' | 'overrides'>,
  { date, days, now }: { readonly date: string | null; readonly days: number; readonly now: Date },
): Trial {
  const first = date === null ? localDate(team.zone, now) : Temporal.PlainDate.from(date);
  const shown = daysFrom(team, first, days);
  const [from, to] = [shown[0]!.from, shown.at(-1)!.to];
  const tried = { ...team, ...plan };
  const bareOf = (all: readonly RosteredTeam[]) => bareHours(districts, all, team.districtId, from, to);
  const bare = bareOf(teams.map((one) => (one.id === team.id ? tried : one)));
  const periods = dutyPeriods(tried, team.zone, from, to);
  const onDuty = (all: readonly DutyPeriod[]) => all.filter((period) => period.onDuty);
  return {
    days: shown,
    periods,
    bare,
    newlyBare: without(bare, bareOf(teams)),
    givenUp: without(onDuty(dutyPeriods(team, team.zone, from, to)), onDuty(periods)),
  };
}

function daysFrom({ zone, ownDays }: RosteredTeam, first: Temporal.PlainDate, days: number): RosterDay[] {
  return Array.from({ length: days }, (_, i) => {
    const date = first.add({ days: i });
    return {
      date: date.toString(),
      day: shiftDayOf(zone, ownDays, date),
      from: firstInstant(zone, date, '00:00'),
      to: firstInstant(zone, date, '24:00'),
    };
  });
}

/** What of the stretches none of the others covers; those that meet are one. Both are in order, and none lies on its neighbour. */
export function without(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  const left = stretches.flatMap((stretch) =>
    others
      .filter(({ from, to }) => from < stretch.to && to > stretch.from)
      .reduce<Stretch[]>(
        (rest, { from, to }) => [
          ...rest.slice(0, -1),
          ...[
            { from: rest.at(-1)!.from, to: from },
            { from: to, to: stretch.to },
          ],
        ],
        [{ from: stretch.from, to: stretch.to }],
      )
      .filter(({ from, to }) => from < to),
  );
  return left.reduce<Stretch[]>((all, one) => {
    const last = all.at(-1);
    return last && last.to.getTime() === one.from.getTime()
      ? [...all.slice(0, -1), { from: last.from, to: one.to }]
      : [...all, one];
  }, []);
}
