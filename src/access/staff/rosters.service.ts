import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { mayReachPlace, type Principal } from '../../platform/http/principal.js';
import { bareHours } from '../../teams/coverage.rules.js';
import { type District, municipalityOf } from '../../teams/district.rules.js';
import type { OwnDay } from '../../teams/holiday.rules.js';
import { type DutyNow, dutyNow, type DutyPeriod, dutyPeriods, isOnDuty } from '../../teams/roster.rules.js';
import { type Trial, tryRoster } from '../../teams/shifts/roster-trial.rules.js';
import type { RosteredTeam, Team } from '../../teams/team.rules.js';
import type { RosterBody } from '../../teams/team-shape.rules.js';
import { TeamsService } from '../../teams/teams.service.js';
import { isNamed, strangers, withCrews } from './crew.rules.js';
import { OwnShiftsStore } from './own-shifts.store.js';
import { StaffStore } from './staff.store.js';

interface TeamDuty {
  readonly team: RosteredTeam;
  readonly people: { staffId: string; name: string }[];
  readonly now: DutyNow;
  readonly periods: DutyPeriod[];
  readonly bare: { from: Date; to: Date }[];
}

/** Who is on duty: the teams' rosters, held against who works there, what day it is, and what each says of herself. */
@Injectable()
export class RostersService {
  private known: { readonly of: readonly unknown[]; readonly teams: readonly RosteredTeam[] } | null = null;

  constructor(
    private readonly teams: TeamsService,
    private readonly staff: StaffStore,
    private readonly ownShifts: OwnShiftsStore,
  ) {}

  /** What the routing rules need of districts and teams. */
  async loadForRouting(tx: Turn['tx']): Promise<{ districts: readonly District[]; teams: readonly RosteredTeam[] }> {
    const [teams, people, ownDays, districts, ownShifts] = [
      await this.teams.listTeams(tx),
      await this.staff.people(tx),
      await this.teams.listOwnDays(tx),
      await this.teams.listDistricts(tx),
      await this.ownShifts.list(tx),
    ];
    const of = [teams, people, ownDays, districts, ownShifts];
    if (!this.known || !of.every((one, i) => one === this.known?.of[i]))
      this.known = { of, teams: withCrews(teams, people, ownDays, districts, ownShifts) };
    return { districts, teams: this.known.teams };
  }

  async find(tx: Turn['tx'], teamId: string | null): Promise<RosteredTeam | null> {
    const { teams } = await this.loadForRouting(tx);
    return teams.find(({ id }) => id === teamId) ?? null;
  }

  /** The teams whose duty may hang on somebody. */
  async listNaming(tx: Turn['tx'], staffId: string): Promise<RosteredTeam[]> {
    return (await this.loadForRouting(tx)).teams.filter((team) => isNamed(team, staffId));
  }

  /** Who is on duty now and from one instant to another, and when nobody visits in the district of the team. */
  async duty({ tx, now }: Turn, who: Principal, id: string, from: Date, to: Date): Promise<TeamDuty> {
    const { districts, teams } = await this.loadForRouting(tx);
    const team = teams.find((one) => one.id === id);
    if (!team || !mayReachPlace(who, team.districtId)) throw problem.notFound();
    const crew = (await this.staff.people(tx)).filter((person) => team.crew.has(person.id));
    return {
      team,
      people: crew.map((person) => ({ staffId: person.id, name: person.displayName })),
      now: dutyNow(team, team.zone, now),
      periods: dutyPeriods(team, team.zone, from, to),
      bare: bareHours(districts, teams, team.districtId, from, to),
    };
  }

  /**
   * It counts from now on, for work that was asked for under the old one too.
   * @throws Problem 422 naming by their place those who do not work in the team
   */
  async set(
    turn: Turn,
    who: Principal,
    id: string,
    body: RosterBody,
    agree: (held: Team) => void,
  ): Promise<{ facts: Fact[]; team: Team }> {
    const before = await this.find(turn.tx, id);
    const { team } = await this.teams.setRoster(turn, who, id, body, agree);
    const after = (await this.find(turn.tx, id))!;
    const refused = strangers(team.shifts, after.crew);
    if (refused.length > 0) throw problem.unprocessable(refused);
    return { facts: [dutyFact('roster.set', before ?? after, after, turn.now)], team };
  }

  /** What would be if it had that one. @throws Problem 422 as `set` */
  async try(
    tx: Turn['tx'],
    who: Principal,
    id: string,
    plan: RosterBody,
    when: { readonly date: string | null; readonly days: number; readonly now: Date },
  ): Promise<{ team: RosteredTeam; trial: Trial }> {
    const { districts, teams } = await this.loadForRouting(tx);
    const team = teams.find((one) => one.id === id);
    if (!team || !mayReachPlace(who, team.districtId)) throw problem.notFound();
    const refused = strangers(plan.shifts, team.crew);
    if (refused.length > 0) throw problem.unprocessable(refused);
    return { team, trial: tryRoster(districts, teams, team, plan, when) };
  }

  async ownDays(tx: Turn['tx'], who: Principal, districtId: string): Promise<OwnDay[]> {
    const districts = await this.teams.listDistricts(tx);
    if (!mayReachPlace(who, districtId) || !districts.some(({ id }) => id === districtId)) throw problem.notFound();
    const municipality = municipalityOf(districts, districtId);
    const all = await this.teams.listOwnDays(tx);
    return all
      .filter(({ municipalityId }) => municipalityId === municipality)
      .map(({ date, name, holiday }) => ({ date, name, holiday }));
  }

  /** They count from now on, in every roster of the municipality. `agree` may refuse what stands there by throwing. */
  async setOwnDays(
    turn: Turn,
    who: Principal,
    districtId: string,
    days: readonly OwnDay[],
    agree: (held: readonly OwnDay[]) => void,
  ): Promise<Fact[]> {
    await this.teams.setOwnDays(turn, who, districtId, days, agree);
    return [{ type: 'holidays.set', subject: districtId, districtId, data: { days: days.length } }];
  }
}

/** That the duty of a team is another than it was, and whether somebody is there who was not. */
export function dutyFact(type: 'roster.set' | 'duty.changed', was: RosteredTeam, is: RosteredTeam, now: Date): Fact {
  const isThere = (team: RosteredTeam): boolean => isOnDuty(team, team.zone, now).onDuty;
  const [wasOnDuty, onDuty] = [isThere(was), isThere(is)];
  return {
    type,
    subject: is.id,
    citizenId: null,
    districtId: is.districtId,
    data: { teamId: is.id, wasOnDuty, onDuty },
  };
}
