import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clock, steadyMs } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Readiness } from '../../platform/health/readiness.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { Broker } from '../embedded/broker.js';
import { ExternalBroker } from '../external/external-broker.js';
import { IngestService } from '../ingest.service.js';
import { OutageService } from './outage.service.js';
import { Presence } from './presence.js';
import { ThisNode } from '../../platform/this-node.js';

/** So long a look waits for what was heard to be written; the next one goes on waiting. */
const PATIENCE_MS = 1_000;
/** Who was heard and has not been written down for so long looks silent. */
const PRESENCE_LATE_SECONDS = 10;
/** After the machine stood, what came meanwhile is read within these turns. */
const TURNS_TO_READ = 3;

/** What may be said once it is true: all that was heard until then is written. */
interface Claim {
  readonly heardUntil: Date;
  readonly askedMs: number;
  readonly settled: Promise<void>;
  isTrue: boolean | null;
}

/**
 * Says that this gateway is open, hears dispensers and writes down what they say, with the instant until which it did. While the
 * journal cannot be written nothing is said. One that closes cleanly says that too.
 */
@Injectable()
export class GatewayBeat implements BeforeApplicationShutdown {
  private claim: Claim | null = null;
  private saysOpen = false;
  /** Of whom it was said. */
  private turnedAway = 0;

  constructor(
    private readonly broker: Broker,
    private readonly external: ExternalBroker,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly ingest: IngestService,
    private readonly outage: OutageService,
    private readonly node: ThisNode,
    private readonly presence: Presence,
    readiness: Readiness,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'beat', role: 'gateway', look: () => this.beat(), first: true, neverStill: true });
    readiness.add('gateways', [], () => this.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.saysOpen) return;
    const goes = this.ingest.turnedAway > this.turnedAway ? this.sayDeaf() : this.sayClosed();
    await goes.catch(() => undefined);
  }

  private get isOpen(): boolean {
    return this.config.mqtt.brokerUrl === null ? this.broker.isOpen : this.external.hearsAll;
  }

  /** Always answers 0: that a gateway goes on is nothing that others must look at. */
  private async beat(): Promise<number> {
    if (!this.isOpen) {
      this.claim = null;
      if (this.saysOpen) await this.sayDeaf();
      return 0;
    }
    const claim = (this.claim ??= this.ask());
    await Promise.race([claim.settled, pause(PATIENCE_MS)]);
    if (claim.isTrue === null) return 0;
    this.claim = null;
    // Who was turned away comes again with what it said: until then nobody hears it.
    const { turnedAway } = this.ingest;
    if (turnedAway > this.turnedAway || !claim.isTrue) {
      await this.sayDeaf();
      this.turnedAway = turnedAway;
    } else if (this.presence.waitingSeconds < PRESENCE_LATE_SECONDS) await this.say(claim);
    return 0;
  }

  private ask(): Claim {
    const heard = (isTrue: boolean) => (): void => {
      claim.isTrue = isTrue;
    };
    const settled = this.allIsWritten().then(heard(true), heard(false));
    const claim: Claim = { heardUntil: this.clock.now(), askedMs: steadyMs(), settled, isTrue: null };
    return claim;
  }

  private async allIsWritten(): Promise<void> {
    for (let turn = 0; turn < TURNS_TO_READ; turn++) await nextTurn();
    await this.ingest.written();
  }

  private async say({ heardUntil, askedMs }: Claim): Promise<void> {
    if (!this.saysOpen) await this.database.transact((tx) => this.outage.forgetOld(tx, this.node.id));
    await this.database.commitAtOnce((tx) =>
      this.outage.beat(tx, this.node.id, heardUntil, (steadyMs() - askedMs) / 1000),
    );
    this.saysOpen = true;
  }

  private async sayDeaf(): Promise<void> {
    await this.database.transact((tx) => this.outage.fallDeaf(tx, this.node.id));
    this.saysOpen = false;
  }

  private async sayClosed(): Promise<void> {
    await this.database.transact((tx) => this.outage.close(tx, this.node.id));
    this.saysOpen = false;
  }

  private async look() {
    const { downSince } = await this.database.autocommit((tx) => this.outage.find(tx));
    const detail = downSince
      ? `a gateway, or all of them, could not hear dispensers and write what they say since ${downSince.toISOString()}`
      : 'hear dispensers';
    return { ok: downSince === null, detail, degradedOnly: true };
  }
}
