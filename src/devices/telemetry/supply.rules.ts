import { z } from 'zod';
import { alertCode, code, count, instant, remaining, slot, eventType } from './event-type.rules.js';

const inTheWay = ['supply.load_rejected', 'supply.pouch_unreadable', 'supply.drawer_full'];
const used = z.looseObject({ count: count.optional() });
const part = z.looseObject({ slot: slot.optional() });
const revised = z.looseObject({ revision: count.optional() });

export const supplyTypes = {
  'supply.low': eventType({
    data: z.looseObject({ dosesRemaining: remaining.optional(), depletionAt: instant.optional() }),
    priority: 'P4',
    ladder: 'planned-work',
    about: 'condition',
    condition: 'supply.low',
    vkp: alertCode('1.12'),
  }),
  'supply.empty': eventType({
    data: z.looseObject({ nextDueAt: instant.optional() }),
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'supply.empty',
    vkp: alertCode('1.13'),
  }),
  'supply.insufficient_for_travel': eventType({
    data: z.looseObject({ needed: count.optional(), dosesRemaining: remaining.optional() }),
    priority: 'P3',
    ladder: 'planned-work',
    about: 'condition',
    condition: 'supply.insufficient_for_travel',
    vkp: alertCode('1.11'),
  }),
  'supply.loaded': eventType({
    data: used,
    about: 'condition',
    resolves: ['supply.low', 'supply.empty', 'supply.insufficient_for_travel', ...inTheWay],
    vkp: alertCode('1.16'),
  }),
  /** Taking the supply out ends what was wrong with it, but an empty dispenser stays empty. */
  'supply.removed': eventType({ data: used, about: 'condition', resolves: inTheWay, vkp: alertCode('1.16') }),
  'supply.load_rejected': eventType({
    data: z.looseObject({ faultClass: code.optional() }),
    priority: 'P2',
    ladder: 'security',
    about: 'condition',
    condition: 'supply.load_rejected',
    vkp: alertCode('1.7'),
    toldApartBy: 'faultClass',
  }),
  'supply.pouch_unreadable': eventType({
    data: part,
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'supply.pouch_unreadable',
    vkp: alertCode('1.6'),
    toldApartBy: 'slot',
  }),
  'supply.drawer_full': eventType({
    data: part,
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'supply.drawer_full',
    vkp: alertCode('1.9'),
    toldApartBy: 'slot',
  }),
  'schedule.missing': eventType({
    data: revised,
    priority: 'P2',
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'schedule.missing',
    vkp: alertCode('1.14'),
  }),
  'schedule.changed': eventType({
    data: revised,
    priority: 'P4',
    ladder: 'planned-work',
    about: 'condition',
    condition: 'schedule.changed',
    resolves: ['schedule.missing'],
    vkp: alertCode('1.15'),
  }),
};
