import { z } from 'zod';
import { alertCode, code, count, dbm, instant, percent, remaining, slot, eventType } from './event-type.rules.js';

const plain = z.looseObject({});

export const hardwareTypes = {
  'device.jam': eventType({
    data: z.looseObject({ slot: slot.optional() }),
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'device.jam',
    vkp: alertCode('1.8'),
    toldApartBy: 'slot',
  }),
  'device.fault': eventType({
    data: z.looseObject({ faultCode: code.optional(), dispensingStopped: z.boolean().optional() }),
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'device.fault',
    vkp: alertCode('1.5'),
    toldApartBy: 'faultCode',
  }),
  'device.fault_cleared': eventType({
    data: z.looseObject({ faultCode: code.optional() }),
    about: 'condition',
    resolves: ['device.fault'],
    toldApartBy: 'faultCode',
  }),
  'device.opened': eventType({
    data: plain,
    priority: 'P4',
    louder: { afterMinutes: 30, priority: 'P3' },
    ladder: 'planned-work',
    about: 'condition',
    condition: 'device.opened',
    vkp: alertCode('1.21'),
  }),
  'device.closed': eventType({ data: plain, about: 'condition', resolves: ['device.opened'] }),
  'device.tamper': eventType({
    data: plain,
    priority: 'P2',
    ladder: 'security',
    about: 'condition',
    condition: 'device.tamper',
    vkp: alertCode('1.22'),
  }),
  'device.tilted': eventType({
    data: z.looseObject({ tiltDeg: z.number().min(-360).max(360).optional() }),
    priority: 'P3',
    holdMinutes: 10,
    ladder: 'planned-work',
    about: 'condition',
    condition: 'device.tilted',
    vkp: alertCode('1.23'),
  }),
  'device.upright': eventType({ data: plain, about: 'condition', resolves: ['device.tilted'] }),
  'device.heartbeat': eventType({
    data: z.looseObject({
      batteryPct: percent.nullish(),
      mains: z.boolean().nullish(),
      rssiDbm: dbm.nullish(),
      dosesRemaining: remaining.nullish(),
      nextDueAt: instant.nullish(),
      firmware: code.nullish(),
    }),
    journalled: false,
  }),
  /** It says more than its budget: what a dispenser in a loop does. */
  'device.chattering': eventType({
    data: z.looseObject({ since: instant.optional(), events: count.optional() }),
    priority: 'P4',
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'device.chattering',
    origin: 'gateway',
  }),
  'device.calmed': eventType({
    data: z.looseObject({ events: count.optional() }),
    about: 'condition',
    resolves: ['device.chattering'],
    origin: 'gateway',
  }),
  'device.booted': eventType({
    data: z.looseObject({ resetReason: code.optional(), firmware: code.optional() }),
    repeated: { count: 3, withinHours: 24, priority: 'P4' },
    ladder: 'planned-work',
    about: 'condition',
    condition: 'device.booted',
  }),
};
