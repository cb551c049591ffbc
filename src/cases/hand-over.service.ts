import { Injectable } from '@nestjs/common';
import { RostersService } from '../access/staff/rosters.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Task } from './task.rules.js';
import { TasksService } from './tasks.service.js';
import { below } from '../teams/district.rules.js';
import { type DutyNow, dutyNow, goesOn } from '../teams/roster.rules.js';
import type { RosteredTeam } from '../teams/team.rules.js';
import { EscalationService } from './escalation.service.js';
import { handOver, shiftEnd } from './hand-over.rules.js';

const NOBODY: DutyNow = { onDuty: false, shift: null, until: null, members: null, why: { rule: 'no_team' } };

/** Open work outlives the shift it came on. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly escalation: EscalationService,
    private readonly tasks: TasksService,
    private readonly rosters: RostersService,
  ) {}

  /** The shift a task is with has ended, or its holder did not answer in time. */
  async endShift(turn: Turn, taskId: string): Promise<Fact[]> {
    const task = await this.tasks.store.lock(turn.tx, taskId);
    if (!task) return [];
    const team = await this.rosters.find(turn.tx, task.teamId);
    const decided = handOver(task, { ...dutyOf(team, turn), goesOn: goesOnFor(team, task) }, turn.now);
    switch (decided.do) {
      case 'stay':
        return this.tasks.stayUntil(turn, task, decided.shiftEndsAt);
      case 'ask-holder':
        return this.tasks.askHandOver(turn, task, decided.releaseAt);
      case 'ask-anew':
        await this.tasks.stayUntil(turn, task, null);
        return this.escalation.askAgain(turn, task.alertId);
      case 'release': {
        const released = await this.tasks.takeBack(turn, task, 'shift_over');
        const facts = 'refused' in released ? [] : released.facts;
        return [...facts, ...(await this.escalation.askAgain(turn, task.alertId))];
      }
      case 'nothing':
        return [];
    }
  }

  /** The team's roster was changed: its open work is with the shift as it is now, not as it was when somebody was asked. */
  async followRoster(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.follow(turn, await this.rosters.find(turn.tx, fact.subject), fact.subject);
    return [];
  }

  /** The municipality said of its days what it had not: every roster there is followed. */
  async followHolidays(turn: Turn, fact: Fact): Promise<Fact[]> {
    const { districts, teams } = await this.rosters.loadForRouting(turn.tx);
    const within = below(districts, fact.subject);
    for (const team of teams.filter(({ districtId }) => within.includes(districtId)))
      await this.follow(turn, team, team.id);
    return [];
  }

  private async follow(turn: Turn, team: RosteredTeam | null, teamId: string): Promise<void> {
    const duty = dutyOf(team, turn);
    for (const task of await this.tasks.store.lockOnShift(turn.tx, teamId)) {
      const endsAt = shiftEnd(task, duty, turn.now);
      if (endsAt?.getTime() !== task.shiftEndsAt?.getTime()) await this.tasks.stayUntil(turn, task, endsAt);
    }
  }
}

const dutyOf = (team: RosteredTeam | null, { now }: Turn): DutyNow => (team ? dutyNow(team, team.zone, now) : NOBODY);

const goesOnFor = (team: RosteredTeam | null, { claimedBy, shiftEndsAt }: Task): boolean =>
  team !== null && claimedBy !== null && shiftEndsAt !== null && goesOn(team, team.zone, shiftEndsAt, claimedBy);
