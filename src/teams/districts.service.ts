import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { mayReach, type Principal } from '../platform/http/principal.js';
import { type District, wouldCycle } from './district.rules.js';
import type { DistrictBody } from './district.schema.js';
import { DistrictsStore } from './districts.store.js';

/** The tree of districts. Only who sees all may plant a root. */
@Injectable()
export class DistrictsService {
  constructor(private readonly store: DistrictsStore) {}

  listBelow(tx: Turn['tx'], who: Principal, below: string | null, limit: number): Promise<District[]> {
    return this.store.listBelow(tx, who.districtIds, below, limit);
  }

  async find(tx: Turn['tx'], who: Principal, id: string): Promise<District> {
    const district = mayReach(who, id) ? await this.store.find(tx, id) : null;
    if (!district) throw problem.notFound();
    return district;
  }

  async create({ tx, now }: Turn, who: Principal, body: DistrictBody): Promise<District> {
    await this.store.lockTree(tx);
    const district: District = {
      id: newId(),
      ...shapeOf(body),
      shadow: body.shadow ?? false,
      createdAt: now,
      version: 1,
    };
    await this.checkParent(tx, who, district);
    await this.store.insert(tx, district);
    return district;
  }

  /** `agree` may refuse what stands there by throwing. */
  async change(
    { tx }: Turn,
    who: Principal,
    id: string,
    body: DistrictBody,
    agree: (held: District) => void,
  ): Promise<District> {
    await this.store.lockTree(tx);
    const held = await this.find(tx, who, id);
    agree(held);
    const district: District = {
      ...held,
      ...shapeOf(body),
      shadow: body.shadow ?? held.shadow,
      version: held.version + 1,
    };
    if (district.parentId !== held.parentId) await this.checkParent(tx, who, district);
    await this.store.update(tx, district);
    return district;
  }

  async delete({ tx }: Turn, who: Principal, id: string, agree: (held: District) => void): Promise<void> {
    agree(await this.find(tx, who, id));
    if (!(await this.store.delete(tx, id))) {
      throw problem.conflict('Districts, teams or citizens are still in it.', { state: 'in-use' });
    }
  }

  private async checkParent(tx: Turn['tx'], who: Principal, { id, parentId }: District): Promise<void> {
    if (parentId === null) {
      if (who.districtIds !== 'all') throw problem.forbidden('Only who sees every district may plant a new tree.');
      return;
    }
    const districts = await this.store.list(tx);
    const known = mayReach(who, parentId) && districts.some((d) => d.id === parentId);
    if (!known) throw problem.unprocessable([{ path: 'parentId', message: 'names no district' }]);
    if (wouldCycle(districts, id, parentId)) {
      throw problem.unprocessable([{ path: 'parentId', message: 'lies below the district itself' }]);
    }
  }
}

const shapeOf = ({ name, parentId, polygon }: DistrictBody) => ({
  name,
  parentId: parentId ?? null,
  polygon: polygon ?? null,
});
