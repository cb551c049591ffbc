import { z } from 'zod';
import { at, exampleId, named } from '../../platform/http/fields.js';
import { QUARANTINE_CAUSES, QUARANTINE_KINDS } from '../../journal/journal.rules.js';
import { pageOf } from '../../platform/http/page.js';
import { CLOCK_KINDS } from '../../devices/readings/clock.rules.js';

const heard = {
  id: 'e-1741590001',
  deviceId: 'DEMO-0001',
  type: 'dose.missed',
  time: '2026-03-10T08:00:00Z',
  receivedAt: '2026-03-10T08:00:00.150Z',
  effectiveAt: '2026-03-10T08:00:00Z',
  lateBySeconds: 0,
  clock: 'trusted' as const,
  bootid: 12,
  sequence: 340,
  reason: null,
  event: { specversion: '1.0', id: 'e-1741590001', type: 'dose.missed', data: { dueAt: '2026-03-10T07:00:00Z' } },
  payload: '{"specversion":"1.0","id":"e-1741590001","type":"dose.missed","data":{"dueAt":"2026-03-10T07:00:00Z"}}',
  payloadEncoding: 'utf-8' as const,
  payloadLength: 95,
  notes: [],
};

/** What a dispenser said, as it is shown: the envelope's own words, and the payload untouched. */
const heardSchema = z.object({
  id: z.string().meta({ description: 'as the dispenser gave it' }),
  deviceId: z.string(),
  type: z.string(),
  time: at,
  receivedAt: at,
  effectiveAt: at.meta({ description: 'when it is held to have happened' }),
  lateBySeconds: z.number(),
  clock: z.enum(CLOCK_KINDS),
  bootid: z.number().nullable(),
  sequence: z.number().nullable(),
  reason: z.string().nullable().meta({ description: 'why it could not be read' }),
  event: z
    .unknown()
    .meta({ description: 'the payload in the words of CloudEvents, whatever its dialect; null where it has none' }),
  payload: z.string(),
  payloadEncoding: z.enum(['utf-8', 'base64']),
  payloadLength: z.number().meta({ description: 'as heard; of what was too long only the beginning is kept' }),
  notes: z.array(z.string()).meta({
    description:
      'what was read oddly (`data.slot:read`), left out, repaired or a sentinel, by its path; empty for most',
  }),
});

export const telemetrySchema = pageOf(
  named(
    'Telemetry',
    heardSchema.extend({
      citizenId: z.uuid().nullable(),
      matchedTo: z.object({ doseId: z.uuid(), dueAt: at }).nullable(),
    }),
    {
      ...heard,
      citizenId: exampleId('citizen'),
      matchedTo: { doseId: exampleId('dose'), dueAt: '2026-03-10T07:00:00Z' },
    },
  ),
);

const quarantined = {
  id: exampleId('quarantine'),
  deviceId: 'DEMO-0001',
  kind: 'unattributed' as const,
  cause: 'message' as const,
  reason: 'nobody had the dispenser then',
  occurrences: 1,
  receivedAt: '2026-03-10T08:00:00.150Z',
  quarantinedAt: '2026-03-10T08:00:00.300Z',
  state: 'open' as const,
  closedAt: null,
  closedBy: null,
  citizenId: null,
};

export const quarantinedSchema = named(
  'Quarantined',
  z.object({
    id: z.uuid(),
    deviceId: z.string(),
    kind: z.enum(QUARANTINE_KINDS),
    cause: z.enum(QUARANTINE_CAUSES).meta({
      description:
        '`message`: what was said cannot have its effect; `infrastructure`: the house could not do it, and it goes again by itself',
    }),
    reason: z.string(),
    occurrences: z.number().meta({
      description:
        'of a type nobody knows, how often the dispenser said it: one entry counts them and shows the newest; else 1',
    }),
    receivedAt: at,
    quarantinedAt: at,
    state: z.enum(['open', 'assigned', 'dismissed', 'retried']),
    closedAt: at.nullable(),
    closedBy: z.string().nullable(),
    citizenId: z.uuid().nullable().meta({ description: 'whose a person said it was' }),
  }),
  quarantined,
);

/** With what it said. */
export const quarantinedWithWords = named(
  'QuarantinedTelemetry',
  quarantinedSchema.extend({ telemetry: heardSchema.nullable() }),
  { ...quarantined, telemetry: heard },
);
export const quarantineSchema = pageOf(quarantinedWithWords);

export const quarantineCountsSchema = pageOf(
  named(
    'QuarantineCount',
    z.object({
      kind: z.enum(QUARANTINE_KINDS),
      reason: z.string().meta({ description: 'with # for each number in it' }),
      count: z.number(),
      dispensers: z.number().meta({ description: 'of how many dispensers' }),
      oldestAt: at,
      newestAt: at,
    }),
    {
      kind: 'unattributed',
      reason: 'nobody had the dispenser then',
      count: 12,
      dispensers: 1,
      oldestAt: '2026-03-10T07:30:00Z',
      newestAt: '2026-03-10T08:00:00.150Z',
    },
  ),
);
