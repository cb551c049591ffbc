import { Injectable } from '@nestjs/common';
import { Line } from '../platform/facts/line.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { DevicesService } from './devices.service.js';

/** Gives up on commands that nobody answered in time. */
@Injectable()
export class CommandsWorker {
  constructor(
    private readonly line: Line,
    private readonly devices: DevicesService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'commands', role: 'worker', look: () => this.look() });
  }

  private look(): Promise<number> {
    return this.line.transact(async (turn) => {
      const facts = await this.devices.expireCommands(turn);
      return { facts, result: facts.length };
    });
  }
}
