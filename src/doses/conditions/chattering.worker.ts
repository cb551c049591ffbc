import { Injectable } from '@nestjs/common';
import { DevicesService } from '../../devices/devices.service.js';
import { ChatterService, type Spell } from '../../ingest/chatter.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { ConditionsService } from './conditions.service.js';

const CONDITION = 'device.chattering';

/** Tells operations of a dispenser that says more than its budget, once a spell, and when it is calm again. */
@Injectable()
export class ChatteringWorker {
  constructor(
    private readonly chatter: ChatterService,
    private readonly clock: Clock,
    private readonly conditions: ConditionsService,
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly bus: FactBus,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'chattering', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const { goingOn, over } = await this.database.autocommit((tx) => this.chatter.spells(tx, this.clock.now()));
    return (
      (await this.sweeps.each(goingOn, (spell) => this.raise(spell))) +
      (await this.sweeps.each(over, (spell) => this.end(spell)))
    );
  }

  private raise(spell: Spell): Promise<number> {
    return this.bus.transact(async (turn) => {
      if (await this.devices.conditions.isStanding(turn.tx, spell.deviceId, CONDITION)) return { facts: [], result: 0 };
      const data = { since: spell.since.toISOString(), events: spell.events };
      return { facts: await this.tell(turn, CONDITION, spell, data), result: 1 };
    });
  }

  private end(spell: Spell): Promise<number> {
    return this.bus.transact(async (turn) => {
      if (!(await this.chatter.end(turn.tx, spell))) return { facts: [], result: 0 };
      return { facts: await this.tell(turn, 'device.calmed', spell, { events: spell.events }), result: 1 };
    });
  }

  /** It is about the dispenser and not about whom it serves: nobody's citizen, and no district's. */
  private tell(turn: Turn, type: string, { deviceId }: Spell, data: Record<string, unknown>): Promise<Fact[]> {
    const about = { deviceId, citizenId: null, districtId: null, at: turn.now, line: null };
    return this.conditions.hear(turn, { ...about, type, data });
  }
}
