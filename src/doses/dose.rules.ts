import { withEvidence } from '../journal/evidence.rules.js';
import type { Criticality } from '../devices/telemetry.rules.js';

export const DOSE_STATES = [
  'scheduled',
  'due',
  'dispensed',
  'retrieved',
  'dispensed-in-advance',
  'missed',
  'unconfirmed',
  'cancelled',
] as const;
export type DoseState = (typeof DOSE_STATES)[number];
/** It left the dispenser at its time, and was taken out for all that is known. */
export const GIVEN_STATES = ['dispensed', 'retrieved'] as const satisfies readonly DoseState[];
/** Good news about such a dose goes without saying, and is settled in bulk. */
export const BULK_STATES = ['scheduled', ...GIVEN_STATES] as const satisfies readonly DoseState[];
/** What became of it is known, and it was no miss. */
export const DISPENSED_STATES = [...GIVEN_STATES, 'dispensed-in-advance'] as const satisfies readonly DoseState[];

/** It has yet to be dispensed, or was not. */
export const OWED_STATES = ['scheduled', 'missed', 'unconfirmed'] as const satisfies readonly DoseState[];

/** What can be known of a dose. Each is kept with the first time it was so, and none undoes another. */
export type DoseEvidence = 'dispensed' | 'retrieved' | 'inAdvance' | 'cancelled' | 'missed' | 'unconfirmed';

export interface DoseEvidenceTimes {
  readonly dispensedAt: Date | null;
  readonly retrievedAt: Date | null;
  readonly inAdvanceAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly missedAt: Date | null;
  readonly unconfirmedAt: Date | null;
}

/** One expected dose and what became of it. A dispenser proves "dispensed", never "taken". */
export interface Dose extends DoseEvidenceTimes {
  readonly id: string;
  readonly citizenId: string;
  readonly revision: number;
  /** The slot's local time, HH:MM. */
  readonly slot: string;
  readonly dueAt: Date;
  readonly windowClosesAt: Date;
  /** When silence itself becomes an alarm. */
  readonly deadlineAt: Date;
  readonly criticality: Criticality;
  readonly state: DoseState;
  /** Nothing more is expected of it: the watch lets it be. */
  readonly settled: boolean;
  /** Set by the transaction that raised an alarm over it. */
  readonly alarmedAt: Date | null;
  /** The journal entries it was folded from; of very many the first and the newest. */
  readonly evidence: readonly number[];
}

/** What the house is told after a sign. */
export type DoseNews = 'dispensed' | 'dispensed-late' | 'dispensed-while-paused' | 'missed' | 'unconfirmed' | null;

export interface DoseDecision {
  readonly dose: Dose;
  readonly news: DoseNews;
}

const SAME_EVENT_MS = 5_000;

/** The same word about the same dose within five seconds is one word said twice, under whichever id. */
export const isSaidAgain = (
  said: { readonly type: string; readonly effectiveAt: Date },
  before: readonly { readonly type: string; readonly effectiveAt: Date }[],
): boolean =>
  before.some(
    ({ type, effectiveAt }) =>
      type === said.type && Math.abs(effectiveAt.getTime() - said.effectiveAt.getTime()) <= SAME_EVENT_MS,
  );

/**
 * Folds one sign into the dose. The state depends on which signs there are, never on the order they came in;
 * the news is what the house must hear now, and is told once.
 */
export function applySign(
  dose: Dose,
  sign: DoseEvidence,
  at: Date,
  evidence: number | null,
  isAgain = false,
): DoseDecision {
  const before = dose[`${sign}At`];
  const signs = { ...dose, [`${sign}At`]: before && before <= at ? before : at };
  const folded: Dose = {
    ...signs,
    state: stateOf(signs),
    settled: true,
    evidence: withEvidence(dose.evidence, evidence),
  };
  return { dose: folded, news: newsOf(dose, sign, isAgain) };
}

function newsOf(dose: Dose, sign: DoseEvidence, isAgain: boolean): DoseNews {
  if (sign === 'cancelled') return null;
  if (sign === 'inAdvance') return dose.alarmedAt ? 'dispensed-late' : null;
  if (sign === 'dispensed' || sign === 'retrieved') {
    if (dose.cancelledAt && !dose.dispensedAt && !dose.retrievedAt) return 'dispensed-while-paused';
    // What left the tray after an alarm over it ends that alarm, however often it is said.
    const isKnown = sign === 'dispensed' ? wasDispensed(dose) : dose.retrievedAt !== null && !dose.alarmedAt;
    return isKnown ? null : dispensedNews(dose);
  }
  return wasDispensed(dose) || dose.cancelledAt || isAgain ? null : sign;
}

/** The news of a dose that is dispensed as it was to be, or was to be once its calling off was undone. */
export const dispensedNews = ({ alarmedAt }: Pick<Dose, 'alarmedAt'>): 'dispensed' | 'dispensed-late' =>
  alarmedAt ? 'dispensed-late' : 'dispensed';

const wasDispensed = (dose: DoseEvidenceTimes): boolean =>
  (dose.dispensedAt ?? dose.retrievedAt ?? dose.inAdvanceAt) !== null;

