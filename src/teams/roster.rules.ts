import type { Temporal } from 'temporal-polyfill';
import { isHoliday, type OwnDay } from './holiday.rules.js';
import { dayOf, firstInstant, lastInstant, localDate, type ShiftDay } from './local-time.rules.js';
import { DAY_MS } from '../platform/clock/spans.rules.js';

export interface Shift {
  /** The local days it starts on. A public holiday is `holiday` and no day of the week. */
  days: ShiftDay[];
  /** HH:MM on the wall; `to` at or before `from` ends the next day, "24:00" ends this one. */
  from: string;
  to: string;
  /** Staff ids. Absent: the team is staffed, by whom is not said. Empty: nobody is. */
  members?: string[] | undefined;
}

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

/** The plan, and what it meets: who works in the team now, and what the municipality says of its days. */
export interface Roster extends Plan {
  readonly crew: ReadonlySet<string>;
  readonly ownDays: readonly OwnDay[];
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
export const SHIFT_REASONS = ['on_shift', 'shift_of_nobody', 'shift_left'] as const;
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

/** Whether somebody of the team is at work. A shift covers a repeated hour both times, so shifts that meet leave no gap. */
export const isOnDuty = (roster: Roster, zone: string, at: Date): Duty =>
  dutyAt(roster, shiftsBetween(roster, zone, at, at), at);

export function dutyNow(roster: Roster, zone: string, at: Date): DutyNow {
  const duty = isOnDuty(roster, zone, at);
  return { ...duty, until: duty.onDuty ? stretchEnd(roster, zone, at) : null };
}

/** Who is on duty from one instant to another, gaps included; periods meet and follow each other. */
export function dutyPeriods(roster: Roster, zone: string, from: Date, to: Date): DutyPeriod[] {
  const shifts = shiftsBetween(roster, zone, from, to);
  const cuts = [from, to];
  for (const o of roster.overrides) cuts.push(new Date(o.from), new Date(o.to));
  for (const s of shifts) cuts.push(s.from, s.to);
  const inside = [...new Set(cuts.map((c) => c.getTime()))].filter((c) => c >= from.getTime() && c <= to.getTime());
  inside.sort((a, b) => a - b);
  const periods: DutyPeriod[] = [];
  for (const [i, end] of inside.entries()) {
    const start = inside[i - 1];
    if (start === undefined) continue;
    const { onDuty, members, why } = dutyAt(roster, shifts, new Date(start));
    const last = periods.at(-1);
    if (last && last.onDuty === onDuty && isSame(last.why, why) && same(last.members, members)) last.to = new Date(end);
    else periods.push({ from: new Date(start), to: new Date(end), onDuty, members, why });
  }
  return periods;
}

/**
 * Whether the shift that somebody may be on goes on across an instant at which a stretch ends: another began beside it, or an
 * override came or went. Of whom no shift names, any shift may be the one.
 */
export function goesOn(roster: Roster, zone: string, at: Date, staffId: string): boolean {
  const before = shiftsBetween(roster, zone, at, at).filter((s) => s.from < at && s.to >= at && isStaffed(s, roster));
  const names = ({ shift }: ShiftOnDate): boolean => shift.members?.includes(staffId) ?? false;
  const across = before.filter((s) => s.to > at);
  return before.some(names) ? across.some(names) : across.length > 0;
}

function stretchEnd(roster: Roster, zone: string, at: Date): Date {
  const within = (days: number): Date => dutyPeriods(roster, zone, at, new Date(at.getTime() + days * DAY_MS))[0]!.to;
  const today = within(1);
  return today.getTime() < at.getTime() + DAY_MS ? today : within(AHEAD_DAYS);
}

function dutyAt(roster: Roster, shifts: readonly ShiftOnDate[], at: Date): Duty {
  const override = roster.overrides.findLast((o) => at >= new Date(o.from) && at < new Date(o.to));
  if (override) return overridden(override);
  if (roster.shifts.length === 0) return off({ rule: 'no_roster' });
  const covering = shifts.filter((s) => at >= s.from && at < s.to);
  const staffed = covering.filter((s) => isStaffed(s, roster));
  // Of those that end together the one that began first: a stretch is not cut where another began beside it.
  const last = staffed.toSorted((a, b) => b.to.getTime() - a.to.getTime() || a.from.getTime() - b.from.getTime())[0];
  if (!last) return off(covering[0] ? whyNobody(covering[0].shift) : { rule: 'no_shift' });
  const unnamed = staffed.some(({ shift }) => shift.members === undefined);
  return {
    onDuty: true,
    shift: last.shift,
    members: unnamed ? null : [...new Set(staffed.flatMap(({ shift }) => shift.members!.filter(isThere(roster))))],
    why: { rule: 'on_shift', ...hoursOf(last.shift) },
  };
}

const isThere =
  ({ crew }: Roster) =>
  (staffId: string): boolean =>
    crew.has(staffId);

const isStaffed = ({ shift: { members } }: ShiftOnDate, roster: Roster): boolean =>
  members === undefined || members.some(isThere(roster));

const off = (why: DutyReason): Duty => ({ onDuty: false, shift: null, members: null, why });

const hoursOf = ({ from, to }: Shift) => ({ from, to });

const whyNobody = (shift: Shift): DutyReason => ({
  rule: shift.members!.length === 0 ? 'shift_of_nobody' : 'shift_left',
  ...hoursOf(shift),
});

const isSame = (a: DutyReason, b: DutyReason): boolean => JSON.stringify(a) === JSON.stringify(b);

const same = (a: string[] | null, b: string[] | null) =>
  JSON.stringify(a?.toSorted()) === JSON.stringify(b?.toSorted());

function overridden({ onDuty, reason }: Override): Duty {
  const why = { rule: onDuty ? 'called_in' : 'called_off', reason: reason ?? null } as const;
  return onDuty ? { onDuty, shift: null, members: null, why } : off(why);
}

interface ShiftOnDate {
  shift: Shift;
  from: Date;
  to: Date;
}

/** What a date is to a roster: a day of the week, or a public holiday where the team works. */
export const shiftDayOf = (zone: string, ownDays: readonly OwnDay[], date: Temporal.PlainDate): ShiftDay =>
  isHoliday(zone, ownDays, date.toString()) ? 'holiday' : dayOf(date);

function shiftsBetween({ shifts, ownDays }: Roster, zone: string, from: Date, to: Date): ShiftOnDate[] {
  const found: ShiftOnDate[] = [];
  const lastDate = localDate(zone, to);
  for (
    let date = localDate(zone, from).subtract({ days: 1 });
    date.until(lastDate).sign >= 0;
    date = date.add({ days: 1 })
  ) {
    const day = shiftDayOf(zone, ownDays, date);
    for (const shift of shifts) {
      if (!shift.days.includes(day)) continue;
      const endDate = shift.to <= shift.from ? date.add({ days: 1 }) : date;
      found.push({ shift, from: firstInstant(zone, date, shift.from), to: lastInstant(zone, endDate, shift.to) });
    }
  }
  return found;
}
