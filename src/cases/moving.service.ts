import { Injectable } from '@nestjs/common';
import { StaffService } from '../access/staff/staff.service.js';
import { type Alert, isLive } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { isOpenTask, type Task } from './task.rules.js';
import { TasksService } from './tasks.service.js';
import type { Routing } from '../teams/routing.rules.js';
import { isLast } from './escalation.rules.js';
import { EscalationService } from './escalation.service.js';
import { follow } from './moving.rules.js';
import { RoutesService } from './routes.service.js';

/** Open work goes where its citizen is: at once what nobody has taken, the rest when its holder gives it back. */
@Injectable()
export class MovingService {
  constructor(
    private readonly escalation: EscalationService,
    private readonly routes: RoutesService,
    private readonly alerts: AlertsService,
    private readonly citizens: CitizensService,
    private readonly staff: StaffService,
    private readonly tasks: TasksService,
  ) {}

  /** The citizen lives, or is, somewhere else than before. */
  async followCitizen(turn: Turn, { subject: citizenId }: Fact): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const alert of await this.alerts.store.lockLiveOf(turn.tx, citizenId)) {
      const task = await this.tasks.store.lockOpenFor(turn.tx, alert.id);
      facts.push(...(await this.bring(turn, alert, task)));
    }
    return facts;
  }

  /** The team serves another district, or does other work, from now on. */
  async followTeam(turn: Turn, { subject: teamId }: Fact): Promise<Fact[]> {
    const open = await this.tasks.store.openOf(turn.tx, teamId, null);
    const citizenIds = open.flatMap(({ citizenId }) => citizenId ?? []);
    await this.citizens.lockCitizens(turn.tx, [...new Set(citizenIds)]);
    const facts: Fact[] = [];
    for (const { id, alertId } of open) {
      const alert = await this.alerts.store.lock(turn.tx, alertId);
      const task = await this.tasks.store.lock(turn.tx, id);
      if (alert && isLive(alert.state) && task?.teamId === teamId && isOpenTask(task.state))
        facts.push(...(await this.bring(turn, alert, task)));
    }
    return facts;
  }

  /** Its holder gave it back: it goes where it was to go. */
  async settle(turn: Turn, { subject: taskId, data }: Fact): Promise<Fact[]> {
    if (!data.moved) return [];
    const task = await this.tasks.store.lock(turn.tx, taskId);
    if (!task?.movedAt) return [];
    await this.tasks.stayHere(turn, task);
    const alert = await this.alerts.store.lock(turn.tx, task.alertId);
    if (!alert || !isLive(alert.state)) return [];
    const facts = await this.handTo(turn, alert, await this.districtOf(turn, alert));
    return isOpenTask(task.state) ? [...facts, ...(await this.escalation.askAgain(turn, alert.id))] : facts;
  }

  /** Somebody of the team that it goes to has taken it over: it is there. */
  async arrive(turn: Turn, { subject: taskId, data }: Fact): Promise<Fact[]> {
    if (!data.moved) return [];
    const task = await this.tasks.store.lock(turn.tx, taskId);
    if (!task?.movedAt || !task.nextTeamId) return [];
    const taker = await this.staff.findColleague(turn.tx, String(data.by));
    if (!taker?.teamIds.includes(task.nextTeamId)) return [];
    await this.tasks.arrive(turn, task);
    const alert = await this.alerts.store.lock(turn.tx, task.alertId);
    return alert && isLive(alert.state) ? this.handTo(turn, alert, await this.districtOf(turn, alert)) : [];
  }

  private async bring(turn: Turn, alert: Alert, task: Task | null): Promise<Fact[]> {
    const districtId = await this.districtOf(turn, alert);
    if (!task) return this.handTo(turn, alert, districtId);
    const asked = await this.wouldAsk(turn, alert, task);
    const move = follow(task, asked, districtId, districtId !== alert.districtId);
    switch (move.do) {
      case 'ask-anew':
        return [...(await this.handTo(turn, alert, districtId)), ...(await this.escalation.askAgain(turn, alert.id))];
      case 'stay':
        if (task.claimedBy === null) await this.tasks.stayHere(turn, { ...task, routing: asked });
        return [];
      case 'go-next':
        return this.tasks.goNext(turn, task, move.nextTeamId, move.nextDistrictId);
      case 'come-back':
        return this.tasks.comeBack(turn, task);
    }
  }

  /** Whom the step that it stands on would ask now; the team that has it is as good as any. */
  private async wouldAsk(turn: Turn, alert: Alert, task: Task): Promise<Routing> {
    const escalation = await this.escalation.store.lock(turn.tx, alert.id);
    const index = escalation?.rung ?? 0;
    const rung = escalation?.rungs[index];
    if (!escalation || !rung) return task.routing;
    return this.routes.find(turn, alert, rung.to, isLast(escalation, index), task.teamId);
  }

  private async districtOf({ tx }: Turn, alert: Alert): Promise<string | null> {
    const citizen = alert.citizenId ? await this.citizens.find(tx, alert.citizenId) : null;
    return citizen ? citizen.districtId : alert.districtId;
  }

  private async handTo(turn: Turn, alert: Alert, districtId: string | null): Promise<Fact[]> {
    return alert.districtId === districtId ? [] : this.alerts.moveTo(turn, alert, districtId);
  }
}
