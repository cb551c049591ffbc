import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import type { LadderName } from '../devices/telemetry.rules.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { mayReach, mayReachPlace, type Principal } from '../platform/http/principal.js';
import { shows } from '../platform/http/shown.js';
import { ancestors } from '../teams/district.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import { type Ladder, LADDER_NAMES, ladderFor, type LadderPlan, type LadderScope, latenessOf } from './ladder.rules.js';
import { LaddersStore } from './ladders.store.js';

/** The escalation policies: everybody's, a district's, a citizen's own. */
@Injectable()
export class LaddersService {
  constructor(
    private readonly store: LaddersStore,
    private readonly citizens: CitizensService,
    private readonly teams: TeamsService,
  ) {}

  /** The ladder that a case of the citizen in the district is put on. */
  async find(tx: Turn['tx'], name: LadderName, citizenId: string | null, districtId: string | null): Promise<Ladder> {
    const up = await this.up(tx, districtId);
    return ladderFor(await this.store.list(tx), name, citizenId, up);
  }

  /** Every ladder as it holds in the scope. */
  async listIn(tx: Turn['tx'], { citizenId, districtId }: LadderScope): Promise<Ladder[]> {
    const up = await this.upFrom(tx, { citizenId, districtId });
    const set = await this.store.list(tx);
    return LADDER_NAMES.map((name) => ladderFor(set, name, citizenId, up));
  }

  async findIn(tx: Turn['tx'], name: LadderName, scope: LadderScope): Promise<Ladder> {
    return (await this.listIn(tx, scope)).find((ladder) => ladder.name === name)!;
  }

  /** What would hold in the scope if nothing were set for exactly that. */
  async findAbove(tx: Turn['tx'], name: LadderName, scope: LadderScope): Promise<Ladder> {
    const up = await this.upFrom(tx, scope);
    const elsewhere = (await this.store.list(tx)).filter((ladder) => !isFor(ladder, scope));
    return ladderFor(elsewhere, name, scope.citizenId, up);
  }

  /** All that were set for whomever the reader reaches: everybody's first. */
  async listSet(tx: Turn['tx'], who: Principal): Promise<Ladder[]> {
    const set = await this.store.list(tx);
    const citizenIds = set.flatMap(({ citizenId }) => citizenId ?? []);
    const lives = citizenIds.length > 0 ? await this.citizens.districtsOf(tx, citizenIds) : new Map<string, string>();
    const isReached = ({ districtId, citizenId }: Ladder): boolean => {
      if (citizenId) return mayReach(who, lives.get(citizenId));
      return districtId === null || mayReachPlace(who, districtId);
    };
    const reached = set.filter(isReached).toSorted((one, other) => depthOf(one) - depthOf(other));
    return LADDER_NAMES.flatMap((name) => reached.filter((ladder) => ladder.name === name));
  }

  /**
   * `change` is given the ladder that holds there, which may be set further up, and may refuse it by throwing.
   * @throws Problem 422 for one that asks the first human too late
   */
  async set(
    { tx, now }: Turn,
    name: LadderName,
    scope: LadderScope,
    change: (held: Ladder) => Omit<LadderPlan, 'name'>,
  ): Promise<Ladder> {
    const set = await this.store.findSet(tx, name, scope);
    const changed = change(set ?? (await this.findIn(tx, name, scope)));
    const flaws = latenessOf(name, changed.rungs);
    if (flaws.length > 0) throw problem.unprocessable(flaws);
    return this.store.save(tx, { name, ...changed, ...scope, version: set?.version ?? 0 }, now);
  }

  /** What was set for this scope no longer holds; what is set above it does. */
  async forget({ tx }: Turn, name: LadderName, scope: LadderScope, agree: (held: Ladder) => void): Promise<void> {
    const set = await this.store.findSet(tx, name, scope);
    if (!set) throw problem.notFound('No ladder was set there.');
    agree(set);
    await this.store.delete(tx, name, scope);
  }

  /**
   * Whoever changes a ladder reaches everybody it holds for.
   * @throws Problem 403 for everybody's, 404 for a district or citizen outside the caller's districts
   */
  async checkMayChange(tx: Turn['tx'], who: Principal, scope: LadderScope): Promise<void> {
    if (!scope.citizenId && !scope.districtId && who.placeIds !== 'all')
      throw problem.forbidden(
        'The ladder for everybody is changed by who sees every district; name a district of yours.',
      );
    await this.checkReach(tx, who, scope);
  }

  /** @throws Problem 404 for a district or citizen outside the caller's districts */
  async checkReach(tx: Turn['tx'], who: Principal, { citizenId, districtId }: LadderScope): Promise<void> {
    const citizen = citizenId ? await this.citizens.find(tx, citizenId) : null;
    if (citizenId && !(citizen && mayReach(who, citizen.districtId))) throw problem.notFound();
    shows(citizenId);
    if (!districtId) return;
    const known = (await this.teams.listDistricts(tx)).some(({ id }) => id === districtId);
    if (!known || !mayReachPlace(who, districtId)) throw problem.notFound();
  }

  private async upFrom(tx: Turn['tx'], { citizenId, districtId }: LadderScope): Promise<string[]> {
    return this.up(tx, citizenId ? (await this.citizens.get(tx, citizenId)).districtId : districtId);
  }

  private async up(tx: Turn['tx'], districtId: string | null): Promise<string[]> {
    return districtId ? [districtId, ...ancestors(await this.teams.listDistricts(tx), districtId)] : [];
  }
}

const isFor = (ladder: LadderScope, { citizenId, districtId }: LadderScope): boolean =>
  ladder.citizenId === citizenId && ladder.districtId === districtId;

const depthOf = ({ citizenId, districtId }: LadderScope): number => (citizenId ? 2 : districtId ? 1 : 0);
