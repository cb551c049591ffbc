import { type Day, dayOf, firstInstant, lastInstant, localDate } from './local-time.rules.js';

export interface Shift {
  /** The local days it starts on. */
  days: Day[];
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

export interface Roster {
  shifts: readonly Shift[];
  overrides: readonly Override[];
}

export interface Duty {
  onDuty: boolean;
  shift: Shift | null;
  /** When this duty ends, where it is on one. */
  until: Date | null;
  /** null: staffed, by whom is not said. */
  members: string[] | null;
  why: string;
}

export interface DutyPeriod {
  from: Date;
  to: Date;
  onDuty: boolean;
  members: string[] | null;
  why: string;
}

/** Whether somebody of the team is at work. A shift covers a repeated hour both times, so shifts that meet leave no gap. */
export function isOnDuty(roster: Roster, zone: string, at: Date): Duty {
  const override = roster.overrides.findLast((o) => at >= new Date(o.from) && at < new Date(o.to));
  if (override) return overridden(override);
  if (roster.shifts.length === 0) return off('the team has no roster');
  const covering = shiftsAround(roster, zone, at).filter((s) => at >= s.from && at < s.to);
  const staffed = covering.filter(({ shift }) => shift.members?.length !== 0);
  const last = staffed.toSorted((a, b) => b.to.getTime() - a.to.getTime())[0];
  if (!last) return off(covering[0] ? `nobody is on the shift ${name(covering[0].shift)}` : 'no shift now');
  const unnamed = staffed.some(({ shift }) => shift.members === undefined);
  return {
    onDuty: true,
    shift: last.shift,
    until: cutShort(roster.overrides, at, last.to),
    members: unnamed ? null : [...new Set(staffed.flatMap(({ shift }) => shift.members ?? []))],
    why: `on the shift ${name(last.shift)}`,
  };
}

/** Who is on duty from one instant to another, gaps included; periods meet and follow each other. */
export function dutyPeriods(roster: Roster, zone: string, from: Date, to: Date): DutyPeriod[] {
  const cuts = [from, to];
  for (const o of roster.overrides) cuts.push(new Date(o.from), new Date(o.to));
  for (const s of shiftsBetween(roster, zone, from, to)) cuts.push(s.from, s.to);
  const inside = [...new Set(cuts.map((c) => c.getTime()))].filter((c) => c >= from.getTime() && c <= to.getTime());
  inside.sort((a, b) => a - b);
  const periods: DutyPeriod[] = [];
  for (const [i, end] of inside.entries()) {
    const start = inside[i - 1];
    if (start === undefined) continue;
    const { onDuty, members, why } = isOnDuty(roster, zone, new Date(start));
    const last = periods.at(-1);
    if (last && last.onDuty === onDuty && last.why === why && same(last.members, members)) last.to = new Date(end);
    else periods.push({ from: new Date(start), to: new Date(end), onDuty, members, why });
  }
  return periods;
}

const off = (why: string): Duty => ({ onDuty: false, shift: null, until: null, members: null, why });

const name = (shift: Shift) => `${shift.from}-${shift.to}`;

const same = (a: string[] | null, b: string[] | null) => JSON.stringify(a) === JSON.stringify(b);

function overridden({ onDuty, to, reason }: Override): Duty {
  const why = `${onDuty ? 'called in' : 'called off'}${reason ? `: ${reason}` : ''}`;
  return onDuty ? { onDuty, shift: null, until: new Date(to), members: null, why } : off(why);
}

function cutShort(overrides: readonly Override[], at: Date, until: Date): Date {
  const starts = overrides.filter((o) => !o.onDuty).map((o) => new Date(o.from));
  return starts.filter((start) => start > at).reduce((first, start) => (start < first ? start : first), until);
}

interface ShiftOnDate {
  shift: Shift;
  from: Date;
  to: Date;
}

const shiftsAround = (roster: Roster, zone: string, at: Date) => shiftsBetween(roster, zone, at, at);

function shiftsBetween({ shifts }: Roster, zone: string, from: Date, to: Date): ShiftOnDate[] {
  const found: ShiftOnDate[] = [];
  const lastDate = localDate(zone, to);
  for (
    let date = localDate(zone, from).subtract({ days: 1 });
    date.until(lastDate).sign >= 0;
    date = date.add({ days: 1 })
  ) {
    for (const shift of shifts) {
      if (!shift.days.includes(dayOf(date))) continue;
      const endDate = shift.to <= shift.from ? date.add({ days: 1 }) : date;
      found.push({ shift, from: firstInstant(zone, date, shift.from), to: lastInstant(zone, endDate, shift.to) });
    }
  }
  return found;
}
