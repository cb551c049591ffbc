import { Injectable } from '@nestjs/common';
import { type Alert, isAboutDose, isLive } from '../cases/alert.rules.js';
import type { Case } from '../cases/case-state.rules.js';
import { CasesService } from '../cases/cases.service.js';
import { ALARM_WAITING } from '../cases/climbing/lead.rules.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact, FactOf } from '../platform/facts/fact.js';
import { isFollowedUnderDose, putsRight, standIn } from './grouping.rules.js';
import { IncidentsService } from './incidents.service.js';
import { UNUSABLE_INCIDENT } from './unusable.rules.js';

/** One task for what is one piece of work: under an incident, or under the dose that it costs. */
@Injectable()
export class GroupingService {
  constructor(
    private readonly cases: CasesService,
    private readonly incidents: IncidentsService,
    private readonly config: Config,
  ) {}

  /** A case opened: before anybody is asked about it, it goes under what it belongs to, or takes under it what belongs to it. */
  async sort(turn: Turn, { subject }: Fact): Promise<Fact[]> {
    const begun = await this.cases.begin(turn, subject);
    if (!begun) return [];
    const grouped = await this.group(turn, begun.case.alert);
    return [...begun.facts, ...grouped, ...(await this.cases.setOut(turn, begun))];
  }

  /** The parent closed: what is still wrong is asked about by itself again, at once, and what was put right with it is over too. */
  async part(turn: Turn, { type, subject, data }: FactOf<'alert.resolved' | 'alert.auto_resolved'>): Promise<Fact[]> {
    const { alertType } = data;
    const by = type === 'alert.resolved' ? data : null;
    const isAllOver = alertType === UNUSABLE_INCIDENT && by !== null;
    if (!isAllOver && !isAboutDose(alertType)) return [];
    const facts: Fact[] = [];
    for (const { alert } of await this.cases.lockUnder(turn, subject)) {
      const isRight = by !== null && (isAllOver || putsRight(by.outcome));
      const action = isRight
        ? ({ do: 'resolve-with', outcome: by.outcome, cause: by.cause } as const)
        : ({ do: 'detach' } as const);
      facts.push(...(await this.cases.do(turn, alert.id, action)));
    }
    return facts;
  }

  /** Its parent stands for it no longer: it goes under another alert of the citizen, or is asked about by itself, at once. */
  async free(turn: Turn, alertId: string): Promise<Fact[]> {
    const of = await this.cases.lock(turn, alertId);
    if (!of?.alert.attached || !isLive(of.alert.state)) return [];
    const other = isAboutDose(of.alert.type) ? null : standIn(of.alert, await this.others(turn, of.alert));
    return this.cases.do(turn, alertId, other ? { do: 'attach', parent: other, until: null } : { do: 'detach' });
  }

  private async group(turn: Turn, alert: Alert): Promise<Fact[]> {
    // The incident of a district may be under that of one above it before anybody is asked.
    if (alert.attached || !alert.citizenId || alert.shadow || alert.type === ALARM_WAITING) return [];
    const incident = await this.incidents.over(turn, alert);
    if (incident) {
      const silenceMs = this.config.storm.silenceMinutes * 60_000;
      const until = isAboutDose(alert.type) ? new Date(turn.now.getTime() + silenceMs) : null;
      return this.cases.do(turn, alert.id, { do: 'attach', parent: incident, until });
    }
    if (isAboutDose(alert.type)) return this.takeUnder(turn, alert);
    if (!isFollowedUnderDose(alert, alert)) return [];
    const other = standIn(alert, await this.others(turn, alert));
    return other ? this.cases.do(turn, alert.id, { do: 'attach', parent: other, until: null }) : [];
  }

  /** The first work that somebody has goes on under the dose; the dose goes on where what is followed as this very dose has come to. */
  private async takeUnder(turn: Turn, dose: Alert): Promise<Fact[]> {
    const facts: Fact[] = [];
    let moved = false;
    for (const other of await this.cases.lockLiveOf(turn, dose.citizenId!)) {
      const { alert, climb, task } = other;
      if (alert.id === dose.id || !climb || !isFollowedUnderDose(alert, climb)) continue;
      if (task?.claimedBy && moved) continue;
      const isSameDose = alert.doseId === dose.doseId && climb.ladderName === dose.ladderName;
      if (task && !moved && (task.claimedBy || isSameDose)) {
        facts.push(...(await this.handOn(turn, other, dose.id)));
        if (isSameDose) await this.cases.do(turn, dose.id, { do: 'take-position', from: climb });
        moved = true;
      }
      facts.push(...(await this.cases.do(turn, alert.id, { do: 'attach', parent: dose, until: null })));
    }
    return facts;
  }

  private async handOn(turn: Turn, from: Case, toId: string): Promise<Fact[]> {
    const to = await this.cases.lock(turn, toId);
    return to ? this.cases.moveWork(turn, from, to) : [];
  }

  private async others(turn: Turn, { id, citizenId }: Alert): Promise<Alert[]> {
    if (!citizenId) return [];
    const live = await this.cases.lockLiveOf(turn, citizenId);
    return live.map(({ alert }) => alert).filter((alert) => alert.id !== id);
  }
}
