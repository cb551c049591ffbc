import { Injectable } from '@nestjs/common';
import { JournalStore, type Waiting } from './journal.store.js';
import type { Turn } from '../platform/database/turn.js';
import type {
  SaidEntry,
  Whose,
  OwnedEntry,
  JudgedEntry,
  OldestBatch,
  EntryHead,
  PendingEntry,
  JournalEntry,
  Delay,
} from './journal.rules.js';
import type { Reach } from '../devices/assignments/reach.rules.js';

/** The door to journal entries: as they were heard, and as they wait, in lanes and turns, until they have had their effect. */
@Injectable()
export class EntriesService {
  constructor(private readonly store: JournalStore) {}

  find(tx: Turn['tx'], number: number): Promise<SaidEntry | null> {
    return this.store.find(tx, number);
  }

  findMany(tx: Turn['tx'], numbers: readonly number[]): Promise<SaidEntry[]> {
    return this.store.findMany(tx, numbers);
  }

  /** What was heard, newest first, each entry with whose it was at its time. */
  list(
    tx: Turn['tx'],
    filter: {
      deviceIds: readonly string[] | null;
      types: readonly string[] | null;
      from: Date | null;
      to: Date | null;
      before: number | null;
      whose?: Whose;
    },
    limit: number,
  ): Promise<OwnedEntry[]> {
    return this.store.list(tx, filter, limit);
  }

  /** The newest entries of some types that dispensers said since an instant, the oldest of them first. Looked up by dispenser, however much others said. */
  newestOf(
    tx: Turn['tx'],
    deviceIds: readonly string[],
    types: readonly string[],
    since: Date,
    limit: number,
  ): Promise<OwnedEntry[]> {
    return this.store.newestOf(tx, deviceIds, types, since, limit);
  }

  /** The newest entries of a dispenser that could not be read, or bear notes, as far as they are within reach. */
  judged(tx: Turn['tx'], deviceId: string, asked: Reach, limit: number): Promise<JudgedEntry[]> {
    return this.store.judged(tx, deviceId, asked, limit);
  }

  /**
   * Between which numbers lies what each of the devices said and that waits for its effect, with what was heard together with it; of
   * whom nothing waits is not among them. Parked entries do not count, nor what was said beyond a budget, nor what the house fails and was
   * heard before an instant.
   */
  waitingOf(tx: Turn['tx'], deviceIds: readonly string[], heardAfter: Date): Promise<Map<string, Waiting>> {
    return this.store.waitingOf(tx, deviceIds, heardAfter);
  }

  /** How many entries wait for their effect, and since when the oldest that waits for nothing said before by or about the same. */
  countWaiting(tx: Turn['tx']): Promise<{ waiting: number; oldestReceivedAt: Date | null }> {
    return this.store.countWaiting(tx);
  }

  /** How many entries of a dispenser that said more than its budget wait for their effect. */
  backlogOf(tx: Turn['tx'], deviceNumber: number): Promise<number> {
    return this.store.backlogOf(tx, deviceNumber);
  }

  /** Whether any entry between two numbers, about the citizen or heard with what the dispenser said, has not had its effect. */
  isAnyLeft(
    tx: Turn['tx'],
    asked: { citizenId: string; deviceId: string; fromLine: number; upToLine: number },
  ): Promise<boolean> {
    return this.store.isAnyLeft(tx, asked);
  }

  /** Lanes with entries nobody has looked at, those of single dispensers among them. */
  lanesHeard(tx: Turn['tx']): Promise<number[]> {
    return this.store.lanesHeard(tx);
  }

  /**
   * Holds a lane for this transaction: of one lane only one takes entries at a time, so that a dispenser's batches are looked at in the
   * order they were heard.
   */
  lockLane(tx: Turn['tx'], lane: number): Promise<void> {
    return this.store.lockLane(tx, lane);
  }

  /** The same, unless somebody else holds it. */
  tryLane(tx: Turn['tx'], lane: number): Promise<boolean> {
    return this.store.tryLane(tx, lane);
  }

  /** Takes the oldest batch of a lane that is held as it stands. Its entries wait no longer once this transaction commits. */
  takeOldest(tx: Turn['tx'], lane: number): Promise<OldestBatch | null> {
    return this.store.takeOldest(tx, lane);
  }

