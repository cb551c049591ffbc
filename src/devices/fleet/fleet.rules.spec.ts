import { describe, expect, it } from '@jest/globals';
import { isOfMachine, stateOf } from './fleet.rules.js';

const at = new Date('2026-03-10T08:00:00Z');
const connected = { isRetired: false, offlineSince: null, isConnected: true, lastSeenAt: at, isVisitor: false };
const gone = { ...connected, isConnected: false };

describe('a dispenser of the fleet', () => {
  it.each([
    ['connected', connected, 'online'],
    ['connected, and not heard yet', { ...connected, lastSeenAt: null }, 'online'],
    ['connected, and said to be missed still', { ...connected, offlineSince: at }, 'offline'],
    ['gone', gone, 'away'],
    ['gone, as one that visits is', { ...gone, isVisitor: true }, 'resting'],
    ['gone, and missed', { ...gone, offlineSince: at }, 'offline'],
    ['one that visits, and is missed', { ...gone, isVisitor: true, offlineSince: at }, 'offline'],
    ['registered alone', { ...gone, lastSeenAt: null }, 'never-heard'],
    ['registered as one that visits', { ...gone, lastSeenAt: null, isVisitor: true }, 'never-heard'],
    ['out of use, whatever it does', { ...connected, isRetired: true, offlineSince: at }, 'retired'],
  ])('%s', (_, seen, state) => expect(stateOf(seen)).toBe(state));

  it.each([
    ['battery.low', true],
    ['device.jam', true],
    ['supply.empty', true],
    ['connectivity.offline', false],
    ['user.help_requested', false],
  ])('has %s: its own is %s', (condition, isIts) => expect(isOfMachine(condition)).toBe(isIts));
});
