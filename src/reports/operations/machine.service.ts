import { Injectable } from '@nestjs/common';
import { DeliveriesService } from '../../deliveries/deliveries.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { pulseWithin } from '../../devices/pulse.rules.js';
import { OutageService } from '../../ingest/presence/outage.service.js';
import { JournalService } from '../../journal/journal.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { ClockSkew } from '../../platform/clock/clock-skew.js';
import type { Clocks } from '../../platform/clock/skew.rules.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import { STALE_SWEEP_MS } from '../../platform/health/readiness.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { ThisNode } from '../../platform/this-node.js';
import { OperationsAlertsStore } from '../operations-alerts.store.js';
import { WaitingService } from '../waiting.service.js';
import { type Failing, failingWork } from './failing.rules.js';

const MOST_ALERTS = 100;
const MOST_FAILING = 500;

/** How the machine fares, beyond what `/readyz` says: for whoever looks after it. */
@Injectable()
export class MachineService {
  constructor(
    private readonly clock: Clock,
    private readonly clocks: ClockSkew,
    private readonly config: Config,
    private readonly deliveries: DeliveriesService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly node: ThisNode,
    private readonly operations: OperationsAlertsStore,
    private readonly outage: OutageService,
    private readonly sweeps: Sweeps,
    private readonly waiting: WaitingService,
  ) {}

  async describe({ tx, now }: Turn) {
    const { id, version } = this.node;
    const { devices, devicesOnline, lastSeenAt } = pulseWithin(await this.devices.health.pulse(tx, now), 'all');
    const wrong = await this.clocks.wrong(tx);
    return {
      now,
      node: { id, version, roles: [...this.config.roles], startedAt: this.clock.beganAt },
      gateways: await this.outage.gateways(tx),
      clocks: {
        ...asSeconds(this.clocks.here),
        wrong: wrong.map(({ name, ...clocks }) => ({ node: name, ...asSeconds(clocks) })),
      },
      ingest: await this.journal.entries.countWaiting(tx),
      dispensers: { inUse: devices, online: devicesOnline, lastSeenAt },
      waiting: {
        quarantine: await this.journal.quarantined.countOpen(tx),
        deliveries: await this.deliveries.countParked(tx),
      },
      alerts: await this.operations.live(tx, MOST_ALERTS),
    };
  }

  /** What fails again and again; of timers those of this process. */
  async failing({ tx, now }: Turn): Promise<Failing[]> {
    const { news } = await this.waiting.find({ tx, now }, this.clock.speed);
    const deliveries = await this.deliveries.triedAgain(tx, MOST_FAILING);
    return failingWork(news, deliveries, this.sweeps.fares(), STALE_SWEEP_MS).slice(0, MOST_FAILING);
  }
}

const asSeconds = ({ skewMs, behindMs }: Clocks) => ({
  aheadSeconds: secondsOf(skewMs),
  databaseSetBySeconds: secondsOf(behindMs),
});

const secondsOf = (ms: number): number => Math.round(ms / 100) / 10;
