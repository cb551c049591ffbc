import type { FactData, FactType } from '../platform/facts/fact.js';
import type { FeedFilter, PlacedFact } from '../platform/facts/facts.store.js';
import type { Pulse } from '../devices/pulse.rules.js';
import { withoutKilometres } from '../teams/routing.rules.js';

/**
 * A fact as a CloudEvent (1.0, JSON): which fields its data has follows from its type. `id` is its position in the feed: facts are told
 * in this order, without a gap. `for` is an extension attribute, and is left out where nobody in particular is meant.
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
  readonly for?: string;
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
  for: personId,
}: PlacedFact): FeedItem =>
  ({
    specversion: '1.0',
    id: String(position),
    source: '/dosevagt',
    type,
    subject,
    time: at,
    datacontenttype: 'application/json',
    ...(personId !== null && { for: personId }),
    data: { ...withoutDistance(data), citizenId, deviceId, districtId },
    // What was stored was described when it was told, and is not parsed again: docs/decisions/0016-facts-parsed-in-tests.md.
  }) as FeedItem;

/** Why a team was asked once said how far away it is, and is stored so: several of them tell a protected address. */
const withoutDistance = (data: PlacedFact['data']): PlacedFact['data'] =>
  typeof data['why'] === 'string' ? { ...data, why: withoutKilometres(data['why']) } : data;

/** Facts that say where a citizen, or the work about her, goes. */
const GOING = ['citizen.moved', 'task.readdressed'];

type Reach = Pick<FeedFilter, 'districtIds'>;
type Reader = Pick<FeedFilter, 'districtIds' | 'personId'>;

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

/** What is meant for a reader who does not reach whom it is about, or not any more, is told without saying who that is. */
export const withoutWhom = (fact: PlacedFact, { districtIds, personId }: Reader): PlacedFact =>
  fact.for !== personId || districtIds === 'all' || (fact.districtId !== null && districtIds.includes(fact.districtId))
    ? fact
    : { ...fact, citizenId: null, deviceId: null, districtId: null };

/** An unnamed server-sent event, so that `onmessage` hears it (WHATWG HTML, section 9.2). */
export const asServerSentEvent = (item: FeedItem): string => `id: ${item.id}\ndata: ${JSON.stringify(item)}\n\n`;

/** That the house is well, and hears dispensers: what a page shows may be believed. */
export interface Beat {
  readonly now: Date;
  /** When a dispenser within reach was heard last, by an event or a heartbeat. */
  readonly lastEventAt: Date | null;
  readonly devicesOnline: number;
  readonly devices: number;
}

export const beatOf = ({ devices, devicesOnline, lastSeenAt }: Pulse, now: Date): Beat => ({
  now,
  lastEventAt: lastSeenAt,
  devicesOnline,
  devices,
});

/** A named event, without an `id`: it has no place in the feed, and where a reader resumes stays. */
export const asBeatEvent = (beat: Beat): string => `event: beat\ndata: ${JSON.stringify(beat)}\n\n`;

/** That the connection lives, and no more is known: no page hears a comment. */
export const STILL_HERE = ': still here\n\n';

/** Why a stream was closed though it had not lived its time. */
export type StreamEnd = 'too-many-streams' | 'stalled' | 'leaving';

/**
 * The last word of a stream. After `closed` a reader is not to come back by itself: what it would win, another of its person's streams
 * would lose. After `leaving`, since the node is being stopped, it comes back where it was.
 */
export const asClosingEvent = (reason: StreamEnd): string =>
  reason === 'leaving' ? 'event: leaving\ndata: {}\n\n' : `event: closed\ndata: ${JSON.stringify({ reason })}\n\n`;

/** What a reader may hear, of what it asked for. */
export const seenBy = (
  who: Pick<FeedFilter, 'districtIds'> & { readonly id: string },
  types: readonly string[] | undefined,
): FeedFilter => ({
  districtIds: who.districtIds,
  personId: who.id,
  ...(types && { types }),
});
