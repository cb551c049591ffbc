import { expect, it } from '@jest/globals';
import { isTimeReliable, whatNext } from '../processing/next-step.rules.js';

it.each([
  ['dose.dispensed', 'c', 'single'],
  ['dose.retrieved', 'c', 'single'],
  ['dose.dispensed_early', 'c', 'single'],
  ['dose.dispensed_late', 'c', 'single'],
  ['dose.dispensed_in_advance', 'c', 'single'],
  ['dose.missed', 'c', 'single'],
  ['supply.empty', 'c', 'single'],
  ['supply.loaded', 'c', 'single'],
  ['device.booted', 'c', 'single'],
  ['dose.reminded', 'c', 'file'],
  ['dose.prn_dispensed', 'c', 'file'],
  ['vendor.something_new', 'c', 'unknown'],
  ['vendor.something_new', null, 'unknown'],
  ['connectivity.offline', 'c', 'file'],
  ['event.rejected', 'c', 'rejected'],
  ['event.rejected', null, 'rejected'],
  ['dose.missed', null, 'unattributed'],
])('%s of %s: %s', (type, citizenId, next) => expect(whatNext({ type }, citizenId)).toBe(next));

it.each([
  ['trusted', '08:00', true],
  ['corrected', '08:10', true],
  ['corrected', '07:49', false],
  ['unset', '08:00', false],
] as const)(
  'scenario 23: a time that is %s, and %s where the device said 08:00, is reliable: %s',
  (clock, at, reliable) => {
    const time = new Date('2026-03-10T08:00:00Z');
    expect(isTimeReliable({ clock, time, effectiveAt: new Date(`2026-03-10T${at}:00Z`) })).toBe(reliable);
  },
);
