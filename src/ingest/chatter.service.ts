import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { CALM_MINUTES } from './budget.rules.js';
import { Budgets } from './budgets.js';
import { ChatterStore, type Spell } from './chatter.store.js';

export type { Spell } from './chatter.store.js';

const MINUTE_MS = 60_000;

/** Which dispensers say more than their budget, as every process can ask. */
@Injectable()
export class ChatterService {
  constructor(
    private readonly budgets: Budgets,
    private readonly database: Database,
    private readonly store: ChatterStore,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'chatter', role: 'gateway', look: () => this.look() });
  }

  /** The spells that go on, and those that are over by now. */
  async spells(tx: Turn['tx'], now: Date): Promise<{ goingOn: Spell[]; over: Spell[] }> {
    const isOver = ({ lastAt }: Spell): boolean => now.getTime() - lastAt.getTime() >= CALM_MINUTES * MINUTE_MS;
    const { true: over = [], false: goingOn = [] } = Object.groupBy(await this.store.list(tx), (spell) =>
      isOver(spell) ? 'true' : 'false',
    );
    return { goingOn, over };
  }

  /** Ends a spell that is over; answers false when it went on meanwhile. */
  end(tx: Turn['tx'], { deviceId, lastAt }: Spell): Promise<boolean> {
    return this.store.end(tx, deviceId, lastAt);
  }

  private async look(): Promise<number> {
    const excess = this.budgets.takeExcess();
    if (excess.length > 0) await this.database.transact((tx) => this.store.note(tx, excess));
    return excess.length;
  }
}
