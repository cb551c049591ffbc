import { Injectable } from '@nestjs/common';
import { realNow } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Patience } from '../database/held.js';
import { isHeld } from '../database/trouble.rules.js';
import { begin, every } from '../emitters.js';
import { Log } from '../logging/log.js';

/** One look for work that has fallen due; it answers how much it found. */
export interface Sweep {
  readonly name: string;
  /** The role whose processes look. */
  readonly role: 'gateway' | 'worker';
  readonly look: () => Promise<number>;
}

const LOOKS_AFTER_FAILURE = 3;
/** After so long a look begins nothing more: what is left is found by the next, with what fell due meanwhile. */
const LOOK_MS = 5_000;

/**
 * The plain timers that every deadline of the house hangs on. Queues only make it sooner. Each sweep has a timer of its own: one that
 * takes long keeps no other waiting.
 */
@Injectable()
export class Sweeps {
  private readonly sweeps: Sweep[] = [];
  private readonly lastRunAt = new Map<string, Date>();
  private readonly looking = new Map<Sweep, Promise<void>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private closing = false;
  /** How many asked that nobody looks by the timer. */
  private stills = 0;
  /** Since the start: what was done, and what failed or was left to whoever holds it. */
  private found = 0;
  private failures = 0;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  add(...sweeps: Sweep[]): void {
    this.sweeps.push(...sweeps.filter((sweep) => this.config.roles.includes(sweep.role)));
  }

  /**
   * Looks from now on. The first look is one after the other, in the order of the line: that nobody was heard is known before silence
   * is judged.
   */
  async start(): Promise<void> {
    await this.lookInOrder();
    const { everyMs } = this.config.sweep;
    // Not all in the same instant: they would wait for each other's connections.
    this.sweeps.forEach((sweep, i) => {
      const look = (): unknown => this.stills === 0 && this.look(sweep);
      const failed = (error: Error): void =>
        this.log.error({ sweep: sweep.name, error: error.message }, 'a sweep failed; it looks again shortly');
      const first = setTimeout(
        () => {
          begin(look, failed);
          this.timers.push(every(everyMs, look, failed));
        },
        (everyMs * (i + 1)) / this.sweeps.length,
      );
      this.timers.push(first);
    });
  }

  /**
   * Does one piece of work after the other, or so many at once; one that fails does not hold up the next, nor does one that somebody
   * else holds: it comes when all others are done, and waits a moment then. Answers how much was done.
   */
  async each<T>(
    found: readonly T[],
    work: (one: T, patience: Patience) => Promise<number>,
    atOnce = 1,
  ): Promise<number> {
    const until = realNow().getTime() + LOOK_MS;
    const held: T[] = [];
    const done = await this.sideBySide(found, atOnce, until, (one) => work(one, 'none'), held);
    const left: T[] = [];
    const doneLater = await this.sideBySide(held, atOnce, until, (one) => work(one, 'a moment'), left);
    this.failures += left.length;
    return done + doneLater;
  }

  /** Looks until nobody finds anything more; what failed is looked at again as often as it would be in a moment. */
  runUntilQuiet(): Promise<void> {
    return this.still(async () => {
      for (let left = LOOKS_AFTER_FAILURE; ;) {
        const { found, failures } = this;
        await this.lookInOrder();
        if (this.found === found && (this.failures === failures || left-- === 0)) return;
      }
    });
  }

  /** While the work goes on, nobody looks but who is asked to: what falls due together is then done in the order of the line. */
  async still<T>(work: () => Promise<T>): Promise<T> {
    this.stills++;
    try {
      await Promise.all(this.looking.values());
      return await work();
    } finally {
      this.stills--;
    }
  }

  /** Sweeps that have not come through lately, with when they last did. */
  stale(olderThanMs: number): { name: string; lastRunAt: Date | null }[] {
    const limit = realNow().getTime() - olderThanMs;
    return this.sweeps
      .map(({ name }) => ({ name, lastRunAt: this.lastRunAt.get(name) ?? null }))
      .filter(({ lastRunAt }) => lastRunAt === null || lastRunAt.getTime() < limit);
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.looking.values());
  }

  private async lookInOrder(): Promise<void> {
    for (const sweep of this.sweeps) await this.look(sweep);
  }

  /** Of one sweep there is one look at a time; whoever comes meanwhile waits for the same. */
  private look(sweep: Sweep): Promise<void> {
    const underWay = this.looking.get(sweep);
    if (underWay) return underWay;
    const look = this.lookOnce(sweep).finally(() => this.looking.delete(sweep));
    this.looking.set(sweep, look);
    return look;
  }

  private async lookOnce({ name, look }: Sweep): Promise<void> {
    if (this.closing || !this.database.isUp) return;
    try {
      const found = await look();
      this.found += found;
      this.lastRunAt.set(name, realNow());
    } catch (error) {
      this.failures++;
      this.log.error({ sweep: name, error: (error as Error).message }, 'a sweep failed; it looks again shortly');
    }
  }

  private async sideBySide<T>(
    found: readonly T[],
    atOnce: number,
    until: number,
    work: (one: T) => Promise<number>,
    held: T[],
  ): Promise<number> {
    const waiting = found.values();
    let done = 0;
    const oneByOne = async (): Promise<void> => {
      for (const one of waiting) {
        if (this.closing || realNow().getTime() >= until) return;
        try {
          const count = await work(one);
          done += count;
        } catch (error) {
          if (isHeld(error)) held.push(one);
          else this.noteFailure(one, error as Error);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, oneByOne));
    return done;
  }

  private noteFailure(about: unknown, { message }: Error): void {
    this.failures++;
    this.log.error({ about, error: message }, 'a piece of work failed; it is tried again shortly');
  }
}
