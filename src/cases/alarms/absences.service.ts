import { Injectable } from '@nestjs/common';
import { type Absence, type AbsenceSpan, begunBy, isAbsentAt, undoneBy } from '../../citizens/absence.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { ConditionsService } from '../../doses/conditions/conditions.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { DosesService } from '../../doses/doses.service.js';
import { JournalService } from '../../journal/journal.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import { detailOf } from '../alert-detail.rules.js';
import { type Alert, conditionKey, DOSES_REVIEW, endsWith, isLive } from '../alert.rules.js';
import type { Case } from '../case-state.rules.js';
import { CasesService } from '../cases.service.js';
import {
  isDoseLongPast,
  type Known,
  listTogether,
  type PassedDose,
  stillStands,
  urgencyOfPassed,
} from './still-stands.rules.js';
import { stoodFor } from './stood-for.rules.js';

/**
 * What a citizen's absence does to alerts, and what undoing it does: what closed because of it and still stands opens as a new alert,
 * what was opened because of it ends. One door for all absences; which alert ends with which is `endsWith`.
 */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly cases: CasesService,
    private readonly citizens: CitizensService,
    private readonly conditions: ConditionsService,
    private readonly devices: DevicesService,
    private readonly doses: DosesService,
    private readonly journal: JournalService,
  ) {}

  /** The service rests for the citizen. */
  async close(turn: Turn, fact: Fact): Promise<Fact[]> {
    const absence = begunBy(fact)!;
    const live = await this.cases.lockLiveOf(turn, fact.citizenId!);
    const facts: Fact[] = [];
    for (const { alert } of live.filter((one) => endsWith(absence.why, one.alert.type)))
      facts.push(...(await this.closeOver(turn, alert, absence, fact.type)));
    return facts;
  }

  /** It was a mistake. What another absence would have closed as well stays closed, and comes back when that is undone. */
  async undo(turn: Turn, fact: Fact): Promise<Fact[]> {
    const undone = undoneBy(fact);
    if (!undone) return [];
    const counting = await this.citizens.absencesOf(turn.tx, fact.citizenId!);
    const inForce = counting.filter((one) => isAbsentAt(one, turn.now));
    // One that was cut short was there until now.
    const never = !counting.some((one) => isSame(one, undone));
    const facts = never ? await this.endWhatItOpened(turn, undone, fact) : [];
    const longPast: Alert[] = [];
    for (const closed of await this.cases.lockClosedOver(turn, fact.citizenId!, undone)) {
      const { alert } = closed;
      const holding = inForce.find(({ why }) => endsWith(why, alert.type));
      if (holding) await this.handOver(turn, alert, holding);
      else if (!stillStands(alert, await this.lookAt(turn, alert, counting))) continue;
      else if (isDoseLongPast(alert, turn.now)) longPast.push(alert);
      else facts.push(...(await this.openAgain(turn, closed, fact)));
    }
    facts.push(...(await this.askAbout(turn, fact, longPast.map(passed), longPast.length)));
    return [...facts, ...(await this.tellRaisedMeanwhile(turn, fact, inForce))];
  }

  /** Doses whose time passed while nobody watched over them: not alarmed one by one, one review lists them. */
  askAboutPassed(turn: Turn, fact: FactOf<'dose.passed_unwatched'>): Promise<Fact[]> {
    const { doses, count } = fact.data;
    return this.askAbout(turn, fact, doses, count);
  }

  private async askAbout(turn: Turn, fact: Fact, doses: readonly PassedDose[], count: number): Promise<Fact[]> {
    if (doses.length === 0) return [];
    const citizenId = fact.citizenId!;
    const key = conditionKey(citizenId, null, DOSES_REVIEW);
    const live = await this.cases.lockLive(turn, key, citizenId);
    const known = live ? detailOf(DOSES_REVIEW, live.alert) : { doses: [], count: 0 };
    const listed = listTogether(known, { doses, count });
    const priority = urgencyOfPassed(listed.doses, turn.now);
    const facts = await this.cases.report(turn, {
      key,
      type: DOSES_REVIEW,
      priority,
      ladderName: priority === 'P2' ? 'standard-dose' : 'planned-work',
      citizenId,
      deviceId: null,
      districtId: fact.districtId ?? null,
      doseId: null,
      dose: null,
      unmatched: false,
      detail: listed,
      line: null,
    });
    const inForce = await this.citizens.absencesOf(turn.tx, citizenId);
    const holding = inForce.find((one) => isAbsentAt(one, turn.now) && endsWith(one.why, DOSES_REVIEW));
    if (!holding) return facts;
    const review = (await this.cases.find(turn.tx, facts[0]!.subject))!;
    return [...facts, ...(await this.closeOver(turn, review, holding, fact.type))];
  }

  private closeOver(turn: Turn, alert: Alert, { why, id }: Absence, because: string): Promise<Fact[]> {
    return this.cases.do(turn, alert.id, {
      do: 'close',
      how: { kind: 'absence_began', data: { because } },
      more: { closedBecause: why, closedBecauseId: id },
    });
  }

  private openAgain(turn: Turn, closed: Case, { type, districtId = closed.alert.districtId }: Fact): Promise<Fact[]> {
    return this.cases.openAgain(turn, closed, { type, districtId });
  }

  /** Somebody was to fetch the dispenser of who has died, to ask about a dose dispensed during a pause, or to check the plan after it. */
  private async endWhatItOpened(turn: Turn, { why, id }: Absence, { type, citizenId }: Fact): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const { alert } of await this.cases.lockLiveOf(turn, citizenId!)) {
      if (alert.openedBecause !== why || alert.openedBecauseId !== id) continue;
      // What was said or asked for besides stands.
      if (alert.occurrences > 1) continue;
      const how = { kind: 'absence_undone', data: { because: type } } as const;
      facts.push(...(await this.cases.do(turn, alert.id, { do: 'close', how })));
    }
    return facts;
  }

  private async handOver(turn: Turn, closed: Alert, { why, id }: Absence): Promise<void> {
    await this.cases.do(turn, closed.id, { do: 'add', more: { closedBecause: why, closedBecauseId: id } });
  }

  private async lookAt({ tx, now }: Turn, closed: Alert, counting: readonly AbsenceSpan[]): Promise<Known> {
    const { doseId, openedBecause, openedBecauseId } = closed;
    const stood = stoodFor(closed);
    const own = openedBecause && { why: openedBecause, id: openedBecauseId! };
    const assignment = await this.devices.assignments.current(tx, closed.citizenId!, now);
    return {
      dose: doseId === null ? null : await this.doses.lookUp(tx, doseId),
      conditions: await this.conditions.of(tx, closed.citizenId!),
      isItsOwnAbsenceUndone: own !== null && !counting.some((one) => isSame(one, own)),
      isDispenserGone: closed.deviceId !== null && closed.deviceId !== assignment?.deviceId,
      isNewsLeft: stood !== null && (await this.journal.entries.isAnyLeft(tx, stood)),
    };
  }

  /** What began while nobody was told: it stands, and has no alert. */
  private async tellRaisedMeanwhile(turn: Turn, fact: Fact, inForce: readonly Absence[]): Promise<Fact[]> {
    const citizenId = fact.citizenId!;
    const facts: Fact[] = [];
    for (const { condition, heardAt, told } of await this.conditions.tellStanding(turn, citizenId, fact.districtId)) {
      if (inForce.some(({ why }) => endsWith(why, told.data.eventType))) continue;
      const last = (await this.cases.lockLast(turn, conditionKey(citizenId, null, condition), citizenId))?.alert;
      if (last && (isLive(last.state) || heardAt <= last.resolvedAt!)) continue;
      facts.push(told);
    }
    return facts;
  }
}

const isSame = (a: Absence, b: Absence): boolean => a.why === b.why && a.id === b.id;

const passed = (alert: Alert): PassedDose => ({
  doseId: alert.doseId!,
  slot: detailOf('dose', alert).slot ?? null,
  ...alert.dose!,
});
