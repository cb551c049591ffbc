import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { code, id } from '../platform/facts/fact-fields.js';
import { DELIVERY_PURPOSES, RECIPIENT_KINDS } from './delivery.rules.js';

const delivery = z.strictObject({
  deliveryId: id,
  alertId: id.nullable(),
  taskId: id.nullable(),
  purpose: z.enum(DELIVERY_PURPOSES),
  recipientKind: z.enum(RECIPIENT_KINDS),
  recipientId: code,
  channel: code,
  error: code.nullable(),
});

export const deliveryFacts = {
  /** On the console the fact is the notice itself. */
  'notice.shown': delivery,
  'delivery.delivered': delivery,
  'delivery.fallen_through': delivery,
  'delivery.given_up': delivery,
  'delivery.parked': delivery,
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof deliveryFacts> {}
}
