import { Injectable } from '@nestjs/common';
import { StaffService } from '../../access/staff/staff.service.js';
import { type Absence, isAbsentAt } from '../../citizens/absence.rules.js';
import { mayUseTelemetry } from '../../citizens/citizen.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { alertTypeOf } from '../../doses/dose-fact.rules.js';
import { withEvidence } from '../../journal/evidence.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import {
  ageMinutes,
  type Alert,
  asksForPlanCheck,
  conditionKey,
  doseKey,
  endsWith,
  isAnsweredBy,
  isConnectivityFalseAlarm,
  isLive,
  isSuitabilityDue,
  isToldOnce,
  isUnclaimedUnmatched,
  manyUnmatchedKey,
  type Report,
} from '../alert.rules.js';
import { detailOf } from '../alert-detail.rules.js';
import { AlertsService } from '../lists/alerts.service.js';
import { CasesService } from '../cases.service.js';
import { TELEMETRY_REVIEW } from '../climbing/lead.rules.js';
import type { LogEvent } from '../log/log.rules.js';
import { HOUR_MS } from '../../platform/clock/spans.rules.js';

const ACCESS_REVIEW = 'citizen.access_review';

/** What the line tells becomes an alert, or ends one. */
@Injectable()
export class AlertingService {
  constructor(
    private readonly cases: CasesService,
    private readonly alerts: AlertsService,
    private readonly citizens: CitizensService,
    private readonly config: Config,
    private readonly staff: StaffService,
    private readonly journal: JournalService,
  ) {}

  /** A dose was missed, or nobody knows: an alert for that dose. A miss told again after its alert was closed only adds to it. */
  openForDose(turn: Turn, fact: FactOf<DoseAlarm>): Promise<Fact[]> {
    return this.openDose(turn, { ...whose(fact), type: alertTypeOf(fact.type) }, fact.data);
  }

  private async openDose(turn: Turn, fact: Alarm, said: DoseSaid): Promise<Fact[]> {
    const key = doseKey(fact.citizenId!, said.doseId, said.dueAt);
    const last = await this.cases.lockLast(turn, key, fact.citizenId);
    const isKnown = last !== null && isLive(last.alert.state);
    if (said.doseId === null && !isKnown) return this.openUnmatched(turn, fact, said);
    if (last && !isKnown && isToldOnce(said.doseId, fact.type) && !(await this.mayAlarmAgain(turn, last.alert)))
      return this.addToClosed(turn, last.alert, said);
    return this.reportDose(turn, fact, said, key);
  }

  /** Misses that nobody expects are alerts of their own while they are few; of many somebody looks at the dispenser. */
  private async openUnmatched(turn: Turn, fact: Alarm, said: DoseSaid): Promise<Fact[]> {
    const citizenId = fact.citizenId!;
    const together = manyUnmatchedKey(citizenId);
    if (await this.cases.lockLive(turn, together, citizenId)) return this.reportDose(turn, fact, said, together);
    const opened = await this.alerts.countUnmatched(turn.tx, citizenId, new Date(turn.now.getTime() - HOUR_MS));
    const facts = await this.reportDose(turn, fact, said, doseKey(citizenId, null, said.dueAt));
    if (opened < this.config.doses.unmatchedAnHour) return facts;
    const { type: _type, ...about } = fact;
    const subject = about.deviceId ?? citizenId;
    return [...facts, { type: 'device.misses_unmatched', subject, ...about, data: { line: said.line } }];
  }

  /** What nobody has taken yet of several misses that nobody expects goes on as one. */
  private async gatherUnmatched(turn: Turn, citizenId: string): Promise<Fact[]> {
    const key = manyUnmatchedKey(citizenId);
    const live = await this.cases.lockLiveOf(turn, citizenId);
    const before = live.map(({ alert }) => alert).filter(isUnclaimedUnmatched);
    const [first] = before.sort((a, b) => (a.priority < b.priority ? -1 : 1));
    if (!first || before.length < 2) return [];
    const { type, priority, ladderName, deviceId, districtId, detail } = first;
    const whole = { type, priority, ladderName, citizenId, deviceId, districtId, detail };
    const nowhere = { doseId: null, dose: null, unmatched: true, line: null };
    // Its ladder goes on where that of the first of them had come to.
    const openedAt = new Date(Math.min(...before.map((one) => one.openedAt.getTime())));
    const facts = await this.cases.report(turn, { key, ...whole, ...nowhere, times: before.length, openedAt });
    const how = { kind: 'gathered', data: {} } as const;
    for (const one of before) facts.push(...(await this.cases.do(turn, one.id, { do: 'close', how })));
    return facts;
  }

