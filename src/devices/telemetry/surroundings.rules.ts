import { z } from 'zod';
import { alertCode, celsius, instant, minutes, percent, seconds, eventType } from './event-type.rules.js';

const power = z.looseObject({ batteryPct: percent.optional(), batteryRuntimeMin: minutes.optional() });
const contact = z.looseObject({ lastSeenAt: instant.nullish() });
const clock = z.looseObject({ clockDeltaSeconds: seconds.optional() });

export const surroundingsTypes = {
  'power.mains_lost': eventType({
    data: power,
    priority: 'P3',
    holdMinutes: 10,
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'power.mains_lost',
    vkp: alertCode('1.19'),
  }),
  'power.mains_restored': eventType({ data: power, about: 'condition', resolves: ['power.mains_lost'] }),
  'battery.low': eventType({
    data: power,
    priority: 'P4',
    ladder: 'planned-work',
    about: 'condition',
    condition: 'battery.low',
    vkp: alertCode('1.17'),
  }),
  'battery.empty': eventType({
    data: power,
    priority: 'P2',
    holdMinutes: 10,
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'battery.empty',
    vkp: alertCode('1.18'),
  }),
  'battery.charged': eventType({
    data: power,
    about: 'condition',
    resolves: ['battery.low', 'battery.empty'],
    origin: 'gateway',
  }),
  'connectivity.offline': eventType({
    data: contact,
    priority: 'P3',
    ladder: 'power-connectivity',
    about: 'condition',
    condition: 'connectivity.offline',
    origin: 'gateway',
    vkp: alertCode('1.20'),
  }),
  'connectivity.online': eventType({
    data: contact,
    about: 'condition',
    resolves: ['connectivity.offline'],
    origin: 'gateway',
  }),
  'clock.invalid': eventType({
    data: clock,
    priority: 'P3',
    onlyAbove: { field: 'clockDeltaSeconds', limit: 120 },
    ladder: 'dispensing-stopped',
    about: 'condition',
    condition: 'clock.invalid',
    vkp: alertCode('1.5'),
  }),
  'clock.adjusted': eventType({ data: clock, about: 'condition', resolves: ['clock.invalid'] }),
  'environment.out_of_range': eventType({
    data: z.looseObject({ temperatureC: celsius.optional() }),
    priority: 'P4',
    ladder: 'planned-work',
    about: 'condition',
    condition: 'environment.out_of_range',
  }),
};
