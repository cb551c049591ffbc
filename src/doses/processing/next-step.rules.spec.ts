import { expect, it } from '@jest/globals';
import { vocabulary } from '../../devices/telemetry.rules.js';
import {
  isHelpCall,
  isMiss,
  isTimeReliable,
  laneOf,
  NEAR_SWAP_MINUTES,
  SETTLED_IN_BULK,
  whatNext,
} from './next-step.rules.js';

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
  ['unset', 'dose.reminded', 'single'],
  ['corrected', 'dose.reminded', 'single'],
  ['trusted', 'dose.reminded', 'file'],
  ['unset', 'connectivity.offline', 'file'],
] as const)('by a clock that is %s, %s: %s', (clock, type, next) => expect(whatNext({ type, clock }, 'c')).toBe(next));

it('what is said of a dose is for one or the other', () => {
  const types = Object.keys(vocabulary);
  expect(SETTLED_IN_BULK).toEqual(['dose.dispensed', 'dose.dispensed_early', 'dose.retrieved']);
  expect(types.filter(isMiss)).toEqual(['dose.missed', 'dose.not_dispensed_empty', 'dose.refused']);
  expect(types.filter(isHelpCall)).toEqual(['user.help_requested']);
});

it('a citizen is cared for in the lane of her last digit, and an hour on either side of a swap is near it', () => {
  expect(laneOf('019a-7f')).toBe('f');
  expect(NEAR_SWAP_MINUTES).toBe(60);
});

it.each([
  ['trusted', '08:00', true],
  ['corrected', '07:50', true],
  ['corrected', '08:11', false],
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
