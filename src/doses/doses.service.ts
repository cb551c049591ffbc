import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import { clockShiftMs } from '../devices/readings/clock.rules.js';
import { DevicesService } from '../devices/devices.service.js';
import { defaultDialect, dialectNamed } from '../devices/dialects/dialects.rules.js';
import { moveTimes } from '../devices/readings/moved-times.rules.js';
import { isDoubted } from '../devices/readings/note.rules.js';
import { codeOf, isCodeLost, saidOf, eventTypeFor } from '../devices/telemetry.rules.js';
import { withEvidence } from '../journal/evidence.rules.js';
import { placeOf, type WaitingEntry } from '../journal/journal.rules.js';
import { JournalService } from '../journal/journal.service.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import {
  applySign,
  areMissesRepeated,
  dispensedBy,
  dispensedNews,
  type Dose,
  type DoseDecision,
  type DoseEvidence,
  isAboutTray,
  isPastRelevance,
  isSaidAgain,
  isTrayNews,
  matchDose,
  MISSED_LATE,
  EVIDENCE_OF,
} from './dose.rules.js';
import {
  type About,
  doseFact,
  factOfEvent,
  factOfNews,
  type HeardEvent,
  known,
  unmatchedFact,
} from './dose-fact.rules.js';
import { isGoodNews, isMissTooOld, isUnplaced } from './processing/belief.rules.js';
import { BeliefService } from './processing/belief.service.js';
import { ConditionsService } from './conditions/conditions.service.js';
import { DosesStore } from './doses.store.js';
import { isResting } from './schedules/layout.rules.js';
import { SchedulesService } from './schedules/schedules.service.js';
import { HOUR_MS, MINUTE_MS, WEEK_MS } from '../platform/clock/spans.rules.js';

/** What is said twice is said soon after: of a dispenser in a loop it is not all looked at once more with each entry. */
const LOOKED_AT_AGAIN = 32;

/** What was said of a dose, and of when. */
interface Sign {
  readonly sign: DoseEvidence;
  readonly at: Date;
  readonly isAgain?: boolean;
  /** Somebody is alarmed over what was said besides. */
  readonly alarms?: boolean;
}

