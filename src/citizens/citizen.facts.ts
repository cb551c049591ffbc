import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { actor, code, count, id, instant, zone } from '../platform/facts/fact-fields.js';
import { CONTACT_FIELDS } from './contacts/contact.rules.js';
import { FINDINGS } from './glass/glass-review.rules.js';
import { PAUSE_REASONS } from './pause.rules.js';

const protection = z.strictObject({ by: actor, byKind: code });
const pause = z.strictObject({ reason: z.enum(PAUSE_REASONS), from: instant, until: instant });

export const citizenFacts = {
  /** To another district; to whom it is out of reach, `to` is null. */
  'citizen.moved': z.strictObject({ from: id.nullable(), to: id.nullable() }),
  /** Within her district. */
  'citizen.relocated': z.strictObject({}),
  'citizen.stay_begun': z.strictObject({ until: instant }),
  'citizen.stay_ended': z.strictObject({}),
  'citizen.deceased': z.strictObject({ deceasedAt: instant }),
  /** `since`: when her death was registered. */
  'citizen.death_withdrawn': z.strictObject({ since: instant }),
  'citizen.address_protected': protection,
  'citizen.protection_lifted': protection,
  /** How she is reached, by the names of what is new; what it is stands in no fact. */
  'citizen.contacts_changed': z.strictObject({ fields: z.array(z.enum([...CONTACT_FIELDS, 'relatives'])) }),
  'citizen.zone_changed': z.strictObject({ from: zone, to: zone }),
  /** `left`: how often the same person opened her without that anybody has looked at it; `id`: which time it was. */
  'citizen.glass_reviewed': z.strictObject({ id, by: actor, openedBy: actor, finding: z.enum(FINDINGS), left: count }),
  /** One CPR number belongs to several. */
  'citizen.number_repeated': z.strictObject({ citizenIds: z.array(id) }),
  /** `since`: from when on it was missing; null for who gives it the first time. */
  'consent.given': z.strictObject({ telemetry: z.literal(true), since: instant.nullable() }),
  'consent.withdrawn': z.strictObject({ telemetry: z.literal(false) }),
  'service.pause_planned': pause,
  /** `since`: doses that it called off are wanted from then on. */
  'service.pause_moved': pause.extend({
    was: z.strictObject({ from: instant, until: instant }),
    since: instant.optional(),
  }),
  'service.paused': pause,
  'service.resumed': pause.extend({ since: instant, takenBack: z.boolean(), early: z.boolean() }),
  /** `since` where it had begun. */
  'service.pause_withdrawn': pause.extend({ begun: z.boolean(), since: instant.optional() }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof citizenFacts> {}
}
