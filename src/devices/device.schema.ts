import { z } from 'zod';
import { at, exampleId, named, withExample } from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { ASKABLE, askableTypes, COMMAND_STATES, commandTypes, deviceIdPattern, PRESENCES } from './device.rules.js';
import { FLEET_STATES } from './fleet/fleet.rules.js';
import { defaultDialect, dialectNames } from './dialects/dialects.rules.js';

export const deviceIdSchema = z
  .string()
  .regex(deviceIdPattern, 'must be 1 to 64 letters, digits, dots, underscores or hyphens');
const dialect = z.enum(dialectNames, `is no dialect this gateway speaks: ${dialectNames.join(', ')}`);

const presence = z.enum(PRESENCES).nullable();
/** A week is the longest that silence may be expected. */
export const everyMinutes = z.number().int().min(1).max(10_080);
const expectEveryMinutes = everyMinutes.nullable();

export const registerDeviceSchema = withExample(
  z.strictObject({
    deviceId: deviceIdSchema,
    dialect: dialect.default(defaultDialect.name),
    model: z.string().min(1).max(200).nullable().default(null),
    presence: presence.default(null),
    expectEveryMinutes: expectEveryMinutes.default(null),
  }),
  { deviceId: 'DEMO-0001', model: 'Invented 3', presence: 'connected' },
);

export const changeDeviceSchema = withExample(
  z.strictObject({
    dialect: dialect.optional(),
    model: z.string().min(1).max(200).nullable().optional(),
    presence: presence.optional(),
    expectEveryMinutes: expectEveryMinutes.optional(),
    retired: z.boolean().optional(),
  }),
  { expectEveryMinutes: 60 },
);

export const assignDeviceSchema = withExample(
  z.strictObject({
    deviceId: deviceIdSchema.nullable(),
    from: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional(),
  }),
  { deviceId: 'DEMO-0001' },
);

export const deviceSchema = named(
  'Dispenser',
  z.object({
    deviceId: z.string(),
    dialect: z.string(),
    model: z.string().nullable(),
    presence: z.enum(PRESENCES).meta({
      description:
        'whether it stays connected, or comes, speaks and leaves: as registered, or else as it was seen to behave',
    }),
    isPresenceSeen: z.boolean().meta({ description: 'not registered but seen' }),
    expectEveryMinutes: z.number().nullable().meta({ description: 'how often it is to be heard at least' }),
    createdAt: at,
    retiredAt: at.nullable(),
    isAssigned: z.boolean().meta({ description: 'whether it serves somebody now' }),
    citizenId: z.uuid().nullable().meta({ description: 'whom, for whoever reaches that citizen' }),
    districtId: z.uuid().nullable().meta({ description: 'of whom it serves' }),
    state: z.enum(FLEET_STATES).meta({
      description:
        'resting: one that visits, between its visits; away: gone, and not missed yet; offline: missed; retired: out of use',
    }),
    stateSince: at.nullable(),
    conditions: z
      .array(z.string())
      .meta({ description: 'what is wrong with it, by types of telemetry, that began first at first' }),
    online: z
      .boolean()
      .meta({ description: 'connected now; one that visits is not between its visits, and need not be' }),
    onlineChangedAt: at.nullable(),
    lastSeenAt: at.nullable(),
    batteryPct: z.number().nullable(),
    mains: z.boolean().nullable(),
    rssiDbm: z.number().nullable(),
    dosesRemaining: z.number().nullable(),
    nextDueAt: at.nullable(),
    firmware: z.string().nullable(),
  }),
  {
    deviceId: 'DEMO-0001',
    dialect: 'cloudevents',
    model: 'Invented 3',
    presence: 'connected',
    isPresenceSeen: false,
    expectEveryMinutes: null,
    createdAt: '2026-01-05T09:00:00Z',
    retiredAt: null,
    isAssigned: true,
    citizenId: exampleId('citizen'),
    districtId: exampleId('district'),
    state: 'online',
    stateSince: '2026-03-09T21:10:00Z',
    conditions: [],
    online: true,
    onlineChangedAt: '2026-03-09T21:10:00Z',
    lastSeenAt: '2026-03-10T08:04:30Z',
    batteryPct: 94,
    mains: true,
    rssiDbm: -67,
    dosesRemaining: 12,
    nextDueAt: '2026-03-10T19:00:00Z',
    firmware: '3.2.1',
  },
);
export const devicesSchema = pageOf(deviceSchema);

