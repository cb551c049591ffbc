import { z } from 'zod';
import { at } from '../platform/http/fields.js';
import { commaList, pageOf, pageQuery } from '../platform/http/page.js';
import { taskSchema } from './case.schema.js';
import { DELIVERY_PURPOSES, DELIVERY_STATES, RECIPIENT_KINDS } from '../deliveries/delivery.rules.js';

export const deliveriesQuery = pageQuery.extend({
  state: commaList(z.enum(DELIVERY_STATES)).default(['parked']),
});

export const deliverySchema = z.object({
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
});

export const deliveriesSchema = pageOf(deliverySchema);

export const noticesSchema = pageOf(
  z.object({
    id: z.uuid(),
    purpose: z.enum(DELIVERY_PURPOSES),
    at,
    ...taskSchema.pick({ citizenId: true, citizen: true, alert: true }).shape,
    alertId: z.uuid().nullable(),
    taskId: z.uuid().nullable(),
  }),
);
