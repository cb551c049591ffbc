import { Injectable } from '@nestjs/common';
import { PrincipalsService } from '../access/principals.service.js';
import { DevicesService } from '../devices/devices.service.js';
import type { DistrictPulse } from '../devices/pulse.rules.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';

/** How the house is, as far as streams say it: read once for all of them. */
export interface VitalSigns {
  /** Another whenever what somebody may do, or where, may be another. */
  readonly version: string;
  readonly fleet: readonly DistrictPulse[];
}

@Injectable()
export class Vitals {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly principals: PrincipalsService,
  ) {}

  /** Whoever listens depends on it, so it waits for no request. */
  read(): Promise<VitalSigns> {
    return this.database.shares.asFirst(() =>
      this.database.autocommit(async (tx) => ({
        version: await this.principals.version(tx),
        fleet: await this.devices.health.pulse(tx, this.clock.now()),
      })),
    );
  }
}
