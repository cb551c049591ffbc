import { Injectable } from '@nestjs/common';
import type { Citizen } from '../citizens/citizen.rules.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { Config } from '../platform/config/config.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { unmatchedData } from './dose-fact.rules.js';
import { type Dose, matchDose } from './dose.rules.js';
import { DosesStore } from './doses.store.js';
import {
  alarmedAt,
  asDose,
  mayBeNext,
  whyUnalarmed,
  type WhyUnalarmed,
  whyUnmatchedUnalarmed,
} from './if-missed.rules.js';
import { isMissTooOld } from './processing/belief.rules.js';
import { LayoutService, LONGEST_AHEAD_HOURS } from './schedules/layout.service.js';
import { silenceOver } from './silence.service.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The word by which the house would learn that a dose was missed, and when. */
export interface IfMissed {
  /** Null for one that nobody expects. */
  readonly dose: Dose | null;
  /** It is kept under its id; else it is one of the plan that lies further ahead. */
  readonly isLaidOut: boolean;
  readonly dueAt: Date;
  readonly at: Date;
  readonly fact: Fact;
  /** Why nobody would be alarmed over it: then the fact is not told. */
  readonly silent: WhyUnalarmed | null;
}

/** What would be told if a dose were missed: nothing is written, and of a dose that is expected nothing is heard by its deadline. */
@Injectable()
export class IfMissedService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly doses: DosesStore,
    private readonly layout: LayoutService,
  ) {}

  /** The latest due time that can be asked about. */
  latest(now: Date): Date {
    return new Date(now.getTime() + LONGEST_AHEAD_HOURS * HOUR_MS);
  }

  /**
   * Of the dose nearest to the due time, or else of the next one. One that nobody expects, where there is none, the dispenser would report
   * when it is due.
   */
  async ask(turn: Turn, citizen: Citizen, asked: Date | null): Promise<IfMissed> {
    const dose = asked ? await this.nearest(turn, citizen.id, asked) : await this.next(turn, citizen.id);
    return dose ? this.ofDose(turn, citizen, dose) : this.ofUnmatched(turn, citizen, asked ?? turn.now);
  }

  private async ofDose(turn: Turn, citizen: Citizen, dose: Dose): Promise<IfMissed> {
    const { pauses } = await this.citizens.absences(turn.tx, citizen.id, dose.dueAt);
    const at = alarmedAt(dose, turn.now);
    const contact = await this.contactOf(turn, citizen.id);
    const fact = silenceOver(dose, citizen, contact, at);
    const isLaidOut = (await this.doses.find(turn.tx, dose.id)) !== null;
    return { dose, isLaidOut, dueAt: dose.dueAt, at, fact, silent: whyUnalarmed(dose, citizen, pauses) };
  }

  private async ofUnmatched(turn: Turn, citizen: Citizen, dueAt: Date): Promise<IfMissed> {
    const { id: citizenId, districtId, zone } = citizen;
    const at = dueAt > turn.now ? dueAt : turn.now;
    const { pauses } = await this.citizens.absences(turn.tx, citizenId, at);
    const contact = await this.contactOf(turn, citizenId);
    const deviceId = contact?.deviceId ?? null;
    const data = unmatchedData({ type: 'dose.missed', zone, number: null, data: {} }, dueAt, at);
    const fact: Fact = { type: 'dose.missed', subject: citizenId, citizenId, deviceId, districtId, data };
    const isTooOld = isMissTooOld(dueAt, at, at, this.config.doses.unmatchedHours);
    return {
      dose: null,
      isLaidOut: false,
      dueAt,
      at,
      fact,
      silent: whyUnmatchedUnalarmed(at, citizen, pauses, isTooOld),
    };
  }

  private async contactOf({ tx, now }: Turn, citizenId: string) {
    return (await this.devices.contactsOf(tx, [citizenId], now)).get(citizenId);
  }

  private async nearest(turn: Turn, citizenId: string, dueAt: Date): Promise<Dose | null> {
    const reach = this.config.doses.matchMinutes;
    const [from, until] = [-reach, reach].map((away) => new Date(dueAt.getTime() + away * MINUTE_MS));
    // What is due at the very end of it is within reach too.
    const around = await this.between(turn, citizenId, from!, new Date(until!.getTime() + 1));
    return matchDose(around, dueAt, reach);
  }

  /** Most have one within the hours that are laid out. */
  private async next(turn: Turn, citizenId: string): Promise<Dose | null> {
    const from = new Date(turn.now.getTime() + 1);
    for (const hours of [this.config.doses.planHours, LONGEST_AHEAD_HOURS]) {
      const until = new Date(turn.now.getTime() + hours * HOUR_MS);
      const dose = (await this.between(turn, citizenId, from, until)).find(mayBeNext);
      if (dose) return dose;
    }
    return null;
  }

  private async between(turn: Turn, citizenId: string, from: Date, until: Date): Promise<Dose[]> {
    const held = await this.doses.between(turn.tx, citizenId, from, until);
    const ahead = await this.layout.ahead(turn, citizenId, from, until);
    const isHeld = (dueAt: Date): boolean => held.some((dose) => dose.dueAt.getTime() === dueAt.getTime());
    const later = ahead.filter(({ dueAt }) => !isHeld(dueAt));
    return [...held, ...later.map((dose) => asDose(dose, newId(), citizenId, turn.now))].sort(
      (a, b) => a.dueAt.getTime() - b.dueAt.getTime(),
    );
  }
}
