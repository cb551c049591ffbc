import { z } from 'zod';
import { at } from '../platform/http/fields.js';
import { uuid } from '../platform/http/query.js';
import { REACHED } from '../teams/coverage.rules.js';
import { locale } from './figures.schema.js';

export const DAYS_AHEAD = 14;

export const coverageQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(62).default(DAYS_AHEAD),
  districtId: uuid.optional(),
  locale,
});

export const coverageSchema = z.object({
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
});
