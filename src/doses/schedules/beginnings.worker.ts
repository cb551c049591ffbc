import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Patience } from '../../platform/database/held.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { SchedulesService } from './schedules.service.js';

const AT_ONCE = 500;

/** Begins what was set ahead of time when its time has come: whom a dispenser serves, and which schedule it has. */
@Injectable()
export class BeginningsWorker {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesService,
    private readonly bus: FactBus,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add(
      { name: 'assignments', role: 'worker', look: () => this.changeAssignments() },
      { name: 'schedules', role: 'worker', look: () => this.sendSchedules() },
    );
  }

  /** What ends comes first: whoever begins finds nothing of it. */
  private async changeAssignments(): Promise<number> {
    return (await this.endAssignments()) + (await this.beginAssignments());
  }

  private async endAssignments(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.devices.assignments.toEnd(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, ({ id, deviceId, citizenId }, patience) =>
      this.inTurn(citizenId, patience, deviceId, (turn) => this.devices.endAssignment(turn, id)),
    );
  }

  private async beginAssignments(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.devices.assignments.toBegin(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, ({ id, deviceId, citizenId }, patience) =>
      this.inTurn(citizenId, patience, deviceId, (turn) => this.devices.beginAssignment(turn, id)),
    );
  }

  private async sendSchedules(): Promise<number> {
    const due = await this.database.autocommit((tx) => this.schedules.toSend(tx, this.clock.now(), AT_ONCE));
    return this.sweeps.each(due, (citizenId, patience) =>
      this.inTurn(citizenId, patience, null, (turn) => this.schedules.sendDue(turn, citizenId)),
    );
  }

  private inTurn(
    citizenId: string,
    patience: Patience,
    deviceId: string | null,
    act: (turn: Turn) => Promise<Fact[]>,
  ): Promise<number> {
    return this.bus.transact(async (turn) => {
      if (deviceId) await this.devices.lock(turn.tx, [deviceId]);
      await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
      return { facts: await act(turn), result: 1 };
    });
  }
}