  /** No person closed it, and what it closed over is over. */
  private async mayAlarmAgain(turn: Turn, { closedBecause, citizenId, type }: Alert): Promise<boolean> {
    if (closedBecause === null) return false;
    const absences = await this.citizens.absencesOf(turn.tx, citizenId!);
    return !absences.some((one) => isAbsentAt(one, turn.now) && endsWith(one.why, type));
  }

  private async reportDose(turn: Turn, fact: Alarm, said: DoseSaid, key: string): Promise<Fact[]> {
    const { doseId, dueAt, windowClosesAt, criticality } = said;
    const age = ageMinutes(new Date(said.effectiveAt), turn.now);
    const notes = [...tellsAge(said, age, turn.now), ...tellsLastContact(said)];
    const report: Report = {
      key,
      type: fact.type,
      priority: said.priority ?? 'P2',
      ladderName: said.ladder ?? 'standard-dose',
      citizenId: fact.citizenId,
      deviceId: fact.deviceId,
      districtId: fact.districtId,
      doseId,
      dose: dueAt === null ? null : { dueAt, windowClosesAt: windowClosesAt ?? dueAt, criticality },
      unmatched: doseId === null,
      detail: {
        ...said.detail,
        ...isUnreadable(said),
        slot: said.slot,
        eventType: said.eventType,
        effectiveAt: said.effectiveAt,
        ...(age !== null && { ageMinutes: age }),
      },
      line: said.line,
      ...(said.times && { times: said.times }),
      openedBecause: await this.pauseOver(turn, fact, said),
    };
    return this.cases.report(turn, report, notes);
  }

  /** Only during the pause is it news that a dose was dispensed. */
  private async pauseOver(turn: Turn, { type, citizenId }: Alarm, { effectiveAt }: DoseSaid): Promise<Absence | null> {
    if (type !== 'dose.dispensed_while_paused') return null;
    const { pause } = await this.citizens.circumstances(turn.tx, citizenId!, new Date(effectiveAt));
    return pause && { why: 'paused', id: pause.id };
  }

  /** A dose was dispensed after all: its alert closes by itself, and both facts stay in the log. */
  async closeForDose(turn: Turn, fact: FactOf<'dose.dispensed_late'>): Promise<Fact[]> {
    const { doseId, dueAt, eventType, effectiveAt } = fact.data;
    const live = await this.cases.lockLive(turn, doseKey(fact.citizenId!, doseId, dueAt), fact.citizenId!);
    if (!live || !isAnsweredBy(live.alert.type, eventType)) return [];
    const { id, detail } = live.alert;
    const falseAlarm = isConnectivityFalseAlarm(live.alert, new Date(effectiveAt)) && {
      falseAlarm: 'connectivity' as const,
    };
    const how = { at: effectiveAt, reportedAt: turn.now.toISOString(), ...falseAlarm };
    const more = { detail: { ...detail, ...falseAlarm } };
    return this.cases.do(turn, id, { do: 'close', how: { kind: 'dispensed_late', data: how }, more });
  }

  /** Nothing for whom the service rests altogether: what still stands is told when that is undone. */
  openForCondition(turn: Turn, fact: FactOf<'condition.raised'>): Promise<Fact[]> {
    return this.openCondition(turn, whose(fact), fact.data);
  }

  private async openCondition(turn: Turn, fact: Omit<Alarm, 'type'>, said: ConditionSaid): Promise<Fact[]> {
    if (fact.citizenId && !mayUseTelemetry(await this.citizens.get(turn.tx, fact.citizenId))) return [];
    return this.cases.report(turn, {
      key: conditionKey(fact.citizenId, fact.deviceId, said.condition),
      type: said.eventType,
      priority: said.priority,
      ladderName: said.ladder,
      ...fact,
      doseId: null,
      dose: null,
      unmatched: false,
      detail: {
        ...said.detail,
        ...isUnreadable(said),
        condition: said.condition,
        holdMinutes: said.holdMinutes,
        effectiveAt: said.effectiveAt,
      },
      line: said.line,
      times: said.times,
    });
  }

  /** Of several things that stand side by side one is over: the alert stays, and names what is left. */
  async noteEased(turn: Turn, fact: FactOf<'condition.eased'>): Promise<Fact[]> {
    const { condition, eventType, effectiveAt, line, detail } = fact.data;
    const key = conditionKey(fact.citizenId ?? null, fact.deviceId ?? null, condition);
    const live = await this.cases.lockLive(turn, key, fact.citizenId ?? null);
    if (!live) return [];
    const { effectiveAt: raisedAt, holdMinutes } = detailOf('condition', live.alert);
    const codes = Array.isArray(detail.codes) ? detail.codes.map(String) : [];
    return this.cases.do(turn, live.alert.id, {
      do: 'add',
      more: {
        detail: { ...detail, condition, holdMinutes, effectiveAt: raisedAt },
        evidence: withEvidence(live.alert.evidence, line),
      },
      said: { kind: 'eased', data: { type: eventType, at: effectiveAt, codes } },
    });
  }

