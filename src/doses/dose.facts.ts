import { z } from 'zod';
import { conditionFacts, ladder, priority } from '../devices/conditions/condition.facts.js';
import type { DataOf } from '../platform/facts/fact.js';
import { code, count, id, instant, line, typeName } from '../platform/facts/fact-fields.js';
import { QUARANTINE_KINDS } from '../journal/journal.rules.js';
import { DOUBTS } from './processing/belief.rules.js';
import { CRITICALITIES } from '../devices/telemetry.rules.js';

/** The slot of the plan: when on the citizen's wall clock it is due. */
const slot = z.string().regex(/^\d\d:\d\d$/);
const criticality = z.enum(CRITICALITIES);
const detail = z.record(z.string(), z.unknown());

/** A dose was dispensed, taken out, or not: one nobody expected has no id. */
const settled = z.strictObject({
  doseId: id.nullable(),
  dueAt: instant.nullable(),
  windowClosesAt: instant.nullable(),
  slot: slot.nullable(),
  criticality,
  /** The type of the event it rests on. */
  eventType: typeName,
  effectiveAt: instant,
  line: line.nullable(),
});
/** What may need a human. `zone` is the citizen's, for times in words. */
const dose = settled.extend({
  priority: priority.nullable(),
  ladder: ladder.nullable(),
  zone: code,
  detail,
});

const scheduled = z.strictObject({ revision: count, validFrom: instant });

export const doseFacts = {
  'dose.dispensed': settled,
  'dose.retrieved': settled,
  'dose.dispensed_late': dose,
  'dose.dispensed_partly': dose,
  'dose.dispensed_while_paused': dose,
  'dose.missed': dose,
  'dose.missed_late': dose,
  'dose.not_dispensed_empty': dose,
  'dose.refused': dose,
  'dose.unconfirmed': dose,
  'dose.left_in_tray': dose,
  /** Good news that nobody can be sure of: a person looks at it. */
  'dose.doubted': z.strictObject({
    doubt: z.enum(DOUBTS),
    line,
    eventType: typeName,
    dueAt: instant.nullable(),
    effectiveAt: instant,
  }),
  /** Their time passed while nobody watched over them; the first are named. */
  'dose.passed_unwatched': z.strictObject({
    because: code,
    count,
    timeCriticalInLastDay: count,
    doses: z.array(
      z.strictObject({ doseId: id, slot: slot.nullable(), criticality, dueAt: instant, windowClosesAt: instant }),
    ),
  }),
  'dose.misses_repeated': z.strictObject({ missed: count, days: count }),
  'device.misses_unmatched': z.strictObject({ line: line.nullable() }),
  /** Whom it served has died. */
  'device.left_behind': z.strictObject({}),
  'schedule.set': scheduled,
  'schedule.withdrawn': scheduled,
  /** `quarantineIds`: one of each cause; why is told by `GET /quarantine/{id}`, to who may read it. */
  'telemetry.found_unusable': z.strictObject({ quarantineIds: z.array(id), count, zone: code, line }),
  /** It could not be read as a whole, and reads as an alarm about a dose or about the dispenser. */
  'telemetry.read_as_alarm': z.strictObject({
    eventType: typeName,
    line,
    /** How often it was said alike. */
    times: count,
    dose: dose.nullable(),
    condition: conditionFacts['condition.raised'].nullable(),
  }),
  'telemetry.handed_over': z.strictObject({
    kind: z.enum(QUARANTINE_KINDS),
    quarantineId: id,
    line,
    /** Null where the house knows no such type. */
    eventType: typeName.nullable(),
  }),
  'telemetry.looked_at': z.strictObject({
    kind: z.enum(QUARANTINE_KINDS),
    state: z.enum(['open', 'assigned', 'dismissed', 'retried']),
  }),
  'alarm.came_through': z.strictObject({ line }),
  'message.parked': z.strictObject({ eventType: typeName, line, attempts: count }),
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof doseFacts> {}
}
