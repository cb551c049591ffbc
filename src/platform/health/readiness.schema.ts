import { z } from 'zod';
import { PURPOSES } from './readiness.rules.js';

export const readinessQuery = z.strictObject({ for: z.enum(PURPOSES).optional() });
export type ReadinessQuery = z.infer<typeof readinessQuery>;