/** The door to expected doses: what was heard is held against what was expected, and what follows is told. */
@Injectable()
export class DosesService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly doses: DosesStore,
    private readonly schedules: SchedulesService,
    private readonly conditions: ConditionsService,
    private readonly belief: BeliefService,
  ) {}

  /** The citizen's doses, newest first, from below the due time and id given. */
  listBelow(
    tx: Turn['tx'],
    citizenId: string,
    before: readonly [Date, string],
    now: Date,
    limit: number,
  ): Promise<Dose[]> {
    const all = { districtIds: null, states: null, from: null, to: null };
    return this.doses.list(tx, { ...all, citizenIds: [citizenId], before }, now, limit);
  }

  lookUp(tx: Turn['tx'], id: string): Promise<Dose | null> {
    return this.doses.find(tx, id);
  }

  /** Whether any dose of anybody's was seen to leave a dispenser. */
  isAnySeen(tx: Turn['tx']): Promise<boolean> {
    return this.doses.isAnySeen(tx);
  }

  /** The citizen's next dose that is still expected. */
  nextDose(tx: Turn['tx'], citizenId: string, now: Date): Promise<Dose | null> {
    return this.doses.next(tx, citizenId, now);
  }

  /** One entry of the journal has its effect: on a dose, or as a condition of the dispenser. What a person vouches for is not doubted. */
  async hear(turn: Turn, entry: WaitingEntry, citizenId: string, { isVouchedFor = false } = {}): Promise<Fact[]> {
    const reading = (dialectNamed(entry.dialect) ?? defaultDialect).readEvent(entry.payload, entry.deviceId);
    if (!reading.ok) throw new Error(`a journalled event cannot be read any more: ${reading.reason}`);
    const { citizen, pause } = await this.citizens.circumstances(turn.tx, citizenId, entry.effectiveAt);
    // What a citizen no longer lets us use stays in the journal. Of who is registered as dead it is known, and nobody is told.
    if (!citizen.consentTelemetry) return [];
    const { districtId, zone, deceasedAt } = citizen;
    const { data } = moveTimes(reading.event, entry.receivedAt, entry.clock);
    const event = { ...reading.event, data: saidOf(entry.type, data) };
    const heard = { entry, event, citizenId, districtId, zone, isPaused: pause !== null, isVouchedFor };
    const clock = await this.hearClock(turn, heard);
    const facts = [...clock, ...(await this.hearEvent(turn, heard, deceasedAt === null))];
    return deceasedAt === null ? facts : [];
  }

  private async hearEvent(turn: Turn, heard: HeardEvent, isServed: boolean): Promise<Fact[]> {
    const { entry, citizenId } = heard;
    if (entry.type === 'device.booted' && isServed)
      return [...(await this.schedules.send(turn, citizenId)), ...(await this.hearCondition(turn, heard))];
    if (entry.type === 'dose.dispensed_in_advance') return this.hearInAdvance(turn, heard);
    return eventTypeFor(entry.type)?.about === 'dose' ? this.hearDose(turn, heard) : this.hearCondition(turn, heard);
  }

  /** A clock that is wrong is told once, until it is seen to be right or the dispenser says so. */
  private async hearClock(turn: Turn, { entry, event, citizenId, districtId }: HeardEvent): Promise<Fact[]> {
    if (entry.type === 'clock.invalid' || entry.type === 'clock.adjusted') return [];
    const { deviceId, clock, receivedAt } = entry;
    const isWrong = clock !== 'trusted';
    if (!isWrong && (event.sentAt === null || event.historical || isDoubted(entry.notes, 'time'))) return [];
    if (isWrong === (await this.devices.conditions.isStanding(turn.tx, deviceId, 'clock.invalid'))) return [];
    const offset = Math.round(clockShiftMs(event, receivedAt, clock) / 1000);
    const data = isWrong && clock === 'corrected' ? { clockDeltaSeconds: offset } : {};
    const type = isWrong ? 'clock.invalid' : 'clock.adjusted';
    return this.conditions.hear(turn, {
      type,
      deviceId,
      citizenId,
      districtId,
      at: receivedAt,
      line: entry.number,
      data,
    });
  }

  /** What is said to be over, and nobody can say since when or which, ends nothing; where something stands a person looks at it. */
  private async hearCondition(turn: Turn, heard: HeardEvent): Promise<Fact[]> {
    const { entry, event, citizenId, districtId, isVouchedFor } = heard;
    const { type, deviceId, number, effectiveAt: at, notes } = entry;
    const isUnsure = !isVouchedFor && isUnplaced(entry, event.historical) && eventTypeFor(type)!.resolves.length > 0;
    const isLost = isCodeLost(type, notes) || isUnsure;
    const facts = await this.conditions.hear(turn, {
      type,
      deviceId,
      citizenId,
      districtId,
      at,
      line: number,
      // What was said just now has a time although its clock has none; so has what a person vouches for.
      place: { ...placeOf(entry), isTimed: entry.clock !== 'unset' || !event.historical || isVouchedFor },
      ...(isDoubted(notes, 'time') && { latestAt: entry.receivedAt }),
      code: isLost ? 'lost' : codeOf(type, event.data),
      data: known(event.data),
    });
    if (!isLost || isVouchedFor || !(await this.conditions.wouldEnd(turn, type, deviceId))) return facts;
    return [...facts, ...(await this.belief.review(turn, heard, 'unplaced'))];
  }

  private async hearDose(turn: Turn, heard: HeardEvent): Promise<Fact[]> {
    const { entry, event, citizenId, districtId, zone } = heard;
    const dose = entry.dueAt && (await this.find(turn, citizenId, entry.dueAt));
    const about = {
      type: entry.type,
      districtId,
      zone,
      deviceId: entry.deviceId,
      number: entry.number,
      data: { ...event.data },
    };
    const sign = EVIDENCE_OF[entry.type];
    const isTray = isAboutTray(entry.type);
    if (!sign && !isTray) return [];
    const doubt = isTray || isGoodNews(entry.type) ? await this.belief.doubtAbout(turn, heard, dose) : null;
    if (doubt && !isTray) return this.belief.review(turn, heard, doubt);
    if (!dose) return this.hearUnmatched(turn, heard, sign);
    const before = await this.journal.entries.findMany(turn.tx, dose.evidence.slice(-LOOKED_AT_AGAIN));
    const isAgain = isSaidAgain(entry, before);
    return isTray
      ? this.hearTray(turn, dose, about, entry.effectiveAt, { isAgain, isDoubted: doubt !== null })
      : this.sign(turn, dose, { sign: sign!, at: entry.effectiveAt, isAgain }, about);
  }

  /** A dose nobody expects: news of today is told, what is too old for that is looked at by a person. */
  private async hearUnmatched(turn: Turn, heard: HeardEvent, sign?: DoseEvidence): Promise<Fact[]> {
    const { dueAt, effectiveAt, receivedAt } = heard.entry;
    const isOld = isMissTooOld(dueAt, effectiveAt, receivedAt, this.config.doses.unmatchedHours);
    if (!isOld || heard.isVouchedFor || heard.isPaused || isGoodNews(heard.entry.type))
      return unmatchedFact(heard, sign);
    return this.belief.reviewMiss(turn, heard);
  }

  /** What lies in the tray was dispensed, unless that is doubted; that it lies there is news of its own. */
  private async hearTray(
    turn: Turn,
    dose: Dose,
    about: About,
    at: Date,
    { isAgain, isDoubted }: { isAgain: boolean; isDoubted: boolean },
  ): Promise<Fact[]> {
    const isNews = !isAgain && isTrayNews(about.type, dose);
    const facts = isDoubted
      ? await this.noteAlarm(turn, dose, about.number, isNews)
      : await this.sign(
          turn,
          dose,
          {
            sign: 'dispensed',
            at: dispensedBy(at, about.data.sinceSeconds, this.earliest(dose)),
            alarms: isNews,
          },
          { ...about, type: 'dose.dispensed' },
        );
    return isNews ? [...facts, doseFact(dose, factOfEvent(about.type), about, at)] : facts;
  }

  /** Somebody is alarmed over the dose, and it stays watched. */
  private async noteAlarm(turn: Turn, dose: Dose, line: number | null, isNews: boolean): Promise<Fact[]> {
    const alarmedAt = dose.alarmedAt ?? (isNews ? turn.now : null);
    await this.doses.save(turn.tx, { ...dose, alarmedAt, evidence: withEvidence(dose.evidence, line) });
    return [];
  }

  /** Before that the dose was not dispensed, whatever is said. */
  private earliest({ dueAt }: Dose): Date {
    return new Date(dueAt.getTime() - this.config.doses.earlyHours * HOUR_MS);
  }

  /** Doses taken out for a journey need no watching until the last of them. */
  private async hearInAdvance(turn: Turn, heard: HeardEvent): Promise<Fact[]> {
    const { entry, districtId, zone } = heard;
    const { doses, doubt } = await this.belief.journey(turn, heard);
    const { type, deviceId, number, effectiveAt } = entry;
    const facts: Fact[] = [];
    for (const dose of doses) {
      const about = { type, districtId, zone, deviceId, number, data: {} };
      facts.push(...(await this.sign(turn, dose, { sign: 'inAdvance', at: effectiveAt }, about)));
    }
    return doubt ? [...facts, ...(await this.belief.review(turn, heard, doubt))] : facts;
  }

  private async find(turn: Turn, citizenId: string, dueAt: Date): Promise<Dose | null> {
    const reach = this.config.doses.matchMinutes;
    const near = await this.doses.lockBetween(
      turn.tx,
      citizenId,
      new Date(dueAt.getTime() - reach * MINUTE_MS),
      new Date(dueAt.getTime() + reach * MINUTE_MS),
    );
    return matchDose(near, dueAt, reach);
  }

  private async sign(
    turn: Turn,
    dose: Dose,
    { sign, at, isAgain = false, alarms = false }: Sign,
    about: About,
  ): Promise<Fact[]> {
    const decided = await this.unlessUndone(turn, dose, applySign(dose, sign, at, about.number, isAgain), at);
    const alarmed = alarms || decided.news === 'missed' || decided.news === 'unconfirmed';
    const saved = { ...decided.dose, alarmedAt: dose.alarmedAt ?? (alarmed ? turn.now : null) };
    if (decided.news === 'missed') return this.noteMiss(turn, dose, saved, at, about);
    await this.doses.save(turn.tx, saved);
    if (decided.news === null) return [];
    return [doseFact(decided.dose, factOfNews(decided.news, about.type), about, at)];
  }

  /** A dose stays called off when its time had passed before that was undone: dispensed all the same, it is as it was to be. */
  private async unlessUndone(turn: Turn, dose: Dose, decided: DoseDecision, at: Date): Promise<DoseDecision> {
    if (decided.news !== 'dispensed-while-paused') return decided;
    const { citizenId, dueAt } = dose;
    const absences = await this.citizens.absences(turn.tx, citizenId, at < dueAt ? at : dueAt);
    return isResting(absences, dueAt) || isResting(absences, at) ? decided : { ...decided, news: dispensedNews(dose) };
  }

  /** A miss is told as what it asks for now, and counted with those of the week before it. */
  private async noteMiss(turn: Turn, before: Dose, dose: Dose, at: Date, about: About): Promise<Fact[]> {
    const { citizenId } = dose;
    const weekAgo = new Date(turn.now.getTime() - WEEK_MS);
    const { isLaterDispensed, missed } = await this.doses.saveMissed(turn.tx, dose, weekAgo);
    const told = isPastRelevance(before, isLaterDispensed)
      ? doseFact(dose, MISSED_LATE, { ...about, priority: 'P4', ladder: 'planned-work' }, at)
      : doseFact(dose, factOfEvent(about.type), about, at);
    if (!areMissesRepeated(missed)) return [told];
    const { districtId } = about;
    const data = { missed, days: 7 };
    return [told, { type: 'dose.misses_repeated', subject: citizenId, citizenId, districtId, data }];
  }
}
