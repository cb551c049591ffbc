import type { Samples } from './samples.js';

const at = '2026-11-21T09:00:00+01:00';
const dueAt = '2026-11-21T08:00:00+01:00';
const event = (type: string, data: object, rest: object = {}): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `sample-${type}`,
    source: '/dispensers/HAD-0001',
    type,
    time: at,
    ...rest,
    data,
  });

export const cloudevents: Samples = {
  deviceId: 'HAD-0001',
  events: [
    {
      type: 'dose.dispensed',
      payload: event(
        'dose.dispensed',
        { dueAt, assisted: true, slot: 4 },
        { bootid: 7, sequence: 12, clocksync: 'synced' },
      ),
    },
    { type: 'dose.missed', payload: event('dose.missed', { dueAt }, { sentat: at, historical: false }) },
    {
      type: 'dose.dispensed_late',
      payload: event('dose.dispensed_late', { dueAt, lateSeconds: 1200 }, { historical: true }),
    },
    {
      type: 'supply.low',
      payload: event('supply.low', { dosesRemaining: 9, depletionAt: '2026-11-25T08:00:00+01:00' }),
    },
    { type: 'device.fault', payload: event('device.fault', { faultCode: 'E17', dispensingStopped: true }) },
    { type: 'battery.low', payload: event('battery.low', { batteryPct: 14, batteryRuntimeMin: 300 }) },
    { type: 'vendor.lid_polished', payload: event('vendor.lid_polished', { shine: 'high' }) },
  ],
  heartbeats: [
    JSON.stringify({ batteryPct: 97, mains: true, rssiDbm: -61, dosesRemaining: 24, nextDueAt: dueAt }),
    '{}',
  ],
  statuses: ['{"online":true}', '{"online":false}'],
  acks: [
    JSON.stringify({ id: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', result: 'done' }),
    JSON.stringify({ id: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', result: 'refused', detail: 'locked' }),
  ],
  refused: [
    ['', /^not JSON$/],
    ['{"type":"dose.missed","time":"2026-11-21T09:00:00Z"}', /^id: /],
    ['{"id":"a","time":"2026-11-21T09:00:00Z"}', /^type: /],
  ],
  withoutWord: [],
};
