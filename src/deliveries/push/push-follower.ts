import { Injectable } from '@nestjs/common';
import { OwnSettingsService } from '../../access/settings/own-settings.service.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import type { Turn } from '../../platform/database/turn.js';
import { Followers } from '../../platform/facts/followers.js';
import { FactsStore, type PersonalFact } from '../../platform/facts/facts.store.js';
import { FollowerPositions } from '../../platform/facts/follower-positions.store.js';
import type { PushMessage } from './push-message.entity.js';
import { toPush } from './push-news.rules.js';
import { PushService } from './push.service.js';
import { PushStore } from './push.store.js';

const NAME = 'push';
const FACTS_AT_ONCE = 500;
/** So far at one step, whatever of it is for a person. */
const STEP = 20_000;

/** Follows the feed for what is meant for a person, and writes down what is to be pushed with how far it came: nothing is left out, or written twice. */
@Injectable()
export class PushFollower {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsStore,
    private readonly followers: Followers,
    private readonly positions: FollowerPositions,
    private readonly push: PushService,
    private readonly settings: OwnSettingsService,
    private readonly store: PushStore,
  ) {}

  /** One step; answers how much was written, and whether there is more. */
  async step(now: Date): Promise<{ written: number; isMore: boolean }> {
    const isAnybodyThere = await this.database.autocommit((tx) => this.store.isAnybodyThere(tx));
    if (isAnybodyThere) await this.followers.settled();
    return this.database.transact(async (tx) => {
      const last = await this.facts.lastPosition(tx);
      const before = await this.positions.find(tx, NAME);
      // Nothing is locked, and so nothing written, where nothing is new.
      if (before !== null && before >= last) return { written: 0, isMore: false };
      const position = await this.positions.take(tx, NAME, last);
      if (position === null || position >= last) return { written: 0, isMore: false };
      const upTo = isAnybodyThere ? Math.min(last, position + STEP) : last;
      const found = isAnybodyThere ? await this.facts.personal(tx, position, upTo, FACTS_AT_ONCE) : [];
      const isMore = found.length === FACTS_AT_ONCE || upTo < last;
      const written = await this.write(tx, found, now);
      await this.positions.moveTo(tx, NAME, found.length === FACTS_AT_ONCE ? found.at(-1)!.position : upTo);
      return { written, isMore };
    });
  }

  private async write(tx: Turn['tx'], facts: readonly PersonalFact[], now: Date): Promise<number> {
    const staffIds = [...new Set(facts.map((fact) => fact.for))];
    if (staffIds.length === 0) return 0;
    const settings = await this.settings.ofMany(tx, staffIds);
    const willing = staffIds.filter((id) => settings.get(id)!.push);
    const held = await this.push.standing(tx, await this.store.ofPeople(tx, willing));
    const messages = facts.flatMap((fact) => {
      const what = toPush(fact);
      if (!what || what.until <= now) return [];
      const theirs = held.filter(({ staffId }) => staffId === fact.for);
      return theirs.map(({ id }): PushMessage => ({
        id: newId(),
        subscriptionId: id,
        position: fact.position,
        ...what,
      }));
    });
    return messages.length === 0 ? 0 : this.store.write(tx, latestOfEach(messages));
  }
}

/** Of one task a browser is told what is so last. */
function latestOfEach(messages: readonly PushMessage[]): PushMessage[] {
  const latest = new Map(
    messages.map((message) => [`${message.subscriptionId} ${message.taskId ?? message.position}`, message]),
  );
  return [...latest.values()];
}