  async closeForCondition(turn: Turn, fact: FactOf<'condition.cleared'>): Promise<Fact[]> {
    const { condition, eventType, effectiveAt } = fact.data;
    const key = conditionKey(fact.citizenId ?? null, fact.deviceId ?? null, condition);
    const live = await this.cases.lockLive(turn, key, fact.citizenId ?? null);
    const how = { kind: 'condition_cleared', data: { type: eventType, at: effectiveAt } } as const;
    return live ? this.cases.do(turn, live.alert.id, { do: 'close', how }) : [];
  }

  /** What could not be read, and reads as an alarm: raised as what it reads as, and marked as such. */
  openForUnreadable(turn: Turn, fact: FactOf<'telemetry.read_as_alarm'>): Promise<Fact[]> {
    const { eventType, times, dose, condition } = fact.data;
    if (dose) return this.openDose(turn, { ...whose(fact), type: eventType }, { ...dose, times });
    return condition ? this.openCondition(turn, whose(fact), condition) : Promise.resolve([]);
  }

  /** Somebody handed it to the citizen's team: what it says can have no effect, and may still matter. */
  async askForReview(turn: Turn, fact: FactOf<'telemetry.handed_over'>): Promise<Fact[]> {
    const { kind, quarantineId, line, eventType } = fact.data;
    const { reason, type } = (await this.journal.quarantined.find(turn.tx, quarantineId))!;
    const detail = { kind, reason, line, eventType: eventType ?? type };
    return this.openPlanned(turn, fact, { type: TELEMETRY_REVIEW, priority: 'P3', detail });
  }

  /** A message could not be walked along the line: those who run the gateway must look. */
  async openForOperations(turn: Turn, fact: FactOf<'message.parked' | 'delivery.parked'>): Promise<Fact[]> {
    const key = conditionKey(null, null, fact.type);
    await this.cases.lockKey(turn, key);
    return this.cases.report(turn, {
      key,
      type: `gateway.${fact.type.replace('.', '_')}`,
      priority: 'P2',
      ladderName: 'power-connectivity',
      citizenId: null,
      deviceId: null,
      districtId: null,
      doseId: null,
      dose: null,
      unmatched: false,
      detail: { ...fact.data, holdMinutes: 0 },
      line: null,
    });
  }

  /** The citizen is back from the hospital: somebody checks that the plan still fits. */
  async askForPlanCheck(turn: Turn, fact: FactOf<'service.resumed'>): Promise<Fact[]> {
    if (!asksForPlanCheck(fact.data)) return [];
    const openedBecause = { why: 'paused', id: fact.subject } as const;
    return this.openPlanned(turn, fact, {
      type: 'service.plan_check',
      priority: 'P3',
      detail: { awayFrom: fact.data.from },
      openedBecause,
    });
  }

  /** The dispenser of somebody who died is still out there. */
  askForRecovery(turn: Turn, fact: FactOf<'device.left_behind'>): Promise<Fact[]> {
    return this.openPlanned(turn, fact, {
      type: 'device.recovery',
      priority: 'P4',
      detail: {},
      openedBecause: { why: 'deceased', id: fact.citizenId! },
    });
  }

  /** A citizen was opened to somebody who does not reach her: the shift lead looks whether that was right, of each who did it. */
  async askAboutAccess(turn: Turn, fact: FactOf<'citizen.glass_broken'>): Promise<Fact[]> {
    const { by } = fact.data;
    const who = await this.staff.findColleague(turn.tx, by);
    const detail = { ...fact.data, byName: who?.displayName ?? null };
    const key = accessKey(fact, by);
    return this.openPlanned(turn, fact, { type: ACCESS_REVIEW, priority: 'P4', detail, key });
  }

  /** Of all that somebody opened of the citizen it is put down whether that was right. */
  async closeForAccess(turn: Turn, fact: FactOf<'citizen.glass_reviewed'>): Promise<Fact[]> {
    if (fact.data.left > 0) return [];
    const live = await this.cases.lockLive(turn, accessKey(fact, fact.data.openedBy), fact.citizenId ?? null);
    const how = { kind: 'looked_at', data: {} } as const;
    return live ? this.cases.do(turn, live.alert.id, { do: 'close', how }) : [];
  }

