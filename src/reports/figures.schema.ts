import { z } from 'zod';
import { at, exampleId, instant, named } from '../platform/http/fields.js';
import { locale } from '../platform/http/csv/csv.answer.js';
import { commaList } from '../platform/http/page.js';
import { uuid } from '../platform/http/query.js';
import { PARTS } from './response.rules.js';
import { SHIFTS } from './shift.rules.js';
import { STRETCHES } from './stretch.rules.js';

/** `from` inclusive, `to` exclusive; the last 30 days by default. */
export const figuresQuery = z.strictObject({
  from: instant.optional().meta({ description: '30 days before to by default' }),
  to: instant.optional().meta({ description: 'now by default, 400 days after from at most' }),
  locale,
  districtId: uuid.optional().meta({ description: 'this district and those below it' }),
});
export type FiguresQuery = z.infer<typeof figuresQuery>;

export const responseTimesQuery = figuresQuery.extend({
  by: commaList(
    z.enum(PARTS),
    'what rows are told apart by besides their priority; district and shift by default',
  ).optional(),
  every: z.enum(STRETCHES).optional().meta({
    description: 'a row for each day, week or month, at the wall clock of the citizen',
  }),
});
export type ResponseTimesQuery = z.infer<typeof responseTimesQuery>;

const seconds = z
  .object({
    p50: z.number().nullable(),
    p90: z.number().nullable(),
    max: z.number().nullable(),
    limit: z
      .number()
      .nullable()
      .meta({ description: "the municipality's own limit, where it has set one, and the same for all of the row" }),
    withinLimit: z.number().nullable().meta({
      description:
        'the share that kept to the limit of their district; what ended by itself, or is younger, before the limit came is not judged',
    }),
  })
  .meta({ description: 'whole seconds from the moment the alert opened' });

const reportOf = <T extends z.ZodType>(item: T) => z.object({ from: at, to: at, items: z.array(item) });

const aSpread = { p50: 300, p90: 540, max: 900, limit: 600, withinLimit: 0.93 };
const period = { from: '2026-02-08T08:05:00Z', to: '2026-03-10T08:05:00Z' };
const where = { districtId: exampleId('district'), districtName: 'West' };

export const responseTimesSchema = named(
  'ResponseTimes',
  reportOf(
    z.object({
      since: z.iso.date().optional().meta({ description: 'with `every`: its first day, of a week the Monday' }),
      districtId: z.uuid().nullable().optional(),
      districtName: z.string().nullable().optional(),
      teamId: z.uuid().nullable().optional().meta({
        description: 'by `team`: the one that was asked first; null where a whole district was, or nobody',
      }),
      teamName: z.string().nullable().optional(),
      priority: z.string(),
      shift: z.enum(SHIFTS).optional().meta({
        description:
          'the one on the rosters of who serves the district, at the wall clock of the citizen; by the hour (07-15, 15-23) without one',
      }),
      alerts: z.number(),
      autoResolved: z.number(),
      toFirstClaim: seconds.meta({ description: 'until somebody first had it, whatever became of that' }),
      toClaim: seconds.meta({
        description:
          'until somebody had it who did not give it back without having reached anybody; claimed, started, taken over, or closed at once',
      }),
      toContact: seconds.meta({
        description: 'to the first conversation, answered call, start of a visit, or result that takes one',
      }),
      toResolve: seconds.meta({ description: 'of alerts that a person closed' }),
    }),
  ),
  {
    ...period,
    items: [
      {
        ...where,
        priority: 'P1',
        shift: 'day',
        alerts: 42,
        autoResolved: 5,
        toFirstClaim: aSpread,
        toClaim: aSpread,
        toContact: aSpread,
        toResolve: aSpread,
      },
    ],
  },
);

export const alarmLoadSchema = named(
  'AlarmLoad',
  reportOf(
    z.object({
      districtId: z.uuid().nullable(),
      districtName: z.string().nullable(),
      alerts: z.number(),
      underIncidents: z
        .number()
        .meta({ description: 'of these, those that an incident stands for: nobody is asked about them' }),
      mostInTenMinutes: z
        .number()
        .meta({ description: 'of what staff were asked; 1 is steady, 10 is a flood (EEMUA 191)' }),
      floodMinutes: z.number().meta({ description: 'minutes with ten alerts or more in the ten before' }),
      olderThan24h: z.number().meta({ description: 'live now and opened more than 24 hours ago' }),
      autoResolvedByLateEvent: z.number(),
      reachedLastRung: z.number(),
      rungsSkippedUnstaffed: z.number(),
    }),
  ).extend({ noisiest: z.array(z.object({ deviceId: z.string(), alerts: z.number() })) }),
  {
    ...period,
    items: [
      {
        ...where,
        alerts: 42,
        underIncidents: 3,
        mostInTenMinutes: 4,
        floodMinutes: 0,
        olderThan24h: 0,
        autoResolvedByLateEvent: 5,
        reachedLastRung: 1,
        rungsSkippedUnstaffed: 2,
      },
    ],
    noisiest: [{ deviceId: 'DEMO-0001', alerts: 4 }],
  },
);

export const visitsSchema = named(
  'Visits',
  reportOf(
    z.object({
      week: z.iso.date().meta({ description: 'the Monday it begins on' }),
      districtId: z.uuid().nullable(),
      districtName: z.string().nullable(),
      citizens: z.number(),
      calls: z.number(),
      screenCalls: z.number(),
      visits: z.number(),
      visitsAvoided: z
        .number()
        .meta({ description: 'cases that a call or screen call settled, by their outcome, without a visit begun' }),
    }),
  ),
  {
    ...period,
    items: [{ week: '2026-03-02', ...where, citizens: 12, calls: 20, screenCalls: 6, visits: 9, visitsAvoided: 21 }],
  },
);
