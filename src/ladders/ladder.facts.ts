import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { count } from '../platform/facts/fact-fields.js';

export const ladderFacts = {
  /** Version 0: the one of this place is gone, and what holds further up holds here. */
  'ladder.set': z.strictObject({ version: count }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof ladderFacts> {}
}
