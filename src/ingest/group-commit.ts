import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Heard } from '../journal/journal.rules.js';

/** Something a dispenser sent that is answered in its turn; without a line it only waits for what came before it. */
export interface Arrival {
  readonly line: Heard | null;
  /** More work of the same commit, for the rare message that is no event. */
  readonly work?: () => Promise<void>;
  /** Called once what came is safe; with an error when it will not be. */
  readonly answer: (error?: Error) => void;
}

export interface GroupCommitOptions {
  readonly batchRows: number;
  /** Writes the lines in one committed transaction. */
  readonly write: (lines: readonly Heard[]) => Promise<void>;
  /** Whether the error is about what was written and not about who should have written it. */
  readonly isAboutData: (error: unknown) => boolean;
  /** What is written in place of a line that the journal will not take. */
  readonly replace: (line: Heard, error: unknown) => Heard;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Beyond these a shard takes no more, whoever floods it while the database is away: memory stays bounded, and what is refused is
 * sent again. The broker reads nothing more from a connection whose last packets wait, so that an honest fleet stays far below.
 */
const MOST_WAITING = 20_000;
const MOST_WAITING_BYTES = 16 * 1024 * 1024;
const RETRY_MS = 500;

/**
 * One shard of the way into the journal: one batch under way at a time, everything that came meanwhile is the next one, and
 * answers go out in the order of arrival. While the journal cannot be written nothing is answered and nothing is dropped.
 */
export class GroupCommit {
  private waiting: Arrival[] = [];
  private waitingBytes = 0;
  private busy: Promise<void> | null = null;
  private closing = false;

  constructor(private readonly options: GroupCommitOptions) {}

  get depth(): number {
    return this.waiting.length;
  }

  push(arrival: Arrival): void {
    if (this.closing || this.waiting.length >= MOST_WAITING || this.waitingBytes >= MOST_WAITING_BYTES) {
      arrival.answer(new Error('the journal takes nothing at the moment'));
      return;
    }
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
      while (this.waiting.length > 0) {
        const batch = this.waiting.splice(0, this.options.batchRows);
        const error = await this.commit(batch);
        // An error is the last word of a house that closes: nothing more is tried.
        const answered = error ? [...batch, ...this.waiting.splice(0)] : batch;
        for (const arrival of answered) {
          this.waitingBytes -= bytesOf(arrival);
          arrival.answer(error);
        }
      }
    } finally {
      this.busy = null;
    }
  }

  /** Tries until the journal takes the batch; gives up only when the house closes. */
  private async commit(batch: readonly Arrival[]): Promise<Error | undefined> {
    for (;;) {
      try {
        await this.write(batch.flatMap(({ line }) => line ?? []));
        for (const { work } of batch) if (work) await this.workOnce(work);
        return undefined;
      } catch (error) {
        this.options.onTrouble(error);
        if (this.closing) return error as Error;
        await pause(RETRY_MS);
      }
    }
  }

  /** What the database refuses for what it says will be refused for ever: it is answered, and holds nobody up. */
  private async workOnce(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.options.isAboutData(error)) throw error;
      this.options.onTrouble(error);
    }
  }

  /** A line that the database refuses must not take its batch along: halves are tried until it is found, and it is replaced. */
  private async write(lines: readonly Heard[]): Promise<void> {
    if (lines.length === 0) return;
    try {
      await this.options.write(lines);
    } catch (error) {
      if (!this.options.isAboutData(error)) throw error;
      if (lines.length === 1) return this.options.write([this.options.replace(lines[0]!, error)]);
      const middle = lines.length >> 1;
      await this.write(lines.slice(0, middle));
      await this.write(lines.slice(middle));
    }
  }
}

/** Of a payload that is too long the beginning is kept, but all of it stays in memory until then. */
const bytesOf = ({ line }: Arrival): number => line?.payloadLength ?? 0;
