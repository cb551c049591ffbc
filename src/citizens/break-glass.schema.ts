import { z } from 'zod';
import { GLASS_REASONS } from '../access/break-glass.rules.js';
import { at, line } from '../platform/http/fields.js';

export const breakGlassBody = z.strictObject({
  reason: z.enum(GLASS_REASONS),
  text: line(500).meta({ description: 'why, in words; no names of others' }),
});
export type BreakGlassBody = z.infer<typeof breakGlassBody>;

export const brokenGlassSchema = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  citizenId: z.uuid(),
  reason: z.enum(GLASS_REASONS),
  text: z.string(),
  openedAt: at,
  until: at,
});
