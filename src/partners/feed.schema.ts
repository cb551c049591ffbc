import { z } from 'zod';
import type { FactType } from '../platform/facts/fact.js';
import { at, exampleId, named, oneOf, withExample } from '../platform/http/fields.js';
import { FACTS } from './facts-catalogue.js';
import type { FeedItem } from './feed.rules.js';

/** Whom a fact is about, beside what its room tells. */
const about = {
  citizenId: z.uuid().nullable(),
  deviceId: z.string().nullable(),
  districtId: z.uuid().nullable(),
};

const types = Object.keys(FACTS) as FactType[];

/** What an item of this type is called in the description of the API: `DoseMissedEvent`. */
const nameOf = (type: FactType): string =>
  `${type.replaceAll(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}Event`;

const item = (type: FactType) =>
  named(
    nameOf(type),
    z.object({
      specversion: z.literal('1.0'),
      id: z.string().meta({ description: 'its position in the feed' }),
      source: z.literal('/dosevagt'),
      type: z.literal(type),
      subject: z.string(),
      time: at,
      datacontenttype: z.literal('application/json'),
      for: z
        .string()
        .optional()
        .meta({ description: 'the account that it is meant for, beside all who may hear it: an extension attribute' }),
      data: FACTS[type].extend(about),
    }),
  );

/** An item of the feed: which fields its data has follows from its type. */
export const eventSchema = named(
  'Event',
  // The compiler cannot follow type by type what was made of the whole catalogue.
  oneOf('type', Object.fromEntries(types.map((type) => [type, item(type)]))) as z.ZodType as z.ZodType<
    FeedItem<z.output<typeof at>>,
    FeedItem<string>
  >,
  {
    specversion: '1.0',
    id: '4711',
    source: '/dosevagt',
    type: 'dose.missed',
    subject: exampleId('dose'),
    time: '2026-03-10T08:00:00.210Z',
    datacontenttype: 'application/json',
    data: {
      doseId: exampleId('dose'),
      dueAt: '2026-03-10T07:00:00.000Z',
      windowClosesAt: '2026-03-10T08:00:00.000Z',
      slot: null,
      criticality: 'standard',
      eventType: 'dose.missed',
      effectiveAt: '2026-03-10T08:00:00.000Z',
      line: 1042,
      priority: 'P2',
      ladder: 'standard-dose',
      zone: 'Europe/Copenhagen',
      detail: {},
      citizenId: exampleId('citizen'),
      deviceId: 'HAD-0001',
      districtId: exampleId('district'),
    },
  },
);

/** What the stream says beside facts, by the name of the event. */
export const streamEvents = {
  beat: withExample(
    z.strictObject({
      now: at.meta({ description: 'by the clock that the house lives by' }),
      lastEventAt: at
        .nullable()
        .meta({ description: 'when a dispenser within reach was heard last, by an event or a heartbeat' }),
      devicesOnline: z
        .int()
        .meta({ description: 'of them, connected, or such as visit and are not known to be offline' }),
      devices: z.int().meta({ description: 'dispensers in use within reach' }),
    }),
    {
      now: '2026-03-10T08:05:00.000Z',
      lastEventAt: '2026-03-10T08:04:56.310Z',
      devicesOnline: 412,
      devices: 415,
    },
  ),
  closed: withExample(z.strictObject({ reason: z.literal('too-many-streams') }), {
    reason: 'too-many-streams',
  }),
  leaving: withExample(z.strictObject({}), {}),
};
