import type { Samples } from './samples.js';

const id = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const dueAt = new Date('2025-11-21T07:00:00Z');

export const compact: Samples = {
  deviceId: 'LTE-0001',
  events: [
    {
      type: 'dose.missed',
      payload: '{"y":8,"t":1763712000,"b":7,"q":1042,"s":1763712001,"c":1,"h":0,"d":{"u":1763708400}}',
      is: {
        id: '7-1042',
        time: new Date('2025-11-21T08:00:00Z'),
        bootId: 7,
        sequence: 1042,
        sentAt: new Date('2025-11-21T08:00:01Z'),
        clockSync: 'synced',
        historical: false,
        dueAt,
        data: { dueAt: '2025-11-21T07:00:00.000Z' },
      },
    },
    {
      type: 'dose.dispensed',
      payload: `{"i":"${id}","y":3,"t":1763712000.25,"c":0,"h":true,"d":{"u":1763708400,"a":1,"l":4}}`,
      is: {
        id,
        time: new Date('2025-11-21T08:00:00.250Z'),
        clockSync: 'unset',
        historical: true,
        dueAt,
        data: { assisted: true, slot: 4 },
      },
    },
    { type: 'supply.low', payload: '{"i":12,"y":15,"t":1763712000,"d":{"g":9,"dp":1764054000}}', is: { id: '12' } },
    { type: 'device.fault', payload: '{"i":13,"y":26,"t":1763712000,"d":{"fc":"E17","st":1}}' },
    {
      type: 'battery.low',
      payload: '{"i":14,"y":"battery.low","t":"2025-11-21T09:00:00+01:00","d":{"batteryPct":14,"br":300}}',
      is: { data: { batteryPct: 14, batteryRuntimeMin: 300 } },
    },
    {
      type: 'code.901',
      payload: '{"i":15,"y":901,"t":1763712000,"d":{"shine":"high"}}',
      is: { data: { shine: 'high' } },
    },
  ],
  heartbeats: ['{"p":97,"m":1,"rs":-61,"g":24,"nx":1763708400,"fw":"2.1"}', '{}'],
  statuses: ['{"o":1}', '{"o":0}'],
  acks: [`{"i":"${id}","r":0}`, `{"i":"${id}","r":1,"e":"locked"}`, `{"i":"${id}","r":"expired"}`],
  refused: [
    ['{"y":8', /^not JSON$/],
    ['{"y":8,"t":1763712000}', /^id: /],
    ['{"y":8,"b":{},"q":[1],"t":1763712000}', /^id: /],
    ['{"i":1,"t":1763712000}', /^type: /],
  ],
  withoutWord: [],
};
