import type { Fact } from '../platform/facts/fact.js';
import type { FeedFilter, PlacedFact } from '../platform/facts/facts.store.js';
import { withoutKilometres } from '../teams/routing.rules.js';

/** A fact as a CloudEvent (1.0, JSON). `id` is its position in the feed: facts are told in this order, without a gap. */
export interface FeedItem {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: '/dosevagt';
  readonly type: string;
  readonly subject: string;
  readonly time: Date;
  readonly datacontenttype: 'application/json';
  readonly data: Record<string, unknown>;
}

export const asFeedItem = ({
  position,
  type,
  subject,
  at,
  citizenId,
  deviceId,
  districtId,
  data,
}: PlacedFact): FeedItem => ({
  specversion: '1.0',
  id: String(position),
  source: '/dosevagt',
  type,
  subject,
  time: at,
  datacontenttype: 'application/json',
  data: { ...withoutDistance(data), citizenId, deviceId, districtId },
});

/** Why a team was asked once said how far away it is, and is stored so: several of them tell a protected address. */
const withoutDistance = (data: Fact['data']): Fact['data'] =>
  typeof data['why'] === 'string' ? { ...data, why: withoutKilometres(data['why']) } : data;

/** An unnamed server-sent event, so that `onmessage` hears it (WHATWG HTML, section 9.2). */
export const asServerSentEvent = (item: FeedItem): string => `id: ${item.id}\ndata: ${JSON.stringify(item)}\n\n`;

/** Why a stream was closed though it had not lived its time. */
export type StreamEnd = 'too-many-streams' | 'stalled' | 'leaving';

/**
 * The last word of a stream. After `closed` a reader is not to come back by itself: what it would win, another of its person's streams
 * would lose. After `leaving`, since the node is being stopped, it comes back where it was.
 */
export const asClosingEvent = (reason: StreamEnd): string =>
  reason === 'leaving' ? 'event: leaving\ndata: {}\n\n' : `event: closed\ndata: ${JSON.stringify({ reason })}\n\n`;

/** What a reader may hear, of what it asked for. */
export const seenBy = (who: Pick<FeedFilter, 'districtIds'>, types: readonly string[] | undefined): FeedFilter => ({
  districtIds: who.districtIds,
  ...(types && { types }),
});
