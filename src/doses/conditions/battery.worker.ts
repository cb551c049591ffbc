import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { judgeBattery } from '../../devices/battery.rules.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import type { Patience } from '../../platform/database/held.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { BatteryStore, type KnownBattery } from './battery.store.js';
import { ConditionsService } from './conditions.service.js';

const MOST = 1_000;

/** Judges batteries by what heartbeats say of them: not every dispenser says by itself that its battery is low, and none that it is not. */
@Injectable()
export class BatteryWorker {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly conditions: ConditionsService,
    private readonly store: BatteryStore,
    private readonly bus: FactBus,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'batteries', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const limits = this.config.devices;
    const doubtful = await this.database.autocommit((tx) =>
      this.store.doubtful(tx, this.clock.now(), limits, null, MOST),
    );
    const news = doubtful.filter((battery) => judgeBattery(battery, limits) !== null);
    return this.sweeps.each(news, (battery, patience) => this.tell(battery, patience));
  }

  /** Looked at once more when nobody else can change it. */
  private tell({ citizenId, deviceId }: KnownBattery, patience: Patience): Promise<number> {
    return this.bus.transact(async (turn) => {
      await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
      const limits = this.config.devices;
      const [battery] = await this.store.doubtful(turn.tx, turn.now, limits, [deviceId], 1);
      const type = battery?.citizenId === citizenId ? judgeBattery(battery, limits) : null;
      if (!battery || !type) return { facts: [], result: 0 };
      const { districtId, batteryPct } = battery;
      const about = { deviceId, citizenId, districtId, at: turn.now, line: null };
      return { facts: await this.conditions.hear(turn, { ...about, type, data: { batteryPct } }), result: 1 };
    });
  }
}
