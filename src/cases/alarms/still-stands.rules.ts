import type { DeviceCondition } from '../../devices/conditions/condition.rules.js';
import type { DoseEvidenceTimes } from '../../doses/dose.rules.js';
import { type DetailOf, detailOf } from '../alert-detail.rules.js';
import { type Alert, type DOSES_REVIEW, isAboutDose, isForAPerson, isMiss } from '../alert.rules.js';
import { ALARM_WAITING } from '../climbing/lead.rules.js';

/** What is known of a case that closed by itself when that is undone. */
export interface Known {
  /** The dose it is about; null where there is none. */
  readonly dose: DoseEvidenceTimes | null;
  /** How the conditions of the citizen's dispensers stand, or once stood. */
  readonly conditions: readonly DeviceCondition[];
  /** What it belonged to was a mistake too. */
  readonly isItsOwnAbsenceUndone: boolean;
  /** The dispenser it speaks of serves the citizen no more. */
  readonly isDispenserGone: boolean;
  /** Of what it stood in for some has had no effect yet. */
  readonly isNewsLeft: boolean;
}

/**
 * Whether what an alert was about is still so: a dose is not dispensed yet, a condition has not ended, and what only a person ends no
 * person has ended, since then its alert would not have closed by itself.
 */
export function stillStands(
  alert: Pick<Alert, 'type' | 'detail' | 'openedAt' | 'doseId'>,
  { dose, conditions, isItsOwnAbsenceUndone, isDispenserGone, isNewsLeft }: Known,
): boolean {
  if (isItsOwnAbsenceUndone) return false;
  if (alert.type === ALARM_WAITING) return isNewsLeft;
  if (isAboutDose(alert.type) && alert.doseId !== null) return dose === null || isDoseOpen(alert.type, dose);
  if (detailOf('condition', alert).condition === undefined) return true;
  return isConditionOpen(alert, conditions) && !(isDispenserGone && !isAboutPerson(alert.type));
}

/** Who called for help is there, whatever became of the dispenser. */
const isAboutPerson = (type: string): boolean => type.startsWith('user.');

function isDoseOpen(type: string, { dispensedAt, retrievedAt, inAdvanceAt }: DoseEvidenceTimes): boolean {
  if (isForAPerson(type)) return true;
  if (type === 'dose.left_in_tray') return retrievedAt === null;
  return (dispensedAt ?? retrievedAt ?? inAdvanceAt) === null;
}

function isConditionOpen(alert: Pick<Alert, 'detail' | 'openedAt'>, conditions: readonly DeviceCondition[]): boolean {
  const { openedAt } = alert;
  const known = detailOf('condition', alert);
  const about = conditions.filter(({ condition }) => condition === (known.unstable ?? known.condition));
  if (known.unstable !== undefined) return about.some(({ unstableSince }) => unstableSince !== null);
  // What was raised by what could not be read is not among what is known to stand: only what was cleared since ends it.
  if (known.unreadable === true || about.length === 0)
    return !about.some(({ clearedAt }) => clearedAt !== null && clearedAt >= openedAt);
  return about.some(({ clearedAt, unstableSince }) => clearedAt === null && unstableSince === null);
}

const A_DAY_MS = 24 * 3_600_000;

/** So long after its window closed a dose is asked about with others, and not alarmed over by itself. */
export const isDoseLongPast = (alert: Pick<Alert, 'type' | 'doseId' | 'dose'>, now: Date): boolean =>
  isMiss(alert.type) &&
  alert.doseId !== null &&
  alert.dose !== null &&
  new Date(alert.dose.windowClosesAt).getTime() < now.getTime() - A_DAY_MS;

/** A dose whose window closed while nobody watched over it, as a person is asked about it. */
export type PassedDose = Listed['doses'][number];
type Listed = DetailOf<typeof DOSES_REVIEW>;

/** Of very many the newest. */
const MOST_LISTED = 60;

/** One list of both, by due time, each dose once; and how many there are. */
export function listTogether(known: Listed, more: Listed): Listed {
  const news = more.doses.filter(({ doseId }) => !known.doses.some((one) => one.doseId === doseId));
  const doses = [...known.doses, ...news].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const count = known.count + more.count - (more.doses.length - news.length);
  return { doses: doses.slice(-MOST_LISTED), count };
}

/** As urgent as a time-critical dose of the last 24 hours, or else work that can wait. */
export const urgencyOfPassed = (doses: readonly PassedDose[], now: Date): 'P2' | 'P3' =>
  doses.some(
    ({ criticality, dueAt }) =>
      criticality === 'time-critical' && new Date(dueAt).getTime() >= now.getTime() - A_DAY_MS,
  )
    ? 'P2'
    : 'P3';
