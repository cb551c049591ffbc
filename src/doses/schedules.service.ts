import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService, SCHEDULE_TTL_SECONDS } from '../devices/devices.service.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { recall } from './dose.rules.js';
import { DosesStore } from './doses.store.js';
import type { ScheduleEntity } from './schedule.entity.js';
import { planDoses, type Slot } from './schedule.rules.js';
import { SchedulesStore } from './schedules.store.js';

const HOUR_MS = 3_600_000;
/** A journey may be long, but not so long that one word of a dispenser fills the table. */
const LONGEST_AHEAD_HOURS = 62 * 24;

/** When doses are due: schedules by revision, and the expected doses laid out from them. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesStore,
    private readonly doses: DosesStore,
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
    await this.doses.dropUntouched(turn.tx, citizenId, from);
    await this.schedules.insert(turn.tx, schedule);
    await this.plan(turn, citizenId);
    const fact = {
      type: 'schedule.set',
      subject: citizenId,
      citizenId,
      districtId: citizen.districtId,
      data: { revision: schedule.revision, validFrom: from.toISOString() },
    };
    return { facts: [fact, ...(from > turn.now ? [] : await this.send(turn, citizenId))], schedule };
  }

  /**
   * Lays out what is missing of the citizen's doses, up to `until` where that is further ahead than usual; those in a pause, or
   * without consent, are called off at once.
   */
  async plan(turn: Turn, citizenId: string, until: Date | null = null): Promise<number> {
    const ahead = this.horizon(turn.now, until);
    const isOff = await this.rest(turn, citizenId);
    let added = 0;
    for (const schedule of await this.schedules.unplanned(turn.tx, citizenId, ahead)) {
      const planned = planDoses(schedule, schedule.plannedUntil, ahead, this.config.doses.graceMinutes);
      const doses = planned.map((dose) => ({ ...dose, cancelledAt: isOff(dose.dueAt) ? turn.now : null }));
      added += await this.doses.insert(turn.tx, citizenId, schedule.revision, doses);
      await this.schedules.planned(turn.tx, citizenId, schedule.revision, ahead);
    }
    return added;
  }

  /** Citizens whose doses do not reach far enough ahead any more. */
  toPlan(tx: Turn['tx'], now: Date, limit: number): Promise<string[]> {
    return this.schedules.toPlan(tx, new Date(now.getTime() + (this.config.doses.planHours - 1) * HOUR_MS), limit);
  }

  /**
   * A pause began or ended, or consent changed: the doses ahead are laid out anew. For one that was due before and whose deadline is
   * still to come nobody waits while the service rests, and somebody does when it goes on.
   */
  async replan(turn: Turn, fact: Fact): Promise<Fact[]> {
    const citizenId = fact.citizenId!;
    const isOff = await this.rest(turn, citizenId);
    if (isOff(turn.now)) await this.doses.callOffOpen(turn.tx, citizenId, turn.now);
    else await this.recall(turn, citizenId);
    await this.doses.dropUntouched(turn.tx, citizenId, turn.now);
    await this.schedules.unplan(turn.tx, citizenId, turn.now);
    await this.plan(turn, citizenId);
    return [];
  }

  /** When the dose after so many more is due: with that many in stock, the first that cannot be dispensed. */
  async dueAfter({ tx, now }: Turn, citizenId: string, doses: number): Promise<Date | null> {
    const until = new Date(now.getTime() + LONGEST_AHEAD_HOURS * HOUR_MS);
    const schedules = await this.schedules.validSince(tx, citizenId, now);
    const ahead = schedules.flatMap((schedule) => planDoses(schedule, now, until, this.config.doses.graceMinutes));
    return ahead[doses]?.dueAt ?? null;
  }

  /** The citizen died: nothing more is expected, and the dispenser is to come home. */
  async stop(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.replan(turn, fact);
    const assignment = await this.devices.assignments.current(turn.tx, fact.citizenId!, turn.now);
    if (!assignment) return [];
    const { deviceId } = assignment;
    return [{ ...fact, type: 'device.to_recover', subject: deviceId, deviceId, data: {} }];
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

  /** A dose that was due during a pause stays called off: nobody expected it. */
  private async recall(turn: Turn, citizenId: string): Promise<void> {
    for (const dose of await this.doses.lockCalledOff(turn.tx, citizenId, turn.now)) {
      const recalled = recall(dose, turn.now);
      const { pause } = await this.citizens.circumstances(turn.tx, citizenId, dose.dueAt);
      if (recalled && !pause) await this.doses.save(turn.tx, recalled);
    }
  }

  /** When the service rests for the citizen. */
  private async rest({ tx }: Turn, citizenId: string): Promise<(at: Date) => boolean> {
    const { pauses, consent } = await this.citizens.absences(tx, citizenId);
    return (at) => !consent || pauses.some((pause) => pause.from <= at && at < pause.until);
  }

  private horizon(now: Date, until: Date | null): Date {
    const usual = now.getTime() + this.config.doses.planHours * HOUR_MS;
    return new Date(Math.max(usual, Math.min(until?.getTime() ?? 0, now.getTime() + LONGEST_AHEAD_HOURS * HOUR_MS)));
  }
}
