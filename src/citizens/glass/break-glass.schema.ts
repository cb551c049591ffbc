import { z } from 'zod';
import { GLASS_REASONS } from '../../access/break-glass.rules.js';
import { pageOf } from '../../platform/http/page.js';
import { at, exampleId, line, named, withExample } from '../../platform/http/fields.js';

export const breakGlassBody = withExample(
  z.strictObject({
    reason: z.enum(GLASS_REASONS),
    text: line(500).meta({ description: 'why, in words; no names of others' }),
  }),
  { reason: 'emergency', text: 'found on the floor by a neighbour' },
);
export type BreakGlassBody = z.infer<typeof breakGlassBody>;

export const brokenGlassSchema = named(
  'BreakGlass',
  z.object({
    id: z.uuid(),
    staffId: z.uuid(),
    citizenId: z.uuid(),
    reason: z.enum(GLASS_REASONS),
    text: z.string(),
    openedAt: at,
    until: at,
  }),
  {
    id: exampleId('glass'),
    staffId: exampleId('nurse'),
    citizenId: exampleId('citizen'),
    reason: 'emergency',
    text: 'found on the floor by a neighbour',
    openedAt: '2026-03-10T08:05:00Z',
    until: '2026-03-10T09:05:00Z',
  },
);

export const brokenGlassesSchema = pageOf(brokenGlassSchema);
