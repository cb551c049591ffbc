import { isDoubted, isLeftOut, isRepaired, type Note } from '../../devices/readings/note.rules.js';
import type { JournalEntry } from '../../journal/journal.rules.js';
import { type Dose, matchDose, EVIDENCE_OF, OWED_STATES } from '../dose.rules.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../platform/clock/spans.rules.js';

/** Why a word about a dose is not taken at its word: it is shown to a person, and the doses it may be about stay watched. */
export const DOUBTS = [
  'repaired',
  'two-readings',
  'too-early',
  'contradicts-itself',
  'beyond-measure',
  'too-old',
  'unplaced',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** How far words about doses are believed. */
export interface Measure {
  readonly matchMinutes: number;
  readonly earlyHours: number;
  readonly inAdvanceDays: number;
}

/** A word that would let the house rest about a dose, and what its time rests on. */
export interface GoodNews {
  readonly notes: readonly Note[] | null;
  readonly at: Date;
  /** Kept back by the dispenser and sent later. */
  readonly isKept: boolean;
  /** The error of the clock was measured as the event was sent. */
  readonly isMeasured: boolean;
  /** Where its dose is due if its clock, or the time that is taken for another's, is to be read otherwise. */
  readonly otherDueAt: Date | null;
}

/** So far back a dose that nothing was heard of may be what a guessed time means. */
const GUESS_REACHES_MS = DAY_MS;
/** Farther off than that no dose is meant by a live word, however its time is read. */
const OTHER_REACHES_MS = 2 * DAY_MS;

/** Whether the word says that a dose was dispensed or taken out. */
export const isGoodNews = (type: string): boolean => ['dispensed', 'retrieved'].includes(EVIDENCE_OF[type] ?? '');

/** A repaired or guessed value may raise an alarm, it may never end one. */
const restsOnRepair = (notes: readonly Note[] | null): boolean =>
  isRepaired(notes, 'time') || isRepaired(notes, 'data.dueAt') || isLeftOut(notes, 'data.dueAt');

/** From when until when the doses are due that the doubt is decided by; null when it is decided without any. */
export function doubtReaches({ notes, at, otherDueAt }: GoodNews, { matchMinutes }: Measure): [Date, Date] | null {
  const [reachMs, meant, other] = [matchMinutes * MINUTE_MS, at.getTime(), otherDueAt?.getTime()];
  const near = other === undefined ? null : ([other - reachMs, other + reachMs] as const);
  if (!restsOnRepair(notes)) return isDoubted(notes, 'time') && near ? [new Date(near[0]), new Date(near[1])] : null;
  const [from, until] = near && Math.abs(other! - meant) <= OTHER_REACHES_MS ? near : [meant, meant];
  return [new Date(Math.min(meant - GUESS_REACHES_MS, from)), new Date(Math.max(meant + reachMs, until))];
}

/**
 * Why good news is not believed of the dose that it names; null when it is. What rests on a repaired time is believed only of the one
 * dose whose window is open; what may be of a slow clock only where both readings mean the same dose.
 * @param dose what it names; null when it names none that is expected
 * @param around the citizen's doses that are due as far as the doubt reaches
 */
export function doubtAbout(news: GoodNews, dose: Dose | null, around: readonly Dose[], measure: Measure): Doubt | null {
  // It was called off: that it was dispensed all the same is an alarm.
  if (dose?.state === 'cancelled') return null;
  const other = news.otherDueAt && matchDose(around, news.otherDueAt, measure.matchMinutes);
  const isOther = other !== null && other.id !== dose?.id;
  if (restsOnRepair(news.notes)) {
    if (dose === null || isOther) return 'repaired';
    if (!hasNothingToEnd(dose) && !isOnlyOneMeant(news, dose, around, measure)) return 'repaired';
  } else if (isDoubted(news.notes, 'time') && isOther) return 'two-readings';
  return dose !== null && isTooEarly(dose, news.at, measure) ? 'too-early' : null;
}

const isDispensed = (dose: Dose): boolean => (dose.dispensedAt ?? dose.retrievedAt ?? dose.inAdvanceAt) !== null;
const hasNothingToEnd = (dose: Dose): boolean => isDispensed(dose) && dose.alarmedAt === null;

export const isTooEarly = (dose: Dose, at: Date, { earlyHours }: Measure): boolean =>
  dose.dueAt.getTime() - at.getTime() > earlyHours * HOUR_MS;

/** Where nobody measured how wrong the clock is, a dose of the last day that nothing came of may be meant as well. */
function isOnlyOneMeant(
  { at, isMeasured, isKept }: GoodNews,
  dose: Dose,
  around: readonly Dose[],
  { matchMinutes }: Measure,
): boolean {
  if (isKept && !isMeasured) return false;
  const isOpen = ({ dueAt, deadlineAt, state, alarmedAt }: Dose): boolean =>
    state === 'scheduled' &&
    alarmedAt === null &&
    dueAt.getTime() - matchMinutes * MINUTE_MS <= at.getTime() &&
    at <= deadlineAt;
  const meant = around.filter((one) => isOpen(one) || (!isMeasured && isOwed(one)));
  return meant.length === 1 && meant[0]!.id === dose.id && isOpen(dose);
}

const isOwed = ({ state }: Dose): boolean => OWED_STATES.some((owed) => owed === state);

/** Doses that are said to have been taken out for a journey. */
export interface TakenAlong {
  readonly count: number | null;
  readonly firstDueAt: Date | null;
  readonly lastDueAt: Date | null;
}

/** What of it is believed: these doses need no watching; the doubt is about the others, or about all of it. */
export interface Journey {
  readonly doses: readonly Dose[];
  readonly doubt: Doubt | null;
}

/** From when until when doses are due that may have been taken along; null when that cannot be said. */
export function journeyReaches(
  { firstDueAt, lastDueAt }: TakenAlong,
  at: Date,
  { matchMinutes, inAdvanceDays }: Measure,
): [Date, Date] | null {
  if (firstDueAt === null || lastDueAt === null || lastDueAt < firstDueAt) return null;
  const reachMs = matchMinutes * MINUTE_MS;
  const until = Math.min(lastDueAt.getTime() + reachMs, at.getTime() + inAdvanceDays * DAY_MS);
  return [new Date(firstDueAt.getTime() - reachMs), new Date(until)];
}

/**
 * The doses of a journey: those from the one due nearest to the first until the one nearest to the last, no more than were counted,
 * none that was due before and none past the days ahead. Where count and doses contradict each other the rest stays watched.
 * @param around the citizen's doses as far as the journey reaches, by due time
 */
export function takenAlong(
  { count, firstDueAt, lastDueAt }: TakenAlong,
  at: Date,
  around: readonly Dose[],
  measure: Measure,
): Journey {
  if (firstDueAt === null || lastDueAt === null || lastDueAt < firstDueAt)
    return { doses: [], doubt: 'contradicts-itself' };
  const nearest = (dueAt: Date): Date => matchDose(around, dueAt, measure.matchMinutes)?.dueAt ?? dueAt;
  const [from, until] = [nearest(firstDueAt), nearest(lastDueAt)];
  const said = around.filter(({ dueAt }) => dueAt >= from && dueAt <= until);
  const reachMs = measure.matchMinutes * MINUTE_MS;
  const [earliest, latest] = [at.getTime() - reachMs, at.getTime() + measure.inAdvanceDays * DAY_MS];
  const ahead = said.filter(({ dueAt }) => dueAt.getTime() >= earliest && dueAt.getTime() <= latest);
  const doses = count === null ? ahead : ahead.slice(0, count);
  if (until.getTime() > latest || ahead.length < said.length) return { doses, doubt: 'beyond-measure' };
  return { doses, doubt: count !== null && count !== said.length ? 'contradicts-itself' : null };
}

/** Whether what is said of the journey itself was left out or repaired: then nothing of it is believed. */
export const isJourneyFlawed = (notes: readonly Note[] | null): boolean =>
  notes !== null && notes.some((note) => /^data\.(count|firstDueAt|lastDueAt):(left-out|repaired)$/.test(note));

/** Kept back by a clock that was never set, and not counted: it was so at some time before it was heard. */
export const isUnplaced = (
  { clock, bootId, sequence }: Pick<JournalEntry, 'clock' | 'bootId' | 'sequence'>,
  isKept: boolean,
): boolean => clock === 'unset' && isKept && (bootId === null || sequence === null);

/** A miss of a dose that nobody expects, of so long ago or of so far ahead that it is no news of today. */
export function isMissTooOld(dueAt: Date | null, at: Date, receivedAt: Date, unmatchedHours: number): boolean {
  const away = (time: Date): number => Math.abs(receivedAt.getTime() - time.getTime());
  return Math.max(away(dueAt ?? at), away(at)) > unmatchedHours * HOUR_MS;
}

/** What a person reads of it. */
export const REASON_OF: Readonly<Record<Doubt, string>> = {
  repaired: 'its clock cannot be relied on, and it is not certain which dose it is about: the dose stays watched',
  'two-readings': 'sent long ago or by a slow clock, it may be about one dose or another: both stay watched',
  'too-early': 'a dose is said to have been dispensed long before it was due: it stays watched',
  'contradicts-itself':
    'doses taken along: their count and their times contradict each other, and the others stay watched',
  'beyond-measure': 'doses taken along: some are too far ahead or were due before, and they stay watched',
  unplaced: 'it says that something is over, and nobody can tell since when or which: it goes on standing',
  'too-old': 'a miss of a dose that nobody expects, too long ago or too far ahead to be news of today',
};
