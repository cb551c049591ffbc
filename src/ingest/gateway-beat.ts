import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Clock, realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Readiness } from '../platform/health/readiness.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { Broker } from './broker.js';
import { ExternalBroker } from './external-broker.js';
import { OutageService } from './outage.service.js';
import { ThisNode } from './this-node.js';

const EVERY_MS = 5_000;

/** Says that this gateway is open and hears dispensers; one that closes cleanly says that too. */
@Injectable()
export class GatewayBeat implements BeforeApplicationShutdown {
  private last: { open: boolean; realMs: number; clockMs: number } | null = null;

  constructor(
    private readonly broker: Broker,
    private readonly external: ExternalBroker,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly outage: OutageService,
    private readonly node: ThisNode,
    readiness: Readiness,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'beat', role: 'gateway', look: () => this.beat(), first: true });
    readiness.add('gateways', [], () => this.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.last?.open) await this.say(false).catch(() => undefined);
  }

  private get isOpen(): boolean {
    return this.config.mqtt.brokerUrl === null ? this.broker.isOpen : this.external.hearsAll;
  }

  private async beat(): Promise<number> {
    const { last, isOpen } = this;
    const isDue =
      last?.open !== isOpen ||
      realNow().getTime() - last.realMs >= EVERY_MS ||
      this.clock.now().getTime() - last.clockMs >= EVERY_MS;
    if (isDue) await this.say(isOpen);
    return 0;
  }

  private async say(open: boolean): Promise<void> {
    const now = this.clock.now();
    await this.database.transact((tx) =>
      open && !this.last?.open
        ? this.outage.opens({ tx, now }, this.node.id)
        : this.outage.beat({ tx, now }, this.node.id, open),
    );
    this.last = { open, realMs: realNow().getTime(), clockMs: now.getTime() };
  }

  private async look() {
    const { downSince } = await this.database.read((tx) => this.outage.find(tx));
    const detail = downSince ? `no gateway has heard dispensers since ${downSince.toISOString()}` : 'hear dispensers';
    return { ok: downSince === null, detail, degradedOnly: true };
  }
}
