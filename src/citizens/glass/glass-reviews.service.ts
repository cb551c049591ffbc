import { Injectable } from '@nestjs/common';
import { ReadLog } from '../../access/audit/read-log.service.js';
import { Reach } from '../../access/reach.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { holds, type Principal } from '../../platform/http/principal.js';
import { CitizensService } from '../citizens.service.js';
import { type GlassReview, review } from './glass-review.rules.js';
import { GlassReviewsStore, type Opening, type OpeningFilter } from './glass-reviews.store.js';

type Asked = Omit<OpeningFilter, 'districtIds' | 'id'>;
type Said = Pick<GlassReview, 'finding' | 'text'>;

const ANY = { isReviewed: null, citizenId: null, staffId: null, id: null };

/** Who opened whom out of reach, what was looked at meanwhile, and whether that was right. */
@Injectable()
export class GlassReviews {
  constructor(
    private readonly store: GlassReviewsStore,
    private readonly citizens: CitizensService,
    private readonly reads: ReadLog,
    private readonly reach: Reach,
  ) {}

  list(tx: Turn['tx'], who: Principal, asked: Asked, below: readonly [Date, string] | null, limit: number) {
    return this.store.list(tx, { ...asked, districtIds: groundOf(who), id: null }, below, limit);
  }

  /** With who she is where the reader reaches her, and what was looked at. */
  async show(tx: Turn['tx'], who: Principal, openings: readonly Opening[]) {
    const citizens = await this.citizens.findMany(tx, [...new Set(openings.map(({ citizenId }) => citizenId))]);
    const reached = await this.reach.reached(tx, who, citizens);
    const names = new Map(citizens.filter(({ id }) => reached.has(id)).map(({ id, displayName }) => [id, displayName]));
    const looks = Map.groupBy(await this.reads.during(tx, openings), ({ glassId }) => glassId);
    return openings.map(({ finding, reviewText, reviewedBy, reviewedByName, reviewedAt, ...opening }) => ({
      ...opening,
      citizenName: names.get(opening.citizenId) ?? null,
      looks: (looks.get(opening.id) ?? []).map(({ glassId: _of, ...look }) => look),
      review:
        finding && reviewedBy && reviewedByName && reviewedAt
          ? { finding, text: reviewText, reviewedBy, reviewedByName, reviewedAt }
          : null,
    }));
  }

  /**
   * Saying it again changes nothing.
   * @throws Problem 404 for one out of reach, 403 for the caller's own, 409 where another has looked
   */
  async set(turn: Turn, who: Principal, id: string, said: Said): Promise<{ opening: Opening; facts: Fact[] }> {
    const { tx, now } = turn;
    const found = await this.find(tx, who, id);
    // Two who look at once come one after the other.
    await this.citizens.lockCitizens(tx, [found.citizenId]);
    const decided = review(found, await this.store.find(tx, id), said, who, now);
    if (decided === 'own') throw problem.forbidden('Nobody reviews what she opened herself.');
    if (decided === 'same') return { opening: found, facts: [] };
    if ('heldBy' in decided) {
      const { reviewedByName: name, reviewedAt: since } = decided.heldBy;
      throw problem.conflict(`${name} has reviewed it.`, { holder: { name, since } });
    }
    await this.store.put(tx, decided);
    const { citizenId, districtId, staffId } = found;
    const left = await this.store.countLeft(tx, found);
    const data = { id, by: who.id, openedBy: staffId, finding: decided.finding, left };
    const facts = [{ type: 'citizen.glass_reviewed', subject: citizenId, citizenId, districtId, data } as const];
    return { opening: await this.find(tx, who, id), facts };
  }

  /** @throws Problem 404 for one out of reach */
  async find(tx: Turn['tx'], who: Principal, id: string): Promise<Opening> {
    const [found] = await this.store.list(tx, { ...ANY, districtIds: groundOf(who), id }, null, 1);
    if (!found) throw problem.notFound();
    return found;
  }
}

/** Who runs the house, or audits it, sees to all of them; a lead to those of her districts. */
function groundOf(who: Principal): readonly string[] | null {
  return holds(who, 'audit:read') || who.placeIds === 'all' ? null : who.placeIds;
}