  /** Entries of the time from one instant until another without what was said word for word, in the order they were heard. */
  heads(tx: Turn['tx'], numbers: readonly number[], from: Date, until: Date): Promise<EntryHead[]> {
    return this.store.heads(tx, numbers, from, until);
  }

  /** Subjects whose entries wait behind all others, less those named, each with its next turn, whoever had the fewest first. */
  nextBehind(
    tx: Turn['tx'],
    now: Date,
    limit: number,
    less: readonly string[],
  ): Promise<{ subject: string; turn: number }[]> {
    return this.store.nextBehind(tx, now, limit, less);
  }

  /** Whose turn it is in a care lane: of the subjects that end so and whose entries may be tried now, less those named. */
  nextInLane(
    tx: Turn['tx'],
    lane: string,
    now: Date,
    less: readonly string[],
  ): Promise<{ subject: string; turn: number } | null> {
    return this.store.nextInLane(tx, lane, now, less);
  }

  /** The first turn of a subject whose entries may be tried now. */
  firstTurn(tx: Turn['tx'], subject: string, now: Date): Promise<number | null> {
    return this.store.firstTurn(tx, subject, now);
  }

  /** Care lanes with entries that have waited longer than a wake-up should have taken. */
  overdueLanes(tx: Turn['tx'], now: Date): Promise<string[]> {
    return this.store.overdueLanes(tx, now);
  }

  /** The entries of one turn of a subject that may be tried now. */
  entriesOf(
    tx: Turn['tx'],
    stage: 'care' | 'behind',
    subject: string,
    turn: number,
    now: Date,
  ): Promise<PendingEntry[]> {
    return this.store.entriesOf(tx, stage, subject, turn, now);
  }

  /** One entry that waits for care, which waits no longer once this transaction commits; null when it is done already. */
  takeForCare(tx: Turn['tx'], number: number): Promise<PendingEntry | null> {
    return this.store.takeForCare(tx, number);
  }

  /** Entries join those of their subject that wait already: each comes so many turns after the last of them. */
  handToCare(
    tx: Turn['tx'],
    entries: readonly (Pick<JournalEntry, 'number' | 'time' | 'deviceNumber'> & { subject: string; turn: number })[],
    stage: 'care' | 'behind',
    apartFrom: number,
    lookAt: Date,
  ): Promise<void> {
    return this.store.handToCare(tx, entries, stage, apartFrom, lookAt);
  }

  /** Lets entries that wait wait no longer. */
  settle(tx: Turn['tx'], numbers: readonly number[]): Promise<void> {
    return this.store.settle(tx, numbers);
  }

  /** The entries go on waiting although nothing is wrong with them. */
  delay(tx: Turn['tx'], numbers: readonly number[], asked: Delay): Promise<void> {
    return this.store.delay(tx, numbers, asked);
  }

  /** The same for all entries of a subject that wait for care and were not delayed before. */
  delaySubject(tx: Turn['tx'], subject: string, asked: Delay): Promise<void> {
    return this.store.delaySubject(tx, subject, asked);
  }

  /** Whether entries of a subject wait because somebody holds it. */
  isHeldUp(tx: Turn['tx'], subject: string, trouble: string): Promise<boolean> {
    return this.store.isHeldUp(tx, subject, trouble);
  }

  /** The subject is free again: what else of it waited for that may be tried at once. */
  hurry(tx: Turn['tx'], subject: string, trouble: string, now: Date): Promise<number> {
    return this.store.hurry(tx, subject, trouble, now);
  }

  /** Answers whether the entry waits at all: somebody else may have let it have its effect. */
  noteFailure(tx: Turn['tx'], number: number, error: string, lookAt: Date, park: boolean): Promise<boolean> {
    return this.store.noteFailure(tx, number, error, lookAt, park);
  }

  /** Whether an entry waits for its effect; it does until this transaction is over. */
  holdWaiting(tx: Turn['tx'], number: number): Promise<boolean> {
    return this.store.holdWaiting(tx, number);
  }

  /** Delayed entries that are due another try, those that were set apart after the others. */
  delayed(tx: Turn['tx'], now: Date, limit: number): Promise<(PendingEntry & { subject: string })[]> {
    return this.store.delayed(tx, now, limit);
  }
}
