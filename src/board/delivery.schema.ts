import { z } from 'zod';
import { at, exampleId, named } from '../platform/http/fields.js';
import { commaList, pageOf, pageQuery } from '../platform/http/page.js';
import { aTask } from './case.examples.js';
import { alertBrief, taskSchema } from './case.schema.js';
import { DELIVERY_PURPOSES, DELIVERY_STATES, RECIPIENT_KINDS } from '../deliveries/delivery.rules.js';

export const deliveriesQuery = pageQuery.extend({
  state: commaList(z.enum(DELIVERY_STATES), 'in which state').default(['parked']),
});

export const deliverySchema = named(
  'Delivery',
  z.object({
    id: z.uuid(),
    purpose: z.enum(DELIVERY_PURPOSES),
    recipientKind: z.enum(RECIPIENT_KINDS),
    recipientId: z.string().meta({ description: 'a staff id, the place of the relative on the citizen, or a system' }),
    alertId: z.uuid().nullable(),
    taskId: z.uuid().nullable(),
    citizenId: z.uuid().nullable(),
    districtId: z.uuid().nullable(),
    channels: z.array(z.string()).meta({ description: 'in the order they are tried' }),
    givenUp: z.array(z.string()).meta({ description: 'those that will never reach the recipient' }),
    apart: z.boolean().meta({
      description:
        'every channel failed, and one at least for what may pass: tried in turn every 30 s, for as long as it takes',
    }),
    channel: z.string().meta({ description: 'the one tried last, or next' }),
    state: z.enum(DELIVERY_STATES),
    attempts: z.number().meta({ description: 'on this channel' }),
    failingSince: at.nullable(),
    nextTryAt: at.nullable(),
    createdAt: at,
    deliveredAt: at.nullable(),
    error: z.string().nullable(),
  }),
  {
    id: exampleId('delivery'),
    purpose: 'notify-relative',
    recipientKind: 'relative',
    recipientId: exampleId('relative'),
    alertId: exampleId('alert'),
    taskId: null,
    citizenId: exampleId('citizen'),
    districtId: exampleId('district'),
    channels: ['sms', 'mail'],
    givenUp: ['sms', 'mail'],
    apart: false,
    channel: 'mail',
    state: 'parked',
    attempts: 1,
    failingSince: '2026-03-10T08:00:01Z',
    nextTryAt: null,
    createdAt: '2026-03-10T08:00:00.210Z',
    deliveredAt: null,
    error: 'no such mailbox',
  },
);

export const deliveriesSchema = pageOf(deliverySchema);

export const noticesSchema = pageOf(
  named(
    'Notice',
    z.object({
      id: z.uuid(),
      purpose: z.enum(DELIVERY_PURPOSES),
      at,
      ...taskSchema.pick({ citizenId: true, citizen: true }).shape,
      alert: alertBrief.nullable(),
      alertId: z.uuid().nullable(),
      taskId: z.uuid().nullable(),
    }),
    {
      id: exampleId('notice'),
      purpose: 'tell-lead',
      at: '2026-03-10T08:00:01Z',
      citizenId: aTask.citizenId,
      citizen: aTask.citizen,
      alert: aTask.alert,
      alertId: aTask.alertId,
      taskId: aTask.id,
    },
  ),
);
