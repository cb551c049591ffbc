import { z } from 'zod';
import { at, exampleId, exampleOf, named, withExample } from '../../platform/http/fields.js';
import { commaList, pageOf, pageQuery } from '../../platform/http/page.js';
import { uuidList } from '../../platform/http/query.js';
import { devicesSchema } from '../device.schema.js';
import { dialectNames } from '../dialects/dialects.rules.js';
import { FLEET_STATES } from './fleet.rules.js';

export const fleetQuery = pageQuery.extend({
  view: z.enum(['whole', 'fleet']).default('whole').meta({
    description: 'whole dispensers, newest first, or the rows of a fleet by their names, with counts',
  }),
  state: commaList(z.enum(FLEET_STATES), 'how it stands').optional(),
  districtId: uuidList('of whom they serve, districts below included').optional(),
  dialect: commaList(z.enum(dialectNames), 'what they speak').optional(),
  q: z.string().min(1).max(64).optional().meta({ description: 'what their name has in it, in whatever letters' }),
  assigned: z.stringbool().optional().meta({ description: 'true: those that serve somebody; false: the others' }),
  troubled: z
    .stringbool()
    .optional()
    .meta({ description: 'true: those with something wrong with them (`conditions`); false: the others' }),
});

/** What a list of ten thousand shows of each; in whole it is `GET /dispensers/{deviceId}`. */
const fleetRowSchema = named(
  'FleetRow',
  z.object({
    deviceId: z.string(),
    state: z.enum(FLEET_STATES),
    stateSince: at.nullable(),
    dialect: z.string(),
    model: z.string().nullable(),
    isAssigned: z.boolean(),
    citizenId: z.uuid().nullable(),
    districtId: z.uuid().nullable(),
    lastSeenAt: at.nullable(),
    batteryPct: z.number().nullable(),
    mains: z.boolean().nullable(),
    dosesRemaining: z.number().nullable(),
    conditions: z.array(z.string()),
  }),
  {
    deviceId: 'DEMO-0001',
    state: 'online',
    stateSince: '2026-03-09T21:10:00Z',
    dialect: 'cloudevents',
    model: 'Invented 3',
    isAssigned: true,
    citizenId: exampleId('citizen'),
    districtId: exampleId('district'),
    lastSeenAt: '2026-03-10T08:04:30Z',
    batteryPct: 14,
    mains: false,
    dosesRemaining: 12,
    conditions: ['battery.low'],
  },
);

const count = z.number().int();
const countsSchema = named(
  'FleetCounts',
  z.object({
    all: count,
    byState: z.object({
      online: count,
      resting: count,
      away: count,
      offline: count,
      'never-heard': count,
      retired: count,
    }),
    byDialect: z.record(z.string(), count).meta({ description: 'of every dialect that the gateway speaks' }),
    troubled: count,
    unassigned: count.meta({ description: 'of those in use' }),
  }),
  {
    all: 415,
    byState: { online: 402, resting: 8, away: 1, offline: 2, 'never-heard': 1, retired: 1 },
    byDialect: { cloudevents: 410, compact: 5 },
    troubled: 7,
    unassigned: 12,
  },
);

export const fleetSchema = named(
  'Fleet',
  z.object({
    counts: countsSchema.nullable().meta({
      description:
        'of all that district, dialect and `q` let through, whatever `state`, `assigned` and `troubled` are; null on a page that is not the first',
    }),
    ...pageOf(fleetRowSchema).shape,
  }),
  { counts: exampleOf(countsSchema)!, items: [exampleOf(fleetRowSchema)!], nextCursor: null },
);

/** Whole dispensers, or the rows of a fleet, as `view` says. */
export const listedDevicesSchema = withExample(
  z.union([named('Dispensers', devicesSchema), fleetSchema]),
  exampleOf(devicesSchema)!,
);
