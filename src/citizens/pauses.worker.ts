import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { PausesService } from './pauses.service.js';

/** Begins and ends pauses when their time comes. */
@Injectable()
export class PausesWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly pauses: PausesService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'pauses', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.pauses.due(tx, this.clock.now()));
    return this.sweeps.each(due, (citizenId, patience) =>
      this.bus.transact(async (turn) => {
        const facts = await this.pauses.beginAndEndPauses(turn, citizenId, patience);
        return { facts, result: facts.length };
      }),
    );
  }
}
