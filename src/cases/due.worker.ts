import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Patience } from '../platform/database/held.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { CasesService } from './cases.service.js';
import { DueStore } from './due.store.js';
import { HandOverService } from './duty/hand-over.service.js';
import { HoldersService } from './duty/holders.service.js';

const AT_ONCE = 200;
/** One that is slow to fire keeps the next waiting for no longer than it takes to fire another. */
const RUNGS_AT_ONCE = 4;

/**
 * Fires rungs, ends claims, frees work that nobody has and empties shelves when their time has come, each in a turn of its own under the
 * citizen's lock.
 */
@Injectable()
export class DueWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly store: DueStore,
    private readonly cases: CasesService,
    private readonly citizens: CitizensService,
    private readonly handOver: HandOverService,
    private readonly holders: HoldersService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add(
      { name: 'shifts', role: 'worker', look: () => this.endShifts() },
      { name: 'claims', role: 'worker', look: () => this.endClaims() },
      { name: 'holders', role: 'worker', look: () => this.freeWork() },
      { name: 'shelf', role: 'worker', look: () => this.unshelve() },
      { name: 'rungs', role: 'worker', look: () => this.fireRungs(), nextDue: () => this.nextRung() },
    );
  }

  private nextRung(): Promise<Date | null> {
    return this.database.autocommit((tx) => this.store.nextRungAt(tx, this.clock.now()));
  }

  private fireRungs(): Promise<number> {
    return this.sweeps.whileMoreIsLeft(AT_ONCE, async () => {
      const due = await this.database.autocommit((tx) => this.store.due(tx, this.clock.now(), AT_ONCE));
      const done = await this.sweeps.each(
        due,
        ({ alertId, citizenId }, patience) =>
          this.inTurn(citizenId, patience, (turn) => this.cases.climb(turn, alertId)),
        RUNGS_AT_ONCE,
      );
      return { found: due.length, done };
    });
  }

  private async endShifts(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.store.dueHandOvers(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, ({ id, citizenId }, patience) =>
      this.inTurn(citizenId, patience, (turn) => this.handOver.endShift(turn, id)),
    );
  }

  private async endClaims(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.store.dueClaims(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, ({ id, citizenId }, patience) =>
      this.inTurn(citizenId, patience, (turn) => this.endClaim(turn, id)),
    );
  }

  private async endClaim(turn: Turn, id: string): Promise<Fact[]> {
    const acted = await this.cases.work(turn, id, { do: 'watch-claim' });
    return acted === null || 'refused' in acted ? [] : acted.facts;
  }

  /** What nobody has any more, and could not be released when the account was closed. */
  private async freeWork(): Promise<number> {
    const left = await this.database.autocommit((tx) => this.store.withoutHolder(tx, AT_ONCE));
    return this.sweeps.each(left, ({ id, citizenId }, patience) =>
      this.inTurn(citizenId, patience, (turn) => this.holders.letGo(turn, id)),
    );
  }

  private async unshelve(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.store.unshelvable(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, ({ id, citizenId }, patience) =>
      this.inTurn(citizenId, patience, (turn) => this.cases.do(turn, id, { do: 'unshelve' })),
    );
  }

  private inTurn(citizenId: string | null, patience: Patience, act: (turn: Turn) => Promise<Fact[]>): Promise<number> {
    return this.bus.transact(async (turn) => {
      if (citizenId) await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
      return { facts: await act(turn), result: 1 };
    });
  }
}
