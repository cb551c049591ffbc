import type { Criticality, LadderName, Priority } from '../../devices/telemetry.rules.js';
import { MADE_BY_HAND } from '../alert.rules.js';

/** A dose that is still to come, as far as a ladder needs it. */
export interface NextDose {
  readonly id: string;
  readonly dueAt: Date;
  readonly windowClosesAt: Date;
  readonly criticality: Criticality;
}

/** What is known of a case when its ladder starts. */
export interface Opened {
  readonly alertId: string;
  readonly alertType: string;
  readonly priority: Priority;
  readonly openedAt: Date;
  /** Of the dose it is about. */
  readonly dueAt: Date | null;
  readonly holdMinutes: number;
  readonly nextDose: NextDose | null;
  /** When the supply will be used up. */
  readonly depletionAt: Date | null;
  /** How long the battery will last. */
  readonly batteryUntil: Date | null;
  /** Where the citizen lives, or whose dispenser it is about. */
  readonly zone: string | null;
  /** A colleague was named with it. */
  readonly isNamed?: boolean;
}

/** From when a ladder counts, and what it counts towards (domain section "Ladders", column "T is"). */
export interface Course {
  readonly startsAt: Date;
  readonly deadlineAt: Date | null;
  readonly becomes: LadderName | null;
  readonly nightZone: string | null;
}

/** How long after a dose was due its ladder starts when nobody reported a miss. */
const MINUTES_AFTER_DUE: Partial<Record<LadderName, number>> = { 'time-critical-dose': 30, 'standard-dose': 60 };
/** Dispensing that stopped is a missed dose to be, this long before it is due. */
const BEFORE_DUE_MINUTES = 45;
/** Planned work starts a day before the supply is used up, and is no longer planned when half of that is left. */
const PLANNED_MINUTES = 24 * 60;
const HURRIED_MINUTES = 12 * 60;
/** An outage that costs no dose is looked at after this. */
const OUTAGE_MINUTES = 60;

/** A miss that the dispenser reports starts now; silence starts at the time the ladder is told from. */
export function courseOf(name: LadderName, opened: Opened): Course {
  const { openedAt, holdMinutes, depletionAt, zone } = opened;
  const held = later(openedAt, holdMinutes);
  const plain: Course = { startsAt: held, deadlineAt: null, becomes: null, nightZone: null };
  if (asksAtOnce(opened)) return { ...plain, nightZone: name === 'planned-work' && isForTheDay(opened) ? zone : null };
  if (name === 'dispensing-stopped') return { ...plain, ...towardsDose(opened) };
  if (name === 'planned-work') {
    if (!depletionAt) return { ...plain, nightZone: zone };
    const deadlineAt = latest(later(depletionAt, -HURRIED_MINUTES), openedAt);
    const startsAt = latest(held, later(depletionAt, -PLANNED_MINUTES));
    return { startsAt, deadlineAt, becomes: 'dispensing-stopped', nightZone: zone };
  }
  if (name === 'power-connectivity')
    return { ...plain, startsAt: isUrgent(opened) ? held : later(openedAt, Math.max(holdMinutes, OUTAGE_MINUTES)) };
  if (opened.alertType !== 'dose.unconfirmed' || !opened.dueAt) return plain;
  return { ...plain, startsAt: latest(later(opened.dueAt, MINUTES_AFTER_DUE[name] ?? 0), openedAt) };
}

/** What a person asks for is asked of somebody then and there, on whichever ladder; it counts towards no dose. */
export const asksAtOnce = ({ alertType }: Pick<Opened, 'alertType'>): boolean => alertType === MADE_BY_HAND;

/** Whether it matters to a case when the next dose is due: to one that counts from a dose of its own only for the battery's sake. */
export const turnsOnNextDose = (name: LadderName | null, batteryUntil: Date | null): boolean =>
  batteryUntil !== null || name === null || MINUTES_AFTER_DUE[name] === undefined;

/** The next dose that can still be saved; one that is due within the three quarters raises its own alarm if it is missed. */
function towardsDose({ nextDose, openedAt }: Opened): Partial<Course> {
  const deadlineAt = nextDose && later(nextDose.dueAt, -BEFORE_DUE_MINUTES);
  if (!deadlineAt || deadlineAt <= openedAt) return {};
  return { deadlineAt, becomes: doseLadder(nextDose.criticality) };
}

/** The battery ends before the next dose is dispensed. */
export const isBatteryTooShort = ({ nextDose, batteryUntil }: Opened): boolean =>
  nextDose !== null && batteryUntil !== null && batteryUntil < nextDose.dueAt;

export const doseLadder = (criticality: Criticality): 'time-critical-dose' | 'standard-dose' =>
  criticality === 'time-critical' ? 'time-critical-dose' : 'standard-dose';

const isForTheDay = ({ priority }: Opened): boolean => priority === 'P3' || priority === 'P4';
const isUrgent = (opened: Opened): boolean =>
  opened.priority === 'P1' || opened.priority === 'P2' || isBatteryTooShort(opened);
const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
const latest = (a: Date, b: Date): Date => (a > b ? a : b);
