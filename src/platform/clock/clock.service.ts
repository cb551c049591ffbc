import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock, readAnchor, realNow, setBy } from './clock.js';
import { ClockSkew } from './clock-skew.js';
import { ClockStore } from './clock.store.js';
import { skewMs } from './real-time.rules.js';

/** Keeps every process on PostgreSQL's time and on the anchor that the database holds, and moves the clock, forward only. */
@Injectable()
export class ClockService {
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly store: ClockStore,
    private readonly database: Database,
    private readonly skew: ClockSkew,
  ) {}

  /** Sets our time by PostgreSQL's, and reads the anchor another process may have moved; one look at a time, however slow the database is. */
  refresh(): Promise<void> {
    return (this.refreshing ??= this.look().finally(() => (this.refreshing = null)));
  }

  /** Says where the clock stands at first; one that was set before is left as it is. */
  async beginAt(clockAt: Date, speed: number): Promise<void> {
    await this.database.transact(async (tx) => {
      if (!(await this.store.find(tx))) await this.store.save(tx, { realAt: realNow(), clockAt, speed });
    });
    await this.refresh();
  }

  /** Sets the clock to `clockAt` running at `speed`; an instant already past leaves the hands where they are. */
  async moveTo(clockAt: Date, speed = this.clock.speed): Promise<void> {
    await this.database.transact(async (tx) => {
      const realAt = realNow();
      const held = await this.store.find(tx);
      const stands = held ? readAnchor(held, realAt) : realAt;
      const anchor = { realAt, clockAt: clockAt > stands ? clockAt : stands, speed };
      await this.store.save(tx, anchor);
      this.clock.follow(anchor);
    });
  }

  private async look(): Promise<void> {
    const { seen, anchor } = await this.database.autocommit((tx) => this.store.look(tx));
    const behindMs = setBy(seen);
    this.clock.follow(anchor);
    await this.skew.note({ skewMs: skewMs(seen), behindMs });
  }
}
