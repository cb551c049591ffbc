import { z } from 'zod';
import type { About, DataOf, FactOf, FactType } from '../../platform/facts/fact.js';
import { code, count, instant, line, typeName } from '../../platform/facts/fact-fields.js';

export const priority = z.enum(['P1', 'P2', 'P3', 'P4']);
export const ladder = z.enum([
  'time-critical-dose',
  'standard-dose',
  'dispensing-stopped',
  'planned-work',
  'power-connectivity',
  'security',
]);
/** What is known of it, in the words of who says so. */
const detail = z.record(z.string(), z.unknown());

const said = z.strictObject({
  condition: code,
  eventType: typeName,
  effectiveAt: instant,
  /** The journal entry it rests on; null for what the house noticed. */
  line: line.nullable(),
});

export const conditionFacts = {
  'condition.raised': said.extend({
    priority: priority,
    ladder: ladder.nullable(),
    holdMinutes: count,
    /** How often it was said. */
    times: count,
    detail,
  }),
  /** Of several things that stand side by side one is over. */
  'condition.eased': said.extend({ detail }),
  'condition.cleared': said,
};

declare module '../../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof conditionFacts> {}
}

type Whose = { readonly subject: string; readonly deviceId?: string | null } & About;
type Told<T extends FactType> = Omit<FactOf<T>['data'], 'effectiveAt'>;
type Raised = Omit<Told<'condition.raised'>, 'times' | 'holdMinutes'> & { times?: number; holdMinutes?: number };

/** Something stands that may need a human. */
export const conditionRaised = (whose: Whose, at: Date, said: Raised): FactOf<'condition.raised'> => ({
  ...whose,
  type: 'condition.raised',
  data: { times: 1, holdMinutes: 0, ...said, effectiveAt: at.toISOString() },
});

export const conditionEased = (whose: Whose, at: Date, said: Told<'condition.eased'>): FactOf<'condition.eased'> => ({
  ...whose,
  type: 'condition.eased',
  data: { ...said, effectiveAt: at.toISOString() },
});

export const conditionCleared = (
  whose: Whose,
  at: Date,
  said: Told<'condition.cleared'>,
): FactOf<'condition.cleared'> => ({
  ...whose,
  type: 'condition.cleared',
  data: { ...said, effectiveAt: at.toISOString() },
});
