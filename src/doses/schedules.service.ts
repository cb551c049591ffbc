import { Injectable } from '@nestjs/common';
import { undoneBy } from '../citizens/absence.rules.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService, SCHEDULE_TTL_SECONDS } from '../devices/devices.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { LayoutService } from './layout.service.js';
import type { ScheduleEntity } from './schedule.entity.js';
import type { Slot } from './schedule.rules.js';
import { SchedulesStore } from './schedules.store.js';

/** When doses are due: schedules by revision. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesStore,
    private readonly layout: LayoutService,
  ) {}

  latest(tx: Turn['tx'], citizenId: string): Promise<ScheduleEntity | null> {
    return this.schedules.latest(tx, citizenId);
  }

  /** Replaces the citizen's schedule from an instant on, never in the past; doses that came before keep their revision. */
  async set(
    turn: Turn,
    citizenId: string,
    slots: Slot[],
    validFrom: Date | null,
  ): Promise<{ facts: Fact[]; schedule: ScheduleEntity }> {
    const citizen = await this.citizens.get(turn.tx, citizenId);
    const held = await this.schedules.latest(turn.tx, citizenId);
    const from = validFrom && validFrom > turn.now ? validFrom : turn.now;
    const schedule: ScheduleEntity = {
      citizenId,
      revision: (held?.revision ?? 0) + 1,
      zone: citizen.zone,
      slots,
      validFrom: from,
      validUntil: null,
      plannedUntil: from,
      sendAt: from > turn.now ? from : null,
      createdAt: turn.now,
    };
    await this.schedules.end(turn.tx, citizenId, from);
    await this.schedules.insert(turn.tx, schedule);
    await this.layout.anew(turn, citizenId);
    const fact = {
      type: 'schedule.set',
      subject: citizenId,
      citizenId,
      districtId: citizen.districtId,
      data: { revision: schedule.revision, validFrom: from.toISOString() },
    };
    return { facts: [fact, ...(from > turn.now ? [] : await this.send(turn, citizenId))], schedule };
  }

  /** Something of the plan changed: the doses are laid out anew, and what was undone since an instant is undone in them too. */
  replan(turn: Turn, fact: Fact): Promise<Fact[]> {
    const undone = undoneBy(fact);
    return this.layout.anew(turn, fact.citizenId!, undone && { since: undone.since, because: fact.type });
  }

  /** The citizen died: nothing more is expected, and the dispenser is to come home. */
  async stop(turn: Turn, fact: Fact): Promise<Fact[]> {
    const facts = await this.replan(turn, fact);
    const assignment = await this.devices.assignments.current(turn.tx, fact.citizenId!, turn.now);
    if (!assignment) return facts;
    const { deviceId } = assignment;
    return [...facts, { ...fact, type: 'device.to_recover', subject: deviceId, deviceId, data: {} }];
  }

  /** Citizens with a schedule that was set ahead of time and holds from now on. */
  toSend(tx: Turn['tx'], now: Date, limit: number): Promise<string[]> {
    return this.schedules.toSend(tx, now, limit);
  }

  /** Sends the schedule that has become valid, unless its dispenser was told already. */
  async sendDue(turn: Turn, citizenId: string): Promise<Fact[]> {
    return (await this.schedules.noteSent(turn.tx, citizenId, turn.now)) ? this.send(turn, citizenId) : [];
  }

  /** Tells the citizen's dispenser when doses are due, by the schedule that holds now. */
  async send(turn: Turn, citizenId: string): Promise<Fact[]> {
    await this.schedules.noteSent(turn.tx, citizenId, turn.now);
    const [schedule, assignment] = [
      await this.schedules.validAt(turn.tx, citizenId, turn.now),
      await this.devices.assignments.current(turn.tx, citizenId, turn.now),
    ];
    if (!schedule || !assignment) return [];
    const { revision, zone, slots } = schedule;
    const asked = await this.devices.ask(turn, {
      deviceId: assignment.deviceId,
      type: 'schedule.set',
      data: { revision, zone, slots },
      ttlSeconds: SCHEDULE_TTL_SECONDS,
      citizenId,
    });
    return asked.facts;
  }
}
