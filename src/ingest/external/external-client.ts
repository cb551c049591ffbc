import { setTimeout as pause } from 'node:timers/promises';
import { realNow } from '../../platform/clock/clock.js';
import { begin } from '../../platform/emitters.js';
import { BrokerConnection, ConnectionEnded, type Hear, type How } from './broker-connection.js';
import { answeredBefore, type Offers } from './external-offers.rules.js';
import { triesAfter, waitMs } from './external-patience.rules.js';
import { afterSoMany, type Trouble } from './external-trouble.rules.js';
import type { Places } from '../../platform/database/connections/places.js';

/** Then the connection is made anew: some brokers judge once, when it is made. */
const ASKED_ON_ONE_CALL = 8;
const LOWEST_FAILURE = 0x80;

interface Given extends How {
  readonly filters: readonly string[];
  /** The longest time until a broker that refuses is asked once more. */
  readonly retryMs: number;
  /** Few at a time: a name that cannot be resolved, or a broker that hangs, is waited for by few. */
  readonly dialling: Places;
  readonly hear: (connection: BrokerConnection) => Hear;
  readonly onTrouble: (clientId: string, trouble: Trouble) => void;
  readonly onOffers: (clientId: string, offers: Offers) => void;
  /** It has all it is for, or has no longer. */
  readonly onChange: () => void;
}

/** A place at the external broker under one name: called again for ever, until it has all its subscriptions and whenever it has lost them. */
export class ExternalClient {
  private connection: BrokerConnection | null = null;
  private lacking: readonly string[];
  private wholeSince: Date | null = null;
  private tries = 0;
  private readonly closing = new AbortController();
  private done: Promise<void> = Promise.resolve();
  private last: Trouble | null = null;

  constructor(private readonly given: Given) {
    this.lacking = given.filters;
  }

  get clientId(): string {
    return this.given.clientId;
  }

  /** Subscriptions that it should have and has not. */
  get missing(): readonly string[] {
    return this.lacking;
  }

  /** Why; null while it has all of them, and before it knows. */
  get trouble(): Trouble | null {
    return this.last;
  }

  get isUp(): boolean {
    return this.connection?.isUp ?? false;
  }

  open(): void {
    this.done = this.keepCalling();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.connection?.end({ step: 'disconnect', code: 0 });
    await this.done;
  }

  /** @throws when it could not be handed to the broker */
  publish(topic: string, payload: Buffer, keepSeconds: number): Promise<void> {
    if (!this.connection?.isUp) throw new ConnectionEnded(this.last ?? { step: 'disconnect', code: 'closed' });
    return this.connection.publish(topic, payload, keepSeconds);
  }

  private async keepCalling(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const ended = await this.callOnce().catch(unreachable);
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it may be closed while it is called
      if (!ended || this.closing.signal.aborted) return;
      this.tries = triesAfter(this.tries, this.wholeSince && realNow().getTime() - this.wholeSince.getTime());
      const trouble = afterSoMany(ended, this.tries);
      this.lacks(this.given.filters, trouble);
      await this.pause(trouble, this.tries);
    }
  }

  /** Answers why it ended; null when we are closing. */
  private async callOnce(): Promise<Trouble | null> {
    const connection = await this.given.dialling.take(() => this.dial());
    if (connection?.isUp) this.askFor(connection);
    return connection && connection.ended;
  }

  /** Answers once the broker let us in, or would not. */
  private async dial(): Promise<BrokerConnection | null> {
    if (this.closing.signal.aborted) return null;
    const connection: BrokerConnection = new BrokerConnection(this.given, (message, done) =>
      this.given.hear(connection)(message, done),
    );
    this.connection = connection;
    await Promise.race([connection.answered, connection.ended]);
    return connection;
  }

  private askFor(connection: BrokerConnection): void {
    this.given.onOffers(this.clientId, connection.offers!);
    begin(
      () => this.keepAsking(connection),
      // The end of the call says why.
      () => undefined,
    );
  }

  /** What was granted is heard, whatever was not: of that is asked again. */
  private async keepAsking(connection: BrokerConnection): Promise<void> {
    let missing = this.given.filters;
    for (let asked = 1; ; asked++) {
      const codes = await this.answersTo(connection, missing);
      // It may have ended in the same breath: then that is what stands.
      if (!connection.isUp) return;
      const refused = [...codes].filter(([, code]) => code === 0 || code >= LOWEST_FAILURE);
      missing = refused.map(([filter]) => filter);
      if (missing.length === 0) {
        this.isWhole();
        return;
      }
      const code = Math.max(...refused.map(([, one]) => one));
      const trouble: Trouble = { step: 'subscribe', code: code === 0 ? 'lower-qos' : code, filters: missing };
      const isForNothing =
        [...codes.values()].every((one) => one >= LOWEST_FAILURE) && codes.size === this.given.filters.length;
      if (isForNothing || asked % ASKED_ON_ONE_CALL === 0) throw connection.end(trouble);
      this.lacks(missing, trouble);
      await this.pause(trouble, asked);
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- it may end during the pause
      if (!connection.isUp) return;
    }
  }

  private async answersTo(connection: BrokerConnection, filters: readonly string[]): Promise<Map<string, number>> {
    const known = new Map(filters.map((filter) => [filter, answeredBefore(connection.offers!, filter)]));
    const open = filters.filter((filter) => known.get(filter) === null);
    const codes = open.length > 0 ? await connection.subscribe(open) : [];
    return new Map(filters.map((filter) => [filter, known.get(filter) ?? codes[open.indexOf(filter)]!]));
  }

  private isWhole(): void {
    this.lacking = [];
    this.last = null;
    this.wholeSince = realNow();
    this.given.onChange();
  }

  private lacks(missing: readonly string[], trouble: Trouble): void {
    this.lacking = missing;
    this.last = trouble;
    this.wholeSince = null;
    this.given.onTrouble(this.clientId, trouble);
    this.given.onChange();
  }

  private async pause(trouble: Trouble, tries: number): Promise<void> {
    const { signal } = this.closing;
    await pause(waitMs(trouble, tries, this.given.retryMs, Math.random()), undefined, { signal }).catch(
      () => undefined,
    );
  }
}

/** It could not even be begun. */
const unreachable = (error: Error & { code?: string }): Trouble => ({ step: 'reach', code: error.code ?? error.name });
