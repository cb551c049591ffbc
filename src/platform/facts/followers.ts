import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { begin, every, withErrorListener } from '../emitters.js';
import { Log } from '../logging/log.js';
import { Seldom } from '../logging/seldom.js';
import { FACT_PLACED, FactsStore } from './facts.store.js';

const LOOK_ANYWAY_MS = 1_000;
const BREATH_MS = 20;
const GOODBYE_MS = 1_000;
const LINES_A_MINUTE = 20;

/**
 * Places new facts in the feed and wakes those who read it. Followers are told soon (a notification from whichever process
 * placed them) and look by themselves every second, so a lost notification only costs time.
 */
@Injectable()
export class Followers {
  private readonly followers = new Set<() => void>();
  private ears: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private placing: Promise<void> | null = null;
  private again = false;
  private closing = false;
  private readonly seldom = new Seldom(LINES_A_MINUTE);

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly store: FactsStore,
    private readonly log: Log,
  ) {}

  /** Starts once the database is there. */
  start(): void {
    this.timer = every(
      LOOK_ANYWAY_MS,
      () => this.lookAnyway(),
      (error) => this.failed(error),
    );
    begin(
      () => this.listen(),
      (error) => this.failed(error),
    );
  }

  /** Calls `look` when there may be something new in the feed; returns how to stop that. */
  follow(look: () => void): () => void {
    this.followers.add(look);
    return () => this.followers.delete(look);
  }

  /** Facts have been committed: give them their places. */
  wake(): void {
    if (this.closing || !this.database.isUp) return;
    if (this.placing) {
      this.again = true;
      return;
    }
    this.placing = this.placeAll().finally(() => {
      this.placing = null;
      if (this.again) this.wake();
    });
  }

  /** Waits until the facts committed so far have their places. */
  async settled(): Promise<void> {
    this.wake();
    while (this.placing) await this.placing;
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.timer) clearInterval(this.timer);
    await this.placing;
    // A server that is frozen never says goodbye.
    await Promise.race([this.ears?.end().catch(() => undefined), pause(GOODBYE_MS, undefined, { ref: false })]);
  }

  private async lookAnyway(): Promise<void> {
    this.wake();
    this.tell();
    if (!this.ears && !this.closing) await this.listen();
  }

  private failed({ message }: Error): void {
    this.log.warn({ error: message }, 'the feed could not be listened to; it is looked at anyway');
  }

  private async placeAll(): Promise<void> {
    try {
      do {
        this.again = false;
        const { any, more } = await this.database.transact((tx) => this.store.place(tx));
        if (any) this.tell();
        this.again ||= more;
        // What is committed meanwhile is placed together.
        if (this.again) await pause(BREATH_MS);
      } while (this.again && !this.closing);
    } catch (error) {
      const { message } = error as Error;
      this.seldom.say('placing', (more) => this.log.warn({ error: message, ...more }, 'facts could not be placed yet'));
    }
  }

  /** One that cannot look does not keep the others from it, nor the facts from their places. */
  private tell(): void {
    for (const look of this.followers) {
      try {
        look();
      } catch (error) {
        this.log.error({ error: (error as Error).message }, 'a follower of the feed could not look');
      }
    }
  }

  private async listen(): Promise<void> {
    // A pooler passes no notification on.
    if (this.database.isPooled) return;
    const drop = (): void => {
      if (this.ears === ears) this.ears = null;
    };
    const ears = withErrorListener(
      new pg.Client({
        connectionString: this.config.database.url ?? undefined,
        keepAlive: true,
        connectionTimeoutMillis: this.config.database.answerMs,
        application_name: 'dosevagt-feed',
      }),
      drop,
    );
    this.ears = ears;
    ears.on('end', drop).on('notification', () => this.tell());
    try {
      await ears.connect();
      await ears.query(`LISTEN ${FACT_PLACED}`);
    } catch {
      // Tried again at the next look.
      drop();
    }
  }
}
