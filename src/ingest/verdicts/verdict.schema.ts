import { z } from 'zod';
import { at, named } from '../../platform/http/fields.js';
import { pageOf } from '../../platform/http/page.js';
import { REFUSALS } from './refusal.rules.js';

export const verdictsSchema = pageOf(
  named(
    'Verdict',
    z.object({
      at: at.meta({ description: 'of something that came more than once, the last time' }),
      verdict: z.enum(['accepted', 'rejected', 'refused']).meta({
        description:
          'accepted: what was read, with notes; rejected: acknowledged, and could not be read; refused: not taken',
      }),
      reason: z
        .enum([...REFUSALS, 'unreadable-event'])
        .nullable()
        .meta({ description: 'a code of docs/mqtt.md' }),
      detail: z.string().nullable().meta({ description: 'which rule was broken, which limit was met' }),
      notes: z.array(z.string()),
      event: z.object({ id: z.string(), type: z.string() }).nullable().meta({ description: 'the line of the journal' }),
      firstAt: at,
      occurrences: z.number(),
    }),
    {
      at: '2026-03-10T08:00:00.150Z',
      verdict: 'rejected',
      reason: 'unreadable-event',
      detail: 'it is no JSON',
      notes: [],
      event: { id: 'e-1741590001', type: 'dose.missed' },
      firstAt: '2026-03-10T08:00:00.150Z',
      occurrences: 1,
    },
  ),
);