  /** Doses are missed again and again: not a louder alarm, but somebody who asks whether the dispenser suits. */
  async askForSuitability(turn: Turn, fact: FactOf<'dose.misses_repeated'>): Promise<Fact[]> {
    const key = conditionKey(fact.citizenId!, null, 'service.suitability');
    const askedAt = (await this.cases.lockLast(turn, key, fact.citizenId!))?.alert.openedAt ?? null;
    if (!isSuitabilityDue(askedAt, turn.now)) return [];
    return this.openPlanned(turn, fact, { type: 'service.suitability', priority: 'P3', detail: fact.data });
  }

  /** Good news that is not certain: the doses it may be about stay watched, and somebody looks at it by day. */
  askAboutNews(turn: Turn, fact: FactOf<'dose.doubted'>): Promise<Fact[]> {
    return this.openPlanned(turn, fact, { type: 'service.news_review', priority: 'P3', detail: fact.data });
  }

  /** A dispenser reports misses of doses that nobody expects, too many or too old: somebody looks at it, and they are one. */
  async askAboutMisses(turn: Turn, fact: FactOf<'device.misses_unmatched'>): Promise<Fact[]> {
    const gathered = await this.gatherUnmatched(turn, fact.citizenId!);
    return [
      ...gathered,
      ...(await this.openPlanned(turn, fact, { type: 'device.misses_unmatched', priority: 'P3', detail: fact.data })),
    ];
  }

  /** What is told again after its alert was closed is written into the log of that. */
  private addToClosed(turn: Turn, { id }: Alert, said: DoseSaid): Promise<Fact[]> {
    const { eventType: type, effectiveAt: at, line } = said;
    return this.cases.do(turn, id, {
      do: 'add',
      more: {},
      said: { kind: 'told_after_close', data: { type, at, line } },
    });
  }

  /** Work that is planned, not hurried: it has a ladder of its own. */
  private openPlanned(turn: Turn, fact: Fact, { type, key, ...planned }: Planned): Promise<Fact[]> {
    return this.cases.report(turn, {
      ...planned,
      key: key ?? conditionKey(fact.citizenId ?? null, fact.deviceId ?? null, type),
      type,
      ladderName: 'planned-work',
      ...whose(fact),
      doseId: null,
      dose: null,
      unmatched: false,
      line: null,
    });
  }
}

interface Planned extends Pick<Report, 'type' | 'priority' | 'detail' | 'openedBecause'> {
  /** By whom and what it is told apart from others; by citizen, dispenser and type by itself. */
  readonly key?: string;
}

/** Each who opened the citizen is asked about by himself. */
const accessKey = ({ citizenId }: Pick<Fact, 'citizenId'>, by: string): string =>
  conditionKey(citizenId ?? null, null, `${ACCESS_REVIEW}/${by}`);

/** With an offline dispenser silence is no news; since when it is, is. */
const tellsLastContact = ({ detail: { noContactSince: since } }: DoseSaid): LogEvent[] =>
  typeof since === 'string' ? [{ kind: 'contact_lost', data: { since } }] : [];

const tellsAge = ({ eventType: type, effectiveAt: at, slot }: DoseSaid, age: number | null, now: Date): LogEvent[] =>
  age === null ? [] : [{ kind: 'told_late', data: { type, slot, at, reportedAt: now.toISOString(), ageMinutes: age } }];

type DoseAlarm =
  | 'dose.missed'
  | 'dose.missed_late'
  | 'dose.not_dispensed_empty'
  | 'dose.refused'
  | 'dose.unconfirmed'
  | 'dose.left_in_tray'
  | 'dose.dispensed_partly'
  | 'dose.dispensed_while_paused';
type DoseSaid = FactOf<DoseAlarm>['data'] & { readonly times?: number };
type ConditionSaid = FactOf<'condition.raised'>['data'];

/** Whom an alarm is about, and the type of its alert. */
interface Alarm {
  readonly type: string;
  readonly citizenId: string | null;
  readonly deviceId: string | null;
  readonly districtId: string | null;
}

/** The latest that the dispenser said tells whether it could be read: silence does not. */
const isUnreadable = ({ line, detail }: Pick<ConditionSaid, 'line' | 'detail'>): { unreadable?: unknown } =>
  line === null ? {} : { unreadable: detail.unreadable };

const whose = (fact: Fact) => ({
  citizenId: fact.citizenId ?? null,
  deviceId: fact.deviceId ?? null,
  districtId: fact.districtId ?? null,
});