/** Dispensed and retrieved outrank in advance, that outranks cancelled, then missed, then unconfirmed. */
export function stateOf(signs: DoseEvidenceTimes): DoseState {
  if (signs.retrievedAt) return 'retrieved';
  if (signs.dispensedAt) return 'dispensed';
  if (signs.inAdvanceAt) return 'dispensed-in-advance';
  if (signs.cancelledAt) return 'cancelled';
  if (signs.missedAt) return 'missed';
  return signs.unconfirmedAt ? 'unconfirmed' : 'scheduled';
}

/** The service rests: what is open is expected no more, and every other dose is as it was. */
export const callOff = (dose: Dose, now: Date): Dose =>
  dose.state === 'scheduled' && !dose.settled ? { ...dose, cancelledAt: now, state: 'cancelled', settled: true } : dose;

/** The service goes on, or never rested: what was called off and can still be given is expected again, and every other dose is as it was. */
export function recall(dose: Dose, now: Date): Dose {
  if (dose.state !== 'cancelled' || dose.windowClosesAt <= now) return dose;
  const signs = { ...dose, cancelledAt: null };
  const state = stateOf(signs);
  return { ...signs, state, settled: state !== 'scheduled' };
}

/** A miss told when a later dose had been dispensed: it asks for a look at the record, not for a nurse on the way. */
export const MISSED_LATE = 'dose.missed_late';

/** A miss nobody was alarmed over is past relevance once a later dose was dispensed; a time-critical one never is. */
export const isPastRelevance = (dose: Pick<Dose, 'criticality' | 'alarmedAt'>, isLaterDispensed: boolean): boolean =>
  dose.criticality !== 'time-critical' && dose.alarmedAt === null && isLaterDispensed;

/** Misses a dispenser reported within seven days that ask whether it suits the citizen. Silence is no proof of a miss. */
export const MISSES_IN_A_WEEK = 3;
export const areMissesRepeated = (missedInAWeek: number): boolean => missedInAWeek >= MISSES_IN_A_WEEK;

/** The state as a reader sees it: a dose whose time has come is due. */
export const stateAt = (dose: Pick<Dose, 'state' | 'dueAt'>, now: Date): DoseState =>
  dose.state === 'scheduled' && dose.dueAt <= now ? 'due' : dose.state;

/** The dose an event speaks of: the nearest by due time within the tolerance; the earlier of two as near. */
export function matchDose<D extends Pick<Dose, 'dueAt'>>(
  doses: readonly D[],
  dueAt: Date,
  toleranceMinutes: number,
): D | null {
  const away = (dose: D): number => Math.abs(dose.dueAt.getTime() - dueAt.getTime());
  const near = doses.filter((dose) => away(dose) <= toleranceMinutes * 60_000);
  return near.reduce<D | null>(
    (best, dose) =>
      best === null || away(dose) < away(best) || (away(dose) === away(best) && dose.dueAt < best.dueAt) ? dose : best,
    null,
  );
}

/** What an event type says of its dose; null for one that changes nothing of whether it was dispensed. */
export const EVIDENCE_OF: Readonly<Record<string, DoseEvidence>> = {
  'dose.dispensed': 'dispensed',
  'dose.dispensed_early': 'dispensed',
  'dose.dispensed_late': 'dispensed',
  'dose.retrieved': 'retrieved',
  'dose.missed': 'missed',
  'dose.not_dispensed_empty': 'missed',
  'dose.refused': 'missed',
};

/** What a dispenser says of a dose that it dispensed, and that is not well yet. */
export const isAboutTray = (type: string): boolean => type === 'dose.left_in_tray' || type === 'dose.partial';

/** What was taken out lies in the tray no longer, whenever that is told; that a part of it is missing stays true. */
export const isTrayNews = (type: string, { retrievedAt }: Pick<Dose, 'retrievedAt'>): boolean =>
  type === 'dose.partial' || retrievedAt === null;

/**
 * What lies in the tray was dispensed: so long ago as the dispenser says, or at the latest when it says so. So long ago that the dose
 * cannot have been dispensed then is not said at all.
 */
export function dispensedBy(saidAt: Date, sinceSeconds: unknown, earliest: Date): Date {
  if (typeof sinceSeconds !== 'number' || !(sinceSeconds > 0)) return saidAt;
  const since = new Date(saidAt.getTime() - sinceSeconds * 1000);
  return since >= earliest ? since : saidAt;
}

/** A dose as JSON. */
export function viewOfDose(
  { settled: _settled, evidence: _evidence, deadlineAt: _deadlineAt, ...dose }: Dose,
  now: Date,
) {
  return { ...dose, state: stateAt(dose, now), lateSeconds: lateSeconds(dose) };
}

function lateSeconds({
  dispensedAt,
  windowClosesAt,
  dueAt,
}: Pick<Dose, 'dispensedAt' | 'windowClosesAt' | 'dueAt'>): number | null {
  return dispensedAt && dispensedAt > windowClosesAt
    ? Math.round((dispensedAt.getTime() - dueAt.getTime()) / 1000)
    : null;
}
