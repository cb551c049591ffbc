import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { FactsStore, type FeedFilter } from '../platform/facts/facts.store.js';
import { Followers } from '../platform/facts/followers.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { asFeedItem, asServerSentEvent } from './feed.rules.js';

const FACTS_AT_ONCE = 200;
const HEARTBEAT_MS = 15_000;
/** A stream ends after this long; the reader comes back where it was, and is let in anew or not. */
const LIFETIME_MS = 15 * 60_000;

/** Open streams of the feed. Each reads by position, so that nothing is skipped or told twice however slow the reader is. */
@Injectable()
export class FeedStreams {
  private readonly responses = new Set<ServerResponse>();

  constructor(
    private readonly database: Database,
    private readonly facts: FactsStore,
    private readonly followers: Followers,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    metrics.gauge('feed_streams', 'Readers of the live feed', (gauge) => gauge.set(this.responses.size));
  }

  open(request: IncomingMessage, response: ServerResponse, after: number, filter: FeedFilter): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write(`retry: 1000\n: from ${after}\n\n`);
    this.responses.add(response);
    const pump = this.makePump(response, after, filter);
    const unfollow = this.followers.follow(pump);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    const lifetime = setTimeout(() => response.end(), LIFETIME_MS);
    request.once('close', () => {
      unfollow();
      clearInterval(heartbeat);
      clearTimeout(lifetime);
      this.responses.delete(response);
    });
    pump();
  }

  close(): void {
    for (const response of this.responses) response.end();
  }

  /** Reads on from where it was, one read at a time, and waits for a reader that is slow. */
  private makePump(response: ServerResponse, after: number, filter: FeedFilter): () => void {
    let position = after;
    let reading = false;
    let again = false;
    const readOn = async (): Promise<void> => {
      do {
        again = false;
        const facts = await this.database.read((tx) => this.facts.after(tx, position, FACTS_AT_ONCE, filter));
        if (facts.length === 0) continue;
        const text = facts.map((fact) => asServerSentEvent(asFeedItem(fact))).join('');
        position = facts.at(-1)!.position;
        again ||= facts.length === FACTS_AT_ONCE;
        if (!response.write(text))
          await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      } while (again && !response.destroyed);
    };
    return () => {
      again = true;
      if (reading || response.destroyed) return;
      reading = true;
      readOn()
        .catch((error: Error) => this.log.debug({ error: error.message }, 'a stream could not read on; it tries again'))
        .finally(() => (reading = false));
    };
  }
}
