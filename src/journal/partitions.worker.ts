import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { JournalService } from './journal.service.js';

const MONTHS_AHEAD = 2;

/** Keeps a partition ready for last month's late events, this month's, and the months ahead. */
@Injectable()
export class PartitionsWorker {
  private madeIn: string | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly journal: JournalService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'partitions', role: 'worker', look: () => this.look() });
  }

  /** Always answers 0: a partition is nothing that others must look at. */
  private async look(): Promise<number> {
    const now = this.clock.now();
    const thisMonth = Temporal.PlainYearMonth.from(now.toISOString().slice(0, 7));
    if (this.madeIn === thisMonth.toString()) return 0;
    for (let ahead = -1; ahead <= MONTHS_AHEAD; ahead++) {
      const month = thisMonth.add({ months: ahead });
      await this.database.transact((tx) =>
        this.journal.partition({ tx, now }, firstOf(month), firstOf(month.add({ months: 1 }))),
      );
    }
    this.madeIn = thisMonth.toString();
    return 0;
  }
}

const firstOf = (month: Temporal.PlainYearMonth): Date => new Date(`${month.toString()}-01T00:00:00Z`);
