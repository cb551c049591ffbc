import { Injectable } from '@nestjs/common';
import { type Alert, isLive } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { BondsService } from './bonds.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { priorityFor } from '../devices/telemetry.rules.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { TasksService } from './tasks.service.js';
import type { Routing } from '../teams/routing.rules.js';
import { Circumstances } from './circumstances.service.js';
import { doseLadder, type Opened } from './course.rules.js';
import {
  calmSince,
  dueRung,
  type Escalation,
  fired,
  isDue,
  isLast,
  postpone,
  start,
  stop,
  taskDueAt,
  taskKind,
  turnsNow,
  waitsForCalm,
} from './escalation.rules.js';
import { EscalationStore } from './escalation.store.js';
import { humanAction, type Rung } from '../ladders/ladder.rules.js';
import { LaddersService } from '../ladders/ladders.service.js';
import { isForLead } from './lead.rules.js';
import { RoutesService } from './routes.service.js';

const REMINDER_TTL_SECONDS = 600;

/** Climbs an alert's ladder rung by rung: what is asked of whom, and what is skipped. */
@Injectable()
export class ClimbingService {
  constructor(
    private readonly store: EscalationStore,
    private readonly config: Config,
    private readonly ladders: LaddersService,
    private readonly circumstances: Circumstances,
    private readonly routes: RoutesService,
    private readonly alerts: AlertsService,
    private readonly bonds: BondsService,
    private readonly tasks: TasksService,
    private readonly devices: DevicesService,
  ) {}

  /** Fires the rung that is due. One with nobody to reach is skipped at once, and the next fires in its place. */
  async fire(turn: Turn, alertId: string): Promise<Fact[]> {
    const escalation = await this.store.lock(turn.tx, alertId);
    return escalation && isDue(escalation, turn.now) ? this.act(turn, escalation) : [];
  }

  /** Sets out on a ladder, with the step that is due at once. */
  async setOut(turn: Turn, escalation: Escalation): Promise<Fact[]> {
    if (isDue(escalation, turn.now)) return this.act(turn, escalation);
    await this.store.save(turn.tx, escalation);
    return [];
  }

