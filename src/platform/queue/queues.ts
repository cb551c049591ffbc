import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Job, Queue, Worker, DEFAULT_SCHEMA, createPostgresBackend, runMigrations } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { realNow } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { LONGEST_WAIT_MS } from '../database/held.js';
import { impatientClient } from '../database/connections/impatient-client.js';
import { mistakeIn } from '../database/mistakes.rules.js';
import { sayTrouble } from '../database/say-trouble.rules.js';
import { Shares } from '../database/connections/shares.js';
import { begin, withErrorListener } from '../emitters.js';
import { Log } from '../logging/log.js';
import { Seldom } from '../logging/seldom.js';
import { Spacing } from './spacing.js';
import type { WakeUp } from './wake-up.js';

export interface QueueOf {
  readonly name: string;
  readonly concurrency: number;
  readonly handle: (ids: WakeUp['ids']) => Promise<void>;
}

/** A job whose process died is another's after the two together; meanwhile the sweep does its work. */
const LOCKED_MS = 5_000;
const STALLED_LOOK_MS = 2_500;
const RETRY_MS = 1_000;
const CLOSE_MS = 5_000;
const LINES_A_MINUTE = 20;

type AnyQueue = Pick<Queue, 'name' | 'addBulk' | 'getFailedCount' | 'waitUntilReady' | 'close'>;
type AnyWorker = Pick<Worker, 'name' | 'waitUntilReady' | 'close'>;

/** How a part of BullMQ is made, by where the wake-ups are kept. */
interface PartOf<T> {
  readonly onRedis: () => T;
  readonly onPostgres: (pool: pg.Pool) => T;
}

/** Said by ourselves, and fit for whoever asks how we are. */
class QueueTrouble extends Error {}

