import { Injectable } from '@nestjs/common';
import { JournalService } from '../journal/journal.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { Broker } from './embedded/broker.js';
import { Budgets } from './budgets.js';
import { Presence } from './presence/presence.js';

/** It is read on from when half of what may wait is done. */
const READ_ON_SHARE = 0.5;

/**
 * Holds back dispensers of which more waits for its effect than may. Only here, where a dispenser has a connection of its own: at an
 * external broker all would wait for one.
 */
@Injectable()
export class Backlogs {
  constructor(
    private readonly broker: Broker,
    private readonly budgets: Budgets,
    private readonly config: Config,
    private readonly database: Database,
    private readonly journal: JournalService,
    private readonly log: Log,
    private readonly presence: Presence,
    metrics: Metrics,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'backlogs', role: 'gateway', look: () => this.look() });
    metrics.gauge(
      'mqtt_held_back',
      'Dispensers that are read no more until what they said has had its effect',
      (gauge) => gauge.set(broker.heldBack.size),
    );
  }

  /** Always answers 0: nothing follows from it that others must look at. */
  private async look(): Promise<number> {
    if (this.config.mqtt.brokerUrl !== null) return 0;
    const { deviceBacklog } = this.config.ingest;
    for (const beyond of this.budgets.beyond.values()) {
      const isHeld = this.broker.heldBack.has(beyond.deviceId);
      // It is we who do not read it: that is no silence of its own.
      if (isHeld && this.broker.isConnected(beyond.deviceId)) this.presence.seen(beyond.deviceId);
      if (!isHeld && beyond.events < deviceBacklog) continue;
      const waiting = await this.database.autocommit((tx) => this.journal.entries.backlogOf(tx, beyond.number));
      // From here on it is counted what comes on top of that.
      beyond.events = waiting;
      if (!isHeld && waiting >= deviceBacklog) this.hold(beyond.deviceId, waiting);
      if (isHeld && waiting <= deviceBacklog * READ_ON_SHARE) this.readOn(beyond.deviceId, waiting);
    }
    return 0;
  }

  private hold(deviceId: string, waiting: number): void {
    this.broker.holdBack(deviceId);
    this.log.warn({ deviceId, waiting }, 'a dispenser says more than can have its effect; it is not read for a while');
  }

  private readOn(deviceId: string, waiting: number): void {
    this.broker.readOn(deviceId);
    this.budgets.beyond.delete(deviceId);
    this.log.info({ deviceId, waiting }, 'a dispenser is read on from');
  }
}
