import { z } from 'zod';
import { alertCode, count, dispenseCode, instant, seconds, slot, eventType } from './event-type.rules.js';

/** `dueAt` may be missing: a miss without it still opens an alert, unmatched. */
const dose = z.looseObject({ dueAt: instant.optional(), slot: slot.optional() });
const dispensed = dose.extend({ assisted: z.boolean().optional() });
const own = dispenseCode('1.1', '1.2');

const byCriticality = {
  priority: 'by-criticality',
  ladder: 'by-criticality',
  about: 'dose',
  condition: 'dose',
  byCriticality: { 'time-critical': 'P1', standard: 'P2', flexible: 'P3' },
} as const;

export const doseTypes = {
  'dose.due': eventType({ data: dose.extend({ n: count.optional() }), about: 'dose' }),
  'dose.reminded': eventType({ data: dose.extend({ n: count.optional() }), about: 'dose' }),
  'dose.dispensed': eventType({ data: dispensed, about: 'dose', resolves: ['dose'], vkp: own }),
  'dose.retrieved': eventType({ data: dispensed, about: 'dose', resolves: ['dose', 'dose.left_in_tray'], vkp: own }),
  'dose.dispensed_early': eventType({
    data: dispensed.extend({ leadSeconds: seconds.optional() }),
    about: 'dose',
    resolves: ['dose'],
    vkp: own,
  }),
  'dose.dispensed_late': eventType({
    data: dispensed.extend({ lateSeconds: seconds.optional() }),
    about: 'dose',
    resolves: ['dose'],
    vkp: own,
  }),
  'dose.dispensed_in_advance': eventType({
    data: z.looseObject({
      count: count.optional(),
      firstDueAt: instant.optional(),
      lastDueAt: instant.optional(),
      assisted: z.boolean().optional(),
    }),
    about: 'dose',
    resolves: ['dose'],
    vkp: dispenseCode('2.1', '2.2'),
  }),
  'dose.missed': eventType({
    data: dose.extend({ lockedAway: z.boolean().optional() }),
    ...byCriticality,
    vkp: alertCode('1.1'),
  }),
  'dose.not_dispensed_empty': eventType({
    data: dose,
    ...byCriticality,
    byCriticality: { 'time-critical': 'P1', standard: 'P2', flexible: 'P2' },
    vkp: alertCode('1.2'),
  }),
  'dose.unconfirmed': eventType({
    data: dose.extend({ lastSeenAt: instant.nullish() }),
    ...byCriticality,
    origin: 'gateway',
    vkp: alertCode('1.3'),
  }),
  'dose.left_in_tray': eventType({
    data: dose.extend({ sinceSeconds: seconds.optional() }),
    priority: 'P3',
    ladder: 'standard-dose',
    about: 'dose',
    condition: 'dose.left_in_tray',
    vkp: alertCode('1.10'),
  }),
  'dose.refused': eventType({
    data: dose,
    priority: 'P3',
    ladder: 'standard-dose',
    about: 'dose',
    condition: 'dose',
    vkp: alertCode('1.1'),
  }),
  'dose.partial': eventType({
    data: dose.extend({ expected: count.optional(), dropped: count.optional() }),
    priority: 'P2',
    ladder: 'standard-dose',
    about: 'dose',
    condition: 'dose.partial',
    vkp: alertCode('1.5'),
  }),
  'dose.prn_dispensed': eventType({
    data: z.looseObject({ nextAllowedAt: instant.optional() }),
    vkp: dispenseCode('1.3'),
  }),
  'dose.prn_denied': eventType({
    data: z.looseObject({ nextAllowedAt: instant.optional() }),
    priority: 'P4',
    ladder: 'planned-work',
    about: 'condition',
    condition: 'dose.prn_denied',
  }),
};
