import { Injectable } from '@nestjs/common';
import { Line } from '../platform/facts/line.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { PausesService } from './pauses.service.js';

/** Begins and ends pauses when their time comes. */
@Injectable()
export class PausesWorker {
  constructor(
    private readonly line: Line,
    private readonly pauses: PausesService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'pauses', role: 'worker', look: () => this.look() });
  }

  private look(): Promise<number> {
    return this.line.transact(async (turn) => {
      const facts = await this.pauses.beginAndEndPauses(turn);
      return { facts, result: facts.length };
    });
  }
}
