import { Injectable } from '@nestjs/common';
import { DevicesService } from '../../devices/devices.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { Broker } from '../embedded/broker.js';
import { Presence } from './presence.js';

const EVERY_MS = 5_000;
const AT_ONCE = 2_000;

/**
 * Holds what this node has of dispensers against what is written: of one that has a newer connection to another node, what is left
 * here ends; one that is here although somebody called it gone is here.
 */
@Injectable()
export class Holds {
  private lastAt = 0;

  constructor(
    private readonly broker: Broker,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly presence: Presence,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'holds', role: 'gateway', look: () => this.look() });
  }

  /** Always answers 0: nothing follows from it that others must look at. */
  private async look(): Promise<number> {
    const now = realNow().getTime();
    if (!this.broker.isOpen || now - this.lastAt < EVERY_MS) return 0;
    this.lastAt = now;
    const kept = this.broker.kept();
    for (let at = 0; at < kept.length; at += AT_ONCE) {
      const some = kept.slice(at, at + AT_ONCE);
      for (const { deviceId, newer } of await this.database.autocommit((tx) => this.devices.health.compare(tx, some))) {
        if (newer === null) this.presence.isHere(deviceId);
        else this.broker.giveUp(deviceId, newer);
      }
    }
    return 0;
  }
}
