import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import { holds, mayReach, type Principal } from '../platform/http/principal.js';

/** What leads to citizens beside the districts of whoever asks, such as work that is theirs. */
export interface Way {
  /** Those of the citizens that it leads to now. */
  of(tx: Turn['tx'], who: Principal, citizenIds: readonly string[]): Promise<readonly string[]>;
}

/**
 * The one place that says whose data somebody may read: the districts within reach first, then every way that a room has opened.
 * Districts count for whoever reads citizens by right, ways for whoever reads one that is opened.
 */
@Injectable()
export class Reach {
  private readonly ways: Way[] = [];

  /** Rooms further down know of ways that this one cannot. */
  add(way: Way): void {
    this.ways.push(way);
  }

  async reaches(tx: Turn['tx'], who: Principal, citizen: About): Promise<boolean> {
    return (await this.reached(tx, who, [citizen])).has(citizen.id);
  }

  /** The ids of those who may be read; a way is asked only about whom no district leads to. */
  async reached(tx: Turn['tx'], who: Principal, citizens: readonly About[]): Promise<Set<string>> {
    const within = citizens.filter(({ districtId }) => holds(who, 'citizens:read') && mayReach(who, districtId));
    const reached = new Set(within.map(({ id }) => id));
    if (!holds(who, 'citizen:read')) return reached;
    for (const way of this.ways) {
      const left = citizens.map(({ id }) => id).filter((id) => !reached.has(id));
      if (left.length === 0) break;
      for (const id of await way.of(tx, who, left)) reached.add(id);
    }
    return reached;
  }
}

interface About {
  readonly id: string;
  readonly districtId: string | null;
}
