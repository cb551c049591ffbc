import { z } from 'zod';
import { at, exampleId, named } from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { rangeQuery } from '../platform/http/query.js';
import { TIMELINE_KINDS } from './timeline.rules.js';

/** Up to now unless `to` is given: doses ahead are a plan, not a past. */
export const timelineQuery = rangeQuery;

export const timelineSchema = pageOf(
  named(
    'TimelineItem',
    z.object({
      at: at.meta({ description: 'when it was due, opened, made, asked or begun' }),
      kind: z.enum(TIMELINE_KINDS),
      id: z.uuid(),
      data: z
        .record(z.string(), z.unknown())
        .meta({ description: 'the dose, alert with its log, task, command or pause' }),
    }),
    {
      at: '2026-03-10T07:00:00Z',
      kind: 'dose',
      id: exampleId('dose'),
      data: { slot: '08:00', state: 'missed', criticality: 'standard' },
    },
  ),
);
