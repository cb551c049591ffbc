import { z } from 'zod';
import { ALERT_STATES, PRIORITIES } from '../../cases/alert.rules.js';
import { readinessSchema } from '../../platform/health/readiness.schema.js';
import { at, exampleId, named } from '../../platform/http/fields.js';
import { pageOf } from '../../platform/http/page.js';
import { FAILING_KINDS } from './failing.rules.js';

const seconds = z.number().meta({ description: 'seconds' });

export const machineSchema = named(
  'Machine',
  readinessSchema.extend({
    now: at,
    node: z
      .object({ id: z.uuid(), version: z.string(), roles: z.array(z.string()), startedAt: at })
      .meta({ description: 'the process that answers; what `checks` and `timers` say is of it alone' }),
    gateways: z
      .array(
        z.object({
          nodeId: z.uuid(),
          heardUntil: at.meta({ description: 'what dispensers said until then is written' }),
          isOpen: z.boolean().meta({ description: 'it has not said that it closed' }),
          isHearing: z.boolean(),
        }),
      )
      .meta({ description: 'those that said something within a day, the latest first' }),
    clocks: z.object({
      aheadSeconds: seconds.meta({ description: 'the clock of this machine before that of PostgreSQL' }),
      databaseSetBySeconds: seconds.meta({
        description: 'how much of a change of PostgreSQL’s own is left to be made up for',
      }),
      wrong: z
        .array(z.object({ node: z.string(), aheadSeconds: seconds, databaseSetBySeconds: seconds }))
        .meta({ description: 'nodes more than ten seconds off' }),
    }),
    ingest: z.object({ waiting: z.number(), oldestReceivedAt: at.nullable() }),
    dispensers: z.object({ inUse: z.number(), online: z.number(), lastSeenAt: at.nullable() }),
    waiting: z
      .object({ quarantine: z.number(), deliveries: z.number() })
      .meta({ description: 'what waits for a person' }),
    alerts: z
      .array(
        z.object({
          id: z.uuid(),
          type: z.string(),
          priority: z.enum(PRIORITIES),
          state: z.enum(ALERT_STATES),
          openedAt: at,
          lastSeenAt: at,
          occurrences: z.number(),
        }),
      )
      .meta({ description: 'those over the house itself that stand, the most urgent first' }),
  }),
  {
    status: 'ok',
    checks: [{ name: 'database', ok: true, detail: 'answers', for: ['mqtt', 'http'] }],
    now: '2026-03-10T08:05:00Z',
    node: {
      id: exampleId('node'),
      version: '1.0.0',
      roles: ['gateway', 'worker', 'web'],
      startedAt: '2026-03-09T22:00:00Z',
    },
    gateways: [{ nodeId: exampleId('node'), heardUntil: '2026-03-10T08:04:59Z', isOpen: true, isHearing: true }],
    clocks: { aheadSeconds: 0, databaseSetBySeconds: 0, wrong: [] },
    ingest: { waiting: 0, oldestReceivedAt: null },
    dispensers: { inUse: 415, online: 412, lastSeenAt: '2026-03-10T08:04:58Z' },
    waiting: { quarantine: 3, deliveries: 0 },
    alerts: [],
  },
);

export const failingSchema = pageOf(
  named(
    'Failing',
    z.object({
      kind: z.enum(FAILING_KINDS).meta({
        description:
          '`message`: the house cannot let it have its effect; `delivery`: no channel could yet; `timer`: a sweep of the process that answers',
      }),
      name: z
        .string()
        .meta({ description: 'the type of the message, the purpose of the delivery, or the name of the timer' }),
      id: z.uuid().nullable().meta({ description: 'of a delivery' }),
      deviceId: z.string().nullable(),
      since: at
        .nullable()
        .meta({ description: 'since when it waits; of a timer when it last came through, null for never' }),
      trouble: z.string().nullable().meta({ description: 'the code of what keeps it, such as `55P03` of PostgreSQL' }),
    }),
    {
      kind: 'message',
      name: 'dose.missed',
      id: null,
      deviceId: 'DEMO-0001',
      since: '2026-03-10T08:00:00.150Z',
      trouble: '55P03',
    },
  ),
);
