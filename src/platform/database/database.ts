import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager, type ObjectLiteral } from 'typeorm';
import { Config } from '../config/config.js';
import { Log } from '../logging/log.js';
import { withoutWriting, withWriteBuffers } from './write-buffer.js';
import { leaveCommitRecord } from './commit-record.js';
import { type ImpatientClient, impatientClient } from './connections/impatient-client.js';
import { migrate } from './schema/migrating.js';
import { migrations } from './migrations/index.js';
import { mistakeIn } from './mistakes.rules.js';
import { preparing } from './connections/preparing-client.js';
import { rehearse } from './rehearsal.js';
import { repeating } from './repeating.js';
import { newerAmong, sayNewer } from './schema/schema.rules.js';
import { appliedMigrations } from './schema/schema.store.js';
import { Session } from './connections/session.js';
import { Shares } from './connections/shares.js';
import { sayTrouble } from './say-trouble.rules.js';
import { rows } from './sql.js';

// Counters and positions stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const INT8_ARRAY = 1016;
pg.types.setTypeParser(INT8_ARRAY as never, (text: string) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(Number),
);

/** The rooms' entities; the cellar does not know them by name. */
export const ENTITIES = Symbol('entities');
export type Entities = (new () => ObjectLiteral)[];

const KNOWN = migrations.map(({ name }) => name);
const RETRY_MS = 2_000;
const GOODBYE_MS = 5_000;

/** It was migrated by a build that is newer than this one. */
export class NewerSchema extends Error {
  constructor(newer: readonly string[]) {
    super(sayNewer(newer));
  }
}

/** Asked before the database was there; SQLSTATE 08001 says so to whoever looks for a code. */
class DatabaseAway extends Error {
  readonly code = '08001';
}

