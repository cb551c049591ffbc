import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { mayReachPlace, type Principal } from '../platform/http/principal.js';
import { DistrictsStore } from './districts.store.js';
import { type DistrictLimits, type Limits, limitsIn } from './limits.rules.js';
import { LimitsStore } from './limits.store.js';

/** Within what a municipality means to have answered, by its own decision: the measure its figures are shown against. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly store: LimitsStore,
    private readonly districts: DistrictsStore,
  ) {}

  /** What holds in each district. */
  async holding(tx: Turn['tx']): Promise<(districtId: string) => Limits> {
    const [set, districts] = [await this.store.list(tx), await this.districts.list(tx)];
    return (districtId) => limitsIn(set, districts, districtId);
  }

  /** @throws Problem 404 also for a district outside the caller's reach */
  async find(tx: Turn['tx'], who: Principal, districtId: string): Promise<DistrictLimits> {
    const known = mayReachPlace(who, districtId) && (await this.districts.find(tx, districtId));
    if (!known) throw problem.notFound();
    const held = (await this.store.list(tx)).find((set) => set.districtId === districtId);
    return held ?? { districtId, limits: {}, version: 0 };
  }

  /** `agree` may refuse what stands there by throwing. */
  async set(
    { tx, now }: Turn,
    who: Principal,
    districtId: string,
    limits: Limits,
    agree: (held: DistrictLimits) => void,
  ): Promise<DistrictLimits> {
    await this.store.lock(tx, districtId);
    const held = await this.find(tx, who, districtId);
    agree(held);
    const saved = { districtId, limits, version: held.version + 1 };
    await this.store.save(tx, saved, now);
    return saved;
  }
}
