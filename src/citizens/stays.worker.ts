import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { CitizensService } from './citizens.service.js';

/** Tells of stays at temporary addresses when they begin and when they end. */
@Injectable()
export class StaysWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly citizens: CitizensService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'stays', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.citizens.staysDue(tx, this.clock.now()));
    return this.sweeps.each(due, (id, patience) =>
      this.bus.transact(async (turn) => {
        const facts = await this.citizens.beginOrEndStay(turn, id, patience);
        return { facts, result: facts.length };
      }),
    );
  }
}
