import { describe, expect, it } from '@jest/globals';
import { type Battery, judgeBattery } from './battery.rules.js';

const limits = { batteryLowPct: 20, batteryEmptyPct: 5, batteryChargedPct: 30 };
const fine: Battery = { batteryPct: 80, mains: false, standing: [], reportedPct: null, isClosedByHand: false };
const low = { standing: ['battery.low'], reportedPct: 18 };
const empty = { standing: ['battery.low', 'battery.empty'], reportedPct: 18 };

describe('the battery, by heartbeats', () => {
  it.each<[string, Partial<Battery>, ReturnType<typeof judgeBattery>]>([
    ['full', {}, null],
    ['above the limit', { batteryPct: 21 }, null],
    ['at the limit', { batteryPct: 20 }, 'battery.low'],
    ['low, and nobody said whether there is current', { batteryPct: 12, mains: null }, 'battery.low'],
    ['low and charging', { batteryPct: 12, mains: true }, null],
    ['nearly empty', { batteryPct: 6 }, 'battery.low'],
    ['empty', { batteryPct: 5 }, 'battery.empty'],
    ['empty and charging', { batteryPct: 0, mains: true }, null],
    ['low, and known', { ...low, batteryPct: 12 }, null],
    ['empty after it was low', { ...low, batteryPct: 4 }, 'battery.empty'],
    ['empty, and known', { ...empty, batteryPct: 3 }, null],
    ['a little less empty', { ...empty, batteryPct: 12 }, null],
    ['a little above the limit', { ...low, batteryPct: 29 }, null],
    ['charged', { ...low, batteryPct: 30 }, 'battery.charged'],
    ['charged after it was empty', { ...empty, batteryPct: 30 }, 'battery.charged'],
    ['charging, and not charged', { ...low, batteryPct: 25, mains: true }, null],
    [
      'charging, and somebody dealt with it',
      { ...low, batteryPct: 8, mains: true, isClosedByHand: true },
      'battery.charged',
    ],
    ['not charging, and somebody thought to have dealt with it', { ...low, batteryPct: 8, isClosedByHand: true }, null],
    ['above our limit, and low by the limit of the dispenser', { ...low, reportedPct: 40, batteryPct: 40 }, null],
    ['well above the limit of the dispenser', { ...low, reportedPct: 40, batteryPct: 50 }, 'battery.charged'],
    ['full, whatever the limit of the dispenser', { ...low, reportedPct: 95, batteryPct: 100 }, 'battery.charged'],
  ])('%s', (_, battery, told) => expect(judgeBattery({ ...fine, ...battery }, limits)).toBe(told));
});
