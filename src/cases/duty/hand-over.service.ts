import { Injectable } from '@nestjs/common';
import { RostersService } from '../../access/staff/rosters.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Task } from '../task.rules.js';
import { CasesService } from '../cases.service.js';
import { CasesStore } from '../cases.store.js';
import { below } from '../../teams/district.rules.js';
import { type DutyNow, dutyNow, goesOn } from '../../teams/roster.rules.js';
import type { RosteredTeam } from '../../teams/team.rules.js';
import { shiftEnd } from './hand-over.rules.js';

const NOBODY: DutyNow = { onDuty: false, shift: null, until: null, members: null, why: { rule: 'no_team' } };

/** Open work outlives the shift it came on. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly cases: CasesService,
    private readonly store: CasesStore,
    private readonly rosters: RostersService,
  ) {}

  /** The shift a task is with has ended, or its holder did not answer in time. */
  async endShift(turn: Turn, taskId: string): Promise<Fact[]> {
    const found = await this.cases.lockWith(turn, taskId);
    if (!found) return [];
    const team = await this.rosters.find(turn.tx, found.task.teamId);
    const action = { do: 'end-shift', duty: dutyOf(team, turn), goesOn: goesOnFor(team, found.task) } as const;
    const acted = await this.cases.work(turn, taskId, action);
    return acted === null || 'refused' in acted ? [] : acted.facts;
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
    for (const { task } of await this.store.lockOnShift(turn.tx, teamId)) {
      if (!task) continue;
      const shiftEndsAt = shiftEnd(task, duty, turn.now);
      if (shiftEndsAt?.getTime() !== task.shiftEndsAt?.getTime())
        await this.cases.work(turn, task.id, { do: 'stay-until', shiftEndsAt });
    }
  }
}

const dutyOf = (team: RosteredTeam | null, { now }: Turn): DutyNow => (team ? dutyNow(team, team.zone, now) : NOBODY);

const goesOnFor = (team: RosteredTeam | null, { claimedBy, shiftEndsAt }: Task): boolean =>
  team !== null && claimedBy !== null && shiftEndsAt !== null && goesOn(team, team.zone, shiftEndsAt, claimedBy);
