import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import { Zones } from '../platform/database/zones.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { mayReachPlace, type Principal } from '../platform/http/principal.js';
import { type District, districtHolding, type FormerDistrict, type Point } from './district.rules.js';
import { DistrictsStore } from './districts.store.js';
import { type Duty, type DutyPeriod, dutyPeriods, isOnDuty } from './roster.rules.js';
import type { Team } from './team.rules.js';
import type { RosterBody, TeamBody } from './team.schema.js';
import { TeamsStore } from './teams.store.js';

/** The door of the room. Everything is read anew each time: it is small, and a roster counts from the moment it is saved. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly store: TeamsStore,
    private readonly districts: DistrictsStore,
    private readonly zones: Zones,
  ) {}

  listDistricts(tx: Turn['tx']): Promise<readonly District[]> {
    return this.districts.list(tx);
  }

  listFormerDistricts(tx: Turn['tx']): Promise<readonly FormerDistrict[]> {
    return this.districts.listFormer(tx);
  }

  listTeams(tx: Turn['tx']): Promise<readonly Team[]> {
    return this.store.list(tx);
  }

  /** What the routing rules need of this room. */
  async loadForRouting(tx: Turn['tx']): Promise<{ districts: readonly District[]; teams: readonly Team[] }> {
    return { districts: await this.districts.list(tx), teams: await this.store.list(tx) };
  }

  /** The deepest district whose polygon holds the point. */
  async districtAt(tx: Turn['tx'], point: Point): Promise<string | null> {
    return districtHolding(await this.districts.list(tx), point);
  }

  listBelow(tx: Turn['tx'], who: Principal, below: string | null, limit: number): Promise<Team[]> {
    return this.store.listBelow(tx, who.placeIds, below, limit);
  }

  async find(tx: Turn['tx'], who: Principal, id: string): Promise<Team> {
    return within(who, await this.store.find(tx, id));
  }

  async create({ tx, now }: Turn, who: Principal, body: TeamBody): Promise<Team> {
    const unstaffed = { shifts: [], overrides: [] };
    const team: Team = { id: newId(), ...shapeOf(body), ...unstaffed, createdAt: now, version: 1 };
    await this.check(tx, who, team);
    await this.store.insert(tx, team);
    return team;
  }

  /** `agree` may refuse what stands there by throwing. */
  async change(
    { tx }: Turn,
    who: Principal,
    id: string,
    body: TeamBody,
    agree: (held: Team) => void,
  ): Promise<{ facts: Fact[]; team: Team }> {
    const held = await this.lock(tx, who, id, agree);
    const team: Team = { ...held, ...shapeOf(body), version: held.version + 1 };
    await this.check(tx, who, team);
    await this.store.update(tx, team);
    const { districtId, kind } = team;
    const servesOthers = districtId !== held.districtId || kind !== held.kind;
    const data = { from: held.districtId, to: districtId, kind };
    return { facts: servesOthers ? [{ type: 'team.changed', subject: id, districtId, data }] : [], team };
  }

  /** It counts from now on, for work that was asked for under the old one too. */
  async setRoster(
    { tx, now }: Turn,
    who: Principal,
    id: string,
    { shifts, overrides }: RosterBody,
    agree: (held: Team) => void,
  ): Promise<{ facts: Fact[]; team: Team }> {
    const held = await this.lock(tx, who, id, agree);
    const team: Team = { ...held, shifts, overrides: overrides.map(inUtc), version: held.version + 1 };
    await this.store.update(tx, team);
    const [wasOnDuty, onDuty] = [held, team].map((roster) => isOnDuty(roster, team.zone, now).onDuty);
    const { districtId } = team;
    return { facts: [{ type: 'roster.set', subject: id, districtId, data: { teamId: id, wasOnDuty, onDuty } }], team };
  }

  async delete({ tx }: Turn, who: Principal, id: string, agree: (held: Team) => void): Promise<void> {
    await this.lock(tx, who, id, agree);
    if (!(await this.store.delete(tx, id))) {
      throw problem.conflict('Tasks or citizens still name it.', { state: 'in-use' });
    }
  }

  /** Who is on duty now and from one instant to another. */
  async duty(
    { tx, now }: Turn,
    who: Principal,
    id: string,
    from: Date,
    to: Date,
  ): Promise<{ team: Team; now: Duty; periods: DutyPeriod[] }> {
    const team = await this.find(tx, who, id);
    return { team, now: isOnDuty(team, team.zone, now), periods: dutyPeriods(team, team.zone, from, to) };
  }

  private async lock(tx: Turn['tx'], who: Principal, id: string, agree: (held: Team) => void): Promise<Team> {
    const held = within(who, await this.store.lock(tx, id));
    agree(held);
    return held;
  }

  private async check(tx: Turn['tx'], who: Principal, { districtId, zone }: Team): Promise<void> {
    await this.zones.check(tx, zone);
    const known = mayReachPlace(who, districtId) && (await this.districts.find(tx, districtId));
    if (!known) throw problem.unprocessable([{ path: 'districtId', message: 'names no district' }]);
  }
}

function within(who: Principal, team: Team | null): Team {
  if (!team || !mayReachPlace(who, team.districtId)) throw problem.notFound();
  return team;
}

const inUtc = (override: RosterBody['overrides'][number]) => ({
  ...override,
  from: Temporal.Instant.from(override.from).toString(),
  to: Temporal.Instant.from(override.to).toString(),
});

const shapeOf = ({ base, ...team }: TeamBody) => ({ ...team, ...base });
