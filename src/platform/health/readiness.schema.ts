import { z } from 'zod';
import { named } from '../http/fields.js';
import { PURPOSES } from './readiness.rules.js';

export const livenessSchema = named('Liveness', z.object({ status: z.literal('ok') }), { status: 'ok' });

export const readinessSchema = named(
  'Readiness',
  z.object({
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
  }),
  { status: 'ok', checks: [{ name: 'database', ok: true, detail: 'answers', for: ['mqtt', 'http'] }] },
);

export const readinessQuery = z.strictObject({
  for: z.enum(PURPOSES).optional().meta({ description: 'only what concerns dispensers, or people and partners' }),
});
export type ReadinessQuery = z.infer<typeof readinessQuery>;
