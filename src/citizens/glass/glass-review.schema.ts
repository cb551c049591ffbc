import { z } from 'zod';
import { at, exampleId, line, named, withExample } from '../../platform/http/fields.js';
import { pageOf, pageQuery } from '../../platform/http/page.js';
import { uuid } from '../../platform/http/query.js';
import { brokenGlassSchema } from './break-glass.schema.js';
import { FINDINGS } from './glass-review.rules.js';

export const openingsQuery = pageQuery.extend({
  state: z
    .enum(['unreviewed', 'reviewed'])
    .optional()
    .meta({ description: 'whether somebody has looked at it; both by default' }),
  citizenId: uuid.optional().meta({ description: 'who was opened' }),
  staffId: uuid.optional().meta({ description: 'who opened her' }),
});
export type OpeningsQuery = z.infer<typeof openingsQuery>;

export const reviewBody = withExample(
  z.strictObject({
    finding: z.enum(FINDINGS),
    text: line(500).optional().meta({ description: 'why; no names of others' }),
  }),
  { finding: 'justified', text: 'rang the shift lead before' },
);
export type ReviewBody = z.infer<typeof reviewBody>;

export const openingSchema = named(
  'BreakGlassOpening',
  brokenGlassSchema.extend({
    staffName: z.string().nullable().meta({ description: 'null for an account that is gone' }),
    districtId: z.uuid().nullable().meta({ description: 'of the citizen, now' }),
    citizenName: z.string().nullable().meta({ description: 'null where the reader does not reach her' }),
    looks: z
      .array(
        z.object({
          route: z.string().meta({ description: 'such as `GET /api/v1/citizens/:id`' }),
          times: z.number().int(),
          lastAt: at,
          shown: z.array(z.string()).meta({ description: 'by which fields it told how she is reached' }),
        }),
      )
      .meta({ description: 'what was looked at while it was open, and for that reason' }),
    review: z
      .object({
        finding: z.enum(FINDINGS),
        text: z.string().nullable(),
        reviewedBy: z.uuid(),
        reviewedByName: z.string(),
        reviewedAt: at,
      })
      .nullable()
      .meta({ description: 'null until somebody has looked at it' }),
  }),
  {
    id: exampleId('glass'),
    staffId: exampleId('nurse'),
    citizenId: exampleId('citizen'),
    reason: 'emergency',
    text: 'found on the floor by a neighbour',
    openedAt: '2026-03-10T08:05:00Z',
    until: '2026-03-10T09:05:00Z',
    staffName: 'Bo Eksempel',
    districtId: exampleId('district'),
    citizenName: 'Karla Opdigt',
    looks: [{ route: 'GET /api/v1/citizens/:id', times: 2, lastAt: '2026-03-10T08:07:00Z', shown: ['mobile'] }],
    review: null,
  },
);

export const openingsSchema = pageOf(openingSchema);
