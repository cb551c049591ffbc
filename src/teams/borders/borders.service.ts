import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import { type FieldError, problem } from '../../platform/errors/problem.js';
import { assertVersion } from '../../platform/http/etag.js';
import { mayReachPlace, type Principal } from '../../platform/http/principal.js';
import { reachesOutOf } from '../area.rules.js';
import { ancestors, type Area, type District } from '../district.rules.js';
import { DistrictsStore } from '../districts.store.js';
import { type BorderChange, changesOf } from './redraw.rules.js';

export interface AskedBorder {
  readonly id: string;
  readonly version?: number | undefined;
  readonly polygon: Area | null;
}

export interface Redrawn {
  /** The tree as it was. */
  readonly before: readonly District[];
  readonly changes: readonly BorderChange[];
}

/** New borders of several districts at once: what one gives up another may have, which one after the other could not be. */
@Injectable()
export class BordersService {
  constructor(private readonly store: DistrictsStore) {}

  /**
   * What they would do; nothing is written.
   * @throws Problem 412 where one has changed since it was read, 422 naming by its place one that cannot be drawn
   */
  async judge(tx: Turn['tx'], who: Principal, asked: readonly AskedBorder[]): Promise<Redrawn> {
    const before = await this.store.list(tx);
    refuse(asked.flatMap(({ id }, i) => flawOf(who, before, asked, id, i)));
    for (const { id, version } of asked) {
      if (version !== undefined) assertVersion(`"${version}"`, before.find((district) => district.id === id)!.version);
    }
    if (who.placeIds !== 'all') refuse(asked.flatMap((border, i) => reachesOut(who, before, asked, border, i)));
    return { before, changes: changesOf(before, asked) };
  }

  /** @throws Problem as `judge`, and 422 where one would lie on another by more than a sliver */
  async save({ tx }: Turn, who: Principal, asked: readonly AskedBorder[]): Promise<Redrawn> {
    await this.store.lockTree(tx);
    const drawn = await this.judge(tx, who, asked);
    refuse(
      drawn.changes.flatMap(({ overlaps }, i) =>
        overlaps
          .filter(({ width }) => width === 'wide')
          .map(({ districtId }) => refusal(i, `overlaps ${nameFor(who, drawn.before, districtId) ?? A_STRANGER}`)),
      ),
    );
    for (const { id, polygon } of asked) {
      const held = drawn.before.find((district) => district.id === id)!;
      await this.store.update(tx, { ...held, polygon, version: held.version + 1 });
    }
    return drawn;
  }
}

const A_STRANGER = 'a district outside your reach';

/** Its name is theirs to see who reach it. */
export function nameFor(who: Principal, districts: readonly District[], id: string): string | null {
  return mayReachPlace(who, id) ? (districts.find((district) => district.id === id)?.name ?? null) : null;
}

function flawOf(who: Principal, tree: readonly District[], asked: readonly AskedBorder[], id: string, i: number) {
  const path = `districts.${i}.id`;
  if (!mayReachPlace(who, id) || !tree.some((district) => district.id === id))
    return [{ path, message: 'names no district' }];
  return asked.findIndex((other) => other.id === id) < i ? [{ path, message: 'is there twice' }] : [];
}

function reachesOut(
  who: Principal,
  tree: readonly District[],
  asked: readonly AskedBorder[],
  { id, polygon }: AskedBorder,
  i: number,
): FieldError[] {
  const areaOf = (up: string) => {
    const drawn = asked.find((border) => border.id === up);
    return drawn ? drawn.polygon : tree.find((district) => district.id === up)!.polygon;
  };
  const outerId = ancestors(tree, id).find(areaOf);
  if (!polygon || outerId === undefined || !reachesOutOf(polygon, areaOf(outerId)!)) return [];
  return [refusal(i, `reaches out of ${nameFor(who, tree, outerId) ?? 'the district above it'}`)];
}

const refusal = (i: number, message: string): FieldError => ({ path: `districts.${i}.polygon`, message });

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw problem.unprocessable(errors);
}
