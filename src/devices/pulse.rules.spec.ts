import { expect, it } from '@jest/globals';
import { type DistrictPulse, type Pulse, pulseWithin } from './pulse.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const west: DistrictPulse = { districtId: 'west', devices: 3, devicesOnline: 2, lastSeenAt: at('07:00') };
const east: DistrictPulse = { districtId: 'east', devices: 5, devicesOnline: 5, lastSeenAt: at('07:04') };
const silent: DistrictPulse = { districtId: 'north', devices: 1, devicesOnline: 0, lastSeenAt: null };
const nobodys: DistrictPulse = { districtId: null, devices: 7, devicesOnline: 1, lastSeenAt: at('07:09') };
const none: Pulse = { devices: 0, devicesOnline: 0, lastSeenAt: null };

it.each<[string, readonly DistrictPulse[], readonly string[] | 'all', Pulse]>([
  ['one district is as it is', [west, east], ['west'], { devices: 3, devicesOnline: 2, lastSeenAt: at('07:00') }],
  ['several are together', [west, east], ['east', 'west'], { devices: 8, devicesOnline: 7, lastSeenAt: at('07:04') }],
  ['in any order', [east, west], ['east', 'west'], { devices: 8, devicesOnline: 7, lastSeenAt: at('07:04') }],
  ['who was never heard is in use', [silent], ['north'], { devices: 1, devicesOnline: 0, lastSeenAt: null }],
  ['and takes nothing from the others', [west, silent], ['north', 'west'], { ...west, devices: 4 }],
  ['what is nobody’s is for who sees all', [west, nobodys], ['west'], west],
  ['who does', [west, nobodys], 'all', { devices: 10, devicesOnline: 3, lastSeenAt: at('07:09') }],
  ['a district without any has none', [west], ['south'], none],
  ['so has who reaches nowhere', [west, nobodys], [], none],
  ['and a house without any', [], 'all', none],
])('%s', (_, districts, within, { devices, devicesOnline, lastSeenAt }) => {
  expect(pulseWithin(districts, within)).toEqual({ devices, devicesOnline, lastSeenAt });
});
