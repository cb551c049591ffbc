import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { begin } from '../../platform/emitters.js';
import { Followers } from '../../platform/facts/followers.js';
import { Log } from '../../platform/logging/log.js';
import { SessionsStore } from './sessions.store.js';

/** Every new fact wakes followers; sessions are looked at this often at most. */
const BREATH_MS = 100;

/**
 * Tells whoever answers for longer than a request that the session came to its end: signed out, ended from elsewhere, with its account or
 * its password, or by its age. Told at once, on every node; within a second where no notification comes through.
 */
@Injectable()
export class Endings {
  private readonly followed = new Map<string, Set<() => void>>();
  private unfollow: (() => void) | null = null;
  private looking = false;
  private again = false;

  constructor(
    private readonly followers: Followers,
    private readonly database: Database,
    private readonly store: SessionsStore,
    private readonly log: Log,
  ) {}

  /** Calls `over` when the session is over; returns how to stop listening. */
  follow(sessionId: string, over: () => void): () => void {
    const listeners = this.followed.get(sessionId) ?? new Set();
    this.followed.set(sessionId, listeners);
    const listener = (): void => over();
    listeners.add(listener);
    this.unfollow ??= this.followers.follow(() => this.wake());
    // It may have ended since whoever follows was let in.
    this.wake();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.followed.get(sessionId) !== listeners) return;
      this.followed.delete(sessionId);
      if (this.followed.size > 0) return;
      this.unfollow?.();
      this.unfollow = null;
    };
  }

  private wake(): void {
    this.again = true;
    if (this.looking) return;
    this.looking = true;
    begin(
      () => this.database.shares.asFirst(() => this.lookOn()).finally(() => (this.looking = false)),
      (error) => this.log.debug({ error: error.message }, 'ended sessions could not be looked for; it is tried again'),
    );
  }

  private async lookOn(): Promise<void> {
    while (this.again && this.followed.size > 0) {
      this.again = false;
      const ids = [...this.followed.keys()];
      const over = await this.database.autocommit((tx) => this.store.listOver(tx, ids, realNow()));
      for (const id of over) for (const tell of [...(this.followed.get(id) ?? [])]) tell();
      await pause(BREATH_MS, undefined, { ref: false });
    }
  }
}
