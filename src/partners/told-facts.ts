import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import type { Turn } from '../platform/database/turn.js';
import { type FeedFilter, type PlacedFact, FactsStore } from '../platform/facts/facts.store.js';
import { leadsBeyond, withoutWhereTo, withoutWhom } from './feed.rules.js';

/**
 * What a reader of the feed is told: not where somebody went, beyond the reader's reach, whose address is protected; and what is meant
 * for the reader without whom it is about, where the reader does not reach her.
 */
@Injectable()
export class FeedFacts {
  constructor(
    private readonly facts: FactsStore,
    private readonly citizens: CitizensService,
  ) {}

  async after(tx: Turn['tx'], position: number, limit: number, filter: FeedFilter): Promise<PlacedFact[]> {
    const found = await this.withoutWhereTo(tx, await this.facts.after(tx, position, limit, filter), filter);
    return found.map((fact) => withoutWhom(fact, filter));
  }

  private async withoutWhereTo(tx: Turn['tx'], found: PlacedFact[], filter: FeedFilter): Promise<PlacedFact[]> {
    const gone = found.filter((fact) => leadsBeyond(fact, filter)).flatMap(({ citizenId }) => citizenId ?? []);
    if (gone.length === 0) return found;
    const citizens = await this.citizens.findMany(tx, [...new Set(gone)]);
    const hidden = new Set(citizens.filter(({ addressProtected }) => addressProtected).map(({ id }) => id));
    return found.map((fact) => (hidden.has(fact.citizenId ?? '') ? withoutWhereTo(fact, filter) : fact));
  }
}
