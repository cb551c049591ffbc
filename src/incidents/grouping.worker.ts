import { Injectable } from '@nestjs/common';
import { AlertsService } from '../cases/lists/alerts.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Patience } from '../platform/database/held.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { GroupingService } from './grouping.service.js';

const AT_ONCE = 200;

/** Frees what nothing stands for any more: its parent closed, or stood for it long enough. */
@Injectable()
export class GroupingWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly alerts: AlertsService,
    private readonly citizens: CitizensService,
    private readonly grouping: GroupingService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'orphans', role: 'worker', look: () => this.freeOrphans() });
  }

  private async freeOrphans(): Promise<number> {
    const freed = await this.database.autocommit((tx) => this.alerts.orphans(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(freed, (orphan, patience) => this.free(orphan, patience));
  }

  private free({ id, citizenId }: { id: string; citizenId: string | null }, patience: Patience): Promise<number> {
    return this.bus.transact(async (turn) => {
      if (citizenId) await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
      return { facts: await this.grouping.free(turn, id), result: 1 };
    });
  }
}
