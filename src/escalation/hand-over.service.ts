import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { TasksService } from '../tasks/tasks.service.js';
import { type Duty, isOnDuty } from '../teams/roster.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import { EscalationService } from './escalation.service.js';
import { handOver, shiftEnd } from './hand-over.rules.js';

const NOBODY: Duty = { onDuty: false, shift: null, until: null, members: null, why: 'there is no team' };

/** Open work outlives the shift it came on. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly escalation: EscalationService,
    private readonly tasks: TasksService,
    private readonly teams: TeamsService,
  ) {}

  /** The shift a task is with has ended, or its holder did not answer in time. */
  async endShift(turn: Turn, taskId: string): Promise<Fact[]> {
    const task = await this.tasks.store.lock(turn.tx, taskId);
    if (!task) return [];
    const decided = handOver(task, await this.duty(turn, task.teamId), turn.now);
    switch (decided.do) {
      case 'stay':
        return this.tasks.stayUntil(turn, task, decided.shiftEndsAt);
      case 'ask-holder':
        return this.tasks.askHandOver(turn, task, decided.releaseAt);
      case 'ask-anew':
        await this.tasks.stayUntil(turn, task, null);
        return this.escalation.askAgain(turn, task.alertId);
      case 'release': {
        const released = await this.tasks.release(turn, task, null, 'the shift is over and nobody kept it');
        const facts = 'refused' in released ? [] : released.facts;
        return [...facts, ...(await this.escalation.askAgain(turn, task.alertId))];
      }
      case 'nothing':
        return [];
    }
  }

  /** The team's roster was changed: its open work is with the shift as it is now, not as it was when somebody was asked. */
  async followRoster(turn: Turn, fact: Fact): Promise<Fact[]> {
    const duty = await this.duty(turn, fact.subject);
    for (const task of await this.tasks.store.lockOnShift(turn.tx, fact.subject)) {
      const endsAt = shiftEnd(task, duty, turn.now);
      if (endsAt?.getTime() !== task.shiftEndsAt?.getTime()) await this.tasks.stayUntil(turn, task, endsAt);
    }
    return [];
  }

  private async duty(turn: Turn, teamId: string | null): Promise<Duty> {
    const team = (await this.teams.listTeams(turn.tx)).find(({ id }) => id === teamId);
    return team ? isOnDuty(team, team.zone, turn.now) : NOBODY;
  }
}
