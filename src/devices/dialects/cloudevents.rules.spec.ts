import { describe, expect, it } from '@jest/globals';
import { cloudevents } from './cloudevents.rules.js';

const bytes = (value: unknown): Uint8Array =>
  value instanceof Uint8Array ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const missed = {
  specversion: '1.0',
  id: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10',
  source: '/dispensers/HAD-0001',
  type: 'dose.missed',
  time: '2026-11-21T09:00:00+01:00',
  bootid: 7,
  sequence: 1042,
  sentat: '2026-11-21T09:00:01+01:00',
  clocksync: 'synced',
  historical: false,
  data: { dueAt: '2026-11-21T08:00:00+01:00' },
};
const read = (value: unknown) => cloudevents.readEvent(bytes(value), 'HAD-0001');

describe('an event', () => {
  it('is read whole', () => {
    expect(read(missed)).toEqual({
      ok: true,
      event: {
        id: missed.id,
        source: missed.source,
        type: 'dose.missed',
        time: new Date('2026-11-21T08:00:00Z'),
        bootId: 7,
        sequence: 1042,
        sentAt: new Date('2026-11-21T08:00:01Z'),
        clockSync: 'synced',
        historical: false,
        dueAt: new Date('2026-11-21T07:00:00Z'),
        data: missed.data,
      },
    });
  });

  it('needs only id, type and time', () => {
    expect(read({ id: 'a', type: 'vendor.new_thing', time: '2026-11-21T08:00:00Z' })).toEqual({
      ok: true,
      event: {
        id: 'a',
        type: 'vendor.new_thing',
        time: new Date('2026-11-21T08:00:00Z'),
        bootId: null,
        sequence: null,
        sentAt: null,
        clockSync: 'unknown',
        historical: false,
        dueAt: null,
        data: {},
      },
    });
  });

  it.each([
    ['a clock that was never set', { time: '1970-01-01T00:00:12Z', clocksync: 'unset' }],
    ['an unheard-of clock state', { clocksync: 'drifting' }],
    ['a bare device id as source', { source: 'HAD-0001' }],
    ['a source with a host', { source: 'https://vendor.example/dispensers/HAD-0001' }],
    ['nulls for what is optional', { source: null, bootid: null, sentat: null, historical: null, data: null }],
    ['a written-out backslash-u', { data: { note: '\\u0000' } }],
    ['attributes nobody knows', { subject: 'x', traceparent: 'y' }],
  ])('is read with %s', (_, change) => {
    expect(read({ ...missed, ...change })).toMatchObject({ ok: true });
  });

  it.each([
    [{ specversion: '0.3' }, /^specversion: /],
    [{ id: undefined }, /^id: /],
    [{ id: '' }, /^id: /],
    [{ id: 'x'.repeat(129) }, /^id: /],
    [{ id: 7 }, /^id: /],
    [{ type: undefined }, /^type: /],
    [{ type: 'x'.repeat(129) }, /^type: /],
    [{ type: 'event.rejected' }, /^type: event\.rejected/],
    [{ time: undefined }, /^time: /],
    [{ time: '2026-11-21T09:00:00' }, /^time: /],
    [{ time: '2201-11-21T09:00:00Z' }, /^time: /],
    [{ source: '/dispensers/HAD-0002' }, /^source: /],
    [{ source: '/dispensers/XHAD-0001' }, /^source: /],
    [{ source: 5 }, /^source: /],
    [{ bootid: -1 }, /^bootid: /],
    [{ bootid: '7' }, /^bootid: /],
    [{ sequence: 2 ** 53 }, /^sequence: /],
    [{ sequence: 1.5 }, /^sequence: /],
    [{ sentat: 'yesterday' }, /^sentat: /],
    [{ clocksync: true }, /^clocksync: /],
    [{ historical: 'no' }, /^historical: /],
    [{ data: ['x'] }, /^data: must be an object/],
    [{ data: { dueAt: 'soon' } }, /^data\.dueAt: /],
    [{ data: { note: 'a\0b' } }, /NUL/],
    [{ data: { ['k\0']: 1 } }, /NUL/],
    [{ data: { note: '\ud800' } }, /lone surrogate/],
  ])('with %j is refused', (change, reason) => {
    expect(read({ ...missed, ...change })).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    [Uint8Array.of(0xff, 0xfe), 'not UTF-8'],
    ['{"data":{"n":1e999}}', 'a number is too large'],
    [`{"data":{"n":${'['.repeat(40)}${']'.repeat(40)}}}`, 'nested deeper than 32'],
    [{ ...missed, data: { note: 'x'.repeat(17_000) } }, 'larger than 16384 bytes'],
  ])('that reads %.20s is refused: %s', (payload, reason) => {
    expect(read(payload)).toEqual({ ok: false, reason, id: null, time: null });
  });

  it('keeps its id and time when refused, so that a resend is known again', () => {
    expect(read({ ...missed, bootid: -1 })).toMatchObject({ id: missed.id, time: new Date('2026-11-21T08:00:00Z') });
  });
});

describe('a heartbeat', () => {
  it.each([
    [
      {
        batteryPct: 80,
        mains: true,
        rssiDbm: -60,
        dosesRemaining: 20,
        nextDueAt: '2026-11-21T08:00:00Z',
        firmware: '2.1',
      },
    ],
    [{ type: 'device.heartbeat', id: 'a', data: { batteryPct: 80, nextDueAt: '2026-11-21T08:00:00Z' } }],
  ])('is read from %j', (payload) => {
    expect(cloudevents.readHeartbeat(bytes(payload))).toMatchObject({
      ok: true,
      heartbeat: { batteryPct: 80, nextDueAt: new Date('2026-11-21T08:00:00Z') },
    });
  });

  it('may say nothing', () => {
    expect(cloudevents.readHeartbeat(bytes({}))).toEqual({
      ok: true,
      heartbeat: {
        batteryPct: null,
        mains: null,
        rssiDbm: null,
        dosesRemaining: null,
        nextDueAt: null,
        firmware: null,
      },
    });
  });

  it('is refused with the field that is wrong', () => {
    expect(cloudevents.readHeartbeat(bytes({ batteryPct: 'full' }))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^data\.batteryPct: /),
    });
  });
});

describe('an acknowledgement', () => {
  const id = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';
  it.each([
    [
      { id, result: 'done' },
      { ok: true, ack: { id, result: 'done', detail: null } },
    ],
    [
      { id, result: 'refused', detail: 'busy' },
      { ok: true, ack: { id, result: 'refused', detail: 'busy' } },
    ],
    [
      { id: id.toUpperCase(), result: 'expired' },
      { ok: true, ack: { id, result: 'expired', detail: null } },
    ],
    [
      { id: '1; DROP TABLE', result: 'done' },
      { ok: false, reason: "id: must be the command's id" },
    ],
    [
      { id, result: 'perhaps' },
      { ok: false, reason: 'result: must be done, refused or expired' },
    ],
    [
      { id, result: 'done', detail: 7 },
      { ok: false, reason: 'detail: must be text' },
    ],
  ])('%j', (payload, expected) => {
    expect(cloudevents.readAck(bytes(payload))).toEqual(expected);
  });
});

describe('a status', () => {
  it.each([
    ['{"online":true}', { online: true }],
    ['{"online":false}', { online: false }],
    ['{"online":"yes"}', null],
    ['', null],
  ])('%s', (payload, expected) => {
    expect(cloudevents.readStatus(bytes(payload))).toEqual(expected);
  });
});
