import type { FactData, FactType } from '../platform/facts/fact.js';
import type { FeedFilter, PlacedFact } from '../platform/facts/facts.store.js';
import { withoutKilometres } from '../teams/routing.rules.js';

/**
 * A fact as a CloudEvent (1.0, JSON): which fields its data has follows from its type. `id` is its position in the feed: facts are told
 * in this order, without a gap.
 */
export type FeedItem<Time = Date> = { readonly [T in FactType]: ItemOf<T, Time> }[FactType];

interface ItemOf<T extends FactType, Time> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: '/dosevagt';
  readonly type: T;
  readonly subject: string;
  readonly time: Time;
  readonly datacontenttype: 'application/json';
  readonly data: FactData[T] & Pick<PlacedFact, 'citizenId' | 'deviceId' | 'districtId'>;
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
}: PlacedFact): FeedItem =>
  ({
    specversion: '1.0',
    id: String(position),
    source: '/dosevagt',
    type,
    subject,
    time: at,
    datacontenttype: 'application/json',
    data: { ...withoutDistance(data), citizenId, deviceId, districtId },
    // What was stored was described when it was told, and is not parsed again: docs/decisions/0016-facts-parsed-in-tests.md.
  }) as FeedItem;

/** Why a team was asked once said how far away it is, and is stored so: several of them tell a protected address. */
const withoutDistance = (data: PlacedFact['data']): PlacedFact['data'] =>
  typeof data['why'] === 'string' ? { ...data, why: withoutKilometres(data['why']) } : data;

/** Facts that say where a citizen, or the work about her, goes. */
const GOING = ['citizen.moved', 'task.readdressed'];

type Reach = Pick<FeedFilter, 'districtIds'>;

const isBeyond = ({ districtIds }: Reach, id: unknown): boolean =>
  districtIds !== 'all' && typeof id === 'string' && !districtIds.includes(id);

/** Whether it names a district that a citizen goes to and the reader does not reach. */
export const leadsBeyond = ({ type, districtId, data }: PlacedFact, reach: Reach): boolean =>
  GOING.includes(type) && [districtId, data['to'], data['nextDistrictId']].some((id) => isBeyond(reach, id));

/** The same without that district, and the team there. */
export function withoutWhereTo(fact: PlacedFact, reach: Reach): PlacedFact {
  if (!leadsBeyond(fact, reach)) return fact;
  const { districtId, data } = fact;
  return {
    ...fact,
    districtId: isBeyond(reach, districtId) ? null : districtId,
    data: {
      ...data,
      ...(isBeyond(reach, data['to']) && { to: null }),
      ...(isBeyond(reach, data['nextDistrictId']) && { nextDistrictId: null, nextTeamId: null }),
    },
  };
}

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
