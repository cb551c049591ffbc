import { describe, expect, it } from '@jest/globals';
import type { Note } from './readings/note.rules.js';
import {
  codeOf,
  fits,
  isCodeLost,
  isKnownType,
  isSaidByDevices,
  ladderFor,
  nearlyType,
  priorityFor,
  readData,
  saidOf,
  vocabulary,
  eventTypeFor,
} from './telemetry.rules.js';

const conditions = new Set(Object.values(vocabulary).flatMap((word) => word.condition ?? []));
const words = Object.entries(vocabulary);

describe('the vocabulary', () => {
  it.each(words)('%s is whole', (type, word) => {
    const opens = word.priority !== 'I' || word.repeated !== undefined;
    expect({ type, condition: word.condition !== null }).toEqual({ type, condition: opens });
    expect({ type, ladder: word.ladder !== null }).toEqual({ type, ladder: opens });
    expect(word.byCriticality !== undefined).toBe(word.priority === 'by-criticality');
    for (const ended of word.resolves) expect(conditions).toContain(ended);
    if (opens) expect(word.about).not.toBe('nothing');
  });

  it('keeps what it knows of the data, and nothing that a device wrote beyond it', () => {
    const dueAt = '2026-03-10T07:00:00Z';
    expect(saidOf('dose.missed', { dueAt, lockedAway: true, note: 'ask Invented Name', toString: 1 })).toEqual({
      dueAt,
      lockedAway: true,
    });
    expect(saidOf('schedule.changed', { revision: 3, depletionAt: 'never' })).toEqual({ revision: 3 });
    expect(saidOf('nobody.knows', { dueAt })).toEqual({});
  });

  it('says every type of the field once', () => {
    expect(words.length).toBe(54);
    expect(words.filter(([, word]) => word.origin !== 'device').map(([type]) => type)).toEqual([
      'dose.unconfirmed',
      'device.chattering',
      'device.calmed',
      'battery.charged',
      'connectivity.offline',
      'connectivity.online',
      'service.paused',
      'service.resumed',
      'gateway.fleet_outage',
      'gateway.ingest_degraded',
    ]);
    expect(words.filter(([, word]) => !word.journalled).map(([type]) => type)).toEqual(['device.heartbeat']);
  });

  it.each([
    ['dose.missed', 'time-critical', 'P1', 'time-critical-dose'],
    ['dose.missed', 'standard', 'P2', 'standard-dose'],
    ['dose.missed', 'flexible', 'P3', 'standard-dose'],
    ['dose.not_dispensed_empty', 'time-critical', 'P1', 'time-critical-dose'],
    ['dose.not_dispensed_empty', 'flexible', 'P2', 'standard-dose'],
    ['dose.unconfirmed', 'standard', 'P2', 'standard-dose'],
    ['dose.left_in_tray', 'time-critical', 'P3', 'standard-dose'],
    ['user.help_requested', 'flexible', 'P2', 'time-critical-dose'],
    ['supply.empty', 'standard', 'P2', 'dispensing-stopped'],
    ['supply.low', 'standard', 'P4', 'planned-work'],
    ['device.tamper', 'standard', 'P2', 'security'],
    ['power.mains_lost', 'standard', 'P3', 'power-connectivity'],
    ['dose.dispensed', 'standard', null, null],
    ['vendor.something', 'standard', null, null],
  ] as const)('%s of a %s dose is %s on %s', (type, criticality, priority, ladder) => {
    expect(priorityFor(type, criticality)).toBe(priority);
    expect(ladderFor(type, criticality)).toBe(ladder);
  });

  it.each([
    [{ clockDeltaSeconds: 121 }, 'P3'],
    [{ clockDeltaSeconds: -121 }, 'P3'],
    [{ clockDeltaSeconds: 120 }, null],
    [{}, 'P3'],
    [{ clockDeltaSeconds: '5' }, 'P3'],
    [{ clockDeltaSeconds: null }, 'P3'],
  ])('clock.invalid with %j is %s', (data, priority) => {
    expect(priorityFor('clock.invalid', 'standard', data)).toBe(priority);
  });

  it('keeps what must last, or come again, apart', () => {
    expect(eventTypeFor('device.tilted')?.holdMinutes).toBe(10);
    expect(eventTypeFor('device.opened')?.louder).toEqual({ afterMinutes: 30, priority: 'P3' });
    expect(eventTypeFor('device.booted')?.repeated).toEqual({ count: 3, withinHours: 24, priority: 'P4' });
    expect(eventTypeFor('supply.loaded')?.resolves).toContain('supply.empty');
    expect(eventTypeFor('supply.removed')?.resolves).not.toContain('supply.empty');
  });

  it('does not mistake what every object has for a type', () => {
    expect(['constructor', '__proto__', 'toString', ''].filter(isKnownType)).toEqual([]);
    expect(isSaidByDevices('dose.missed')).toBe(true);
    expect(isSaidByDevices('dose.unconfirmed')).toBe(false);
    expect(isSaidByDevices('vendor.something')).toBe(false);
  });
});

