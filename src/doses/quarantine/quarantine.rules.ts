import { type Criticality, isSaidByDevices, priorityFor, vocabulary } from '../../devices/telemetry.rules.js';
import { QUARANTINE_KINDS, type QuarantineKind } from '../../journal/journal.rules.js';
import { type Dose, type DoseState, OWED_STATES } from '../dose.rules.js';

/** How what was put aside is told, by what kept it from having its effect. */
interface Telling {
  /** Those who look after dispensers hear of it: one live alert a dispenser. */
  readonly operations: boolean;
  /** The citizen's team hears of what reads as an alarm. Of what is nobody's it cannot be said whose team that is. */
  readonly team: boolean;
}

/**
 * A parked message, and one that waits, have an alert of their own, about the house and not about the dispenser; over what is doubted
 * the citizen’s team is asked.
 */
export const TELLING: Readonly<Record<QuarantineKind, Telling>> = {
  rejected: { operations: true, team: true },
  unattributed: { operations: true, team: false },
  'unknown-type': { operations: true, team: false },
  parked: { operations: false, team: false },
  review: { operations: false, team: false },
  waiting: { operations: false, team: false },
};

/** The kinds that an alert about the dispenser stands for. */
export const TOLD_OF_DISPENSER: readonly QuarantineKind[] = QUARANTINE_KINDS.filter((kind) => TELLING[kind].operations);

export type Deed = 'assign' | 'retry' | 'dismiss';

/**
 * What a person's deed does: `effect`, it has its effect for the citizen named; `work`, the citizen's team is asked, since what it
 * says can have no effect; `again`, it goes round as if it had just been heard; `read`, it is read once more, by what is understood
 * today; `left`, it stays in the journal without effect.
 */
export type Course = 'effect' | 'work' | 'again' | 'read' | 'left';

const COURSES: Readonly<Record<QuarantineKind, Readonly<Record<Deed, Course>>>> = {
  rejected: { assign: 'effect', retry: 'read', dismiss: 'left' },
  unattributed: { assign: 'effect', retry: 'again', dismiss: 'left' },
  'unknown-type': { assign: 'work', retry: 'again', dismiss: 'left' },
  parked: { assign: 'work', retry: 'again', dismiss: 'left' },
  review: { assign: 'effect', retry: 'again', dismiss: 'left' },
  waiting: { assign: 'work', retry: 'again', dismiss: 'left' },
};

/** @param isUnderstood whether what it says is understood today: what was rejected once may be by now */
export function courseOfDeed(kind: QuarantineKind, deed: Deed, isUnderstood: boolean): Course {
  const course = COURSES[kind][deed];
  return course === 'effect' && !isUnderstood ? 'work' : course;
}

/** Whether the type, heard as it should be, would open an alert by itself. */
export const isAlarm = (type: string): boolean => isSaidByDevices(type) && priorityFor(type, 'time-critical') !== null;

/** The types that read as an alarm. */
export const ALARMS: readonly string[] = Object.keys(vocabulary).filter(isAlarm);

const OPEN: readonly DoseState[] = ['due', ...OWED_STATES];
const WEIGHT: Readonly<Record<Criticality, number>> = { 'time-critical': 0, standard: 1, flexible: 2 };

/** Of the doses about then, the most critical that was not dispensed or called off, the nearest of several; null when none is. */
export function mostCritical(doses: readonly Dose[], at: Date): Dose | null {
  const away = ({ dueAt }: Dose): number => Math.abs(dueAt.getTime() - at.getTime());
  const open = doses.filter(({ state }) => OPEN.includes(state));
  return open.toSorted((a, b) => WEIGHT[a.criticality] - WEIGHT[b.criticality] || away(a) - away(b))[0] ?? null;
}
