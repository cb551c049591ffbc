import { Injectable } from '@nestjs/common';
import { clockShiftMs } from '../../devices/readings/clock.rules.js';
import { readInstant } from '../../devices/readings/instant.rules.js';
import { isDoubted, isRepaired } from '../../devices/readings/note.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import {
  type Doubt,
  doubtAbout,
  doubtReaches,
  type GoodNews,
  isJourneyFlawed,
  type Journey,
  journeyReaches,
  REASON_OF,
  type TakenAlong,
  takenAlong,
} from '../processing/belief.rules.js';
import type { Dose } from '../dose.rules.js';
import { type HeardEvent, missesUnmatchedFact } from '../dose-fact.rules.js';
import { DosesStore } from '../doses.store.js';
import { LayoutService } from '../schedules/layout.service.js';

/** How far what a dispenser says about doses is believed, and what becomes of the rest: a person looks at it. */
@Injectable()
export class BeliefService {
  constructor(
    private readonly config: Config,
    private readonly journal: JournalService,
    private readonly doses: DosesStore,
    private readonly layout: LayoutService,
  ) {}

  /** Why good news is not believed of the dose it names; null when it is. */
  async doubtAbout(turn: Turn, heard: HeardEvent, dose: Dose | null): Promise<Doubt | null> {
    if (heard.isVouchedFor) return null;
    const news = newsIn(heard);
    const reach = doubtReaches(news, this.config.doses);
    const around = reach ? await this.doses.lockBetween(turn.tx, heard.citizenId, ...reach) : [];
    return doubtAbout(news, dose, around, this.config.doses);
  }

  /** Which doses were taken along for a journey. */
  async journey(turn: Turn, heard: HeardEvent): Promise<Journey> {
    const { entry, event, isVouchedFor } = heard;
    const { count } = event.data;
    const said = {
      count: typeof count === 'number' ? count : null,
      firstDueAt: readInstant(event.data.firstDueAt),
      lastDueAt: readInstant(event.data.lastDueAt),
    };
    const journey = await this.journeyOf(turn, heard, said);
    if (isVouchedFor) return { ...journey, doubt: null };
    if (entry.clock !== 'trusted' || isJourneyFlawed(entry.notes)) return { doses: [], doubt: 'repaired' };
    const slowMs = slowness(heard);
    if (slowMs === 0) return journey;
    const moved = (at: Date | null): Date | null => at && new Date(at.getTime() + slowMs);
    const other = { ...said, firstDueAt: moved(said.firstDueAt), lastDueAt: moved(said.lastDueAt) };
    const { doses } = await this.journeyOf(turn, heard, other);
    return idsOf(doses) === idsOf(journey.doses) ? journey : { doses: [], doubt: 'two-readings' };
  }

  /** Puts the entry aside where a person can give it its effect after all, and asks that somebody looks. */
  async review(turn: Turn, heard: HeardEvent, doubt: Doubt): Promise<Fact[]> {
    const { entry, citizenId, districtId } = heard;
    const { number, type, deviceId, dueAt, effectiveAt } = entry;
    const data = {
      doubt,
      line: number,
      eventType: type,
      dueAt: dueAt?.toISOString() ?? null,
      effectiveAt: effectiveAt.toISOString(),
    };
    const doubted: Fact = { type: 'dose.doubted', subject: String(number), citizenId, deviceId, districtId, data };
    return [...(await this.putAside(turn, heard, doubt)), doubted];
  }

  /** A miss that nobody expects and that is no news of today is put aside, and somebody looks at the dispenser. */
  async reviewMiss(turn: Turn, heard: HeardEvent): Promise<Fact[]> {
    return [...(await this.putAside(turn, heard, 'too-old')), missesUnmatchedFact(heard)];
  }

  private putAside(turn: Turn, { entry }: HeardEvent, doubt: Doubt): Promise<Fact[]> {
    return this.journal.quarantine(turn, [entry], 'review', () => REASON_OF[doubt]);
  }

  private async journeyOf(turn: Turn, { entry, citizenId }: HeardEvent, said: TakenAlong): Promise<Journey> {
    const reach = journeyReaches(said, entry.effectiveAt, this.config.doses);
    if (reach === null || reach[1] < reach[0]) return takenAlong(said, entry.effectiveAt, [], this.config.doses);
    await this.layout.extend(turn, citizenId, new Date(reach[1].getTime() + 1));
    const around = await this.doses.lockBetween(turn.tx, citizenId, ...reach);
    return takenAlong(said, entry.effectiveAt, around, this.config.doses);
  }
}

function newsIn(heard: HeardEvent): GoodNews {
  const { entry, event } = heard;
  return {
    notes: entry.notes,
    at: entry.effectiveAt,
    isKept: event.historical,
    isMeasured: entry.clock === 'corrected' && event.sentAt !== null,
    otherDueAt: otherReading(heard),
  };
}

/** When its dose is due if a doubted time is that of a slow clock, or if a time that stayed is of the clock that is wrong after all. */
function otherReading(heard: HeardEvent): Date | null {
  const { entry, event } = heard;
  const { dueAt, receivedAt, clock, notes } = entry;
  const shift = isRepaired(notes, 'data.dueAt') ? 0 : slowness(heard) || clockShiftMs(event, receivedAt, clock);
  return shift === 0 || dueAt === null ? null : new Date(dueAt.getTime() + shift);
}

/** How slow the clock is if a doubted time is that of a slow clock; else 0. */
const slowness = ({ entry, event }: HeardEvent): number =>
  isDoubted(entry.notes, 'time') ? clockShiftMs(event, entry.receivedAt, 'corrected') : 0;

const idsOf = (doses: readonly Dose[]): string => doses.map(({ id }) => id).join();