describe('which of several things is spoken of', () => {
  it.each([
    ['device.fault', { faultCode: 'E1' }, 'E1'],
    ['device.fault', { faultCode: ' E1\n' }, 'E1'],
    ['device.fault', { faultCode: ' ' }, null],
    ['device.fault', { faultCode: true }, null],
    ['device.fault', { slot: 3 }, null],
    ['device.fault', {}, null],
    ['device.jam', { slot: 3 }, '3'],
    ['device.jam', { slot: 0 }, '0'],
    ['device.opened', { slot: 3, undefined: 'E1' }, null],
    ['vendor.something', { slot: 3, undefined: 'E1' }, null],
  ])('%s with %j: %s', (type, data, code) => expect(codeOf(type, data)).toBe(code));

  it.each([
    ['device.fault', null, false],
    ['device.fault', [], false],
    ['device.fault', ['data.faultCode:read', 'data.slot:left-out', 'time:repaired'], false],
    ['device.fault', ['data.faultCode:left-out'], true],
    ['device.fault', ['time:repaired', 'data.faultCode:repaired'], true],
    ['device.fault', ['data:left-out'], true],
    ['device.opened', ['data:left-out', 'data.undefined:left-out'], false],
    ['vendor.something', ['data:left-out', 'data.undefined:left-out'], false],
  ] as [string, Note[] | null, boolean][])('%s with the notes %j lost it: %s', (type, notes, isLost) =>
    expect(isCodeLost(type, notes)).toBe(isLost),
  );
});