  private async act(turn: Turn, escalation: Escalation): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, escalation.alertId);
    if (!alert || !isLive(alert.state)) {
      await this.store.save(turn.tx, stop(escalation, turn.now));
      return [];
    }
    if (turnsNow(escalation, turn.now)) return this.becomeUrgent(turn, alert, escalation);
    if (await this.isTooMuchAtOnce(turn, alert, escalation)) return [];
    const due = dueRung(escalation, turn.now)!;
    return alert.shadow ? this.climbInShadow(turn, alert, escalation, due) : this.climb(turn, alert, escalation, due);
  }

  /** A district is not flooded with what can wait: its turn is put off, and the log says so. */
  private async isTooMuchAtOnce(turn: Turn, alert: Alert, escalation: Escalation): Promise<boolean> {
    if (alert.districtId === null || alert.shadow) return false;
    const most = this.config.storm.calmTasks;
    if (!waitsForCalm(alert.priority, escalation, most, most)) return false;
    const given = await this.tasks.store.countCalm(turn.tx, alert.districtId, calmSince(turn.now));
    if (!waitsForCalm(alert.priority, escalation, given, most)) return false;
    await this.store.save(turn.tx, postpone(escalation, turn.now));
    this.alerts.log(turn, { alertId: alert.id }, { kind: 'turn_postponed', data: { given } });
    return true;
  }

  /** Its deadline came: planned work is now dispensing that stopped, and that is now the dose it will cost. */
  private async becomeUrgent(turn: Turn, alert: Alert, escalation: Escalation): Promise<Fact[]> {
    const becomes = escalation.becomes!;
    const opened = { ...(await this.circumstances.of(turn, alert)), openedAt: turn.now, holdMinutes: 0 };
    const ladder = await this.ladders.find(turn.tx, becomes, alert.citizenId, opened.districtId);
    const why = { rule: 'not_solved_in_time', ladder: becomes } as const;
    const facts = await this.bonds.grow(turn, alert, urgencyOf(opened, becomes), why);
    return [...facts, ...(await this.setOut(turn, start(ladder, opened)))];
  }

  /** What would have been done, and why, is written down; nobody hears of it, the dispenser neither. */
  private async climbInShadow(turn: Turn, alert: Alert, escalation: Escalation, from: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (let index = from; ; index++) {
      const rung = escalation.rungs[index]!;
      const last = isLast(escalation, index);
      const routing = humanAction(rung) && (await this.routes.find(turn, alert, rung.to, last));
      const reached = !routing || routing.chosenTeamId !== null || routing.assigneeId !== null;
      const data = { rung: index, reached, actions: [...rung.actions], ...routeOf(routing) };
      this.alerts.log(turn, { alertId: alert.id }, { kind: 'rung_shadowed', data });
      facts.push(rungFact('escalation.rung_shadowed', alert, index, rung, { routing }));
      if (!reached && !last) continue;
      await this.store.save(turn.tx, fired(escalation, index, turn.now));
      return last ? [...facts, ...(await this.alerts.endShadow(turn, alert))] : facts;
    }
  }

  private async climb(turn: Turn, alert: Alert, escalation: Escalation, from: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (let index = from; ; index++) {
      const rung = escalation.rungs[index]!;
      const last = isLast(escalation, index);
      const after = fired(escalation, index, turn.now);
      facts.push(...(await this.remind(turn, alert, rung)));
      const dueAt = taskDueAt(escalation, after.nextRungAt ?? turn.now);
      const asked = await this.askHuman(turn, alert, rung, index, last, dueAt);
      facts.push(...asked.facts);
      if (asked.reached || last) {
        await this.store.save(turn.tx, after);
        return [...facts, rungFact('escalation.rung_fired', alert, index, rung, asked)];
      }
      const { team: _team, ...route } = routeOf(asked.routing);
      this.alerts.log(turn, { alertId: alert.id }, { kind: 'rung_skipped', data: { rung: index, ...route } });
      facts.push(rungFact('escalation.rung_skipped', alert, index, rung, asked));
    }
  }

  /** Lets the dispenser remind once more; whether it did is told by its answer. */
  private async remind(turn: Turn, alert: Alert, rung: Rung): Promise<Fact[]> {
    if (!rung.actions.includes('repeat-reminder') || !alert.dose || !alert.citizenId) return [];
    const asked = await this.devices.askForCitizen(turn, {
      type: 'dose.remind',
      data: { dueAt: alert.dose.dueAt },
      ttlSeconds: REMINDER_TTL_SECONDS,
      alertId: alert.id,
      citizenId: alert.citizenId,
    });
    if (!asked) return [];
    const data = { commandId: asked.command.id };
    this.alerts.log(turn, { alertId: alert.id }, { kind: 'reminder_asked', data });
    return asked.facts;
  }

  private async askHuman(turn: Turn, alert: Alert, rung: Rung, index: number, last: boolean, dueAt: Date) {
    const action = humanAction(rung);
    if (!action)
      return {
        reached: rung.actions.includes('repeat-reminder'),
        facts: [] as Fact[],
        routing: null,
      };
    const routing = await this.routes.find(turn, alert, rung.to, last);
    const reached = routing.chosenTeamId !== null || routing.assigneeId !== null;
    if (!reached) return { reached, facts: [], routing };
    const facts = await this.tasks.ask(turn, alert, {
      kind: isForLead(alert.type) ? 'review' : taskKind(action, alert.type),
      rung: index,
      routing,
      dueAt,
      shiftEndsAt: await this.routes.shiftEnd(turn, routing.chosenTeamId),
    });
    return { reached, facts, routing };
  }
}

/** What an alert grows to when its ladder turns into another. */
function urgencyOf({ nextDose }: Opened, becomes: Escalation['ladderName']) {
  if (!nextDose || becomes !== doseLadder(nextDose.criticality)) return { priority: 'P2' as const };
  const { id, dueAt, windowClosesAt, criticality } = nextDose;
  const dose = { dueAt: dueAt.toISOString(), windowClosesAt: windowClosesAt.toISOString(), criticality };
  return { priority: priorityFor('dose.missed', criticality) ?? 'P2', doseId: id, dose };
}

/** As the log keeps it; null where a step asks no team. */
const routeOf = (routing: Routing | null) => ({
  team: routing?.candidates.find(({ teamId }) => teamId === routing.chosenTeamId)?.name ?? null,
  rule: routing?.rule ?? null,
  teams: routing?.candidates.length ?? 0,
  routing: routing && { ...routing },
});

interface Asked {
  readonly routing: Routing | null;
}

function rungFact(type: string, alert: Alert, index: number, rung: Rung, { routing }: Asked): Fact {
  const rule = routing?.rule ?? null;
  return {
    type,
    subject: alert.id,
    citizenId: alert.citizenId,
    deviceId: alert.deviceId,
    districtId: alert.districtId,
    data: {
      alertId: alert.id,
      alertType: alert.type,
      ladder: alert.ladderName,
      rung: index,
      to: rung.to,
      actions: rung.actions,
      teamId: routing?.chosenTeamId ?? null,
      rule,
    },
  };
}
