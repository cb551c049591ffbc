import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { mayReachPlace, type Principal } from '../platform/http/principal.js';
import { reachesOutOf } from './area.rules.js';
import { overlapsOf } from './borders/redraw.rules.js';
import { ancestors, type District, wouldCycle } from './district.rules.js';
import type { DistrictBody } from './district.schema.js';
import { DistrictsStore } from './districts.store.js';

/** A district as it was saved, and whose border it crosses by no more than a sliver; the name is theirs to see who reach it. */
export type SavedDistrict = District & { slivers: { districtId: string; name: string | null }[] };

/** The tree of districts. Only who sees all may plant a root, and nobody draws over what he does not reach. */
@Injectable()
export class DistrictsService {
  constructor(private readonly store: DistrictsStore) {}

  listBelow(tx: Turn['tx'], who: Principal, below: string | null, limit: number): Promise<District[]> {
    return this.store.listBelow(tx, who.placeIds, below, limit);
  }

  async find(tx: Turn['tx'], who: Principal, id: string): Promise<District> {
    const district = mayReachPlace(who, id) ? await this.store.find(tx, id) : null;
    if (!district) throw problem.notFound();
    return district;
  }

  async create({ tx, now }: Turn, who: Principal, body: DistrictBody): Promise<SavedDistrict> {
    await this.store.lockTree(tx);
    const district: District = {
      id: newId(),
      ...shapeOf(body),
      shadow: body.shadow ?? false,
      createdAt: now,
      version: 1,
    };
    await this.checkParent(tx, who, district);
    const slivers = await this.checkBorders(tx, who, district);
    await this.store.insert(tx, district);
    return { ...district, slivers };
  }

  /** `agree` may refuse what stands there by throwing. */
  async change(
    { tx }: Turn,
    who: Principal,
    id: string,
    body: DistrictBody,
    agree: (held: District) => void,
  ): Promise<SavedDistrict> {
    await this.store.lockTree(tx);
    const held = await this.find(tx, who, id);
    agree(held);
    if (body.parentId === undefined && held.parentId !== null)
      throw refusal('parentId', 'is not said: name the district above it, or null to make a municipality of it');
    const district: District = {
      ...held,
      ...shapeOf(body),
      shadow: body.shadow ?? held.shadow,
      version: held.version + 1,
    };
    if (district.parentId !== held.parentId) {
      if (held.parentId !== null && !mayReachPlace(who, held.parentId))
        throw problem.forbidden('Only who sees the district above it may move it from there.');
      await this.checkParent(tx, who, district);
    }
    const slivers = await this.checkBorders(tx, who, district);
    await this.store.update(tx, district);
    return { ...district, slivers };
  }

  /** Its history goes to the successor, or else to the district above it. */
  async delete(
    { tx, now }: Turn,
    who: Principal,
    id: string,
    successor: string | null,
    agree: (held: District) => void,
  ): Promise<void> {
    await this.store.lockTree(tx);
    const held = await this.find(tx, who, id);
    agree(held);
    if (
      successor !== null &&
      (successor === id || !mayReachPlace(who, successor) || !(await this.store.find(tx, successor)))
    )
      throw refusal('successorId', 'names no other district');
    if (!(await this.store.delete(tx, id, successor ?? held.parentId, now))) {
      throw problem.conflict('Districts, teams or citizens are still in it.', { state: 'in-use' });
    }
  }

  private async checkParent(tx: Turn['tx'], who: Principal, { id, parentId }: District): Promise<void> {
    if (parentId === null) {
      if (who.placeIds !== 'all') throw problem.forbidden('Only who sees every district may plant a new tree.');
      return;
    }
    const districts = await this.store.list(tx);
    const known = mayReachPlace(who, parentId) && districts.some((d) => d.id === parentId);
    if (!known) throw refusal('parentId', 'names no district');
    if (wouldCycle(districts, id, parentId)) throw refusal('parentId', 'lies below the district itself');
  }

  /** The districts whose border it crosses by a sliver. @throws Problem 422 naming one that it overlaps by more */
  private async checkBorders(tx: Turn['tx'], who: Principal, district: District): Promise<SavedDistrict['slivers']> {
    const { polygon } = district;
    if (!polygon) return [];
    const others = (await this.store.list(tx)).filter(({ id }) => id !== district.id);
    const up = ancestors([...others, district], district.id);
    const nameOf = ({ id, name }: District) => (mayReachPlace(who, id) ? name : null);
    const outer = up.map((id) => others.find((d) => d.id === id)!).find((d) => d.polygon);
    if (who.placeIds !== 'all' && outer && reachesOutOf(polygon, outer.polygon!))
      throw refusal('polygon', `reaches out of ${nameOf(outer) ?? 'the district above it'}`);
    const slivers: SavedDistrict['slivers'] = [];
    for (const { districtId, width } of overlapsOf([...others, district], district.id)) {
      const name = nameOf(others.find(({ id }) => id === districtId)!);
      if (width === 'wide') throw refusal('polygon', `overlaps ${name ?? 'a district outside your reach'}`);
      slivers.push({ districtId, name });
    }
    return slivers;
  }
}

const refusal = (path: string, message: string) => problem.unprocessable([{ path, message }]);

const shapeOf = ({ name, parentId, polygon }: DistrictBody) => ({
  name,
  parentId: parentId ?? null,
  polygon: polygon ?? null,
});
