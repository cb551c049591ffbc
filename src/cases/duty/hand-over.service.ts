import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { RostersService } from '../../access/staff/rosters.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import type { Task } from '../task.rules.js';
import { StandInsService } from '../alarms/stand-ins.service.js';
import { CasesService } from '../cases.service.js';
import { CasesStore } from '../cases.store.js';
import { TasksService } from '../lists/tasks.service.js';
import { below } from '../../teams/district.rules.js';
import { type DutyNow, dutyNow, goesOn } from '../../teams/roster.rules.js';
import { onShift } from '../../teams/shifts/on-shift.rules.js';
import type { RosteredTeam } from '../../teams/team.rules.js';
import { isAskedOnLeaving, shiftEnd } from './hand-over.rules.js';

const NOBODY: DutyNow = { onDuty: false, shift: null, until: null, members: null, why: { rule: 'no_team' } };

/** Open work outlives the shift it came on. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly cases: CasesService,
    private readonly store: CasesStore,
    private readonly rosters: RostersService,
    private readonly citizens: CitizensService,
    private readonly tasks: TasksService,
    private readonly standIns: StandInsService,
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

  /** Somebody is at work: what she was asked about stays with her, and the open work is with the shift as it is now. */
  async followComing(turn: Turn, { subject: teamId, data: { staffId } }: FactOf<'shift.started'>): Promise<Fact[]> {
    const open = await this.openOf(turn, teamId, staffId);
    const asked = open.filter(({ claimedBy, releaseAt }) => claimedBy === staffId && releaseAt !== null);
    await this.lockCitizensOf(turn, asked);
    const team = await this.rosters.find(turn.tx, teamId);
    const facts: Fact[] = [];
    for (const { id, claimedByName } of asked) {
      const by = { id: staffId, name: claimedByName ?? '' };
      const kept = await this.cases.work(turn, id, { do: 'keep', by });
      if (kept === null || 'refused' in kept) continue;
      facts.push(...kept.facts);
      await this.cases.work(turn, id, { do: 'stay-until', shiftEndsAt: dutyOf(team, turn).until });
    }
    await this.follow(turn, team, teamId);
    return facts;
  }

  /**
   * Somebody goes, when she says so or when she said she would: of what she has she is asked at once, whoever of her team is still there,
   * and what was for her in person is anybody's.
   */
  async followGoing(
    turn: Turn,
    { subject: teamId, data: { staffId } }: FactOf<'shift.stopped' | 'shift.ended'>,
  ): Promise<Fact[]> {
    const team = await this.rosters.find(turn.tx, teamId);
    const open = await this.openOf(turn, teamId, staffId);
    const inPerson = isThere(team, staffId, turn) ? [] : open.filter(({ claimedBy }) => claimedBy === null);
    await this.lockCitizensOf(turn, inPerson);
    const facts: Fact[] = [];
    for (const { id } of inPerson) facts.push(...(await this.letGo(turn, id)));
    await this.follow(turn, team, teamId);
    for (const { id } of open.filter((task) => isAskedOnLeaving(task, staffId)))
      await this.cases.work(turn, id, { do: 'stay-until', shiftEndsAt: turn.now });
    return facts;
  }

  /** The same of one task that she has, or that is for her in person. */
  async goHome(turn: Turn, taskId: string, staffId: string): Promise<Fact[]> {
    const found = await this.cases.lockWith(turn, taskId);
    if (!found) return [];
    const { teamId, claimedBy } = found.task;
    if (claimedBy === null)
      return isThere(await this.rosters.find(turn.tx, teamId), staffId, turn) ? [] : this.letGo(turn, taskId);
    if (isAskedOnLeaving(found.task, staffId))
      await this.cases.work(turn, taskId, { do: 'stay-until', shiftEndsAt: turn.now });
    return [];
  }

  private async letGo(turn: Turn, taskId: string): Promise<Fact[]> {
    const freed = await this.cases.work(turn, taskId, { do: 'let-go', holder: null });
    return freed === null || 'refused' in freed ? [] : freed.facts;
  }

  private async openOf({ tx }: Turn, teamId: string, staffId: string): Promise<Task[]> {
    return (await this.tasks.openOfPerson(tx, staffId)).filter((task) => task.teamId === teamId);
  }

  private async lockCitizensOf(turn: Turn, tasks: readonly Task[]): Promise<void> {
    const ids = new Set<string>();
    for (const task of tasks) {
      const citizenId = await this.standIns.rowFor(turn, task);
      if (citizenId) ids.add(citizenId);
    }
    await this.citizens.lockCitizens(turn.tx, [...ids]);
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

const isThere = (team: RosteredTeam | null, staffId: string, { now }: Turn): boolean =>
  team !== null && onShift(team, staffId, now) !== null;

const goesOnFor = (team: RosteredTeam | null, { claimedBy, shiftEndsAt }: Task): boolean =>
  team !== null && claimedBy !== null && shiftEndsAt !== null && goesOn(team, team.zone, shiftEndsAt, claimedBy);
