import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { CommandAnswer } from '../devices/devices.service.js';
import type { Heard } from '../journal/journal.rules.js';
import { Held } from '../platform/database/held.js';
import { Ages } from './ages.js';
import { ToldAlready } from './verdicts/refusal.rules.js';

/** Something a dispenser sent that is answered in its turn; without an entry it only waits for what came before it. */
export interface Arrival {
  readonly entry: Heard | null;
  /** Of a command, for a message that is no event. */
  readonly ack?: CommandAnswer;
  /** Called once what came is safe; with an error when it will not be. */
  readonly answer: (error?: Error) => void;
}

export interface GroupCommitOptions {
  readonly batchRows: number;
  /** Writes the entries and commits them; what it throws is worth another try. */
  readonly write: (entries: readonly Heard[]) => Promise<void>;
  /** The same for what became of commands, after the entries; answers those that could not be written because somebody holds their row. */
  readonly writeAcks: (acks: readonly CommandAnswer[]) => Promise<readonly CommandAnswer[]>;
  /** A few milliseconds. */
  readonly moment: () => Promise<unknown>;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Beyond these a shard takes no more, whoever floods it while the database is away: memory stays bounded, and what is refused is
 * sent again. The broker reads nothing more from a connection whose last packets wait, so that an honest fleet stays far below.
 */
const MOST_WAITING = 20_000;
const MOST_WAITING_BYTES = 16 * 1024 * 1024;
const RETRY_MS = 500;
/** While many are speaking a batch waits for those who are about to, a moment at a time for as long as more come. */
const MANY_SPEAKING = 2;
const WORTH_A_BATCH = 100;
const MOST_MOMENTS = 3;

/**
 * One shard of the way into the journal: one batch under way at a time, everything that came meanwhile is the next one, and
 * answers go out in the order of arrival. While the journal cannot be written nothing is answered and nothing is dropped.
 */
export class GroupCommit {
  private waiting: Arrival[] = [];
  private underWay: readonly Arrival[] = [];
  private waitingBytes = 0;
  private busy: Promise<void> | null = null;
  private closing = false;
  private readonly ages = new Ages();
  private refusals = 0;

  constructor(private readonly options: GroupCommitOptions) {}

  /** How many were taken and not answered yet. */
  get depth(): number {
    return this.waiting.length + this.underWay.length;
  }

  /** Of those, how many are within the budget of their dispenser. */
  get depthInBudget(): number {
    return this.waiting.filter(isInBudget).length + this.underWay.filter(isInBudget).length;
  }

  /** For how long the oldest event within its dispenser's budget has waited. */
  get oldestMs(): number {
    const isOurs = (arrival: Arrival): boolean => arrival.entry !== null && isInBudget(arrival);
    const first = this.underWay.findIndex(isOurs);
    if (first >= 0) return this.ages.of(first);
    const next = this.waiting.findIndex(isOurs);
    return next < 0 ? 0 : this.ages.of(this.underWay.length + next);
  }

  /** How many were not taken. */
  get turnedAway(): number {
    return this.refusals;
  }

  push(arrival: Arrival): void {
    if (this.closing || this.waiting.length >= MOST_WAITING || this.waitingBytes >= MOST_WAITING_BYTES) {
      this.refusals++;
      arrival.answer(new ToldAlready('the journal takes nothing at the moment'));
      return;
    }
    this.ages.came(this.waiting.length === 0);
    this.waiting.push(arrival);
    this.waitingBytes += bytesOf(arrival);
    this.busy ??= this.commitAll();
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.busy) await this.busy;
  }

  /** Takes nothing more, and waits for what was taken; what the database does not take now is left unanswered. */
  async close(): Promise<void> {
    this.closing = true;
    await this.busy;
  }

  /** That nothing is left and that it is done are seen in one breath: what is pushed right after begins anew. */
  private async commitAll(): Promise<void> {
    await nextTurn();
    try {
      for (let last = 0; this.waiting.length > 0;) {
        if (last >= MANY_SPEAKING) await this.gather();
        const batch = this.waiting.splice(0, this.options.batchRows);
        this.underWay = batch;
        last = batch.length;
        const { error, held } = await this.commit(batch);
        // An error is the last word of a house that closes: nothing more is tried.
        const answered = error ? [...batch, ...this.waiting.splice(0)] : batch;
        this.underWay = [];
        this.ages.left(answered.length);
        for (const arrival of answered) {
          this.waitingBytes -= bytesOf(arrival);
          // Nobody waits for the one whose command somebody holds: its dispenser says it again.
          arrival.answer(error ?? (arrival.ack && held.includes(arrival.ack) ? new Held() : undefined));
        }
      }
    } finally {
      this.busy = null;
    }
  }

  private async gather(): Promise<void> {
    for (let moments = 0; moments < MOST_MOMENTS && this.waiting.length < WORTH_A_BATCH && !this.closing; moments++) {
      const before = this.waiting.length;
      await this.options.moment();
      if (this.waiting.length === before) return;
    }
  }

  /** Tries until the journal takes the batch; gives up only when the house closes. */
  private async commit(batch: readonly Arrival[]): Promise<{ error?: Error; held: readonly CommandAnswer[] }> {
    for (;;) {
      try {
        const entries = batch.flatMap(({ entry }) => entry ?? []);
        const acks = batch.flatMap(({ ack }) => ack ?? []);
        if (entries.length > 0) await this.options.write(entries);
        return { held: acks.length > 0 ? await this.options.writeAcks(acks) : [] };
      } catch (error) {
        this.options.onTrouble(error);
        if (this.closing) return { error: error as Error, held: [] };
        await pause(RETRY_MS);
      }
    }
  }
}

const isInBudget = ({ entry }: Arrival): boolean => !entry?.isOverBudget;

/** Of a payload that is too long the beginning is kept, but all of it stays in memory until then. */
const bytesOf = ({ entry }: Arrival): number => entry?.payloadLength ?? 0;
