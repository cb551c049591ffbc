import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Culprits, doWithoutCulprits } from '../../platform/database/culprits.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { DevicesService } from '../devices.service.js';

const AT_ONCE = 500;

/** Gives up on commands that nobody answered in time. */
@Injectable()
export class CommandsWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly devices: DevicesService,
    private readonly culprits: Culprits,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'commands', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const overdue = await this.database.autocommit((tx) =>
      this.devices.commands.overdue(tx, this.clock.now(), AT_ONCE),
    );
    let expired = 0;
    await doWithoutCulprits(
      overdue,
      async (some) => (expired += await this.expire(some.map(({ id }) => id))),
      (command, error) => this.culprits.note('command', command, error),
    );
    return expired;
  }

  private expire(ids: readonly string[]): Promise<number> {
    return this.bus.transact(async (turn) => {
      const facts = await this.devices.expireCommands(turn, ids);
      return { facts, result: facts.length };
    });
  }
}
