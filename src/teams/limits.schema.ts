import { z } from 'zod';
import { exampleId, named, withExample } from '../platform/http/fields.js';
import { duration, shownDuration, writeDuration } from '../platform/http/durations.js';
import { type DistrictLimits, LIMITED, type Limits, LIMITS } from './limits.rules.js';

const limit = duration.refine((seconds) => seconds > 0, 'must be longer');
const shown = z.partialRecord(z.enum(LIMITED), z.partialRecord(z.enum(LIMITS), shownDuration));

/** From the moment an alert opened until somebody has it, has spoken to the citizen, has closed it. */
export const limitsBody = withExample(
  z.strictObject({
    limits: z.partialRecord(z.enum(LIMITED), z.partialRecord(z.enum(LIMITS), limit)),
  }),
  { limits: { P1: { toClaim: 'PT10M', toContact: 'PT30M' } } },
);

export const limitsSchema = named(
  'Limits',
  z.object({
    districtId: z.uuid(),
    limits: shown.meta({ description: 'what was set here' }),
    holding: shown.meta({ description: 'what holds here, with what is set above' }),
    version: z.number(),
  }),
  {
    districtId: exampleId('district'),
    limits: { P1: { toClaim: 'PT10M', toContact: 'PT30M' } },
    holding: { P1: { toClaim: 'PT10M', toContact: 'PT30M' } },
    version: 1,
  },
);

/** Limits as JSON, durations in ISO 8601. */
export const showLimits = ({ districtId, limits, version }: DistrictLimits, holding: Limits) => ({
  districtId,
  limits: written(limits),
  holding: written(holding),
  version,
});

const written = (limits: Limits) =>
  Object.fromEntries(
    Object.entries(limits)
      .filter(([, of]) => Object.keys(of).length > 0)
      .map(([priority, of]) => [
        priority,
        Object.fromEntries(Object.entries(of).map(([name, seconds]) => [name, writeDuration(seconds)])),
      ]),
  );
