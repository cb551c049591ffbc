import { Injectable } from '@nestjs/common';
import { DevicesService } from '../../devices/devices.service.js';
import { Clock, steadyMs } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Log } from '../../platform/logging/log.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { deserted, NOBODY_WATCHED, watch } from './deserted.rules.js';
import { OutageService } from './outage.service.js';
import { ThisNode } from '../../platform/this-node.js';

const LOOKS_A_BOUND = 6;
const AT_ONCE = 1_000;

/** A node that is gone ends nobody's presence any more: of dispensers that came to no other node, whoever is there does. */
@Injectable()
export class Deserted {
  private watched = NOBODY_WATCHED;
  private lastMs = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly node: ThisNode,
    private readonly outage: OutageService,
    private readonly log: Log,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'deserted', role: 'gateway', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const nowMs = steadyMs();
    const afterMs = this.config.mqtt.desertedSeconds * 1000;
    if (nowMs - this.lastMs < afterMs / LOOKS_A_BOUND) return 0;
    this.lastMs = nowMs;
    const [nodeIds, beats] = await this.database.autocommit(async (tx) => [
      await this.devices.health.nodes(tx),
      await this.outage.beats(tx),
    ]);
    const others = nodeIds.filter((nodeId) => nodeId !== this.node.id);
    this.watched = watch(this.watched, others, beats, afterMs, nowMs);
    const gone = deserted(this.watched, afterMs);
    return gone.length === 0 ? 0 : this.leave(gone);
  }

  private async leave(nodeIds: readonly string[]): Promise<number> {
    let left = 0;
    for (let some = AT_ONCE; some === AT_ONCE; left += some)
      some = await this.database.transact((tx) => this.devices.health.leaveAll(tx, nodeIds, this.clock.now(), AT_ONCE));
    this.log.warn(
      { nodeIds, dispensers: left },
      'a gateway is gone, and dispensers of it that came to no other are away',
    );
    return left;
  }
}
