import { Injectable } from '@nestjs/common';
import { Clock, realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { makePartition, type MonthlyTable } from '../platform/database/schema/partitions.js';
import { isHeld } from '../platform/database/trouble.rules.js';
import { Readiness } from '../platform/health/readiness.js';
import type { CheckResult } from '../platform/health/readiness.rules.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { monthOf, monthsAbout, monthsAhead, pauseMs } from './partition.rules.js';

const TABLES: readonly MonthlyTable[] = [
  { name: 'journal', by: 'time' },
  { name: 'fact', by: 'at' },
];

/** Keeps a partition ready for last month's late events, this month's, and the months ahead, long before anybody writes to it. */
@Injectable()
export class PartitionsWorker {
  /** Months that have a partition of every table. */
  private readonly ready = new Set<string>();
  private triedInVain = 0;
  private tryAgainAt = 0;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly log: Log,
    metrics: Metrics,
    readiness: Readiness,
    sweeps: Sweeps,
  ) {
    if (!config.roles.includes('worker')) return;
    sweeps.add({ name: 'partitions', role: 'worker', look: () => this.look() });
    readiness.add('partitions', [], () => this.check());
    const help = 'For how many months after this one the journal and the facts have their partitions';
    metrics.gauge('partitions_ahead', help, (gauge) => gauge.set(this.ahead));
  }

  /** Always answers 0: a partition is nothing that others must look at. */
  private async look(): Promise<number> {
    const now = this.clock.now();
    const missing = monthsAbout(now).filter((month) => !this.ready.has(month));
    if (missing.length === 0 || realNow().getTime() < this.tryAgainAt) return 0;
    this.tryAgainAt = realNow().getTime() + pauseMs(++this.triedInVain);
    for (const month of missing) if (await this.make(month)) this.ready.add(month);
    if (missing.every((month) => this.ready.has(month))) this.triedInVain = 0;
    return 0;
  }

  private async make(month: string): Promise<boolean> {
    for (const table of TABLES) {
      try {
        if (!(await this.database.transact((tx) => makePartition(tx, table, monthOf(month))))) return false;
      } catch (error) {
        if (!isHeld(error)) throw error;
        this.log.warn({ table: table.name, month }, 'a partition cannot be attached while somebody reads the table');
        return false;
      }
    }
    return true;
  }

  private get ahead(): number {
    return monthsAhead(this.clock.now(), this.ready);
  }

  private check(): CheckResult {
    const { ahead } = this;
    return { ok: ahead > 0, detail: `ready for ${ahead} months after this one`, degradedOnly: true };
  }
}
