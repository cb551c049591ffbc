import type { RosteredTeam, RosterTrial } from '../../model.js';

export type Roster = RosteredTeam['roster'];
export type Shift = Roster['shifts'][number];
export type Override = Roster['overrides'][number];
export type RosterDay = Shift['days'][number];

/** In the order of the week; one that is left out does not compile. */
const EACH = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7, holiday: 8 } satisfies Record<RosterDay, number>;
export const DAYS = Object.keys(EACH) as RosterDay[];
const WORKDAYS: readonly RosterDay[] = DAYS.slice(0, 5);

export const isSame = (a: Roster, b: Roster): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The version to save by: that of what was read last, where the part of the team that was taken up to be changed is still as it was;
 * else that of then, so that whoever changed it meanwhile is not written over.
 */
export const versionFor = (
  held: RosteredTeam,
  read: RosteredTeam | null,
  part: (team: RosteredTeam) => object,
): number => (read && JSON.stringify(part(read)) === JSON.stringify(part(held)) ? read.version : held.version);

/** One more shift, to begin with as the last one ends. */
export function withShift({ shifts, ...rest }: Roster): Roster {
  const from = shifts.at(-1)?.to.replace('24:00', '00:00') ?? '07:00';
  const days = shifts.at(-1)?.days ?? WORKDAYS;
  return { ...rest, shifts: [...shifts, { days: [...days], from, to: later(from) }] };
}

export const changeShift = (roster: Roster, at: number, change: Partial<Shift>): Roster => ({
  ...roster,
  shifts: roster.shifts.map((shift, i) => (i === at ? { ...shift, ...change } : shift)),
});

/** Nobody in particular is named from now on. */
export const unnamed = (roster: Roster, at: number): Roster => ({
  ...roster,
  shifts: roster.shifts.map((shift, i) => (i === at ? { days: shift.days, from: shift.from, to: shift.to } : shift)),
});

export const withoutShift = (roster: Roster, at: number): Roster => ({
  ...roster,
  shifts: roster.shifts.filter((_, i) => i !== at),
});

/** In the order of the week, whichever was pressed last. */
export const toggleDay = ({ days }: Shift, day: RosterDay): RosterDay[] =>
  DAYS.filter((one) => (one === day ? !days.includes(day) : days.includes(one)));

export const changeOverride = (roster: Roster, at: number, change: Partial<Override>): Roster => ({
  ...roster,
  overrides: roster.overrides.map((override, i) => (i === at ? { ...override, ...change } : override)),
});

export const withoutOverride = (roster: Roster, at: number): Roster => ({
  ...roster,
  overrides: roster.overrides.filter((_, i) => i !== at),
});

/** On a public holiday nobody is on duty: no shift says that it is for those. */
export const forgetsHolidays = ({ shifts }: Roster): boolean =>
  shifts.length > 0 && !shifts.some(({ days }) => days.includes('holiday'));

/** A stretch of one day: from where to where of it, in thousandths. */
export interface Part {
  readonly from: string;
  readonly to: string;
  readonly begin: number;
  readonly width: number;
  readonly onDuty: boolean;
  /** Nobody at all visits in the district. */
  readonly isBare: boolean;
  readonly members: readonly string[] | null;
}

/** A day of the roster, cut where somebody comes or goes and where a gap begins or ends; as long as it is on the wall. */
export function partsOf(
  day: RosterTrial['days'][number],
  { items, bare }: Pick<RosterTrial, 'items' | 'bare'>,
): Part[] {
  const [begin, end] = [Date.parse(day.from), Date.parse(day.to)];
  const cuts = [...items, ...bare].flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
  const inside = [...new Set([begin, ...cuts, end])].filter((at) => at >= begin && at <= end).sort((a, b) => a - b);
  const of = (at: number) => (1000 * (at - begin)) / (end - begin);
  return inside.slice(1).flatMap((to, i) => {
    const from = inside[i]!;
    const holds = (one: { from: string; to: string }) => Date.parse(one.from) <= from && to <= Date.parse(one.to);
    const period = items.find(holds);
    const part = {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      begin: of(from),
      width: of(to) - of(from),
      onDuty: period?.onDuty ?? false,
      isBare: bare.some(holds),
      members: period?.members ?? null,
    };
    return [part];
  });
}

/** Those that are not over yet. */
export const ahead = <S extends { readonly to: string }>(stretches: readonly S[], now: number): S[] =>
  stretches.filter(({ to }) => Date.parse(to) > now);

const EIGHT_HOURS = 8;

function later(from: string): string {
  const hour = (Number(from.slice(0, 2)) + EIGHT_HOURS) % 24;
  const to = `${String(hour).padStart(2, '0')}${from.slice(2)}`;
  return to === '00:00' ? '24:00' : to;
}
