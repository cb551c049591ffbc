import { z } from 'zod';
import { alertCode, code, count, dispenseCode, instant, eventType } from './event-type.rules.js';

const message = z.looseObject({ messageId: code.optional() });
const pause = z.looseObject({ reason: code.optional(), from: instant.optional(), until: instant.nullish() });
const outage = z.looseObject({ scope: code.optional(), deviceCount: count.optional(), since: instant.optional() });

export const peopleTypes = {
  /** Not an emergency button: it asks for somebody from the team, in the order of a time-critical dose. */
  'user.help_requested': eventType({
    data: z.looseObject({}),
    priority: 'P2',
    ladder: 'time-critical-dose',
    about: 'condition',
    condition: 'user.help_requested',
  }),
  'user.message_acknowledged': eventType({
    data: message,
    about: 'condition',
    resolves: ['user.message_unread'],
    vkp: dispenseCode('3'),
    toldApartBy: 'messageId',
  }),
  'user.message_unread': eventType({
    data: message,
    priority: 'P3',
    ladder: 'standard-dose',
    about: 'condition',
    condition: 'user.message_unread',
    vkp: alertCode('1.4'),
    toldApartBy: 'messageId',
  }),
  'service.paused': eventType({ data: pause, origin: 'portal' }),
  'service.resumed': eventType({ data: pause, origin: 'portal' }),
  /** P1 for operations; the districts see it as P2. */
  'gateway.fleet_outage': eventType({
    data: outage,
    priority: 'P1',
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'gateway.fleet_outage',
    origin: 'gateway',
  }),
  'gateway.ingest_degraded': eventType({
    data: outage,
    priority: 'P1',
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'gateway.ingest_degraded',
    origin: 'gateway',
  }),
};
