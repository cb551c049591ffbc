import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock, readAnchor, realNow } from './clock.js';
import { ClockStore } from './clock.store.js';

/** Moves the clock, forward only, and keeps every process on the anchor that the database holds. */
@Injectable()
export class ClockService {
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly store: ClockStore,
    private readonly database: Database,
  ) {}

  /** Reads the anchor another process may have moved; one look at a time, however slow the database is. */
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
    this.clock.follow(await this.database.read((tx) => this.store.find(tx)));
  }
}
