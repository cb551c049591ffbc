import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { DETAIL_KINDS, type DetailKind, detailOf } from './alert-detail.rules.js';
import { stoodFor } from './alarms/stood-for.rules.js';

describe('what is known of an alert', () => {
  it.each<[string, DetailKind, Record<string, unknown>, Record<string, unknown>]>([
    [
      'as it is written',
      'condition',
      { condition: 'power.mains_lost', holdMinutes: 10 },
      { condition: 'power.mains_lost', holdMinutes: 10 },
    ],
    [
      'beside what the dispenser said',
      'condition',
      { condition: 'device.jam', batteryPct: 20 },
      { condition: 'device.jam' },
    ],
    [
      'with a word of the dispenser where one of ours stands',
      'condition',
      { unstable: true, zone: 7, batteryRuntimeMin: 90 },
      { batteryRuntimeMin: 90 },
    ],
    ['of a dose', 'dose', { slot: '08:00', connected: false, unreadable: 'yes' }, { slot: '08:00', connected: false }],
    ['of a dose without a slot', 'dose', { slot: null }, {}],
    ['of an outage that says little', 'gateway.fleet_outage', {}, { deviceCount: 0 }],
    [
      'of an outage of several districts',
      'gateway.fleet_outage',
      { scope: 'districts', deviceCount: 3, partIds: ['a', 'b'] },
      { scope: 'districts', deviceCount: 3, partIds: ['a', 'b'] },
    ],
    [
      'of an outage with parts that are none',
      'gateway.fleet_outage',
      { deviceCount: '3', partIds: 'a' },
      { deviceCount: 0 },
    ],
    [
      'of what cannot be used',
      'device.unusable_telemetry',
      { causes: { 'not JSON': '2026-03-10T08:00:00.000Z' } },
      { causes: { 'not JSON': '2026-03-10T08:00:00.000Z' } },
    ],
    [
      'of what cannot be used, before causes were kept',
      'device.unusable_telemetry',
      { cause: 'not JSON' },
      { causes: {} },
    ],
    [
      'of work made by hand, as it was asked for',
      'service.made_by_hand',
      { kind: 'call', text: 'Ring her', assigneeId: null, by: 'anna', byName: 'Anna' },
      { kind: 'call', text: 'Ring her', assigneeId: null, by: 'anna', byName: 'Anna' },
    ],
    ['of work of a kind that nobody knows', 'service.made_by_hand', { kind: 'pigeon', text: 7 }, {}],
    ['of a review that lists nothing', 'service.doses_review', {}, { doses: [], count: 0 }],
  ])('is read %s', (_, kind, detail, known) => expect(detailOf(kind, { detail })).toEqual(known));

  it('is always answered, whatever is stored', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DETAIL_KINDS), fc.dictionary(someField, fc.jsonValue()), (kind, detail) => {
        const known = detailOf(kind, { detail });
        // What was read is read the same again.
        expect(detailOf(kind, { detail: known })).toEqual(known);
      }),
    );
  });
});

/** The names that the house knows, and others. */
const someField = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'condition',
    'unstable',
    'codes',
    'doses',
    'count',
    'deviceCount',
    'partIds',
    'causes',
    'lines',
    'zone',
    'kind',
    'text',
    'assigneeId',
  ),
);

describe('what an alert stands in for', () => {
  const whole = { citizenId: 'c', deviceId: 'd', fromLine: 3, upToLine: 9 };
  it.each<[string, Record<string, unknown>, unknown]>([
    ['as it is told now', { ...whole, lines: [3, 9] }, { ...whole, lines: [3, 9] }],
    ['as the version before told it', whole, { ...whole, lines: null }],
    ['nothing', {}, null],
    ['nothing that is known to its end', { ...whole, upToLine: null }, null],
    ['nothing of nobody', { ...whole, citizenId: undefined }, null],
  ])('%s', (_, detail, stood) => expect(stoodFor({ detail })).toEqual(stood));
});
