import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Dose } from '../dose.rules.js';
import { doseFact, passedFact } from '../dose-fact.rules.js';
import { DosesStore } from '../doses.store.js';
import { differences, type LaidOut, layOut, passedUnwatched } from './layout.rules.js';
import { LONGEST_WINDOW_DAYS } from './schedule.rules.js';
import { SchedulesStore } from './schedules.store.js';
import { HOUR_MS } from '../../platform/clock/spans.rules.js';

const LONGEST_WINDOW_MS = LONGEST_WINDOW_DAYS * 24 * HOUR_MS;
/** A journey may be long, but not so long that one word of a dispenser fills the table. */
export const LONGEST_AHEAD_HOURS = 62 * 24;

/** Lays out the doses of a citizen, and makes them those of a fresh layout whenever something of the plan changes. */
@Injectable()
export class LayoutService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesStore,
    private readonly doses: DosesStore,
  ) {}

  /** Citizens whose doses do not reach far enough ahead any more. */
  tooShort(tx: Turn['tx'], now: Date, limit: number): Promise<string[]> {
    return this.schedules.toPlan(tx, new Date(now.getTime() + (this.config.doses.planHours - 1) * HOUR_MS), limit);
  }

  /**
   * Lays out what is missing of the citizen's doses, up to `until` where that is further ahead than usual; those in a pause, or
   * without consent, are called off at once. So are those of a time that has been undone since: nobody watched them.
   */
  async extend(turn: Turn, citizenId: string, until: Date | null = null, undoneSince: Date | null = null) {
    const ahead = this.horizon(turn.now, until);
    const revisions = await this.schedules.unplanned(turn.tx, citizenId, ahead);
    if (revisions.length === 0) return;
    const since = new Date(Math.min(...revisions.map(({ plannedUntil }) => plannedUntil.getTime())));
    const absences = await this.citizens.absences(turn.tx, citizenId, since);
    const wasUndone = (dueAt: Date): boolean => undoneSince !== null && undoneSince <= dueAt && dueAt < turn.now;
    for (const revision of revisions) {
      const laidOut = layOut([revision], absences, revision.plannedUntil, ahead, this.config.doses.graceMinutes);
      const doses = laidOut.map((dose) => ({ ...dose, isOff: dose.isOff || wasUndone(dose.dueAt) }));
      await this.doses.insert(turn, citizenId, doses);
      await this.schedules.planned(turn.tx, citizenId, revision.revision, ahead);
    }
  }

  /**
   * Something of the plan changed: the doses ahead become those of a fresh layout, and those whose window is open are watched or called
   * off as they now should be. Where something was undone since an instant, what could not be watched meanwhile is told as one.
   */
  async anew(turn: Turn, citizenId: string, undone: { since: Date; because: string } | null = null): Promise<Fact[]> {
    const { tx, now } = turn;
    await this.extend(turn, citizenId, null, undone?.since ?? null);
    const ahead = this.horizon(now, null);
    const undoneSince = undone && (await this.citizens.undoneSince(tx, citizenId, undone.since));
    const since = undoneSince && undoneSince < now ? undoneSince : now;
    // A pause that is over still counts for a dose that was due in it and whose window is open.
    const absences = await this.citizens.absences(tx, citizenId, new Date(since.getTime() - LONGEST_WINDOW_MS));
    const revisions = await this.schedules.validSince(tx, citizenId, now);
    const laidOut = layOut(revisions, absences, now, ahead, this.config.doses.graceMinutes);
    const held = await this.doses.lockOpen(tx, citizenId, now);
    const { drop, change, add, wantedAgain } = differences(held, laidOut, absences, now);
    await this.doses.drop(tx, drop);
    for (const dose of change) await this.doses.save(tx, dose);
    await this.doses.insert(turn, citizenId, add);
    for (const { revision, validFrom } of revisions)
      await this.schedules.planned(tx, citizenId, revision, validFrom > ahead ? validFrom : ahead);
    const facts = await this.tellMissed(turn, citizenId, wantedAgain);
    if (!undone) return facts;
    const calledOff = await this.doses.calledOffSince(tx, citizenId, since, now);
    const passed = passedUnwatched(calledOff, absences, since, now);
    if (passed.length === 0) return facts;
    const { districtId } = await this.citizens.get(tx, citizenId);
    return [...facts, passedFact(passed, { citizenId, districtId, because: undone.because }, now)];
  }

  /** Wanted again, and by the dispenser's word missed while it was called off: that is an alarm now. */
  private async tellMissed(turn: Turn, citizenId: string, doses: readonly Dose[]): Promise<Fact[]> {
    const missed = doses.filter(({ state, alarmedAt }) => state === 'missed' && alarmedAt === null);
    if (missed.length === 0) return [];
    const { districtId, zone } = await this.citizens.get(turn.tx, citizenId);
    const device = await this.devices.assignments.current(turn.tx, citizenId, turn.now);
    const facts: Fact[] = [];
    for (const dose of missed) {
      await this.doses.save(turn.tx, { ...dose, alarmedAt: turn.now });
      const number = dose.evidence.at(-1) ?? null;
      const about = { type: 'dose.missed', districtId, zone, deviceId: device?.deviceId ?? null, number, data: {} };
      facts.push(doseFact(dose, 'dose.missed', about, dose.missedAt!));
    }
    return facts;
  }

  /** When the dose after so many more is due: with that many in stock, the first that cannot be dispensed. */
  async dueAfter({ tx, now }: Turn, citizenId: string, doses: number): Promise<Date | null> {
    const until = new Date(now.getTime() + LONGEST_AHEAD_HOURS * HOUR_MS);
    const ahead = await this.ahead({ tx, now }, citizenId, now, until);
    return ahead.filter(({ isOff }) => !isOff)[doses]?.dueAt ?? null;
  }

  /** The doses due in [from, until), none of which lies behind, by the plan as it stands, laid out or not. */
  async ahead({ tx, now }: Turn, citizenId: string, from: Date, until: Date): Promise<LaidOut[]> {
    const absences = await this.citizens.absences(tx, citizenId, now);
    const revisions = await this.schedules.validSince(tx, citizenId, now);
    return layOut(revisions, absences, from > now ? from : now, until, this.config.doses.graceMinutes);
  }

  private horizon(now: Date, until: Date | null): Date {
    const usual = now.getTime() + this.config.doses.planHours * HOUR_MS;
    return new Date(Math.max(usual, Math.min(until?.getTime() ?? 0, now.getTime() + LONGEST_AHEAD_HOURS * HOUR_MS)));
  }
}
