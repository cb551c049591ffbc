import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { FeedLooks } from '../access/feed-looks.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { begin } from '../platform/emitters.js';
import { FactsStore, type FeedFilter } from '../platform/facts/facts.store.js';
import { Followers } from '../platform/facts/followers.js';
import { HttpRefusals } from '../platform/http/http-refusals.js';
import type { Principal } from '../platform/http/principal.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { asFeedItem, asServerSentEvent, type StreamEnd } from './feed.rules.js';
import { FeedStream, type Pace } from './feed.stream.js';

const FACTS_AT_ONCE = 200;
const ROUTE = 'GET /api/v1/events/stream';

/** Open streams of the feed. Each reads by position, so that nothing is skipped or told twice however slow the reader is. */
@Injectable()
export class FeedStreams {
  private readonly ofPerson = new Map<string, Set<FeedStream>>();
  private readonly pace: Pace;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly facts: FactsStore,
    private readonly followers: Followers,
    private readonly looks: FeedLooks,
    private readonly refusals: HttpRefusals,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const { streamBeatSeconds, streamSeconds, stalledSeconds } = config.http;
    this.pace = {
      beatMs: streamBeatSeconds * 1_000,
      lifetimeMs: streamSeconds * 1_000,
      stalledMs: stalledSeconds * 1_000,
    };
    metrics.gauge('feed_streams', 'Readers of the live feed', (gauge) => gauge.set(this.all.length));
  }

  /** `who` is whose stream it is: of one person there are only so many, and one more closes the oldest. */
  open(who: Pick<Principal, 'kind' | 'id'>, response: ServerResponse, after: number, filter: FeedFilter): void {
    if (response.destroyed) return;
    const personId = `${who.kind}:${who.id}`;
    const theirs = this.ofPerson.get(personId) ?? new Set();
    this.ofPerson.set(personId, theirs);
    let unfollow = (): void => undefined;
    const stream = new FeedStream(response, this.pace, (why) => {
      unfollow();
      theirs.delete(stream);
      if (theirs.size === 0) this.ofPerson.delete(personId);
      if (why && why !== 'leaving') this.note(why, personId);
    });
    theirs.add(stream);
    stream.say(`retry: 1000\n: from ${after}\n\n`);
    const pump = this.makePump(who, stream, after, filter);
    unfollow = this.followers.follow(pump);
    pump();
    if (theirs.size > this.config.http.streamsPerPerson) theirs.values().next().value!.end('too-many-streams');
  }

  close(): void {
    for (const stream of this.all) stream.end('leaving');
  }

  private get all(): FeedStream[] {
    return [...this.ofPerson.values()].flatMap((streams) => [...streams]);
  }

  private note(why: Exclude<StreamEnd, 'leaving'>, personId: string): void {
    this.refusals.note(why === 'stalled' ? 'stalled-stream' : why, { personId });
  }

  /** Reads on from where it was, one read at a time, and waits for a reader that is slow. */
  private makePump(
    who: Pick<Principal, 'kind' | 'id'>,
    stream: FeedStream,
    after: number,
    filter: FeedFilter,
  ): () => void {
    let position = after;
    let reading = false;
    let again = false;
    const readOn = async (): Promise<void> => {
      do {
        again = false;
        const facts = await this.database.read((tx) => this.facts.after(tx, position, FACTS_AT_ONCE, filter));
        if (facts.length === 0) continue;
        await this.looks.tell(who, ROUTE, facts);
        position = facts.at(-1)!.position;
        again ||= facts.length === FACTS_AT_ONCE;
        stream.say(facts.map((fact) => asServerSentEvent(asFeedItem(fact))).join(''));
        await stream.taken();
      } while (again && stream.isOpen);
    };
    const read = async (): Promise<void> => {
      reading = true;
      await readOn().finally(() => (reading = false));
    };
    return () => {
      again = true;
      if (reading || !stream.isOpen) return;
      begin(
        () => this.database.shares.asRequest(read),
        (error) => this.log.debug({ error: error.message }, 'a stream could not read on; it tries again'),
      );
    };
  }
}
