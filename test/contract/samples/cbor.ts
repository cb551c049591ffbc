import type { Samples } from './samples.js';

/** Written by another encoder than ours. */
const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const id = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
const idBytes = '50 019aa3c17c1e7a409d0e3f6f1c1f8a10';
const dueAt = new Date('2025-11-21T07:00:00Z');

export const cbor: Samples = {
  deviceId: 'LTE-0002',
  events: [
    {
      // {1: h'019a…', 2: 8, 3: 1763712000, 4: 7, 5: 1042, 6: 1763712001, 7: 1, 8: false, 9: {14: 1763708400}}
      type: 'dose.missed',
      payload: hex(`a9 01${idBytes} 0208 031a69201c00 0407 05190412 061a69201c01 0701 08f4 09a1 0e1a69200df0`),
      is: {
        id,
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
      // {_ 2: 3, 3: 1(1763712000), 4: 7, 5: 1043, 9: {_ 14: 1(1763708400), 16: true, 15: 4}}
      type: 'dose.dispensed',
      payload: hex('bf 0203 03c11a69201c00 0407 05190413 09bf 0ec11a69200df0 10f5 0f04 ff ff'),
      is: { id: '7-1043', time: new Date('2025-11-21T08:00:00Z'), dueAt, data: { assisted: true, slot: 4 } },
    },
    {
      // {1: "a1", 2: 6, 3: 1763712000.5, 8: 1, 9: {14: 1763708400, 19: 1200}}
      type: 'dose.dispensed_late',
      payload: hex('a5 01626131 0206 03fb41da480700200000 0801 09a2 0e1a69200df0 131904b0'),
      is: { id: 'a1', time: new Date('2025-11-21T08:00:00.500Z'), historical: true, data: { lateSeconds: 1200 } },
    },
    {
      // {1: 12, 2: 15, 3: 1763712000, 9: {28: 9, 29: 1(1764054000)}}
      type: 'supply.low',
      payload: hex('a4 010c 020f 031a69201c00 09a2 181c09 181dc11a692553f0'),
      is: { id: '12', data: { dosesRemaining: 9, depletionAt: '2025-11-25T07:00:00.000Z' } },
    },
    {
      // {1: 13, 2: 26, 3: 1763712000, 9: {33: "E17", 34: true}}
      type: 'device.fault',
      payload: hex('a4 010d 02181a 031a69201c00 09a2 182163453137 1822f5'),
    },
    {
      // {1: 14, 2: "battery.low", 3: "2025-11-21T09:00:00+01:00", 9: {38: 14, 39: 300}}
      type: 'battery.low',
      payload: hex(
        'a4 010e 026b626174746572792e6c6f77 037819323032352d31312d32315430393a30303a30302b30313a3030 09a2 18260e 182719012c',
      ),
    },
    {
      // {1: 15, 2: 901, 3: 1763712000, 9: {200: "high"}}
      type: 'code.901',
      payload: hex('a4 010f 02190385 031a69201c00 09a1 18c86468696768'),
      is: { data: { 200: 'high' } },
    },
  ],
  heartbeats: [hex('a5 18261861 182801 1829383c 181c1818 181e1a69200df0'), hex('a0')],
  statuses: [hex('a1 0c01'), hex('a1 0cf4')],
  acks: [
    hex(`a2 01${idBytes} 0a00`),
    hex('a3 0178243031396161336331 2d376331652d376134302d396430652d336636663163316638613130 0a01 0b666c6f636b6564'),
  ],
  refused: [
    [hex(''), /ends too early/],
    [hex('80'), /^not a CBOR map$/],
    [hex('a0 00'), /something after it/],
    [hex('9b 7fffffffffffffff'), /ends too early/],
    [hex('bb ffffffffffffffff 01'), /ends too early/],
    [hex('a1 01 5b 00000000ffffffff 00'), /ends too early/],
    [hex('a1 01 c2 43 010000'), /tag 2/],
    [hex('a1 03 c1 80'), /a time that is no number/],
    [hex('a2 0208 03c1fb7ff8000000000000'), /^id: /],
    [hex('bf 01 ff'), /a key that has no value/],
    [hex('a1 80 01'), /a key that is neither/],
    [hex('a1 01 7f 6161 ff'), /unknown length/],
    [hex(`a2 01 ${'81'.repeat(40)} 00 0208`), /^id: /],
    [hex(`a1 01 ${'81'.repeat(300)} 00`), /nested deeper than 256/],
    [hex('a1 01 63 610061'), /^type: /],
    [hex('a2 0208 031a69201c00'), /^id: /],
  ],
  withoutWord: [],
};
