import { isKnownType, vocabulary } from '../../devices/telemetry.rules.js';
import { type JournalEntry, REJECTED } from '../../journal/journal.rules.js';
import { EVIDENCE_OF } from '../dose.rules.js';

/** What is done with an entry of the journal that nobody has looked at, and that could not be settled with many others. */
export type Next =
  /** It says nothing that anybody must act on. */
  | 'file'
  /** It may need a human: walked along the line by itself. */
  | 'single'
  /** It came under a name that nobody knows. */
  | 'unknown'
  /** It cannot be read. */
  | 'rejected'
  /** It is nobody's. */
  | 'unattributed';

/** They say that a dose was dispensed: settled many at once, if the clock can be relied on and nobody was alarmed over the dose. */
export const SETTLED_IN_BULK = ['dose.dispensed', 'dose.dispensed_early', 'dose.retrieved'];

/** A clock that was off by more says little about which side of a swap it was on. */
const MUCH_CORRECTED_MS = 10 * 60_000;
/** How near a swap a time that cannot be relied on leaves it open whose the event is. */
export const NEAR_SWAP_MINUTES = 60;

/** Whether a time is good enough to say whose an event is although the dispenser changed hands about then. */
export const isTimeReliable = ({
  clock,
  time,
  effectiveAt,
}: Pick<JournalEntry, 'clock' | 'time' | 'effectiveAt'>): boolean =>
  clock === 'trusted' ||
  (clock === 'corrected' && Math.abs(effectiveAt.getTime() - time.getTime()) <= MUCH_CORRECTED_MS);

export function whatNext(entry: { readonly type: string; readonly clock?: string }, citizenId: string | null): Next {
  if (entry.type === REJECTED) return 'rejected';
  if (!isKnownType(entry.type)) return 'unknown';
  if (citizenId === null) return 'unattributed';
  if (vocabulary[entry.type].origin !== 'device') return 'file';
  // That a clock is wrong is news of its own.
  if (entry.clock === 'unset' || entry.clock === 'corrected') return 'single';
  const eventType = vocabulary[entry.type];
  return eventType.priority === 'I' && eventType.resolves.length === 0 && entry.type !== 'device.booted'
    ? 'file'
    : 'single';
}

/** Of what a dispenser says beyond its budget this comes first, a miss if there is a dose that it is about. */
export const isHelpCall = (type: string): boolean => type === 'user.help_requested';
export const isMiss = (type: string): boolean => EVIDENCE_OF[type] === 'missed';

/**
 * Care is given in sixteen lanes, by the last digit of the citizen's id: side by side, on any number of workers, and however many
 * need it at once, there are no more jobs than lanes.
 */
export const laneOf = (citizenId: string): string => citizenId.slice(-1);
