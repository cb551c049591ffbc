import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/id.js';
import type { Patience } from '../platform/database/held.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Principal } from '../platform/http/principal.js';
import type { ChangePause, CreatePause } from './citizen.schema.js';
import { CitizensService } from './citizens.service.js';
import { move, overlap, type Pause, pauseInForce, plan, progress, takeBack } from './pause.rules.js';
import { PausesStore } from './pauses.store.js';

const AT_ONCE = 200;

interface WhichPause {
  readonly citizenId: string;
  readonly id: string;
}

/** Times without the service. One at a time for a citizen, so that what is in force is never in doubt. */
@Injectable()
export class PausesService {
  constructor(
    private readonly store: PausesStore,
    private readonly citizens: CitizensService,
  ) {}

  listBelow(tx: Turn['tx'], citizenId: string, below: readonly [Date, string] | null, limit: number): Promise<Pause[]> {
    return this.store.listBelow(tx, citizenId, below, limit);
  }

  /** Newest first. */
  listOf(tx: Turn['tx'], citizenId: string): Promise<Pause[]> {
    return this.store.listOf(tx, citizenId);
  }

  /** @throws Problem 404 for a pause that the citizen never had */
  async find(tx: Turn['tx'], citizenId: string, id: string): Promise<Pause> {
    const pause = (await this.store.listOf(tx, citizenId)).find((p) => p.id === id);
    if (!pause) throw problem.notFound();
    return pause;
  }

  /** The pause in force for each citizen that has one. */
  async inForce(tx: Turn['tx'], citizenIds: readonly string[], at: Date): Promise<Map<string, Pause>> {
    const around = await this.store.around(tx, citizenIds, at);
    const each = citizenIds.map((id) =>
      pauseInForce(
        around.filter((p) => p.citizenId === id),
        at,
      ),
    );
    return new Map(each.filter((p) => p !== null).map((p) => [p.citizenId, p]));
  }

  /** A pause whose time has come begins at once. `agree`, here and below, may refuse what stands there by throwing. */
  async create(
    turn: Turn,
    who: Principal,
    citizenId: string,
    { reason, from, until }: CreatePause,
    agree: (held: readonly Pause[]) => void,
  ): Promise<{ pause: Pause; facts: Fact[] }> {
    const { districtId } = await this.citizens.lockReachable(turn, citizenId, who);
    agree(await this.store.listOf(turn.tx, citizenId));
    if (until <= turn.now) throw problem.unprocessable([{ path: 'until', message: 'is already past' }]);
    const asked: Pause = {
      ...{ id: newId(), citizenId, reason, from, until },
      ...{ createdAt: turn.now, createdBy: who.id, begunAt: null, endedAt: null, undoneAt: null },
    };
    await this.checkOverlap(turn, asked);
    return this.save(turn, plan(asked, districtId, turn.now));
  }

  /** Moves the ends; an end that is past ends it now, a beginning that is past begins it now. */
  async change(
    turn: Turn,
    who: Principal,
    { citizenId, id }: WhichPause,
    body: ChangePause,
    agree: (held: Pause) => void,
  ): Promise<{ pause: Pause; facts: Fact[] }> {
    const { districtId } = await this.citizens.lockReachable(turn, citizenId, who);
    const pause = await this.findOpen(turn, citizenId, id, agree);
    const { from = pause.from, until = pause.until } = body;
    if (until <= from)
      throw problem.unprocessable([{ path: body.until ? 'until' : 'from', message: 'ends it before it begins' }]);
    if (pause.begunAt && from > turn.now)
      throw problem.unprocessable([{ path: 'from', message: 'lies ahead, and the pause has begun' }]);
    await this.checkOverlap(turn, { ...pause, from, until });
    return this.save(turn, move(pause, { from, until }, districtId, turn.now));
  }

  /** From now on it never was: what it called off is wanted again. */
  async takeBack(
    turn: Turn,
    who: Principal,
    { citizenId, id }: WhichPause,
    agree: (held: Pause) => void,
  ): Promise<{ pause: Pause; facts: Fact[] }> {
    const { districtId } = await this.citizens.lockReachable(turn, citizenId, who);
    const pause = await this.findHeld(turn, citizenId, id, agree);
    if (pause.undoneAt) throw problem.conflict('The pause was taken back.', { state: 'ended' });
    return this.save(turn, takeBack(pause, districtId, turn.now));
  }

  /** Citizens with a pause that is due to begin or to end. */
  due(tx: Turn['tx'], now: Date): Promise<string[]> {
    return this.store.citizenIdsDue(tx, now, AT_ONCE);
  }

  /** Begins and ends what is due of a citizen's pauses. */
  async beginAndEndPauses(turn: Turn, citizenId: string, patience?: Patience): Promise<Fact[]> {
    const [citizen] = await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
    const facts: Fact[] = [];
    for (const pause of await this.store.listOpen(turn.tx, [citizenId])) {
      const turned = progress(pause, citizen?.districtId ?? null, turn.now);
      if (turned.facts.length === 0) continue;
      await this.save(turn, turned);
      // Nobody comes back to a plan that ended with the citizen.
      if (!citizen?.deceasedAt) facts.push(...turned.facts);
    }
    return facts;
  }

  private async findHeld({ tx }: Turn, citizenId: string, id: string, agree: (held: Pause) => void): Promise<Pause> {
    const pause = await this.find(tx, citizenId, id);
    agree(pause);
    return pause;
  }

  private async findOpen(turn: Turn, citizenId: string, id: string, agree: (held: Pause) => void): Promise<Pause> {
    const pause = await this.findHeld(turn, citizenId, id, agree);
    if (pause.endedAt) throw problem.conflict('The pause is over.', { state: 'ended' });
    return pause;
  }

  private async checkOverlap({ tx }: Turn, pause: Pause): Promise<void> {
    const other = (await this.store.listOpen(tx, [pause.citizenId])).find((p) => overlap(p, pause));
    if (!other) return;
    const period = `${other.from.toISOString()} to ${other.until.toISOString()}`;
    throw problem.conflict(`There is a pause from ${period} already; change that one.`, { state: 'paused' });
  }

  private async save({ tx }: Turn, turned: { pause: Pause; facts: Fact[] }): Promise<{ pause: Pause; facts: Fact[] }> {
    await this.store.save(tx, turned.pause);
    return turned;
  }
}
