import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService } from '../devices/devices.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact, FactOf } from '../platform/facts/fact.js';
import { ConditionsService } from './conditions/conditions.service.js';
import { SchedulesService } from './schedules/schedules.service.js';

const MISSING = 'schedule.missing';

/** A dispenser goes from one citizen to another: it goes by the new one's schedule at once, and by nobody's where there is none. */
@Injectable()
export class ChangedHandsService {
  constructor(
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesService,
    private readonly conditions: ConditionsService,
  ) {}

  /** It serves the citizen from now on. What we never gave a schedule may have one of its own: that is not touched. */
  async begin(turn: Turn, fact: Fact): Promise<Fact[]> {
    const [citizenId, deviceId] = [fact.citizenId!, fact.deviceId!];
    const given = await this.schedules.send(turn, citizenId);
    if (given.length > 0) return given;
    const emptied = await this.empty(turn, deviceId, citizenId);
    if (emptied.length === 0) return [];
    const { districtId } = await this.citizens.get(turn.tx, citizenId);
    const missing = { type: MISSING, deviceId, citizenId, districtId, at: turn.now, line: null, data: {} };
    return [...emptied, ...(await this.conditions.hear(turn, missing))];
  }

  /** It does not serve the citizen any more. One that serves nobody now dispenses nothing. */
  async end(turn: Turn, fact: Fact): Promise<Fact[]> {
    const deviceId = fact.deviceId!;
    const facts = await this.conditions.settle(turn, fact, MISSING);
    const [owner] = await this.devices.assignments.citizensAt(turn.tx, [{ deviceId, at: turn.now }]);
    return owner ? facts : [...facts, ...(await this.empty(turn, deviceId, null))];
  }

  /** The citizen's schedule is on its way to a dispenser of which we told that it has none. */
  async noteGiven(turn: Turn, fact: FactOf<'command.queued'>): Promise<Fact[]> {
    const deviceId = fact.deviceId!;
    if (fact.data.type !== 'schedule.set' || !fact.citizenId) return [];
    if (!(await this.devices.conditions.isStanding(turn.tx, deviceId, MISSING))) return [];
    const { schedule } = await this.devices.holds(turn.tx, deviceId, fact.citizenId);
    return schedule === 'own' ? this.conditions.settle(turn, fact, MISSING) : [];
  }

  private async empty(turn: Turn, deviceId: string, citizenId: string | null): Promise<Fact[]> {
    const held = await this.devices.commands.givenToAnother(turn.tx, deviceId, citizenId);
    if (!held) return [];
    const plan = { revision: 0, zone: String(held.data.zone), slots: [] };
    return this.devices.give(turn, { deviceId, citizenId, plan });
  }
}
