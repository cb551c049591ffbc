import { Injectable } from '@nestjs/common';
import { type Alert, type Cause, isAboutDose, type Outcome } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { BondsService } from './bonds.service.js';
import { IncidentsService } from './incidents.service.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { TasksService } from './tasks.service.js';
import { type Escalation, hold } from './escalation.rules.js';
import { EscalationStore } from './escalation.store.js';
import { isFollowedUnderDose, putsRight, standIn, takeOverPosition } from './joining.rules.js';

/** One task for a citizen, not two: what keeps a dispenser from dispensing is followed under the dose that it costs. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly store: EscalationStore,
    private readonly alerts: AlertsService,
    private readonly bonds: BondsService,
    private readonly incidents: IncidentsService,
    private readonly config: Config,
    private readonly tasks: TasksService,
  ) {}

  /** A case begins: a dose takes under it what is wrong already, and what is wrong goes under the dose that is open. */
  async join(turn: Turn, alert: Alert, escalation: Escalation): Promise<{ escalation: Escalation; facts: Fact[] }> {
    // The incident of a district may be under that of one above it before anybody is asked.
    if (alert.attached) return { escalation: hold(escalation, turn.now), facts: [] };
    if (!alert.citizenId || alert.shadow) return { escalation, facts: [] };
    const incident = await this.incidents.over(turn, alert);
    if (incident) {
      const until = isAboutDose(alert.type)
        ? new Date(turn.now.getTime() + this.config.storm.silenceMinutes * 60_000)
        : null;
      return { escalation: hold(escalation, turn.now), facts: await this.bonds.attach(turn, alert, incident, until) };
    }
    const others = (await this.alerts.store.lockLiveOf(turn.tx, alert.citizenId)).filter(({ id }) => id !== alert.id);
    if (isAboutDose(alert.type)) return this.takeUnder(turn, alert, escalation, others);
    const other = standIn(alert, others);
    if (!other || !isFollowedUnderDose(alert, escalation)) return { escalation, facts: [] };
    return { escalation: hold(escalation, turn.now), facts: await this.bonds.attach(turn, alert, other) };
  }

  /** What its incident stood for no longer goes under another alert of the citizen, where there is one. */
  async joinAnew(turn: Turn, alert: Alert): Promise<Fact[] | null> {
    if (!alert.citizenId || isAboutDose(alert.type)) return null;
    const others = (await this.alerts.store.lockLiveOf(turn.tx, alert.citizenId)).filter(({ id }) => id !== alert.id);
    const other = standIn(alert, others);
    return other && this.bonds.attach(turn, alert, other);
  }

  /** The parent closed. Answers what stands for itself again, to be asked about at once. */
  async part(turn: Turn, fact: Fact): Promise<{ freed: string[]; facts: Fact[] }> {
    const freed: string[] = [];
    const facts: Fact[] = [];
    if (!isAboutDose(String(fact.data.alertType))) return { freed, facts };
    const { outcome, cause } = fact.data as { outcome?: Outcome; cause?: Cause };
    for (const child of await this.alerts.store.lockChildren(turn.tx, fact.subject)) {
      if (outcome && cause && putsRight(outcome)) {
        facts.push(...(await this.bonds.resolveWith(turn, child, outcome, cause)));
      } else {
        facts.push(...(await this.bonds.detach(turn, child)));
        freed.push(child.id);
      }
    }
    return { freed, facts };
  }

  private async takeUnder(turn: Turn, dose: Alert, begun: Escalation, others: readonly Alert[]) {
    const facts: Fact[] = [];
    let escalation = begun;
    let moved = false;
    for (const other of others) {
      const held = await this.store.lock(turn.tx, other.id);
      if (!held || !isFollowedUnderDose(other, held)) continue;
      const task = await this.tasks.store.lockOpenFor(turn.tx, other.id);
      const isSameDose = other.doseId === dose.doseId && held.ladderName === begun.ladderName;
      if (task?.claimedBy && moved) continue;
      facts.push(...(await this.bonds.attach(turn, other, dose)));
      await this.store.save(turn.tx, hold(held, turn.now));
      if (task && !moved && (task.claimedBy || isSameDose)) {
        facts.push(...(await this.tasks.moveTo(turn, task, dose)));
        escalation = isSameDose ? takeOverPosition(begun, held) : hold(begun, turn.now);
        moved = true;
      } else if (task) facts.push(...(await this.tasks.withdraw(turn, task, 'under_dose')));
    }
    return { escalation, facts };
  }
}
