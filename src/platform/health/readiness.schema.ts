import { z } from 'zod';
import { PURPOSES } from './readiness.rules.js';

export const livenessSchema = z.object({ status: z.literal('ok') });

export const readinessSchema = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  checks: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      detail: z.string(),
      degradedOnly: z.boolean().optional().meta({ description: 'it is covered by another part' }),
      for: z.array(z.enum(PURPOSES)).meta({ description: 'whom this keeps away while it is not so' }),
    }),
  ),
});

export const readinessQuery = z.strictObject({ for: z.enum(PURPOSES).optional() });
export type ReadinessQuery = z.infer<typeof readinessQuery>;
