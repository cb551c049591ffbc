import { z } from 'zod';
import { deviceIdPattern } from '../../devices/device.rules.js';
import { defaultDialect, dialectNames } from '../../devices/dialects/dialects.rules.js';
import { at, exampleId, latitude, line, longitude, named, withExample, zone } from '../../platform/http/fields.js';
import { WALL_TIME } from '../../teams/local-time.rules.js';
import { ENROLMENT } from './enrolment.rules.js';
import { SETUP } from './setup.rules.js';

const ticks = <Tick extends string>(names: readonly Tick[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.boolean()])) as Record<Tick, z.ZodBoolean>);

export const setupSchema = named(
  'Setup',
  z.object({
    ticks: ticks(SETUP).meta({ description: 'what is there, in the order one needs the other' }),
    hasArea: z.boolean().meta({ description: 'a district has a polygon; without one its citizens name theirs' }),
    isLive: z.boolean().meta({ description: 'a dose was seen to leave a dispenser' }),
    isOpen: z.boolean().meta({ description: 'an administrator may still take in the first citizen' }),
    administrators: z.array(z.string()).meta({ description: 'who can set the house up, by name' }),
    deviceId: z.string().nullable().meta({ description: 'the dispenser whose dose is waited for' }),
    since: at.nullable().meta({ description: 'since when it serves her' }),
    seenAt: at.nullable(),
    mqttPort: z.number().nullable().meta({ description: 'where dispensers are heard; null at a broker elsewhere' }),
  }),
  {
    ticks: {
      municipality: true,
      area: true,
      team: true,
      duty: true,
      staff: true,
      citizen: true,
      dispenser: true,
      'test-dose': false,
    },
    hasArea: false,
    isLive: false,
    isOpen: true,
    administrators: ['Bo Eksempel'],
    deviceId: 'DEMO-0001',
    since: '2026-03-10T08:00:00Z',
    seenAt: null,
    mqttPort: 1883,
  },
);

const MOST_TIMES = 12;

/** What is asked for to try the house with; all else is told of her later, where citizens are kept. */
export const firstCitizenBody = withExample(
  z.strictObject({
    displayName: line(200),
    address: z.strictObject({
      street: line(200).optional(),
      postalCode: line(20).optional(),
      city: line(100).optional(),
      lat: latitude,
      lon: longitude,
    }),
    zone: zone.default('Europe/Copenhagen'),
    districtId: z.uuid(),
    consent: z.strictObject({ telemetry: z.boolean() }),
    times: z
      .array(z.string().regex(WALL_TIME, 'is not a time between 00:00 and 23:59'))
      .min(1)
      .max(MOST_TIMES)
      .refine((times) => new Set(times).size === times.length, 'names a time twice')
      .meta({ description: 'when doses are due, every day, by the clock where she lives' }),
  }),
  {
    displayName: 'Alma Opdigtet',
    address: { street: 'Opdigtet Gade 1', lat: 55.24, lon: 9.26 },
    districtId: exampleId('district'),
    consent: { telemetry: true },
    times: ['08:00', '20:00'],
  },
);

export const firstDispenserBody = withExample(
  z.strictObject({
    deviceId: z.string().regex(deviceIdPattern, 'must be 1 to 64 letters, digits, dots, underscores or hyphens'),
    dialect: z
      .enum(dialectNames, `is no dialect this gateway speaks: ${dialectNames.join(', ')}`)
      .default(defaultDialect.name),
  }),
  { deviceId: 'DEMO-0001' },
);

export const givenSecretSchema = named(
  'GivenDispenser',
  z.object({
    deviceId: z.string(),
    secret: z.string().nullable().meta({ description: 'shown this once; null of one that was registered before' }),
  }),
  { deviceId: 'DEMO-0001', secret: 'an-invented-secret-shown-once' },
);

export const startSchema = named(
  'Start',
  z.object({
    citizenId: z.uuid(),
    ticks: ticks(ENROLMENT),
    watchedSince: at.nullable().meta({ description: 'since when somebody would be asked about a dose of hers' }),
    deviceId: z.string().nullable(),
    since: at.nullable().meta({ description: 'since when it serves her' }),
    seenAt: at.nullable().meta({ description: 'when that dispenser said last that a dose left it' }),
  }),
  {
    citizenId: exampleId('citizen'),
    ticks: {
      consent: true,
      contacts: true,
      relatives: false,
      'contact-person': true,
      plan: true,
      dispenser: true,
      'test-dose': false,
    },
    watchedSince: '2026-03-10T08:00:00Z',
    deviceId: 'DEMO-0001',
    since: '2026-03-10T08:00:00Z',
    seenAt: null,
  },
);
