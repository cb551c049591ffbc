import { describe, expect, it } from '@jest/globals';
import { coverings, incidentKey, isOver, isPartOf, isStorm, outageOf, type Struck } from './storm.rules.js';

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

  it('is a share of those in use, however many may be lost', () => {
    const shares = { devices: 1_000, percent: 20 };
    expect([100, 101].map((inUse) => isStorm({ lost: 20, inUse }, shares))).toEqual([true, false]);
  });

  it('opens one alert of the district, of nobody in particular', () => {
    expect(outageOf('west', { deviceCount: 12 })).toEqual({
      key: incidentKey('west'),
      type: 'gateway.fleet_outage',
      priority: 'P2',
      ladderName: 'power-connectivity',
      citizenId: null,
      deviceId: null,
      districtId: 'west',
      doseId: null,
      dose: null,
      unmatched: false,
      detail: { deviceCount: 12 },
      line: null,
    });
    expect(incidentKey('west')).toBe('district:west/gateway.fleet_outage');
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
    ['dose.unconfirmed', null, { connected: false }, true],
    ['dose.unconfirmed', dose('standard'), { connected: true }, false],
    ['dose.unconfirmed', dose('time-critical'), { connected: false }, false],
    ['dose.missed', dose('standard'), { connected: false }, false],
  ] as const)('%s of %j with %j is part of it: %s', (type, about, detail, part) => {
    expect(isPartOf({ type, state: 'open', dose: about, detail })).toBe(part);
    expect(isPartOf({ type, state: 'claimed', dose: about, detail })).toBe(false);
  });
});

describe('scenario 11: districts struck together', () => {
  const tree = [
    ['town', null],
    ['west', 'town'],
    ['east', 'town'],
    ['south', 'town'],
    ['harbour', 'west'],
    ['dunes', 'west'],
    ['neighbour', null],
  ].map(([id, parentId]) => ({ id: id!, parentId: parentId ?? null }));
  const struck = (districtId: string, minute = 0, isFree = true): Struck => ({
    districtId,
    since: new Date(Date.UTC(2026, 2, 10, 7, minute)),
    isFree,
  });
  it.each<[string, Struck[], [string, string[]][]]>([
    ['one alone', [struck('west')], []],
    ['two of a town', [struck('west'), struck('east', 5)], [['town', ['west', 'east']]]],
    ['two, but not together', [struck('west'), struck('east', 6)], []],
    ['two of different towns', [struck('west'), struck('neighbour')], []],
    [
      'two zones of a district: the lowest that covers them',
      [struck('harbour'), struck('dunes')],
      [['west', ['harbour', 'dunes']]],
    ],
    ['a zone and another district', [struck('harbour'), struck('east')], [['town', ['harbour', 'east']]]],
    [
      'zones and another district, from below',
      [struck('harbour'), struck('dunes', 1), struck('east', 2)],
      [
        ['west', ['harbour', 'dunes']],
        ['town', ['west', 'east']],
      ],
    ],
    ['a zone of a district that has one', [struck('west'), struck('harbour', 3)], [['west', ['harbour']]]],
    ['a zone of a district that had one long before', [struck('west'), struck('harbour', 30)], []],
    ['somebody has taken one up', [struck('west', 0, false), struck('east')], []],
    [
      'one more, under an incident there is',
      [struck('town', 0, false), struck('west', 0, false), struck('east', 4)],
      [['town', ['east']]],
    ],
    [
      'it counts from the first of those below',
      [struck('harbour', 4), struck('dunes'), struck('east', 6)],
      [['west', ['harbour', 'dunes']]],
    ],
    [
      'a zone long after its district, with another district',
      [struck('west'), struck('harbour', 30), struck('east', 31)],
      [['town', ['harbour', 'east']]],
    ],
    [
      'two and two: those who were first',
      [struck('harbour'), struck('east', 1), struck('dunes', 20), struck('south', 21)],
      [['town', ['harbour', 'east']]],
    ],
    [
      'two together, long after one alone',
      [struck('harbour'), struck('dunes', 20), struck('east', 21)],
      [['town', ['dunes', 'east']]],
    ],
  ])('%s', (_, all, expected) => {
    expect(coverings(tree, all).map(({ districtId, partIds }) => [districtId, partIds])).toEqual(expected);
    expect(coverings(tree, all.toReversed()).map(({ districtId, partIds }) => [districtId, partIds])).toEqual(expected);
  });
});
