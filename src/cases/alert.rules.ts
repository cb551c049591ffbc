import type { Absence, AbsenceReason } from '../citizens/absence.rules.js';
import type { Criticality, LadderName, Priority } from '../devices/telemetry.rules.js';
import { withEvidence } from '../journal/evidence.rules.js';

export const ALERT_STATES = [
  'open',
  'claimed',
  'in-progress',
  'shelved',
  'resolved',
  'auto-resolved',
  'superseded',
] as const;
export type AlertState = (typeof ALERT_STATES)[number];
/** As long as it is in one of these, somebody has yet to deal with it. */
export const LIVE_STATES = ['open', 'claimed', 'in-progress', 'shelved'] as const satisfies readonly AlertState[];
/** Live, and off the shelf. */
export const ASKED_STATES = ['open', 'claimed', 'in-progress'] as const satisfies readonly AlertState[];

export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const;

/** The coded results of a case, so that every case is documented alike. */
export const OUTCOMES = [
  'taken-after-call',
  'taken-at-visit',
  'found-already-taken',
  'skipped-on-advice',
  'hospitalised',
  'away',
  'refused',
  'device-fixed',
  'refilled',
  'false-alarm',
  'unreachable-handed-over',
  'other',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CAUSES = [
  'forgot',
  'asleep',
  'away',
  'hospital',
  'refused',
  'confusion',
  'device-fault',
  'supply',
  'power',
  'connectivity',
  'wrong-schedule',
  'unknown',
  'other',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Entries of the handling log: the composition-event codes of HL7Norway/Velferdsteknologi, and two of our own. */
export const LOG_ENTRIES = [
  'reported',
  'being-handled',
  'signed-off',
  'handed-to-field-unit',
  'accepted-by-field-unit',
  'cause',
  'measure',
  'conversation',
  'transfer',
  'call-attempt',
  'note',
] as const;
export type LogEntryCode = (typeof LOG_ENTRIES)[number];

export interface AlertDose {
  readonly dueAt: string;
  readonly windowClosesAt: string;
  readonly criticality: Criticality;
}

/** A condition that requires a response; exactly one is live for a key. */
export interface Alert {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly state: AlertState;
  readonly priority: Priority;
  readonly ladderName: LadderName | null;
  readonly citizenId: string | null;
  readonly deviceId: string | null;
  readonly districtId: string | null;
  readonly doseId: string | null;
  readonly dose: AlertDose | null;
  /** The miss matched no expected dose. */
  readonly unmatched: boolean;
  readonly openedAt: Date;
  readonly occurrences: number;
  readonly lastSeenAt: Date;
  readonly shelvedUntil: Date | null;
  readonly shelvedReason: string | null;
  readonly resolvedAt: Date | null;
  readonly outcome: Outcome | null;
  readonly cause: Cause | null;
  /** The alert that was closed before the condition came back. */
  readonly previousAlertId: string | null;
  /** The absence of the citizen over which it closed: undone, the alert comes back as a new one. */
  readonly closedBecause: AbsenceReason | null;
  readonly closedBecauseId: string | null;
  /** The absence over which it opened: undone, it ends. */
  readonly openedBecause: AbsenceReason | null;
  readonly openedBecauseId: string | null;
  /** Its district was only trying things out when it opened: nobody is asked about it. */
  readonly shadow: boolean;
  /** The alert it is, or was, followed under. */
  readonly parentId: string | null;
  /** The parent stands for it: nobody is asked about this one by itself. */
  readonly attached: boolean;
  /** When it is asked about by itself after all. */
  readonly attachedUntil: Date | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly evidence: readonly number[];
  readonly version: number;
}

/** What opens an alert, or adds to the one that is live. */
export interface Report {
  readonly key: string;
  readonly type: string;
  readonly priority: Priority;
  readonly ladderName: LadderName | null;
  readonly citizenId: string | null;
  readonly deviceId: string | null;
  readonly districtId: string | null;
  readonly doseId: string | null;
  readonly dose: AlertDose | null;
  readonly unmatched: boolean;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly line: number | null;
  /** How often it was seen since it was last told; once by default. */
  readonly times?: number;
  /** Since when it stands; now by default. */
  readonly openedAt?: Date;
  /** The absence that it belongs to. */
  readonly openedBecause?: Absence | null;
}

export const isLive = (state: AlertState): boolean => LIVE_STATES.some((live) => live === state);

/** Citizen and dose; a miss that matched no dose goes by the time it spoke of. */
export const doseKey = (citizenId: string, doseId: string | null, dueAt: string | null): string =>
  doseId ? `citizen:${citizenId}/dose:${doseId}` : `citizen:${citizenId}/unmatched:${dueAt ?? 'unknown'}`;

/** All misses of a citizen that matched no dose, when they are many. */
export const manyUnmatchedKey = (citizenId: string): string => doseKey(citizenId, null, 'many');

/** Nobody has taken it, and it is not of many already: it may be followed as one with others. */
export const isUnclaimedUnmatched = ({ unmatched, state, key }: Pick<Alert, 'unmatched' | 'state' | 'key'>): boolean =>
  unmatched && state === 'open' && !key.endsWith('/unmatched:many');

/** Citizen and condition, or dispenser and condition where no citizen is known. */
export const conditionKey = (citizenId: string | null, deviceId: string | null, condition: string): string =>
  citizenId
    ? `citizen:${citizenId}/${condition}`
    : deviceId
      ? `dispenser:${deviceId}/${condition}`
      : `operations/${condition}`;

/** The words about a dose, the weightiest first. */
const DOSE_WORDS = [
  'dose.dispensed_while_paused',
  'dose.partial',
  'dose.left_in_tray',
  'dose.not_dispensed_empty',
  'dose.refused',
  'dose.missed',
  'dose.missed_late',
  'dose.unconfirmed',
];

/** Of a dose's words the weightiest names its alert, whichever order they are told in; else the latest does. */
function typeAfter(held: string, said: string): string {
  const [heldAt, saidAt] = [DOSE_WORDS.indexOf(held), DOSE_WORDS.indexOf(said)];
  return heldAt >= 0 && heldAt < saidAt ? held : said;
}

/** A new alert, or the live one seen once more: it only ever grows more urgent, and climbs the ladder of its most urgent word. */
export function report(
  last: Alert | null,
  said: Report,
  id: string,
  now: Date,
): { alert: Alert; opened: boolean; louder: boolean } {
  if (last === null || !isLive(last.state))
    return { alert: open(said, id, last?.id ?? null, now), opened: true, louder: false };
  const louder = said.priority < last.priority;
  return {
    alert: {
      ...last,
      type: typeAfter(last.type, said.type),
      priority: louder ? said.priority : last.priority,
      ladderName: louder ? (said.ladderName ?? last.ladderName) : last.ladderName,
      deviceId: last.deviceId ?? said.deviceId,
      occurrences: last.occurrences + (said.times ?? 1),
      lastSeenAt: now,
      detail: { ...last.detail, ...said.detail },
      evidence: withEvidence(last.evidence, said.line),
    },
    opened: false,
    louder,
  };
}

function open(
  { line, times = 1, openedBecause = null, ...said }: Report,
  id: string,
  previousAlertId: string | null,
  now: Date,
): Alert {
  return {
    ...said,
    id,
    state: 'open',
    openedAt: said.openedAt ?? now,
    occurrences: times,
    lastSeenAt: now,
    shelvedUntil: null,
    shelvedReason: null,
    resolvedAt: null,
    outcome: null,
    cause: null,
    previousAlertId,
    closedBecause: null,
    closedBecauseId: null,
    openedBecause: openedBecause && openedBecause.why,
    openedBecauseId: openedBecause && openedBecause.id,
    shadow: false,
    parentId: null,
    attached: false,
    attachedUntil: null,
    evidence: line === null ? [] : [line],
    version: 1,
  };
}

/** What closed by mistake and still stands: a new alert, as urgent as it was, with all that is known of it and a ladder of its own. */
export const openAgain = (closed: Alert, id: string, districtId: string | null, now: Date): Alert => {
  const { openedBecause: why, openedBecauseId } = closed;
  const openedBecause = why && { why, id: openedBecauseId! };
  const said = { ...closed, districtId, openedAt: now, openedBecause, line: null };
  return { ...open(said, id, closed.id, now), evidence: closed.evidence };
};

export const isAboutDose = (type: string): boolean => type.startsWith('dose.');

const MISSES = ['dose.missed', 'dose.missed_late', 'dose.unconfirmed', 'dose.not_dispensed_empty', 'dose.refused'];

/** A dose can only be missed once: whoever closed its alert has dealt with it, however often or late the miss is told. */
export const isToldOnce = (doseId: string | null, type: string): boolean => doseId !== null && isMiss(type);

export const isMiss = (type: string): boolean => MISSES.includes(type);

/** Somebody asked for work by hand: a citizen or a relative rang, or a person planned it. */
export const MADE_BY_HAND = 'service.made_by_hand';

/** What no telemetry raised. */
const WITHOUT_TELEMETRY = ['service.plan_check', MADE_BY_HAND];

/**
 * Whether an alert ends when the service rests (what is about doses does), when consent is withdrawn (what telemetry raised does), or
 * when the citizen died.
 */
export function endsWith(why: AbsenceReason, alertType: string): boolean {
  if (alertType === 'device.recovery') return false;
  if (why === 'deceased') return true;
  if (why === 'consent-withdrawn') return !WITHOUT_TELEMETRY.includes(alertType);
  return isAboutDose(alertType) || alertType === 'service.plan_check' || alertType === DOSES_REVIEW;
}

/** What lists the doses whose windows closed while the service rested by mistake. */
export const DOSES_REVIEW = 'service.doses_review';

/** A dose taken from elsewhere leaves the dispenser's own locked away: what is done with it is the municipality's to say. */
export const checklistFor = (
  alert: Pick<Alert, 'type' | 'dose'>,
  outcome: Outcome,
  { foundAlreadyTaken }: { readonly foundAlreadyTaken: readonly string[] },
): readonly string[] => (outcome === 'found-already-taken' && alert.dose ? foundAlreadyTaken : []);

/** What a stay away asks for when it is over: after a hospital the plan may be another, unless nobody was there. */
export const asksForPlanCheck = ({ reason, takenBack }: { reason?: unknown; takenBack?: unknown }): boolean =>
  reason === 'hospital' && takenBack !== true;

const SUITABILITY_EVERY_MS = 7 * 24 * 3_600_000;

/** Whether the dispenser suits the citizen is asked once in seven days, however many doses are missed. */
export const isSuitabilityDue = (askedAt: Date | null, now: Date): boolean =>
  askedAt === null || now.getTime() - askedAt.getTime() >= SUITABILITY_EVERY_MS;

/** Reported so long after it happened, a miss says how old it is. */
const OLD_AFTER_MINUTES = 15;

/** How old a report was when it was heard, in minutes; null when it is news. */
export function ageMinutes(effectiveAt: Date, heardAt: Date): number | null {
  const age = Math.round((heardAt.getTime() - effectiveAt.getTime()) / 60_000);
  return age >= OLD_AFTER_MINUTES ? age : null;
}

/** Dispensed before the alarm: had the word come through in time, nobody would have been alarmed. */
export const isConnectivityFalseAlarm = (alert: Pick<Alert, 'openedAt'>, dispensedAt: Date): boolean =>
  dispensedAt < alert.openedAt;

const FOR_A_PERSON = ['dose.partial', 'dose.dispensed_while_paused'];

/** What only a person can put right, whatever became of the dose. */
export const isForAPerson = (type: string): boolean => FOR_A_PERSON.includes(type);

/**
 * Whether a dispensed dose answers the alert: what lies in the tray is answered only when it is taken out, and a dose that was not
 * whole, or should not have been dispensed, by no dispenser.
 */
export const isAnsweredBy = (alertType: string, eventType: string): boolean =>
  !isForAPerson(alertType) && (eventType === 'dose.retrieved' || alertType !== 'dose.left_in_tray');

const LONGEST_SHELF_MS = 24 * 3_600_000;

/** Nothing that is or became critical stays on the shelf. */
export const mayRest = ({ state, priority }: Pick<Alert, 'state' | 'priority'>): boolean =>
  state !== 'shelved' || priority !== 'P1';

/** Why an alert may not be shelved until then; null when it may. */
export function whyNotShelve(
  alert: Pick<Alert, 'state' | 'priority'>,
  until: Date,
  now: Date,
): { path: string; message: string } | 'state' | null {
  if (!isLive(alert.state) || alert.state === 'shelved') return 'state';
  if (alert.priority === 'P1') return { path: 'priority', message: 'a P1 alert is never shelved' };
  if (until <= now) return { path: 'until', message: 'must lie ahead' };
  return until.getTime() - now.getTime() > LONGEST_SHELF_MS
    ? { path: 'until', message: 'may be at most 24 hours ahead' }
    : null;
}
