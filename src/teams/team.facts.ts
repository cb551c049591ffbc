import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { id } from '../platform/facts/fact-fields.js';
import { TEAM_KINDS } from './team.rules.js';

export const teamFacts = {
  /** It serves another district, does other work or goes by another clock from now on. */
  'team.changed': z.strictObject({ from: id, to: id, kind: z.enum(TEAM_KINDS) }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof teamFacts> {}
}
