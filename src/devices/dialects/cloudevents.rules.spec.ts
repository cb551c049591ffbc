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
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
const read = (value: unknown) => cloudevents.readEvent(bytes(value), 'HAD-0001');

describe('an event', () => {
  it('is read whole', () => {
    expect(read(missed)).toEqual({
      ok: true,
      notes: null,
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
      notes: null,
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
  ])('is read with %s, and nothing is noted', (_, change) => {
    expect(read({ ...missed, ...change })).toMatchObject({ ok: true, notes: null });
  });

  it.each([
    [{ specversion: 1 }, ['specversion:read'], {}],
    [{ specversion: '0.3' }, ['specversion:left-out'], {}],
    [{ id: 7 }, ['id:read'], { id: '7' }],
    [{ id: 'x'.repeat(129) }, ['id:read'], { id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) }],
    [{ id: 'a\0b' }, ['id:read'], { id: expect.stringMatching(/^sha256:/) }],
    [{ id: 'a\0' }, ['id:read'], { id: 'a' }],
    [{ type: 'Dose.Missed ' }, ['type:read'], { type: 'dose.missed' }],
    [{ type: 'dk.vendor.dose-missed' }, ['type:read'], { type: 'dose.missed' }],
    [{ source: '/dispensers/HAD-0002' }, ['source:left-out'], { source: undefined }],
    [{ source: '/dispensers/XHAD-0001' }, ['source:left-out'], { source: undefined }],
    [{ source: 5 }, ['source:left-out'], { source: undefined }],
    [{ bootid: -1 }, ['bootid:left-out'], { bootId: null }],
    [{ bootid: '7' }, ['bootid:read'], { bootId: 7 }],
    [{ bootid: '3f0c2d1e-1111-4222-8333-abcdefabcdef' }, ['bootid:left-out'], { bootId: null }],
    [{ sequence: '1042' }, ['sequence:read'], { sequence: 1042 }],
    [{ sequence: 2 ** 53 }, ['sequence:left-out'], { sequence: null }],
    [{ sequence: 1.5 }, ['sequence:left-out'], { sequence: null }],
    [{ sentat: 'yesterday' }, ['sentat:left-out'], { sentAt: null }],
    [{ sentat: '' }, ['sentat:left-out'], { sentAt: null }],
    [{ sentat: '2026-11-21 09:00:01+0100' }, ['sentat:read'], { sentAt: new Date('2026-11-21T08:00:01Z') }],
    [{ clocksync: true }, ['clocksync:left-out'], { clockSync: 'unknown' }],
    [{ clocksync: 1 }, ['clocksync:left-out'], { clockSync: 'unknown' }],
    [{ clocksync: 'Unset' }, ['clocksync:read'], { clockSync: 'unset' }],
    [{ historical: 'no' }, ['historical:left-out'], { historical: false }],
    [{ historical: 1 }, ['historical:read'], { historical: true }],
    [{ time: '2026-11-21T09:00:60+01' }, ['time:read'], { time: new Date('2026-11-21T08:01:00Z') }],
    [{ time: 1_795_248_000 }, ['time:read'], { time: new Date('2026-11-21T08:00:00Z') }],
    [{ data: ['x'] }, ['data:left-out'], { data: {}, dueAt: null }],
    [{ data: 'at eight' }, ['data:left-out'], { data: {} }],
    [
      { data: JSON.stringify(missed.data) },
      ['data:read'],
      { data: missed.data, dueAt: new Date('2026-11-21T07:00:00Z') },
    ],
    [{ data: { dueAt: 'soon' } }, ['data.dueAt:left-out'], { data: {}, dueAt: null }],
    [{ data: { ...missed.data, note: 'a\0b' } }, ['data.note:left-out'], { data: missed.data }],
    [{ data: { ...missed.data, note: '\ud800' } }, ['data.note:left-out'], { data: missed.data }],
    [{ data: { ...missed.data, ['k\0']: 1 } }, ['data.k_:left-out'], { data: missed.data }],
    [{ data: { ...missed.data, deep: nested(40) } }, ['data.deep:left-out'], { data: missed.data }],
    [{ more: nested(40) }, ['more:left-out'], { data: missed.data }],
  ])('with %j is believed, with the notes %j', (change, notes, is) => {
    const reading = read({ ...missed, ...change });
    expect(reading).toMatchObject({ ok: true, notes, event: { type: 'dose.missed', ...is } });
  });

  it.each([
    undefined,
    null,
    '',
    '0000-00-00T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '2106-02-07T06:28:15Z',
    '2026-11-21T09:00:00',
    7,
    {},
  ])('with the time %j is that of a clock that was never set, and is told from others by what it says', (time) => {
    const reading = read({ ...missed, time });
    expect(reading).toMatchObject({ ok: true, notes: ['time:repaired'], event: { time: new Date(0) } });
    expect(reading).toEqual(read({ ...missed, time: 'never' }));
    const idOf = (change: object) => (read({ ...missed, time, ...change }) as { event: { id: string } }).event.id;
    expect(idOf({})).toMatch(new RegExp(`^${missed.id}~[0-9a-f]{64}$`));
    expect(idOf({ sentat: '2027-01-01T00:00:00Z', data: { more: null, ...missed.data } })).toBe(idOf({}));
    expect(new Set([{}, { type: 'dose.due' }, { data: {} }, { id: 'b' }].map(idOf)).size).toBe(4);
  });

  it.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`, null],
    ['two of them', (text: string) => `\ufeff\ufeff${text}`, ['payload:read']],
    ['blanks', (text: string) => `\r\n ${text} \n`, null],
    ['NULs behind it', (text: string) => `${text}\0\0`, ['payload:read']],
    ['an end of file behind it', (text: string) => `${text}\x1a`, ['payload:read']],
    [
      'NaN',
      (text: string) => text.replace('"data":{', '"data":{"n":NaN,"m":-Infinity,"NaN":"NaN, NaN",'),
      ['payload:read'],
    ],
    ['a number without end', (text: string) => text.replace('"data":{', '"data":{"n":1e999,'), ['data.n:left-out']],
  ])('is read with %s', (_, write, notes) => {
    const reading = read(write(JSON.stringify(missed)));
    expect(reading).toMatchObject({
      ok: true,
      notes,
      event: { id: missed.id, dueAt: new Date('2026-11-21T07:00:00Z') },
    });
  });

  it('is read in ISO 8859-1', () => {
    const payload = Buffer.from(JSON.stringify({ ...missed, data: { ...missed.data, note: 'Frøken' } }), 'latin1');
    expect(read(payload)).toMatchObject({ ok: true, notes: ['payload:read'], event: { data: { note: 'Frøken' } } });
  });

  it('tells ids apart beyond what a double can', () => {
    const idOf = (digits: string) => read(JSON.stringify(missed).replace(`"${missed.id}"`, digits));
    for (const digits of ['11529215046068469761', '11529215046068469762', '-11529215046068469762', '9007199254740993'])
      expect(idOf(digits)).toMatchObject({ ok: true, event: { id: digits } });
  });

  it('that is nothing but flaws has only so many notes', () => {
    const flaws = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`f${i}`, '\0']));
    const reading = read({ ...missed, time: 0, data: flaws });
    expect(reading.ok && reading.notes).toHaveLength(40);
  });

  it.each([
    [{ id: undefined }, /^id: /],
    [{ id: '' }, /^id: /],
    [{ id: {} }, /^id: /],
    [{ type: undefined }, /^type: /],
    [{ type: 8 }, /^type: /],
    [{ type: 'x'.repeat(129) }, /^type: /],
    [{ type: 'event.rejected' }, /^type: event\.rejected/],
  ])('with %j is refused', (change, reason) => {
    expect(read({ ...missed, ...change })).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['{"id":"a",}', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['"\\""', 'not a JSON object'],
    [Uint8Array.of(0xff, 0xfe), 'not UTF-8'],
    [{ ...missed, data: { note: 'x'.repeat(17_000) } }, 'larger than 16384 bytes'],
  ])('that reads %.20s is refused: %s', (payload, reason) => {
    expect(read(payload)).toEqual({ ok: false, reason, identity: null });
  });

  it('keeps its identity when refused, so that a resend is known again', () => {
    const identity = { id: missed.id, time: new Date('2026-11-21T08:00:00Z') };
    expect(read({ ...missed, type: 7 })).toMatchObject({ ok: false, identity });
  });

  it('nested as deep as bytes allow is believed without that', () => {
    const deep = JSON.stringify(missed).replace('"data":{', `"data":{"deep":${'['.repeat(8_000)}${']'.repeat(8_000)},`);
    expect(read(deep)).toMatchObject({ ok: true, notes: ['data.deep:left-out'], event: { data: missed.data } });
    expect(cloudevents.sayingOf(bytes(deep)) === cloudevents.sayingOf(bytes(missed))).toBe(false);
  });
});

describe('what an event says under its id', () => {
  const saying = (value: unknown) => cloudevents.sayingOf(bytes(value));

  it('is the same however it is written and sent', () => {
    const { data, ...envelope } = missed;
    for (const again of [
      JSON.stringify(missed, null, 2),
      { data, ...envelope },
      { ...missed, sentat: 'later', sequence: 9, data: { more: null, ...data } },
      `${JSON.stringify(missed)}\0`,
    ])
      expect(saying(again)).toBe(saying(missed));
  });

  it.each([
    { type: 'dose.dispensed' },
    { data: {} },
    { data: { ...missed.data, slot: 1 } },
    { data: { ...missed.data, note: '\0' } },
  ])('is another with %j', (change) => expect(saying({ ...missed, ...change })).not.toBe(saying(missed)));

  it('is nothing where nothing can be read', () => expect(saying('{')).toBeNull());
});

describe('a heartbeat', () => {
  const nothing = {
    batteryPct: null,
    mains: null,
    rssiDbm: null,
    dosesRemaining: null,
    nextDueAt: null,
    firmware: null,
  };

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
    [{ type: 'Device.Heartbeat', data: { batteryPct: 80, nextDueAt: '2026-11-21T08:00:00Z' } }],
  ])('is read from %j', (payload) => {
    expect(cloudevents.readHeartbeat(bytes(payload))).toMatchObject({
      ok: true,
      heartbeat: { batteryPct: 80, nextDueAt: new Date('2026-11-21T08:00:00Z') },
      notes: null,
    });
  });

  it('may say nothing', () => {
    expect(cloudevents.readHeartbeat(bytes({}))).toEqual({ ok: true, heartbeat: nothing, notes: null });
  });

  it('loses only the field that is odd', () => {
    const said = { batteryPct: 'full', mains: 1, rssiDbm: 99, dosesRemaining: '12', nextDueAt: 'soon', firmware: 2.1 };
    expect(cloudevents.readHeartbeat(bytes(said))).toEqual({
      ok: true,
      heartbeat: { ...nothing, mains: true, dosesRemaining: 12, firmware: '2.1' },
      notes: [
        'data.batteryPct:left-out',
        'data.mains:read',
        'data.rssiDbm:sentinel',
        'data.dosesRemaining:read',
        'data.nextDueAt:left-out',
        'data.firmware:read',
      ],
    });
  });

  it('needs no id where events are said', () => {
    const beat = { type: 'device.heartbeat', time: missed.time, data: { batteryPct: 80 } };
    expect(read(beat)).toMatchObject({ ok: true, event: { type: 'device.heartbeat' } });
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
      { id: ` ${id}`, result: 'Done ', detail: 7 },
      { ok: true, ack: { id, result: 'done', detail: '7' } },
    ],
  ])('%j', (payload, expected) => {
    expect(cloudevents.readAck(bytes(payload))).toEqual(expected);
  });
});

describe('a status', () => {
  it.each([
    ['{"online":true}', { online: true }],
    ['{"online":false}', { online: false }],
    ['{"online":1}', { online: true }],
    ['{"online":"False"}', { online: false }],
    ['{"online":"yes"}', null],
    ['', null],
  ])('%s', (payload, expected) => {
    expect(cloudevents.readStatus(bytes(payload))).toEqual(expected);
  });
});
