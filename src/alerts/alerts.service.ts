import { Injectable } from '@nestjs/common';
import type { Criticality } from '../doses/schedule.rules.js';
import type { LadderName, Priority } from '../devices/telemetry.rules.js';
import { Config } from '../platform/config/config.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { wallTime } from '../teams/local-time.rules.js';
import {
  ageMinutes,
  type Alert,
  asksForPlanCheck,
  type Cause,
  checklistFor,
  conditionKey,
  doseKey,
  endsWith,
  inWords,
  isAnsweredBy,
  isConnectivityFalseAlarm,
  isLive,
  mayRest,
  isSuitabilityDue,
  isToldOnce,
  type Outcome,
  type Report,
  report,
} from './alert.rules.js';
import { AlertLogStore, type LogEntry } from './alert-log.store.js';
import { AlertsStore } from './alerts.store.js';

export type { LogEntry } from './alert-log.store.js';

export const GATEWAY = 'gateway';

/** The door to what needs a human, once: opened, added to, followed and closed here. */
@Injectable()
export class AlertsService {
  constructor(
    readonly store: AlertsStore,
    readonly logbook: AlertLogStore,
    private readonly config: Config,
  ) {}

  /** A dose was missed, or nobody knows: an alert for that dose. A miss told again after its alert was closed only adds to it. */
  async openForDose(turn: Turn, fact: Fact): Promise<Fact[]> {
    const said = fact.data as unknown as DoseSaid;
    const { doseId, dueAt, windowClosesAt, criticality } = said;
    const key = doseKey(fact.citizenId!, doseId, dueAt);
    const last = await this.store.lockLast(turn.tx, key);
    if (last && !isLive(last.state) && isToldOnce(doseId, fact.type)) return this.addToClosed(turn, last, said);
    const age = ageMinutes(new Date(said.effectiveAt), turn.now);
    const facts = await this.reportAfter(turn, last, {
      key,
      type: fact.type,
      priority: (said.priority ?? 'P2') as Priority,
      ladderName: (said.ladder ?? 'standard-dose') as LadderName,
      ...whose(fact),
      doseId,
      dose: dueAt === null ? null : { dueAt, windowClosesAt: windowClosesAt ?? dueAt, criticality },
      unmatched: doseId === null,
      detail: {
        ...said.detail,
        slot: said.slot,
        eventType: said.eventType,
        effectiveAt: said.effectiveAt,
        ...(age !== null && { ageMinutes: age }),
      },
      line: said.line,
    });
    if (age !== null) this.logAge(turn, facts[0]!.subject, said, age);
    this.logLastContact(turn, facts[0]!.subject, said);
    return facts;
  }

  /** A dose was dispensed after all: its alert closes by itself, and both facts stay in the log. */
  async closeForDose(turn: Turn, fact: Fact): Promise<Fact[]> {
    const { doseId, dueAt, eventType, effectiveAt, zone } = fact.data as unknown as DoseSaid;
    const live = await this.store.lockLive(turn.tx, doseKey(fact.citizenId!, doseId, dueAt));
    if (!live || !isAnsweredBy(live.type, eventType)) return [];
    const at = new Date(effectiveAt);
    const falseAlarm = isConnectivityFalseAlarm(live, at) && { falseAlarm: 'connectivity' };
    const text = `dispensed ${wallTime(zone, at, turn.now)}, reported ${wallTime(zone, turn.now, turn.now)}`;
    const known = { ...live, detail: { ...live.detail, ...falseAlarm } };
    return this.closeItself(turn, known, text, {
      reason: 'dispensed-late',
      effectiveAt,
      reportedAt: turn.now.toISOString(),
      ...falseAlarm,
    });
  }

  async openForCondition(turn: Turn, fact: Fact): Promise<Fact[]> {
    const said = fact.data as unknown as ConditionSaid;
    return this.report(turn, {
      key: conditionKey(fact.citizenId ?? null, fact.deviceId ?? null, said.condition),
      type: said.eventType,
      priority: said.priority as Priority,
      ladderName: said.ladder as LadderName | null,
      ...whose(fact),
      doseId: null,
      dose: null,
      unmatched: false,
      detail: {
        ...said.detail,
        condition: said.condition,
        holdMinutes: said.holdMinutes,
        effectiveAt: said.effectiveAt,
      },
      line: said.line,
    });
  }

  async closeForCondition(turn: Turn, fact: Fact): Promise<Fact[]> {
    const { condition, eventType, effectiveAt } = fact.data as unknown as ConditionSaid;
    const live = await this.store.lockLive(
      turn.tx,
      conditionKey(fact.citizenId ?? null, fact.deviceId ?? null, condition),
    );
    return live
      ? this.closeItself(turn, live, `${eventType} at ${effectiveAt}`, { reason: eventType, effectiveAt })
      : [];
  }

