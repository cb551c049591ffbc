import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { actor, id, instant } from '../platform/facts/fact-fields.js';
import { GLASS_REASONS } from './break-glass.rules.js';

export const breakGlassFacts = {
  'citizen.glass_broken': z.strictObject({ id, by: actor, reason: z.enum(GLASS_REASONS), until: instant }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof breakGlassFacts> {}
}
