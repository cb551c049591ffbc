import { z } from 'zod';
import { at } from '../../platform/http/fields.js';
import { QUARANTINE_CAUSES, QUARANTINE_KINDS } from '../../journal/journal.rules.js';
import { pageOf } from '../../platform/http/page.js';

/** What a dispenser said, as it is shown: the envelope's own words, and the payload untouched. */
const heardSchema = z.object({
  id: z.string().meta({ description: 'as the dispenser gave it' }),
  deviceId: z.string(),
  type: z.string(),
  time: at,
  receivedAt: at,
  effectiveAt: at.meta({ description: 'when it is held to have happened' }),
  lateBySeconds: z.number(),
  clock: z.enum(['trusted', 'corrected', 'unset']),
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
  heardSchema.extend({
    citizenId: z.uuid().nullable(),
    matchedTo: z.object({ doseId: z.uuid(), dueAt: at }).nullable(),
  }),
);

export const quarantinedSchema = z.object({
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
});

export const quarantineSchema = pageOf(quarantinedSchema.extend({ telemetry: heardSchema.nullable() }));
