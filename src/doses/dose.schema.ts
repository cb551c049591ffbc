import { z } from 'zod';
import { courseShape, slotShape } from '../devices/slot.rules.js';
import { QUARANTINE_KINDS } from '../journal/journal.rules.js';
import { at, exampleId, instant, named, withExample } from '../platform/http/fields.js';
import { commaList, pageOf } from '../platform/http/page.js';
import { rangeQuery, uuid, uuidList } from '../platform/http/query.js';
import { DOSE_STATES } from './dose.rules.js';
import { CRITICALITIES } from '../devices/telemetry.rules.js';
import { everMeet } from './schedules/slot.rules.js';

const slotSchema = z.strictObject({
  ...slotShape,
  days: slotShape.days.unwrap().min(1).optional(),
  from: courseShape.from.meta({ description: 'the first day; what is due every so many days is counted from it' }),
  until: courseShape.until.meta({ description: 'the last day, on which it is still due' }),
  everyDays: courseShape.everyDays
    .unwrap()
    .max(366)
    .optional()
    .meta({ description: '2: every other day; 21: every third week' }),
  windowMinutes: z.number().int().min(15).max(120).optional(),
});

export const setScheduleSchema = withExample(
  z
    .strictObject({
      slots: z.array(slotSchema).max(48),
      validFrom: instant.optional(),
      replaces: z.array(z.number().int().min(1)).max(100).optional().meta({
        description:
          'the revisions of the planned schedules that this one takes the place of; none of them for []. Without it one that is planned for the same time or later is refused',
      }),
    })
    .superRefine(({ slots }, context) => {
      const flaw = (path: (string | number)[], message: string) =>
        context.addIssue({ code: 'custom', path: ['slots', ...path], message });
      slots.forEach((slot, i) => {
        const { from, until, everyDays } = slot;
        if (everyDays !== undefined && from === undefined)
          flaw([i, 'from'], 'is needed with everyDays: it is counted from there');
        else if (from && until && until < from) flaw([i, 'until'], 'is before from');
        else if (!everMeet(slot, slot)) flaw([i, 'days'], 'are on none of its days');
        const twin = slots.findIndex((other) => other.time === slot.time && everMeet(other, slot));
        if (twin !== -1 && twin < i) flaw([i, 'time'], `stands there twice on the same day, also in slot ${twin}`);
      });
    }),
  {
    slots: [
      { time: '08:00', criticality: 'standard' },
      { time: '20:00', criticality: 'time-critical' },
    ],
    validFrom: '2026-03-11T00:00:00+01:00',
  },
);

const oneScheduleSchema = z.object({
  citizenId: z.uuid(),
  revision: z.number(),
  zone: z.string(),
  slots: z.array(slotSchema),
  validFrom: at,
  validUntil: at.nullable(),
  createdAt: at,
});

export const scheduleSchema = named(
  'Schedule',
  oneScheduleSchema.extend({
    planned: z.array(oneScheduleSchema).meta({ description: 'those that begin later, in that order' }),
  }),
  {
    citizenId: exampleId('citizen'),
    revision: 3,
    zone: 'Europe/Copenhagen',
    slots: [
      { time: '08:00', criticality: 'standard' },
      { time: '20:00', criticality: 'time-critical' },
    ],
    validFrom: '2026-03-01T00:00:00Z',
    validUntil: null,
    createdAt: '2026-02-27T10:00:00Z',
    planned: [],
  },
);

export const doseSchema = named(
  'Dose',
  z.object({
    id: z.uuid(),
    citizenId: z.uuid(),
    revision: z.number(),
    slot: z.string().meta({ description: 'local time, HH:MM' }),
    dueAt: at,
    windowClosesAt: at,
    criticality: z.enum(CRITICALITIES),
    state: z.enum(DOSE_STATES),
    alarmedAt: at.nullable(),
    dispensedAt: at.nullable(),
    retrievedAt: at.nullable(),
    inAdvanceAt: at.nullable(),
    cancelledAt: at.nullable(),
    missedAt: at.nullable(),
    unconfirmedAt: at.nullable(),
    lateSeconds: z
      .number()
      .nullable()
      .meta({ description: 'of a dose dispensed after its window, from when it was due' }),
  }),
  {
    id: exampleId('dose'),
    citizenId: exampleId('citizen'),
    revision: 3,
    slot: '08:00',
    dueAt: '2026-03-10T07:00:00Z',
    windowClosesAt: '2026-03-10T08:00:00Z',
    criticality: 'standard',
    state: 'missed',
    alarmedAt: '2026-03-10T08:00:00.210Z',
    dispensedAt: null,
    retrievedAt: null,
    inAdvanceAt: null,
    cancelledAt: null,
    missedAt: '2026-03-10T08:00:00Z',
    unconfirmedAt: null,
    lateSeconds: null,
  },
);
export const dosesSchema = pageOf(doseSchema);

export const dosesQuery = rangeQuery.extend({
  citizenId: uuidList('whose').optional(),
  state: commaList(z.enum(DOSE_STATES), 'in which state').optional(),
});

export const telemetryQuery = rangeQuery.extend({
  deviceId: commaList(z.string().min(1), 'which dispenser said it').optional(),
  type: commaList(z.string().min(1), 'of which type, such as `dose.missed`').optional(),
  citizenId: uuid.optional().meta({ description: 'about whom' }),
});

export const quarantineQuery = rangeQuery.pick({ limit: true, cursor: true }).extend({
  state: commaList(z.enum(['open', 'assigned', 'dismissed', 'retried']), 'in which state').default(['open']),
  deviceId: commaList(z.string().min(1), 'which dispenser said it').optional(),
  kind: commaList(z.enum(QUARANTINE_KINDS), 'why it waits').optional(),
  reason: z.string().min(1).max(1_000).optional().meta({
    description:
      'for the same reason as this one, whatever numbers stand in it: one of those that /quarantine/counts tells',
  }),
});

export const quarantineCountsQuery = quarantineQuery.pick({ deviceId: true });

export const assignQuarantinedSchema = withExample(z.strictObject({ citizenId: uuid }), {
  citizenId: exampleId('citizen'),
});

/** With `alike`, so is all else of the dispenser that stands there for the same reason. */
export const dismissQuarantinedSchema = withExample(z.strictObject({ alike: z.boolean().optional() }).nullish(), {
  alike: true,
});
