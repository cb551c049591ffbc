import { type Note, notesIn } from '../../devices/readings/note.rules.js';
import { type JudgedEntry, REJECTED } from '../../journal/journal.rules.js';
import { JUDGED_AS, type Refusal } from './refusal.rules.js';

/** So many of a dispenser are shown, and kept. */
export const NEWEST = 50;

/** One kind of refusal of a dispenser, however often it came. */
export interface Noted {
  readonly deviceId: string;
  readonly reason: Refusal;
  readonly detail: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly occurrences: number;
}

/** What became of something a dispenser did, and why. */
export interface Verdict {
  readonly at: Date;
  readonly verdict: 'accepted' | 'rejected' | 'refused';
  /** A code; null for an entry of the journal that was accepted. */
  readonly reason: Refusal | 'unreadable-event' | null;
  readonly detail: string | null;
  readonly notes: readonly Note[];
  readonly event: { readonly id: string; readonly type: string } | null;
  readonly firstAt: Date;
  readonly occurrences: number;
}

/** The newest of both, newest first. */
export function judgements(entries: readonly JudgedEntry[], noted: readonly Noted[]): Verdict[] {
  return [...entries.map(ofEntry), ...noted.map(ofNoted)]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, NEWEST);
}

function ofEntry({ eventId, type, receivedAt, reason, notes }: JudgedEntry): Verdict {
  const isRejected = type === REJECTED;
  return {
    at: receivedAt,
    verdict: isRejected ? 'rejected' : 'accepted',
    reason: isRejected ? 'unreadable-event' : null,
    detail: reason,
    notes: notes ?? [],
    event: { id: eventId, type },
    firstAt: receivedAt,
    occurrences: 1,
  };
}

const ofNoted = ({ reason, detail, firstAt, lastAt, occurrences }: Noted): Verdict => ({
  at: lastAt,
  verdict: JUDGED_AS[reason],
  reason,
  detail: detail === '' || reason === 'left-out' ? null : detail,
  notes: reason === 'left-out' ? notesIn(detail) : [],
  event: null,
  firstAt,
  occurrences,
});
