import type { Samples } from './samples.js';

const id = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const time = '2026-11-21T09:00:00+01:00';
const alarm = (name: string, more: object = {}) => JSON.stringify({ alarm: name, time, ...more });

export const pivotellAdvance: Samples = {
  deviceId: 'PIV-0001',
  events: [
    {
      type: 'dose.missed',
      payload: alarm('Dose Not Taken', { dueAt: '2026-11-21T08:00:00+01:00' }),
      is: { id: 'dose-not-taken', time: new Date('2026-11-21T08:00:00Z'), dueAt: new Date('2026-11-21T07:00:00Z') },
    },
    { type: 'dose.dispensed', payload: alarm('Dose Dispensed', { id: 'sms-1' }), is: { id: 'sms-1', dueAt: null } },
    { type: 'battery.low', payload: alarm('LOW BATTERY') },
    { type: 'device.tilted', payload: alarm('Device Upside Down') },
    { type: 'supply.low', payload: alarm('Four Doses Remaining'), is: { data: { dosesRemaining: 4 } } },
    { type: 'device.fault', payload: alarm(' Device  Error ') },
    { type: 'pivotell-advance.lid-polished', payload: alarm('Lid Polished') },
  ],
  heartbeats: ['{"batteryPct":80}', '{}'],
  statuses: ['{"online":true}', '{"online":false}'],
  acks: [JSON.stringify({ id, result: 'done' })],
  refused: [
    ['Dose Not Taken', /^not JSON$/],
    ['{"alarm":7,"time":"2026-11-21T09:00:00+01:00"}', /^alarm: must be text$/],
    ['{"alarm":"Dose Not Taken"}', /^id: /],
    ['{"alarm":"Dose Not Taken","time":"yesterday"}', /^id: /],
  ],
  withoutWord: ['dose.remind', 'dose.lock', 'message.show'],
};
