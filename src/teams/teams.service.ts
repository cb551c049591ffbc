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
import type { MunicipalityDay, OwnDay } from './holiday.rules.js';
import { OwnDaysStore } from './own-days.store.js';
import type { Team } from './team.rules.js';
import type { TeamBody } from './team.schema.js';
import type { RosterBody } from './team-shape.rules.js';
import { TeamsStore } from './teams.store.js';

/** The door of the room. Everything is read anew each time: it is small, and a roster counts from the moment it is saved. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly store: TeamsStore,
    private readonly districts: DistrictsStore,
    private readonly zones: Zones,
    private readonly ownDays: OwnDaysStore,
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

  /** What each municipality says of its days beside the calendar. */
  listOwnDays(tx: Turn['tx']): Promise<readonly MunicipalityDay[]> {
    return this.ownDays.list(tx);
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

  /** Nobody changes the team or its roster until the turn is over. */
  hold({ tx }: Turn, who: Principal, id: string): Promise<Team> {
    return this.lock(tx, who, id, () => undefined);
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
    const { districtId, kind, zone } = team;
    const worksOtherwise = districtId !== held.districtId || kind !== held.kind || zone !== held.zone;
    const data = { from: held.districtId, to: districtId, kind };
    return { facts: worksOtherwise ? [{ type: 'team.changed', subject: id, districtId, data }] : [], team };
  }

  /** What stood there, and what stands there now. */
  async setRoster(
    { tx }: Turn,
    who: Principal,
    id: string,
    { shifts, overrides }: RosterBody,
    agree: (held: Team) => void,
  ): Promise<{ held: Team; team: Team }> {
    const held = await this.lock(tx, who, id, agree);
    const team: Team = { ...held, shifts, overrides: overrides.map(inUtc), version: held.version + 1 };
    await this.store.update(tx, team);
    return { held, team };
  }

  /** @throws Problem 404 beyond the caller's reach, 422 for a district that lies in another */
  /** `agree` may refuse what stands there by throwing. */
  async setOwnDays(
    { tx }: Turn,
    who: Principal,
    districtId: string,
    days: readonly OwnDay[],
    agree: (held: readonly OwnDay[]) => void,
  ): Promise<void> {
    const district = mayReachPlace(who, districtId) ? await this.districts.find(tx, districtId) : null;
    if (!district) throw problem.notFound();
    if (district.parentId !== null) {
      throw problem.unprocessable([{ path: 'id', message: 'is not a municipality: it lies in another district' }]);
    }
    agree(await this.ownDays.lock(tx, districtId));
    await this.ownDays.replace(tx, districtId, days);
  }

  async delete({ tx }: Turn, who: Principal, id: string, agree: (held: Team) => void): Promise<void> {
    await this.lock(tx, who, id, agree);
    if (!(await this.store.delete(tx, id))) {
      throw problem.conflict('Tasks or citizens still name it.', { state: 'in-use' });
    }
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
