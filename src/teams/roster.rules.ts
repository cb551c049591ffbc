import { DAY_MS } from '../platform/clock/spans.rules.js';
import type { OwnDay } from './holiday.rules.js';
import { wallTime } from './local-time.rules.js';
import { hasGone, isHere, type OwnShift } from './shifts/own-shift.rules.js';
import { type Shift, type ShiftOnDate, shiftsBetween } from './shifts/shift-dates.rules.js';

/** Says what a period is in spite of the shifts; of two that overlap the later in the list holds. */
export interface Override {
  /** RFC 3339 instants. */
  from: string;
  to: string;
  onDuty: boolean;
  reason?: string | undefined;
}

/** What somebody wrote down. */
export interface Plan {
  readonly shifts: readonly Shift[];
  readonly overrides: readonly Override[];
}

/** The plan, and what it meets: who works in the team now, what the municipality says of its days, and each of herself. */
export interface Roster extends Plan {
  readonly crew: ReadonlySet<string>;
  readonly ownDays: readonly OwnDay[];
  readonly ownShifts: readonly OwnShift[];
}

/** Why somebody is on duty, or nobody is. */
export type DutyReason =
  | { readonly rule: (typeof PLAIN_REASONS)[number] }
  | { readonly rule: (typeof SHIFT_REASONS)[number]; readonly from: string; readonly to: string }
  | {
      readonly rule: (typeof OVERRIDE_REASONS)[number];
      /** What somebody wrote. */
      readonly reason: string | null;
    };
export const PLAIN_REASONS = ['no_team', 'no_roster', 'no_shift', 'contact_person_absent'] as const;
export const SHIFT_REASONS = ['on_shift', 'shift_started', 'shift_of_nobody', 'shift_left', 'shift_stopped'] as const;
export const OVERRIDE_REASONS = ['called_in', 'called_off'] as const;

export interface Duty {
  onDuty: boolean;
  shift: Shift | null;
  /** null: staffed, by whom is not said. */
  members: string[] | null;
  why: DutyReason;
}

/** `until`: when the stretch of duty ends that holds now, as `dutyPeriods` shows it; null off duty. */
export interface DutyNow extends Duty {
  until: Date | null;
}

export interface DutyPeriod {
  from: Date;
  to: Date;
  onDuty: boolean;
  members: string[] | null;
  why: DutyReason;
}

/** A stretch is looked at no further ahead: who is always on duty is so for a week at least. */
const AHEAD_DAYS = 7;

/**
 * Whether somebody of the team is at work. What somebody says of herself goes before the plan, and before what it was overridden with: who
 * has begun a shift of her own is there, and who has gone home is not.
 */
export const isOnDuty = (roster: Roster, zone: string, at: Date): Duty =>
  dutyAt(roster, zone, shiftsBetween(roster, zone, at, at), at);

export function dutyNow(roster: Roster, zone: string, at: Date): DutyNow {
  const duty = isOnDuty(roster, zone, at);
  return { ...duty, until: duty.onDuty ? stretchEnd(roster, zone, at) : null };
}

/** Who is on duty from one instant to another, gaps included; periods meet and follow each other. */
export function dutyPeriods(roster: Roster, zone: string, from: Date, to: Date): DutyPeriod[] {
  const shifts = shiftsBetween(roster, zone, from, to);
  const cuts = [from, to];
  for (const o of roster.overrides) cuts.push(new Date(o.from), new Date(o.to));
  for (const own of roster.ownShifts) cuts.push(own.from, own.until);
  for (const s of shifts) cuts.push(s.from, s.to);
  const inside = [...new Set(cuts.map((c) => c.getTime()))].filter((c) => c >= from.getTime() && c <= to.getTime());
  inside.sort((a, b) => a - b);
  const periods: DutyPeriod[] = [];
  for (const [i, end] of inside.entries()) {
    const start = inside[i - 1];
    if (start === undefined) continue;
    const { onDuty, members, why } = dutyAt(roster, zone, shifts, new Date(start));
    const last = periods.at(-1);
    if (last && last.onDuty === onDuty && isSame(last.why, why) && same(last.members, members)) last.to = new Date(end);
    else periods.push({ from: new Date(start), to: new Date(end), onDuty, members, why });
  }
  return periods;
}

