import type { ClockKind } from '../devices/readings/clock.rules.js';
import type { Place } from '../devices/device-order.rules.js';
import type { Note } from '../devices/readings/note.rules.js';

/** The type under which a payload that could not be read is kept. */
export const REJECTED = 'event.rejected';

/** The queue that is woken when there is something new in the journal. */
export const DRAIN_QUEUE = 'drain';

/** What was heard is looked at in so many lanes side by side; all that one dispenser says is in one. It is stored with what waits. */
export const LANES = 4;

/** What a dispenser says beyond its budget is in a lane of its own: its number, below zero. */
export const isOwnLane = (lane: number): boolean => lane < 0;

/** One thing a dispenser said, as it is written down; `payload` is word for word. */
export interface Heard {
  readonly deviceNumber: number;
  readonly eventId: string;
  readonly time: Date;
  readonly receivedAt: Date;
  readonly effectiveAt: Date;
  readonly clock: ClockKind;
  readonly type: string;
  readonly bootId: number | null;
  readonly sequence: number | null;
  readonly dueAt: Date | null;
  /** Why it could not be read; null for what could. */
  readonly reason: string | null;
  /** The length as heard; of a payload that was too long only the beginning is kept. */
  readonly payloadLength: number;
  readonly payload: Uint8Array;
  /** What was read oddly, left out or repaired; null when it was as it should be. */
  readonly notes: readonly Note[] | null;
  /** What the dispenser spoke, once that is not what it spoke first: else it is not said, and costs nothing. */
  readonly dialect?: string | null;
  /** The dispenser says more than its budget: the entry is written and answered like any other, and has its effect in its own turn. */
  readonly isOverBudget?: boolean;
}

/** What an entry met that stood under its id and time. */
export interface StoredEntry {
  /** Of the entry among those that were heard; the first is 1. */
  readonly place: number;
  readonly type: string;
  readonly payload: Uint8Array;
  readonly deviceId: string;
  readonly dialect: string;
}

/** An entry of the journal. Entries are never changed. */
export interface JournalEntry extends Heard {
  readonly number: number;
}

/** An entry with the dispenser that said it, and the dialect it spoke then. */
export interface SaidEntry extends JournalEntry {
  readonly deviceId: string;
  readonly dialect: string;
}

/** The same with the citizen it is about; null while nobody can say whose it was. */
export interface OwnedEntry extends SaidEntry {
  readonly citizenId: string | null;
}

/** Of whom entries are wanted: of citizens of the districts, and of the citizen; null for all. Nobody's entries are only among all. */
export interface Whose {
  readonly districtIds: readonly string[] | null;
  readonly citizenId: string | null;
}

/** An entry that has not had its effect yet, with the dispenser that said it. */
export interface WaitingEntry extends SaidEntry {
  /** How often it failed for what is about it. */
  readonly attempts: number;
}

/** The same as it waits for care. */
export interface PendingEntry extends WaitingEntry {
  /** How often it could not be cared for because of the house. */
  readonly delays: number;
  /** It failed by itself while others succeeded, and is tried apart from them. */
  readonly apart: boolean;
}

/** Of an entry about which there is something to say, what is said of it. */
export type JudgedEntry = Pick<Heard, 'eventId' | 'type' | 'receivedAt' | 'reason' | 'notes'>;

/** A waiting entry as far as it takes to sort it, many at a time: without what the dispenser said word for word. */
export type EntryHead = Pick<
  WaitingEntry,
  | 'number'
  | 'time'
  | 'deviceNumber'
  | 'deviceId'
  | 'receivedAt'
  | 'effectiveAt'
  | 'clock'
  | 'type'
  | 'bootId'
  | 'sequence'
  | 'dueAt'
  | 'reason'
>;

/** What kept an entry from having its effect. */
export type QuarantineState = 'open' | 'assigned' | 'dismissed' | 'retried';
/** Whoever was told of it in one of these need not be told again. */
export const STILL_TOLD_STATES = ['open', 'dismissed'] as const satisfies readonly QuarantineState[];

export const QUARANTINE_KINDS = ['rejected', 'unattributed', 'parked', 'unknown-type', 'review', 'waiting'] as const;
export type QuarantineKind = (typeof QUARANTINE_KINDS)[number];

/** Whether it is about what was said, or about what should have done the work: then it goes again by itself. */
export const QUARANTINE_CAUSES = ['message', 'infrastructure'] as const;
export type QuarantineCause = (typeof QUARANTINE_CAUSES)[number];

export interface QuarantinedEntry {
  readonly id: string;
  readonly number: number;
  readonly time: Date;
  readonly deviceId: string;
  readonly kind: QuarantineKind;
  /** Null for what the version before parked, until it was judged. */
  readonly cause: QuarantineCause | null;
  /** Of a type nobody knows; else null. */
  readonly type: string | null;
  readonly reason: string;
  /** Of a type nobody knows, how often the dispenser said it; the entry is the newest of them. */
  readonly occurrences: number;
  readonly receivedAt: Date;
  readonly quarantinedAt: Date;
  readonly state: QuarantineState;
  /** Somebody was told that it stands open. */
  readonly told: boolean;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  /** Whose a person said it was. */
  readonly citizenId: string | null;
}

/** How it was closed, when, and by whom; `citizenId`: whose a person said it was. */
export interface QuarantineClosing {
  readonly state: QuarantineState;
  readonly closedAt: Date;
  readonly closedBy: string;
  readonly citizenId?: string | null;
}

/** What was taken of a lane: how many entries, which of them, and between which times they lie. */
export interface OldestBatch {
  readonly taken: number;
  readonly left: readonly number[];
  readonly from: Date;
  readonly until: Date;
}

/** How often the house failed now, for what, and when it tries again. */
export interface Delay {
  readonly delays: number;
  readonly trouble: string;
  readonly lookAt: Date;
  readonly apart: boolean;
}

export const LONGEST_CAUSE = 120;

/** The reason without what is of one message only: the same for all that fail alike. */
export const causeOf = (reason: string): string => reason.replace(/\d+/g, '#').slice(0, LONGEST_CAUSE);

/** Where an entry stands in the order of what its dispenser said. */
export const placeOf = (
  entry: Pick<JournalEntry, 'effectiveAt' | 'receivedAt' | 'clock' | 'bootId' | 'sequence'>,
): Place => ({
  atMs: entry.effectiveAt.getTime(),
  heardMs: entry.receivedAt.getTime(),
  isTimed: entry.clock !== 'unset',
  bootId: entry.bootId,
  sequence: entry.sequence,
});
