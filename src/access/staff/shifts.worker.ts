import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { ShiftsService } from './shifts.service.js';

const AT_ONCE = 200;

/** Ends the shifts that somebody began and forgot, each in a turn of its own. */
@Injectable()
export class ShiftsWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly shifts: ShiftsService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'own-shifts', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.shifts.due(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, (one) =>
      this.bus.transact(async (turn) => ({ facts: await this.shifts.end(turn, one), result: 1 })),
    );
  }
}
