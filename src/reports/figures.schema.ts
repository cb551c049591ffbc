import { z } from 'zod';
import { instant } from '../platform/http/fields.js';
import { uuid } from '../platform/http/query.js';

/** `from` inclusive, `to` exclusive; the last 30 days by default. */
export const figuresQuery = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  districtId: uuid.optional().meta({ description: 'this district and those below it' }),
});
export type FiguresQuery = z.infer<typeof figuresQuery>;

const seconds = z
  .object({ p50: z.number().nullable(), p90: z.number().nullable(), max: z.number().nullable() })
  .meta({ description: 'seconds from the moment the alert opened' });

const reportOf = <T extends z.ZodType>(item: T) =>
  z.object({ from: z.iso.datetime(), to: z.iso.datetime(), items: z.array(item) });

export const responseTimesSchema = reportOf(
  z.object({
    districtId: z.uuid().nullable(),
    districtName: z.string().nullable(),
    priority: z.string(),
    shift: z.enum(['day', 'evening', 'night']).meta({ description: 'local: 07-15, 15-23, 23-07' }),
    alerts: z.number(),
    autoResolved: z.number(),
    toClaim: seconds,
    toContact: seconds.meta({ description: 'to the first conversation, answered call or start of a visit' }),
    toResolve: seconds.meta({ description: 'of alerts that a person closed' }),
  }),
);

export const alarmLoadSchema = reportOf(
  z.object({
    districtId: z.uuid().nullable(),
    districtName: z.string().nullable(),
    alerts: z.number(),
    mostInTenMinutes: z.number().meta({ description: '1 is steady, 10 is a flood (EEMUA 191)' }),
    floodMinutes: z.number().meta({ description: 'minutes with ten alerts or more in the ten before' }),
    olderThan24h: z.number().meta({ description: 'live now and opened more than 24 hours ago' }),
    autoResolvedByLateEvent: z.number(),
    reachedLastRung: z.number(),
    rungsSkippedUnstaffed: z.number(),
  }),
).extend({ noisiest: z.array(z.object({ deviceId: z.string(), alerts: z.number() })) });

export const visitsSchema = reportOf(
  z.object({
    week: z.iso.date().meta({ description: 'the Monday it begins on' }),
    districtId: z.uuid().nullable(),
    districtName: z.string().nullable(),
    citizens: z.number(),
    calls: z.number(),
    screenCalls: z.number(),
    visits: z.number(),
    visitsAvoided: z.number().meta({ description: 'cases that a call or screen call settled' }),
  }),
);
