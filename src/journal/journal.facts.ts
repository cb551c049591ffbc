import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { QUARANTINE_KINDS } from './journal.rules.js';

export const journalFacts = {
  /** Why is told by `GET /quarantine/{id}`, to who may read it. */
  'telemetry.quarantined': z.strictObject({ kind: z.enum(QUARANTINE_KINDS) }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof journalFacts> {}
}
