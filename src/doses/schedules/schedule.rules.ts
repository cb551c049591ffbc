import type { Temporal } from 'temporal-polyfill';
import { CRITICALITIES, type Criticality } from '../../devices/telemetry.rules.js';
import { firstInstant, localDate } from '../../teams/local-time.rules.js';
import { dayNumber, daysToNext, isDueOn, type When } from './slot.rules.js';

export interface Slot extends When {
  /** Local time on the wall, HH:MM. */
  readonly time: string;
  readonly criticality: Criticality;
  readonly windowMinutes?: number | undefined;
}

export interface Schedule {
  /** IANA, where the citizen lives. */
  zone: string;
  slots: readonly Slot[];
  validFrom: Date;
  validUntil?: Date | null | undefined;
}

export interface PlannedDose {
  slot: string;
  dueAt: Date;
  windowClosesAt: Date;
  deadlineAt: Date;
  criticality: Criticality;
}

const MINUTE = 60_000;
const WINDOW_MINUTES = { 'time-critical': 30, standard: 60 };
const MARGIN_MINUTES = 1;
const FLEXIBLE_MARGIN_MINUTES = 45;
/** A flexible dose can be given until the next, which is a week away at most; an hour more where the clocks change meanwhile. */
export const LONGEST_WINDOW_DAYS = 8;
const SHORTEST_FLEXIBLE_MINUTES = 15;

/**
 * The doses a schedule asks for with `dueAt` in [from, until), in order, never two at the same instant. Piecewise
 * planning gives what planning at once gives: windows look at the pattern beyond `until` and beyond `validUntil`, so a
 * dose does not change because its schedule is planned or replaced later; of a course that ends, beyond its last day.
 */
export function planDoses(schedule: Schedule, from: Date, until: Date, graceMinutes: number): PlannedDose[] {
  const start = Math.max(from.getTime(), schedule.validFrom.getTime());
  const end = Math.min(until.getTime(), schedule.validUntil?.getTime() ?? Infinity);
  const expected = expand(schedule, start, end);
  return expected
    .map((dose, i) => ({ ...dose, closes: windowCloses(schedule.zone, dose, expected[i + 1]?.at) }))
    .filter(({ at }) => at >= start && at < end)
    .map(({ slot, at, closes }) => ({
      slot: slot.time,
      dueAt: new Date(at),
      windowClosesAt: new Date(closes),
      deadlineAt: new Date(closes + graceMinutes * MINUTE),
      criticality: slot.criticality,
    }));
}

interface Expected {
  slot: Slot;
  at: number;
  date: Temporal.PlainDate;
}

/** From the local day before `start` to the first day with a dose at or after `end`: the last dose needs its successor. */
function expand({ zone, slots }: Schedule, start: number, end: number): Expected[] {
  const byInstant = new Map<number, Expected>();
  const lastDate = localDate(zone, new Date(end)).add({ days: 8 });
  let date = localDate(zone, new Date(start)).subtract({ days: 1 });
  let found = false;
  for (let day = dayNumber(date.toString()); !found && date.until(lastDate).sign >= 0; day++) {
    for (const slot of slots) {
      if (!isDueOn(slot, day)) continue;
      const at = firstInstant(zone, date, slot.time).getTime();
      const rival = byInstant.get(at);
      const kept = rival ? weightier(rival.slot, slot) : slot;
      byInstant.set(at, { slot: kept, at, date });
      found ||= at >= end;
    }
    date = date.add({ days: 1 });
  }
  return [...byInstant.values()].sort((a, b) => a.at - b.at);
}

/** Of two slots at one instant the more critical; of equals the later, which is the one the wall clock shows after a gap. */
function weightier(a: Slot, b: Slot): Slot {
  const rank = CRITICALITIES.indexOf(a.criticality) - CRITICALITIES.indexOf(b.criticality);
  return rank < 0 || (rank === 0 && a.time >= b.time) ? a : b;
}

/** By criticality 30 min, 60 min, or until the next dose less 45 min, a week at most; never up to the next dose. */
function windowCloses(zone: string, { slot, at, date }: Expected, nextAt = Infinity): number {
  const clip = nextAt - MARGIN_MINUTES * MINUTE;
  if (slot.criticality !== 'flexible') {
    return Math.min(at + (slot.windowMinutes ?? WINDOW_MINUTES[slot.criticality]) * MINUTE, clip);
  }
  const asked = slot.windowMinutes === undefined ? Infinity : at + slot.windowMinutes * MINUTE;
  const roomAt = Math.min(nextAt, againAt(zone, slot, date)) - FLEXIBLE_MARGIN_MINUTES * MINUTE;
  const roomy = Math.max(roomAt, at + SHORTEST_FLEXIBLE_MINUTES * MINUTE);
  return Math.min(asked, roomy, clip);
}

/** When its own next would be, were there no last day. */
const againAt = (zone: string, slot: Slot, date: Temporal.PlainDate): number =>
  firstInstant(zone, date.add({ days: daysToNext(slot, dayNumber(date.toString())) }), slot.time).getTime();
