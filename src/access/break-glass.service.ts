import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { holds, type Principal } from '../platform/http/principal.js';
import { because } from '../platform/http/shown.js';
import { type BrokenGlass, closesAt, lookBecause } from './break-glass.rules.js';
import { BreakGlassStore } from './break-glass.store.js';
import { Reach, type Way } from './reach.service.js';

/** Opens one citizen to one of the staff who does not reach her, for a reason, for an hour; told, and looked at afterwards. */
@Injectable()
export class BreakGlass implements Way {
  constructor(
    private readonly store: BreakGlassStore,
    private readonly clock: Clock,
    reach: Reach,
  ) {
    reach.add(this);
  }

  /** The fact says who, why and until when; what was written beside it stays in the house. */
  async open(
    { tx, now }: Turn,
    who: Principal,
    citizen: { readonly id: string; readonly districtId: string | null },
    why: Pick<BrokenGlass, 'reason' | 'text'>,
  ): Promise<{ glass: BrokenGlass; facts: Fact[] }> {
    const glass = {
      id: newId(),
      staffId: who.id,
      citizenId: citizen.id,
      ...why,
      openedAt: now,
      until: closesAt(now),
    };
    await this.store.insert(tx, glass);
    const data = {
      id: glass.id,
      by: who.id,
      reason: glass.reason,
      until: glass.until.toISOString(),
    };
    const { id: citizenId, districtId } = citizen;
    return { glass, facts: [{ type: 'citizen.glass_broken', subject: citizenId, citizenId, districtId, data }] };
  }

  /** What is open to the reader now, what was opened last first. */
  listOpen({ tx, now }: Turn, who: Principal): Promise<BrokenGlass[]> {
    return this.store.listOpen(tx, who.id, now);
  }

  async of(tx: Turn['tx'], who: Principal, citizenIds: readonly string[]): Promise<string[]> {
    if (who.kind !== 'staff' || !holds(who, 'citizens:break-glass')) return [];
    const open = await this.store.openTo(tx, who.id, citizenIds, this.clock.now());
    for (const { reason } of open) because(lookBecause(reason));
    return open.map(({ citizenId }) => citizenId);
  }
}
