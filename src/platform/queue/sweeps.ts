import { Injectable } from '@nestjs/common';
import { realNow } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Log } from '../logging/log.js';

/** One look for work that has fallen due; it answers how much it found. */
export interface Sweep {
  readonly name: string;
  /** The role whose processes look. */
  readonly role: 'gateway' | 'worker';
  readonly look: () => Promise<number>;
}

const LOOKS_AFTER_FAILURE = 3;

/** The plain timer that every deadline of the house hangs on. Queues only make it sooner. */
@Injectable()
export class Sweeps {
  private readonly sweeps: Sweep[] = [];
  private readonly lastRunAt = new Map<string, Date>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<number> | null = null;
  private closing = false;
  /** Of the last look. */
  private failures = 0;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  add(...sweeps: Sweep[]): void {
    this.sweeps.push(...sweeps.filter((sweep) => this.config.roles.includes(sweep.role)));
  }

  start(): void {
    this.timer = setInterval(() => void this.run(), this.config.sweep.everyMs);
  }

  /** Looks once at everything, in the order of the line; a second call meanwhile waits for the same look. */
  run(): Promise<number> {
    if (this.closing) return Promise.resolve(0);
    return (this.running ??= this.lookAtAll().finally(() => (this.running = null)));
  }

  /** Does one piece of work after the other, or so many at once; one that fails does not hold up the next. Answers how much was done. */
  async each<T>(found: readonly T[], work: (one: T) => Promise<number>, atOnce = 1): Promise<number> {
    const waiting = found.values();
    const done = await Promise.all(Array.from({ length: atOnce }, () => this.oneByOne(waiting, work)));
    return done.reduce((sum, each) => sum + each, 0);
  }

  private async oneByOne<T>(waiting: Iterable<T>, work: (one: T) => Promise<number>): Promise<number> {
    let done = 0;
    for (const one of waiting) {
      try {
        done += await work(one);
      } catch (error) {
        this.failures++;
        this.log.error(
          { about: one, error: (error as Error).message },
          'a piece of work failed; it is tried again shortly',
        );
      }
    }
    return done;
  }

  /** Looks until nobody finds anything more; what failed is looked at again as often as it would be in a moment. */
  async runUntilQuiet(): Promise<void> {
    await this.running;
    for (let left = LOOKS_AFTER_FAILURE; ;) {
      const found = await this.run();
      if (found === 0 && (this.failures === 0 || left-- === 0)) return;
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
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async lookAtAll(): Promise<number> {
    if (!this.database.isUp) return 0;
    let found = 0;
    this.failures = 0;
    for (const sweep of this.sweeps) {
      if (this.closing) break;
      try {
        found += await sweep.look();
        this.lastRunAt.set(sweep.name, realNow());
      } catch (error) {
        this.failures++;
        this.log.error(
          { sweep: sweep.name, error: (error as Error).message },
          'a sweep failed; it looks again shortly',
        );
      }
    }
    return found;
  }
}