/** The only BullMQ in the house: on Redis when there is one, else on the same PostgreSQL. */
@Injectable()
export class Queues {
  private readonly queues = new Map<string, AnyQueue>();
  private readonly spacings = new Map<string, Spacing>();
  private readonly workers: AnyWorker[] = [];
  private readonly connections: Redis[] = [];
  private readonly pools: pg.Pool[] = [];
  /** Why wake-ups could not be handed over lately; null while all is well. */
  trouble: string | null = null;
  private troubledAt = -Infinity;
  private closing = false;
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly noteTrouble = ({ message }: Error): void =>
    this.log.debug({ error: message }, 'the queue has trouble');

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
    private readonly shares: Shares,
  ) {}

  /**
   * Opens the queue for wake-ups; `work` also makes this process one that answers them. Through a pooler nobody can be woken, and what
   * cannot be opened now is opened when it can be: that keeps nobody waiting, the sweeps find the work.
   * @throws where the database will never let us, saying what is wrong
   */
  async open(queue: QueueOf, work: boolean): Promise<void> {
    if (this.nobodyCanBeWoken) {
      this.trouble =
        'a pooler stands before PostgreSQL, and REDIS_URL is not set: the sweeps find the work, within a second';
      return;
    }
    this.spacings.set(queue.name, new Spacing((wakeUps) => this.wake(queue.name, wakeUps)));
    if (this.trouble === null) {
      const error = await this.tryToOpen(queue, work);
      if (error === null) return;
      const mistake = mistakeIn(error);
      if (mistake) throw new Error(mistake, { cause: error });
    }
    begin(() => this.openLater(queue, work), this.noteTrouble);
  }

  /**
   * Hands wake-ups over without waiting for trouble to pass: what cannot be handed over is found by the sweep. In trouble only one
   * try a second is made, so that nobody who has work to do waits for each.
   */
  async wake(name: string, wakeUps: readonly WakeUp[]): Promise<void> {
    if (this.nobodyCanBeWoken) return;
    if (!this.spacings.has(name)) throw new Error(`No queue named ${name} was opened`);
    const queue = this.queues.get(name);
    if (!queue || wakeUps.length === 0 || this.isResting) return;
    const jobs = wakeUps.map(({ key, ids }) => ({
      name,
      data: ids,
      opts: { deduplication: { id: key, keepLastIfActive: true } },
    }));
    await this.attempt(name, () => queue.addBulk(jobs));
  }

  /**
   * Wakes at once when nobody did lately, and else together with others who ask at about the same time: a job costs PostgreSQL some
   * milliseconds, and one that looks for work finds all of it.
   */
  wakeSoon(name: string, wakeUps: readonly WakeUp[]): void {
    const spacing = this.spacings.get(name);
    if (this.nobodyCanBeWoken) return;
    if (!spacing) throw new Error(`No queue named ${name} was opened`);
    spacing.ask(wakeUps);
  }

  /** Asks the backend, unless it was just asked: why wake-ups cannot be handed over now, or null. */
  async lookForTrouble(): Promise<string | null> {
    const [first] = this.queues;
    if (first && !this.isResting) await this.attempt(first[0], () => first[1].getFailedCount());
    return this.trouble;
  }

  /** How many jobs failed for good, by queue. */
  async failed(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const [name, queue] of this.queues) counts[name] = await queue.getFailedCount();
    return counts;
  }

  /** Waits for what is being answered, but not for ever: a job that is cut off is answered again elsewhere. */
  async close(): Promise<void> {
    this.closing = true;
    for (const spacing of this.spacings.values()) spacing.close();
    await Promise.all(this.workers.map((worker) => within(CLOSE_MS, worker.close()).catch(() => undefined)));
    await Promise.all([...this.queues.values()].map((queue) => within(2_000, queue.close()).catch(() => undefined)));
    for (const connection of this.connections) connection.disconnect();
    await Promise.all(this.pools.map((pool) => within(2_000, pool.end()).catch(() => undefined)));
  }

  private get nobodyCanBeWoken(): boolean {
    return this.database.isPooled && this.config.redis.url === null;
  }

  private get isResting(): boolean {
    return this.trouble !== null && realNow().getTime() < this.troubledAt + RETRY_MS;
  }

  private async attempt(queue: string, act: () => Promise<unknown>): Promise<void> {
    try {
      if (this.connections.some(({ status }) => status !== 'ready')) throw new QueueTrouble('Redis is away');
      await within(2_000, act());
      this.trouble = null;
    } catch (error) {
      this.note(queue, error as Error);
    }
  }

  private note(queue: string, error: Error): void {
    this.trouble = error instanceof QueueTrouble ? error.message : sayTrouble(error);
    this.troubledAt = realNow().getTime();
    this.seldom.say(queue, (more) =>
      this.log.warn(
        { queue, error: error.message, ...more },
        'wake-ups could not be handed over; the sweep will find the work',
      ),
    );
  }

  private async openLater(queue: QueueOf, work: boolean): Promise<void> {
    while (!this.closing && (await this.tryToOpen(queue, work)) !== null)
      await pause(RETRY_MS, undefined, { ref: false });
  }

  private async tryToOpen(queue: QueueOf, work: boolean): Promise<Error | null> {
    try {
      if (!this.queues.has(queue.name)) this.queues.set(queue.name, await this.make(this.queue(queue.name)));
      if (work) this.workers.push(await this.make(this.worker(queue)));
      return null;
    } catch (error) {
      if (!this.closing) this.note(queue.name, error as Error);
      return error as Error;
    }
  }

  private make<T extends AnyQueue | AnyWorker>(parts: PartOf<T>): Promise<T> {
    return this.config.redis.url ? this.makeOnRedis(parts) : this.makeOnPostgres(parts);
  }

  private async makeOnRedis<T extends AnyQueue | AnyWorker>({ onRedis }: PartOf<T>): Promise<T> {
    const part = onRedis();
    if (this.trouble === null)
      await within(1_000, part.waitUntilReady()).catch((error: unknown) => this.note(part.name, error as Error));
    return part;
  }

  /** A part that did not reach PostgreSQL at first never would, and is made anew; Redis may come later. */
  private async makeOnPostgres<T extends AnyQueue | AnyWorker>({ onPostgres }: PartOf<T>): Promise<T> {
    const pool = this.pool();
    let part: T | null = null;
    try {
      await within(10_000, migrateQueues(pool));
      part = onPostgres(pool);
      await within(10_000, part.waitUntilReady());
      if (this.closing) throw new QueueTrouble('closes');
      this.pools.push(pool);
      return part;
    } catch (error) {
      begin(async () => {
        await part?.close();
        await pool.end();
      }, this.noteTrouble);
      throw error;
    }
  }

  private queue(name: string): PartOf<AnyQueue> {
    const defaultJobOptions = { removeOnComplete: true, removeOnFail: 1_000 };
    return {
      onRedis: () =>
        withErrorListener(
          new Queue(name, { connection: this.redis({ enableOfflineQueue: false }), defaultJobOptions }),
          this.noteTrouble,
        ),
      onPostgres: (connection) =>
        withErrorListener(new Queue(name, { connection, defaultJobOptions }, createPostgresBackend), this.noteTrouble),
    };
  }

  private worker({ name, concurrency, handle }: QueueOf): PartOf<AnyWorker> {
    const answer = (job: Job): Promise<void> => this.shares.asSweep(name, () => handle(job.data as WakeUp['ids']));
    const options = {
      concurrency,
      lockDuration: LOCKED_MS,
      stalledInterval: STALLED_LOOK_MS,
      runRetryDelay: RETRY_MS,
    };
    return {
      onRedis: () =>
        withErrorListener(new Worker(name, answer, { connection: this.redis({}), ...options }), this.noteTrouble),
      onPostgres: (connection) =>
        withErrorListener(
          new Worker(name, answer, { connection, ...options }, createPostgresBackend),
          this.noteTrouble,
        ),
    };
  }

  private redis(options: { enableOfflineQueue?: boolean }): Redis {
    // Also those that BullMQ makes after this one stop trying when we close, and so keep nobody waiting.
    const retryStrategy = (times: number): number | null => (this.closing ? null : Math.min(times * 50, RETRY_MS));
    const connection = withErrorListener(
      new Redis(this.config.redis.url!, { maxRetriesPerRequest: null, retryStrategy, ...options }),
      (error) => (this.trouble = sayTrouble(error)),
    );
    this.connections.push(connection);
    return connection;
  }

  /**
   * A pool of ours: what BullMQ opens by itself has no listener until it is open, and one lost in that very moment would end the
   * process. One place is for the connection it listens on.
   */
  private pool(): pg.Pool {
    const { url, answerMs } = this.config.database;
    return withErrorListener(
      new pg.Pool({
        connectionString: url!,
        max: 5,
        keepAlive: true,
        connectionTimeoutMillis: answerMs,
        Client: impatientClient(() => answerMs),
        options: `-c client_connection_check_interval=5s -c lock_timeout=${LONGEST_WAIT_MS} -c search_path=${DEFAULT_SCHEMA}`,
      }),
      this.noteTrouble,
    );
  }
}

async function migrateQueues(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, DEFAULT_SCHEMA);
  } finally {
    client.release();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueTrouble(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
