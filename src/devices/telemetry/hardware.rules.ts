import { z } from 'zod';
import { alertCode, code, count, dbm, instant, percent, remaining, slot, word } from './word.rules.js';

const plain = z.looseObject({});

export const hardwareWords = {
  'device.jam': word({
    data: z.looseObject({ slot: slot.optional() }),
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'device.jam',
    vkp: alertCode('1.8'),
    toldApartBy: 'slot',
  }),
  'device.fault': word({
    data: z.looseObject({ faultCode: code.optional(), dispensingStopped: z.boolean().optional() }),
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'device.fault',
    vkp: alertCode('1.5'),
    toldApartBy: 'faultCode',
  }),
  'device.fault_cleared': word({
    data: z.looseObject({ faultCode: code.optional() }),
    about: 'condition',
    resolves: ['device.fault'],
    toldApartBy: 'faultCode',
  }),
  'device.opened': word({
    data: plain,
    priority: 'P4',
    louder: { afterMinutes: 30, priority: 'P3' },
    ladder: 'planned-work',
    about: 'condition',
    condition: 'device.opened',
    vkp: alertCode('1.21'),
  }),
  'device.closed': word({ data: plain, about: 'condition', resolves: ['device.opened'] }),
  'device.tamper': word({
    data: plain,
    priority: 'P2',
    ladder: 'security',
    about: 'condition',
    condition: 'device.tamper',
    vkp: alertCode('1.22'),
  }),
  'device.tilted': word({
    data: z.looseObject({ tiltDeg: z.number().min(-360).max(360).optional() }),
    priority: 'P3',
    holdMinutes: 10,
    ladder: 'planned-work',
    about: 'condition',
    condition: 'device.tilted',
    vkp: alertCode('1.23'),
  }),
  'device.upright': word({ data: plain, about: 'condition', resolves: ['device.tilted'] }),
  'device.heartbeat': word({
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
  'device.chattering': word({
    data: z.looseObject({ since: instant.optional(), events: count.optional() }),
    priority: 'P4',
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'device.chattering',
    origin: 'gateway',
  }),
  'device.calmed': word({
    data: z.looseObject({ events: count.optional() }),
    about: 'condition',
    resolves: ['device.chattering'],
    origin: 'gateway',
  }),
  'device.booted': word({
    data: z.looseObject({ resetReason: code.optional(), firmware: code.optional() }),
    repeated: { count: 3, withinHours: 24, priority: 'P4' },
    ladder: 'planned-work',
    about: 'condition',
    condition: 'device.booted',
  }),
};