describe('readData', () => {
  it('has no field for what does not fit', () => {
    const { data } = readData('device.fault', { faultCode: {}, dispensingStopped: true });
    expect(Object.keys(data)).toEqual(['dispensingStopped']);
    const ofFault = (faultCode: unknown) => fits(eventTypeFor('device.fault')!, { faultCode });
    expect([ofFault('E1'), ofFault({})]).toEqual([true, false]);
  });

  it('is never of a type longer than 256 letters', () => {
    const long = (length: number): string => `${'x'.repeat(length - 12)}.dose.missed`;
    expect([nearlyType(long(256)), nearlyType(long(257))]).toEqual(['dose.missed', null]);
  });

  it.each([
    ['dose.missed', {}],
    ['dose.missed', { dueAt: '2026-11-21T08:00:00+01:00', lockedAway: true, extra: { of: 'any' } }],
    ['dose.dispensed', { dueAt: '2026-11-21T08:00:00+01:00', slot: 3, assisted: false }],
    ['device.heartbeat', { batteryPct: 0, mains: true, rssiDbm: -71, dosesRemaining: 12, nextDueAt: null }],
    ['vendor.something', { dueAt: 5 }],
  ])('%s takes %j as it is', (type, data) => {
    expect(readData(type, data)).toEqual({ data, notes: [] });
  });

  it.each([
    ['dose.missed', { dueAt: '08:00', lockedAway: true }, { lockedAway: true }, ['data.dueAt:left-out']],
    ['dose.missed', { dueAt: '2026-11-21 08:00:00+0100' }, { dueAt: '2026-11-21T07:00:00.000Z' }, ['data.dueAt:read']],
    ['dose.missed', { dueAt: null, slot: null, lockedAway: null }, {}, []],
    ['dose.missed', { lockedAway: 'yes', more: 'yes' }, { more: 'yes' }, ['data.lockedAway:left-out']],
    ['dose.missed', { lockedAway: 1 }, { lockedAway: true }, ['data.lockedAway:read']],
    ['dose.missed', { lockedAway: ' False' }, { lockedAway: false }, ['data.lockedAway:read']],
    ['dose.missed', { slot: -1 }, {}, ['data.slot:sentinel']],
    ['dose.dispensed', { slot: {} }, {}, ['data.slot:left-out']],
    ['dose.dispensed', { slot: 2.5 }, { slot: '2.5' }, ['data.slot:read']],
    ['dose.partial', { expected: '4', dropped: 2.5 }, { expected: 4 }, ['data.expected:read', 'data.dropped:left-out']],
    [
      'device.fault',
      { faultCode: 17, dispensingStopped: 'true' },
      { faultCode: '17', dispensingStopped: true },
      ['data.faultCode:read', 'data.dispensingStopped:read'],
    ],
    ['battery.low', { batteryPct: 101 }, {}, ['data.batteryPct:sentinel']],
    [
      'battery.low',
      { batteryPct: '255', batteryRuntimeMin: 65_535 },
      {},
      ['data.batteryPct:sentinel', 'data.batteryRuntimeMin:sentinel'],
    ],
    ['battery.low', { batteryPct: 102 }, {}, ['data.batteryPct:left-out']],
    [
      'device.heartbeat',
      { rssiDbm: '-70', batteryPct: -1 },
      { rssiDbm: -70 },
      ['data.rssiDbm:read', 'data.batteryPct:sentinel'],
    ],
    ['device.heartbeat', { rssiDbm: 99 }, {}, ['data.rssiDbm:sentinel']],
    ['supply.low', { dosesRemaining: -1 }, {}, ['data.dosesRemaining:sentinel']],
    ['supply.low', { dosesRemaining: -2 }, {}, ['data.dosesRemaining:left-out']],
    ['environment.out_of_range', { temperatureC: 1e9 }, {}, ['data.temperatureC:left-out']],
    ['environment.out_of_range', { temperatureC: '-127.0' }, {}, ['data.temperatureC:sentinel']],
  ])('of %s with %j believes %j', (type, said, data, notes) => {
    expect(readData(type, said)).toEqual({ data, notes });
  });
});

describe('nearlyType', () => {
  it.each([
    ['Dose.Missed', 'dose.missed'],
    ['dose_missed', 'dose.missed'],
    ['dose.not-dispensed-empty', 'dose.not_dispensed_empty'],
    ['DoseNotDispensedEmpty', 'dose.not_dispensed_empty'],
    ['dk.vendor.dose.missed', 'dose.missed'],
    ['Vendor.DOSE missed', 'dose.missed'],
    ['vendor.dose.missed.device.jam', 'device.jam'],
    ['device.heartbeat', 'device.heartbeat'],
    ['dose.missed.', 'dose.missed'],
  ])('%j is %s', (said, type) => expect(nearlyType(said)).toBe(type));

  it.each([
    'dose.mised',
    'dose.missed2',
    'missed',
    'no_dose.missed',
    'vendor-dose.missed',
    '',
    '.',
    'x.'.repeat(500) + 'dose.missed',
  ])('%j is none', (said) => expect(nearlyType(said)).toBeNull());

  it('knows every word, and takes none for another', () => {
    for (const [type] of words)
      expect([type, type.toUpperCase(), `dk.vendor.${type}`, type.replaceAll('_', '-')].map(nearlyType)).toEqual([
        type,
        type,
        type,
        type,
      ]);
  });
});
