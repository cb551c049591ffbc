import { describe, expect, it } from '@jest/globals';
import { isOver, isPartOf, isStorm } from './storm.rules.js';

const limits = { devices: 10, percent: 20 };
const dose = (criticality: 'time-critical' | 'standard' | 'flexible') => ({
  dueAt: '2026-03-10T07:00:00Z',
  windowClosesAt: '2026-03-10T08:00:00Z',
  criticality,
});

describe('scenario 11: many dispensers lost at once', () => {
  it.each([
    [10, 2_000, true],
    [9, 2_000, false],
    [5, 25, true],
    [5, 26, false],
    [4, 4, false],
  ])('%i of %i in use are an incident: %s', (lost, inUse, expected) => {
    expect(isStorm({ lost, inUse }, limits)).toBe(expected);
  });

  it.each([
    [5, 100, true],
    [6, 100, false],
    [100, 2_000, true],
    [1, 10, false],
    [0, 10, true],
  ])('with %i of %i still away it is over: %s', (still, worst, over) => {
    expect(isOver(still, worst)).toBe(over);
  });

  it.each([
    ['connectivity.offline', null, {}, true],
    ['power.mains_lost', null, {}, true],
    ['device.jam', null, {}, false],
    ['dose.unconfirmed', dose('standard'), { connected: false }, true],
    ['dose.unconfirmed', dose('flexible'), { connected: false }, true],
    ['dose.unconfirmed', dose('standard'), { connected: true }, false],
    ['dose.unconfirmed', dose('time-critical'), { connected: false }, false],
    ['dose.missed', dose('standard'), { connected: false }, false],
  ] as const)('%s of %j with %j is part of it: %s', (type, about, detail, part) => {
    expect(isPartOf({ type, state: 'open', dose: about, detail })).toBe(part);
    expect(isPartOf({ type, state: 'claimed', dose: about, detail })).toBe(false);
  });
});