  /** A message could not be walked along the line: those who run the gateway must look. */
  async openForOperations(turn: Turn, fact: Fact): Promise<Fact[]> {
    const key = conditionKey(null, null, fact.type);
    await this.store.lockKey(turn.tx, key);
    return this.report(turn, {
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
  async askForPlanCheck(turn: Turn, fact: Fact): Promise<Fact[]> {
    if (!asksForPlanCheck(fact.data.reason)) return [];
    return this.openPlanned(turn, fact, 'service.plan_check', 'P3', { awayFrom: fact.data.from });
  }

  /** The dispenser of somebody who died is still out there. */
  askForRecovery(turn: Turn, fact: Fact): Promise<Fact[]> {
    return this.openPlanned(turn, fact, 'device.recovery', 'P4', {});
  }

  /** Doses are missed again and again: not a louder alarm, but somebody who asks whether the dispenser suits. */
  async askForSuitability(turn: Turn, fact: Fact): Promise<Fact[]> {
    const askedAt = await this.store.lastOpenedAt(turn.tx, conditionKey(fact.citizenId!, null, 'service.suitability'));
    if (!isSuitabilityDue(askedAt, turn.now)) return [];
    return this.openPlanned(turn, fact, 'service.suitability', 'P3', fact.data);
  }

  /** The service rests for the citizen: what is open about doses closes. Without consent everything that telemetry raised does, after a death everything. */
  async closeForAbsence(turn: Turn, fact: Fact): Promise<Fact[]> {
    const live = await this.store.lockLiveOf(turn.tx, fact.citizenId!);
    const ended = live.filter(({ type }) => endsWith(fact.type, type));
    const facts: Fact[] = [];
    for (const alert of ended) facts.push(...(await this.closeItself(turn, alert, fact.type, { reason: fact.type })));
    return facts;
  }

  /** Somebody's hand on the task shows on the alert. */
  async follow(turn: Turn, alertId: string, state: 'open' | 'claimed' | 'in-progress'): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    if (!alert || !isLive(alert.state) || alert.state === state) return [];
    const saved = await this.store.save(turn.tx, { ...alert, state });
    return [alertFact(`alert.${state}`, saved)];
  }

  /** Closed by a person, with outcome and cause; one that closed before stays as it was. */
  async resolve(
    turn: Turn,
    alertId: string,
    outcome: Outcome,
    cause: Cause,
    by: { id: string; name: string },
    taskId: string,
    note: string | null,
  ): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    this.log(turn, { alertId, taskId, entry: 'cause', by: by.id, byName: by.name, data: { cause } });
    this.log(turn, {
      alertId,
      taskId,
      entry: 'signed-off',
      by: by.id,
      byName: by.name,
      text: note,
      data: { outcome },
    });
    if (!alert || !isLive(alert.state)) return [];
    const checklist = checklistFor(alert, outcome, this.config.checklists);
    for (const text of checklist)
      this.log(turn, { alertId, taskId, entry: 'measure', by: GATEWAY, text, data: { checklist: true } });
    const detail = checklist.length > 0 ? { ...alert.detail, checklist } : alert.detail;
    const closed: Alert = { ...alert, state: 'resolved', resolvedAt: turn.now, outcome, cause, detail };
    return [alertFact('alert.resolved', await this.store.save(turn.tx, closed), { outcome, cause })];
  }

  async shelve(
    turn: Turn,
    alert: Alert,
    until: Date,
    reason: string,
    by: { id: string; name: string },
  ): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, {
      ...alert,
      state: 'shelved',
      shelvedUntil: until,
      shelvedReason: reason,
    });
    this.log(turn, {
      alertId: alert.id,
      entry: 'measure',
      by: by.id,
      byName: by.name,
      text: reason,
      data: { shelvedUntil: until.toISOString() },
    });
    return [alertFact('alert.shelved', saved, { until: until.toISOString() })];
  }

  async unshelve(turn: Turn, alertId: string): Promise<Fact[]> {
    const alert = await this.store.lock(turn.tx, alertId);
    return alert?.state === 'shelved' ? this.takeFromShelf(turn, alert, 'its time was over') : [];
  }

  /** Nothing that became critical stays on the shelf. */
  async unshelveCritical(turn: Turn, alert: Alert): Promise<Fact[]> {
    return mayRest(alert) ? [] : this.takeFromShelf(turn, alert, 'it became critical');
  }

  private async takeFromShelf(turn: Turn, alert: Alert, why: string): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, state: 'open', shelvedUntil: null });
    this.log(turn, { alertId: alert.id, entry: 'measure', by: GATEWAY, text: `taken from the shelf: ${why}` });
    return [alertFact('alert.unshelved', saved)];
  }

  /** The citizen lives in another district now, which looks after it from here. */
  async moveTo(turn: Turn, alert: Alert, districtId: string | null): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, districtId });
    const data = { from: alert.districtId, to: districtId };
    const text = 'the citizen moved: another district looks after it from here';
    this.log(turn, { alertId: alert.id, entry: 'transfer', by: GATEWAY, text, data });
    return [alertFact('alert.moved', saved, data)];
  }

  /** From its opening: all is worked out about it and nobody is asked. */
  async putInShadow(turn: Turn, alert: Alert): Promise<Alert> {
    this.log(turn, {
      alertId: alert.id,
      entry: 'note',
      by: GATEWAY,
      text: 'tried out in shadow: nobody is asked',
    });
    return this.store.save(turn.tx, { ...alert, shadow: true });
  }

  /** Its ladder has been climbed to the end, and there is nobody to close it. */
  endShadow(turn: Turn, alert: Alert): Promise<Fact[]> {
    return this.closeItself(turn, alert, 'tried out in shadow to the last step', { reason: 'shadow' });
  }

  log(turn: Turn, entry: LogEntry): void {
    this.logbook.add(turn.tx, turn.now, entry);
  }

  /** What is told again after its alert was closed is written into the log of that. */
  private async addToClosed(turn: Turn, closed: Alert, said: DoseSaid): Promise<Fact[]> {
    const { eventType, effectiveAt, line } = said;
    this.log(turn, {
      alertId: closed.id,
      entry: 'reported',
      by: GATEWAY,
      text: `${eventType} of ${effectiveAt}, told after the alert was closed`,
      data: { line },
    });
    return [];
  }

  /** With an offline dispenser silence is no news; since when it is, is. */
  private logLastContact(turn: Turn, alertId: string, { detail, zone }: DoseSaid): void {
    if (typeof detail.noContactSince !== 'string') return;
    const text = `no contact since ${wallTime(zone, new Date(detail.noContactSince), turn.now)}`;
    this.log(turn, { alertId, entry: 'note', by: GATEWAY, text });
  }

  private logAge(turn: Turn, alertId: string, { eventType, effectiveAt, slot, zone }: DoseSaid, age: number): void {
    const [happened, reported] = [new Date(effectiveAt), turn.now].map((at) => wallTime(zone, at, turn.now));
    const dose = slot ? ` of the ${slot} dose` : '';
    this.log(turn, {
      alertId,
      entry: 'note',
      by: GATEWAY,
      text: `${eventType}${dose} at ${happened}, reported ${reported}: ${inWords(age)} old`,
      data: { ageMinutes: age },
    });
  }

  /** Opens an alert, or adds to the one that is live for the key. */
  async report(turn: Turn, said: Report): Promise<Fact[]> {
    return this.reportAfter(turn, await this.store.lockLast(turn.tx, said.key), said);
  }

  private async reportAfter(turn: Turn, last: Alert | null, said: Report): Promise<Fact[]> {
    const { alert, opened, louder } = report(last, said, newId(), turn.now);
    const saved = opened ? await this.store.insert(turn.tx, alert) : await this.store.save(turn.tx, alert);
    this.log(turn, {
      alertId: alert.id,
      entry: 'reported',
      by: GATEWAY,
      text: said.type,
      data: { line: said.line, occurrences: alert.occurrences },
    });
    return [
      alertFact(opened ? 'alert.opened' : 'alert.repeated', alert, { occurrences: alert.occurrences, louder }),
      ...(await this.unshelveCritical(turn, saved)),
    ];
  }

  /** Work that is planned, not hurried: it has a ladder of its own. */
  private openPlanned(turn: Turn, fact: Fact, type: string, priority: Priority, detail: Record<string, unknown>) {
    return this.report(turn, {
      key: conditionKey(fact.citizenId ?? null, fact.deviceId ?? null, type),
      type,
      priority,
      ladderName: 'planned-work',
      ...whose(fact),
      doseId: null,
      dose: null,
      unmatched: false,
      detail,
      line: null,
    });
  }

  async closeItself(turn: Turn, alert: Alert, text: string, data: Record<string, unknown>): Promise<Fact[]> {
    const saved = await this.store.save(turn.tx, { ...alert, state: 'auto-resolved', resolvedAt: turn.now });
    this.log(turn, { alertId: alert.id, entry: 'signed-off', by: GATEWAY, text, data });
    return [alertFact('alert.auto-resolved', saved, data)];
  }
}

interface DoseSaid {
  doseId: string | null;
  dueAt: string | null;
  windowClosesAt: string | null;
  slot: string | null;
  criticality: Criticality;
  eventType: string;
  effectiveAt: string;
  priority: string | null;
  ladder: string | null;
  line: number | null;
  zone: string;
  detail: Record<string, unknown>;
}

interface ConditionSaid {
  condition: string;
  eventType: string;
  effectiveAt: string;
  priority: string;
  ladder: string | null;
  holdMinutes: number;
  line: number | null;
  detail: Record<string, unknown>;
}

const whose = (fact: Fact) => ({
  citizenId: fact.citizenId ?? null,
  deviceId: fact.deviceId ?? null,
  districtId: fact.districtId ?? null,
});

export function alertFact(type: string, alert: Alert, more: Record<string, unknown> = {}): Fact {
  return {
    type,
    subject: alert.id,
    citizenId: alert.citizenId,
    deviceId: alert.deviceId,
    districtId: alert.districtId,
    data: {
      alertType: alert.type,
      priority: alert.priority,
      state: alert.state,
      ...(alert.shadow && { shadow: true }),
      doseId: alert.doseId,
      dueAt: alert.dose?.dueAt ?? null,
      ...more,
    },
  };
}