export const newSecretSchema = named('NewSecret', z.object({ deviceId: z.string(), secret: z.string() }), {
  deviceId: 'DEMO-0001',
  secret: 'an-invented-secret-shown-once',
});

const commandState = z.enum(COMMAND_STATES);

const holds = z
  .object({
    deviceId: z.string(),
    schedule: z.enum(['own', 'another', 'empty', 'none']).meta({
      description:
        'what it was given last: the schedule of this citizen, of another (until that one’s turn with it is over), an empty one in the ' +
        'place of another’s, or none by this gateway',
    }),
    revision: z.number().nullable(),
    state: commandState.nullable().meta({ description: 'what became of the command that gave it' }),
  })
  .nullable()
  .meta({ description: 'what the dispenser that was given, or taken away, now holds; null where there was none' });

export const assignmentSchema = named(
  'Assigned',
  z.object({
    citizenId: z.uuid(),
    deviceId: z.string().nullable(),
    from: at,
    holds,
  }),
  {
    citizenId: exampleId('citizen'),
    deviceId: 'DEMO-0001',
    from: '2026-01-05T09:00:00Z',
    holds: { deviceId: 'DEMO-0001', schedule: 'own', revision: 3, state: 'done' },
  },
);

const stretch = z.object({ deviceId: z.string(), from: at, until: at.nullable() });

export const assignmentsSchema = named(
  'Assignment',
  z.object({
    citizenId: z.uuid(),
    deviceId: z.string().nullable(),
    from: at.nullable(),
    until: at.nullable(),
    planned: z.array(stretch).meta({ description: 'what begins later, the next first' }),
    holds,
  }),
  {
    citizenId: exampleId('citizen'),
    deviceId: 'DEMO-0001',
    from: '2026-01-05T09:00:00Z',
    until: null,
    planned: [],
    holds: { deviceId: 'DEMO-0001', schedule: 'own', revision: 3, state: 'done' },
  },
);

export const commandSchema = named(
  'Command',
  z.object({
    id: z.uuid(),
    deviceId: z.string(),
    type: z.enum(commandTypes),
    time: at,
    expiresAt: at,
    data: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'null for whoever may not read whom it was asked for' }),
    state: commandState,
    citizenId: z.uuid().nullable().meta({ description: 'whom the dispenser served when it was asked' }),
    askedBy: z
      .object({ kind: z.enum(['staff', 'partner']), id: z.uuid(), name: z.string() })
      .nullable()
      .meta({ description: 'null for what the gateway asked by itself' }),
    alertId: z.uuid().nullable(),
    sentAt: at.nullable(),
    answeredAt: at.nullable(),
    detail: z.string().nullable(),
  }),
  {
    id: exampleId('command'),
    deviceId: 'DEMO-0001',
    type: 'dose.remind',
    time: '2026-03-10T08:06:00Z',
    expiresAt: '2026-03-10T08:21:00Z',
    data: {},
    state: 'sent',
    citizenId: exampleId('citizen'),
    askedBy: { kind: 'staff', id: exampleId('nurse'), name: 'Bo Eksempel' },
    alertId: null,
    sentAt: '2026-03-10T08:06:00.120Z',
    answeredAt: null,
    detail: null,
  },
);
export const commandsSchema = pageOf(commandSchema);

const askable = z.enum(
  askableTypes,
  `may be ${askableTypes.join(', ')}; schedule.set and time.sync are the gateway’s own`,
);

/** `data` is checked by type, and named to its last field. */
export const sendCommandSchema = withExample(
  z
    .strictObject({
      type: askable,
      data: z.record(z.string(), z.unknown()).default({}),
      ttlSeconds: z.number().int().min(1).max(86_400).default(900),
    })
    .superRefine(({ type, data }, context) => {
      const read = ASKABLE[type].safeParse(data);
      for (const issue of read.error?.issues ?? []) context.addIssue({ ...issue, path: ['data', ...issue.path] });
    }),
  { type: 'message.show', data: { text: 'Your medicine is ready' }, ttlSeconds: 900 },
);
