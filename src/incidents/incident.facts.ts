import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { id } from '../platform/facts/fact-fields.js';

export const incidentFacts = {
  /** These alerts go under it from now on. */
  'incident.grew': z.strictObject({ alertIds: z.array(id) }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof incidentFacts> {}
}
