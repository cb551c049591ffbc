import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Endings } from '../access/sessions/endings.service.js';
import { FeedLooks } from '../access/audit/feed-looks.service.js';
import { PrincipalsService } from '../access/principals.service.js';
import type { Claims } from '../access/sessions/tokens.service.js';
import { pulseWithin } from '../devices/pulse.rules.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { begin } from '../platform/emitters.js';
import { Followers } from '../platform/facts/followers.js';
import { HttpRefusals } from '../platform/http/http-refusals.js';
import type { Principal } from '../platform/http/principal.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Beats } from './beats.js';
import { FeedFacts } from './told-facts.js';
import { asBeatEvent, asFeedItem, asServerSentEvent, beatOf, STILL_HERE, type StreamEnd } from './feed.rules.js';
import { FeedReader } from './feed.reader.js';
import { FeedStream, type Pace } from './feed.stream.js';
import { Vitals, type VitalSigns } from './vitals.js';

const FACTS_AT_ONCE = 200;
const ROUTE = 'GET /api/v1/events/stream';

/** Open streams of the feed. Each reads by position, so that nothing is skipped or told twice however slow the reader is. */
@Injectable()
export class FeedStreams {
  private readonly ofPerson = new Map<string, Set<FeedStream>>();
  private readonly pace: Pace;
  private readonly beats: Beats<VitalSigns>;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly facts: FeedFacts,
    private readonly followers: Followers,
    private readonly looks: FeedLooks,
    private readonly principals: PrincipalsService,
    private readonly endings: Endings,
    private readonly refusals: HttpRefusals,
    private readonly log: Log,
    vitals: Vitals,
    metrics: Metrics,
  ) {
    const { streamBeatSeconds, streamSeconds, stalledSeconds } = config.http;
    this.pace = { lifetimeMs: streamSeconds * 1_000, stalledMs: stalledSeconds * 1_000 };
    this.beats = new Beats(
      streamBeatSeconds * 1_000,
      () => vitals.read(),
      ({ message }) =>
        log.debug({ error: message }, 'how the house is could not be read for those who follow the feed'),
    );
    metrics.gauge('feed_streams', 'Readers of the live feed', (gauge) => gauge.set(this.all.length));
  }

  /** `who` is whose stream it is: of one person there are only so many, and one more closes the oldest. */
  open(who: Principal, claims: Claims, response: ServerResponse, after: number, types: string[] | undefined): void {
    if (response.destroyed) return;
    const personId = `${who.kind}:${who.id}`;
    const theirs = this.ofPerson.get(personId) ?? new Set();
    this.ofPerson.set(personId, theirs);
    const ends: (() => void)[] = [];
    const stream = new FeedStream(response, this.pace, (why) => {
      for (const end of ends) end();
      theirs.delete(stream);
      if (theirs.size === 0) this.ofPerson.delete(personId);
      if (why && why !== 'leaving') this.note(why, personId);
    });
    theirs.add(stream);
    stream.say(`retry: 1000\n: from ${after}\n\n`);
    const reader = new FeedReader(claims, types, this.database, this.principals);
    const pump = this.makePump(who, stream, after, reader);
    ends.push(
      this.beats.follow((signs) => this.beat(stream, reader, signs)),
      this.followers.follow(pump),
      this.endings.follow(claims.sessionId, () => stream.end(null)),
    );
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

  /** Says that the house is well, within the reader's reach; or no more than that the connection lives, while that cannot be known. */
  private beat(stream: FeedStream, reader: FeedReader, signs: VitalSigns | null): void {
    begin(
      async () => {
        if (!signs) stream.beat(STILL_HERE);
        else await this.sayBeat(stream, reader, signs);
      },
      (error) => this.log.debug({ error: error.message }, 'a stream missed a beat'),
    );
  }

  /** Whoever may hear no more is cut off, and comes back to be let in anew or not. */
  private async sayBeat(stream: FeedStream, reader: FeedReader, { version, fleet }: VitalSigns): Promise<void> {
    const who = await this.database.shares.asRequest(() => reader.letIn(version));
    if (who) stream.beat(asBeatEvent(beatOf(pulseWithin(fleet, who.fleetIds), this.clock.now())));
    else stream.end(null);
  }

  /** Reads on from where it was, one read at a time, and waits for a reader that is slow. */
  private makePump(
    who: Pick<Principal, 'kind' | 'id'>,
    stream: FeedStream,
    after: number,
    reader: FeedReader,
  ): () => void {
    let position = after;
    let reading = false;
    let again = false;
    const readOn = async (): Promise<void> => {
      do {
        again = false;
        const facts = await reader.read((tx, filter) => this.facts.after(tx, position, FACTS_AT_ONCE, filter));
        if (facts === null) {
          stream.end(null);
          return;
        }
        if (facts.length === 0) continue;
        await this.looks.tell(who, ROUTE, facts, 'stream');
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