/** The only way to PostgreSQL: it waits for it at start, hands out transactions, and repeats those that lost to a neighbour. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly source: DataSource;
  private readonly session = new Session();
  readonly shares: Shares;
  private closing = false;
  private connected: Promise<void> | null = null;
  /** That may take its time. */
  private isMigrating = false;
  isUp = false;
  /** Why it could not be used yet, at the last try. */
  trouble: unknown = null;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
    @Inject(ENTITIES) entities: Entities,
  ) {
    this.shares = new Shares(config.database.poolSize);
    this.source = new DataSource({
      type: 'postgres',
      url: config.database.url ?? undefined,
      entities,
      migrations,
      migrationsTransactionMode: 'each',
      applicationName: 'dosevagt',
      poolSize: config.database.poolSize,
      poolErrorHandler: (error: Error) =>
        this.closing || this.log.warn({ error: error.message }, 'a database connection was lost'),
      extra: {
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
        connectionTimeoutMillis: config.database.answerMs,
        Client: preparing(
          impatientClient(() => (this.isMigrating ? Infinity : config.database.answerMs)),
          this.session,
        ),
        onConnect: (client: pg.Client) => this.session.greet(client),
      },
    });
  }

  /** What the server does that makes an acknowledgement worth less than it says, a sentence each. */
  get weaknesses(): readonly string[] {
    return this.session.weaknesses;
  }

  /** Whether sessions come from a pooler: nothing that is said of one lasts, and nobody is told of anything over it. */
  get isPooled(): boolean {
    return this.session.isPooled;
  }

  /**
   * Connects and migrates, trying again for as long as it takes.
   * @throws when that is no use before somebody has put right what we were told
   */
  connect(): Promise<void> {
    return (this.connected ??= this.keepTrying());
  }

  /** Connects, migrates and lets go; what goes wrong is thrown. Answers the names of what was applied. */
  async migrateOnce(): Promise<string[]> {
    try {
      await this.source.initialize();
      await this.assertKnown();
      return await this.migrate();
    } catch (error) {
      throw new Error(mistakeIn(error) ?? ((error as Error).message || sayTrouble(error)), { cause: error });
    } finally {
      if (this.source.isInitialized) await this.source.destroy();
    }
  }

  transact<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.repeat(() => this.shares.take(() => this.source.transaction((tx) => this.walk(tx, work))));
  }

  /** Tries something out: what it would leave to be written is dropped, and PostgreSQL refuses what it would write all the same. */
  rehearse<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.repeat(() =>
      this.shares.take(() =>
        this.source.transaction(async (tx) => {
          await this.session.begin(tx);
          await rows(tx, 'SET TRANSACTION READ ONLY');
          rehearse(tx);
          return withoutWriting(tx, work);
        }),
      ),
    );
  }

  /**
   * For work that is a single statement: it is a transaction by itself, and is committed when it answers, in one round trip. Where it
   * answers for what it found and did not write, it leaves a `COMMIT_RECORD` itself.
   */
  commitAtOnce<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.session.isPooled ? this.transact(work) : this.repeat(() => this.autocommit(work));
  }

  /** A look without a transaction of its own: each statement sees what is committed when it runs. */
  async autocommit<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    this.assertUp();
    return this.shares.take(async () => {
      const runner = this.source.createQueryRunner();
      try {
        return await work(runner.manager);
      } finally {
        await runner.release();
      }
    });
  }

  /** Migrations of a newer build, which may have come while this one was running. */
  async newerMigrations(): Promise<string[]> {
    const applied = await this.autocommit((tx) => appliedMigrations(tx));
    return newerAmong(applied, KNOWN);
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    // A server that is frozen never says goodbye.
    const goodbye = this.source.isInitialized ? this.source.destroy() : undefined;
    await Promise.race([goodbye, pause(GOODBYE_MS, undefined, { ref: false })]);
  }

  /** What is answered for what was found is as safe as what is answered for what was written. */
  private async walk<T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    await this.session.begin(tx);
    const result = await withWriteBuffers(tx, work);
    const client = (await tx.queryRunner!.connect()) as ImpatientClient;
    if (!client.hasWritten) await leaveCommitRecord(tx);
    return result;
  }

  private async repeat<T>(work: () => Promise<T>): Promise<T> {
    this.assertUp();
    return repeating(work, this.shares.isRequest);
  }

  private assertUp(): void {
    if (!this.isUp) throw new DatabaseAway('the database is not connected yet');
  }

  private async keepTrying(): Promise<void> {
    while (!this.closing) {
      try {
        if (!this.source.isInitialized) await this.source.initialize();
        await this.assertKnown();
        await this.migrate();
        this.isUp = true;
        this.tellOfServer();
        return;
      } catch (error) {
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it may be closed while it is awaited
        if (this.closing) return;
        const mistake = mistakeIn(error);
        if (mistake) throw new Error(mistake, { cause: error });
        this.trouble = error;
        const what = this.source.isInitialized ? 'cannot be used yet' : 'is away';
        this.log.warn({ error: sayTrouble(error) }, `the database ${what}; trying again in ${RETRY_MS / 1000} s`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  /** What a newer build has changed is not ours to guess; going back by one release is up to the operator. */
  private async assertKnown(): Promise<void> {
    if (this.config.database.newerSchema === 'serve') return;
    const newer = newerAmong(await appliedMigrations(this.source.manager), KNOWN);
    if (newer.length > 0) throw new NewerSchema(newer);
  }

  private tellOfServer(): void {
    for (const weakness of this.weaknesses) this.log.warn({ weakness }, 'PostgreSQL makes our promise weaker');
    if (this.isPooled)
      this.log.info(
        {},
        'a pooler stands before PostgreSQL: nothing is prepared, and settings are said in every transaction',
      );
  }

  private migrate(): Promise<string[]> {
    const onHeld = ({ message }: Error): void =>
      this.log.warn({ error: message }, 'a migration met a table in use, and is tried again shortly');
    return migrate(this.source, onHeld, async (work) => {
      this.isMigrating = true;
      await work().finally(() => (this.isMigrating = false));
    });
  }
}
