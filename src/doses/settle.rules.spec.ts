import { expect, it } from '@jest/globals';
import { isTimeReliable, whatNext } from './settle.rules.js';

const due = new Date('2026-03-10T07:00:00Z');

it.each([
  ['dose.dispensed', due, 'c', 'settle'],
  ['dose.retrieved', due, 'c', 'settle'],
  ['dose.dispensed', null, 'c', 'care'],
  ['dose.dispensed_late', due, 'c', 'care'],
  ['dose.dispensed_in_advance', null, 'c', 'care'],
  ['dose.missed', due, 'c', 'care'],
  ['dose.missed', null, 'c', 'care'],
  ['supply.empty', null, 'c', 'care'],
  ['supply.loaded', null, 'c', 'care'],
  ['device.booted', null, 'c', 'care'],
  ['dose.reminded', due, 'c', 'file'],
  ['dose.prn_dispensed', null, 'c', 'file'],
  ['vendor.something_new', null, 'c', 'file'],
  ['connectivity.offline', null, 'c', 'file'],
  ['event.rejected', null, 'c', 'rejected'],
  ['event.rejected', null, null, 'rejected'],
  ['dose.missed', due, null, 'unattributed'],
])('%s due %s of %s: %s', (type, dueAt, citizenId, next) => expect(whatNext({ type, dueAt }, citizenId)).toBe(next));

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