/**
 * Whether the shift that somebody may be on goes on across an instant at which a stretch ends: another began beside it, or an
 * override came or went. Of whom no shift names, any shift may be the one, unless she said of herself how long she is there.
 */
export function goesOn(roster: Roster, zone: string, at: Date, staffId: string): boolean {
  const own = roster.ownShifts.find((one) => one.staffId === staffId && one.from <= at && at <= one.until);
  if (own) return own.atWork && own.until > at;
  const before = shiftsBetween(roster, zone, at, at).filter(
    (s) => s.from < at && s.to >= at && isStaffed(s, roster, at),
  );
  const names = ({ shift }: ShiftOnDate): boolean => shift.members?.includes(staffId) ?? false;
  const across = before.filter((s) => s.to > at);
  return before.some(names) ? across.some(names) : across.length > 0;
}

function stretchEnd(roster: Roster, zone: string, at: Date): Date {
  const within = (days: number): Date => dutyPeriods(roster, zone, at, new Date(at.getTime() + days * DAY_MS))[0]!.to;
  const today = within(1);
  return today.getTime() < at.getTime() + DAY_MS ? today : within(AHEAD_DAYS);
}

function dutyAt(roster: Roster, zone: string, shifts: readonly ShiftOnDate[], at: Date): Duty {
  const planned = plannedAt(roster, shifts, at);
  const here = roster.ownShifts.filter((own) => isHere(own, at) && roster.crew.has(own.staffId));
  const last = here.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0];
  if (!last || (planned.onDuty && planned.members === null)) return planned;
  const members = [...new Set([...(planned.members ?? []), ...here.map(({ staffId }) => staffId)])];
  if (planned.onDuty) return { ...planned, members };
  const [from, to] = [wallTime(zone, last.from, last.from), wallTime(zone, last.until, last.from)];
  return { onDuty: true, shift: null, members, why: { rule: 'shift_started', from, to } };
}

function plannedAt(roster: Roster, shifts: readonly ShiftOnDate[], at: Date): Duty {
  const override = roster.overrides.findLast((o) => at >= new Date(o.from) && at < new Date(o.to));
  if (override) return overridden(override);
  if (roster.shifts.length === 0) return off({ rule: 'no_roster' });
  const covering = shifts.filter((s) => at >= s.from && at < s.to);
  const staffed = covering.filter((s) => isStaffed(s, roster, at));
  // Of those that end together the one that began first: a stretch is not cut where another began beside it.
  const last = staffed.toSorted((a, b) => b.to.getTime() - a.to.getTime() || a.from.getTime() - b.from.getTime())[0];
  if (!last) return off(covering[0] ? whyNobody(covering[0].shift, roster) : { rule: 'no_shift' });
  const unnamed = staffed.some(({ shift }) => shift.members === undefined);
  return {
    onDuty: true,
    shift: last.shift,
    members: unnamed ? null : [...new Set(staffed.flatMap(({ shift }) => shift.members!.filter(isThere(roster, at))))],
    why: { rule: 'on_shift', ...hoursOf(last.shift) },
  };
}

const isThere =
  (roster: Roster, at: Date) =>
  (staffId: string): boolean =>
    roster.crew.has(staffId) && !hasGone(roster, staffId, at);

const isStaffed = ({ shift: { members } }: ShiftOnDate, roster: Roster, at: Date): boolean =>
  members === undefined || members.some(isThere(roster, at));

const off = (why: DutyReason): Duty => ({ onDuty: false, shift: null, members: null, why });

const hoursOf = ({ from, to }: Shift) => ({ from, to });

function whyNobody(shift: Shift, { crew }: Roster): DutyReason {
  if (shift.members!.length === 0) return { rule: 'shift_of_nobody', ...hoursOf(shift) };
  return { rule: shift.members!.some((id) => crew.has(id)) ? 'shift_stopped' : 'shift_left', ...hoursOf(shift) };
}

const isSame = (a: DutyReason, b: DutyReason): boolean => JSON.stringify(a) === JSON.stringify(b);

const same = (a: string[] | null, b: string[] | null) =>
  JSON.stringify(a?.toSorted()) === JSON.stringify(b?.toSorted());

function overridden({ onDuty, reason }: Override): Duty {
  const why = { rule: onDuty ? 'called_in' : 'called_off', reason: reason ?? null } as const;
  return onDuty ? { onDuty, shift: null, members: null, why } : off(why);
}
