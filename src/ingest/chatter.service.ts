import { Injectable } from '@nestjs/common';
import { BesideHeld } from '../platform/database/beside-held.js';
import { Culprits } from '../platform/database/culprits.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { CALM_MINUTES } from './budget.rules.js';
import { Budgets } from './budgets.js';
import { ChatterStore, type Spell } from './chatter.store.js';
import { MINUTE_MS } from '../platform/clock/spans.rules.js';

export type { Spell } from './chatter.store.js';

type Said = Omit<Spell, 'since'>;

/** Which dispensers say more than their budget, as every process can ask. */
@Injectable()
export class ChatterService {
  /** What was said and has not been written, because somebody holds the row or nothing could be. */
  private waiting = new Map<string, Said>();
  private readonly besideHeld = new BesideHeld<Said>(
    ({ deviceId }) => deviceId,
    (tx, deviceIds) => this.store.heldAmong(tx, deviceIds),
  );

  constructor(
    private readonly budgets: Budgets,
    private readonly culprits: Culprits,
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
    for (const said of this.budgets.takeExcess()) this.keep(said);
    const taken = [...this.waiting.values()];
    const held = await this.besideHeld.write(taken, (choose) =>
      this.database.transact(async (tx) => this.store.note(tx, await choose(tx))),
    );
    this.waiting = new Map(held.map((said) => [said.deviceId, said]));
    this.culprits.noteHeld('chatter', [...this.waiting.keys()]);
    return taken.length - held.length;
  }

  private keep({ deviceId, lastAt, events }: Said): void {
    const before = this.waiting.get(deviceId)?.events ?? 0;
    this.waiting.set(deviceId, { deviceId, lastAt, events: before + events });
  }
}
