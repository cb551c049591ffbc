import { z } from 'zod';
import { at, exampleId, named } from '../platform/http/fields.js';
import { uuid } from '../platform/http/query.js';
import { REACHED } from '../teams/coverage.rules.js';
import { locale } from '../platform/http/csv/csv.answer.js';

export const DAYS_AHEAD = 14;

export const coverageQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(62).default(DAYS_AHEAD).meta({ description: 'so many days ahead' }),
  districtId: uuid.optional().meta({ description: 'this district and those below it' }),
  locale,
});

export const coverageSchema = named(
  'CoverageGaps',
  z.object({
    from: at,
    to: at,
    items: z.array(
      z.object({
        districtId: z.uuid(),
        districtName: z.string(),
        municipalityId: z.uuid(),
        from: at,
        to: at,
        reached: z.enum(REACHED).meta({ description: 'who would be asked meanwhile' }),
      }),
    ),
  }),
  {
    from: '2026-03-10T08:05:00Z',
    to: '2026-03-24T08:05:00Z',
    items: [
      {
        districtId: exampleId('district'),
        districtName: 'West',
        municipalityId: exampleId('municipality'),
        from: '2026-03-10T22:00:00Z',
        to: '2026-03-11T06:00:00Z',
        reached: 'response-centre',
      },
    ],
  },
);
