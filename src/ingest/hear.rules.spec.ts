import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { cloudevents } from '../devices/dialects/cloudevents.rules.js';
import { REJECTED, type StoredEntry } from '../journal/journal.rules.js';
import { clashesAmong } from './clash.rules.js';
import { hear, rejected } from './hear.rules.js';

const at = new Date('2026-03-10T08:25:00Z');
const speaker = { deviceId: 'HAD-1', number: 7, dialect: cloudevents };
const written = (said: object): Buffer =>
  Buffer.from(JSON.stringify({ specversion: '1.0', id: 'e1', type: 'dose.missed', ...said }));
const heard = (payload: Uint8Array, most = 16_384, before: Parameters<typeof hear>[4] = null) =>
  hear(payload, speaker, at, most, before);
const sha256 = (payload: Uint8Array): string => `sha256:${createHash('sha256').update(payload).digest('hex')}`;

describe('what a dispenser published', () => {
  it('is an entry with all that it says', () => {
    const payload = written({
      time: '2026-03-10T08:20:00Z',
      bootid: 3,
      sequence: '4',
      data: { dueAt: '2026-03-10T08:00:00Z', slot: {} },
    });
    expect(heard(payload).entry).toEqual({
      ...{ deviceNumber: 7, eventId: 'e1', type: 'dose.missed', bootId: 3, sequence: 4, reason: null },
      ...{ time: new Date('2026-03-10T08:20:00Z'), dueAt: new Date('2026-03-10T08:00:00Z') },
      ...{ receivedAt: at, effectiveAt: new Date('2026-03-10T08:20:00Z'), clock: 'trusted' },
      ...{ payload, payloadLength: payload.length, notes: expect.arrayContaining(['data.slot:left-out']) },
    });
  });

  it('moves with a clock that was never set, which is noted', () => {
    const { entry } = heard(written({ time: '1970-01-01T00:05:00Z', data: { dueAt: '1970-01-01T00:00:00Z' } }));
    expect(entry).toMatchObject({
      ...{ clock: 'unset', effectiveAt: at, dueAt: new Date('2026-03-10T08:20:00Z') },
      notes: ['time:repaired', 'data.dueAt:repaired'],
    });
  });

  it('shows how wrong the clock is, and leaves that as it was where it shows nothing', () => {
    const before = { offsetMs: 600_000, receivedAt: new Date('2026-03-10T07:00:00Z') };
    const slow = written({ time: '2026-03-10T08:15:00Z', sentat: '2026-03-10T08:15:00Z' });
    expect(heard(slow, 16_384, before)).toMatchObject({
      clock: before,
      entry: { clock: 'corrected', effectiveAt: at },
    });
    expect(heard(Buffer.from('no'), 16_384, before).clock).toBe(before);
    expect(heard(slow, 10, before).clock).toBe(before);
  });

  it('is kept as what it is where it cannot be read', () => {
    const payload = Buffer.from('no event');
    expect(heard(payload).entry).toEqual({
      ...rejected(payload, speaker, at, heard(payload).entry.reason!),
      ...{ eventId: sha256(payload), time: new Date('2026-03-10T08:00:00Z'), effectiveAt: at, receivedAt: at },
      ...{ type: REJECTED, clock: 'unset', payload, payloadLength: 8, notes: null, deviceNumber: 7 },
      ...{ bootId: null, sequence: null, dueAt: null, reason: expect.any(String) },
    });
    const typeless = Buffer.from('{"specversion":"1.0","id":"e9","time":"2026-03-10T08:20:00Z"}');
    expect(heard(typeless).entry).toMatchObject({
      ...{ type: REJECTED, eventId: 'e9', time: new Date('2026-03-10T08:20:00Z'), effectiveAt: at },
    });
  });

  it('is kept from its beginning where it is too long', () => {
    const payload = written({ time: '2026-03-10T08:20:00Z', data: { note: 'x'.repeat(2_000) } });
    expect(heard(payload, payload.length).entry.type).toBe('dose.missed');
    const { entry } = heard(payload, payload.length - 1);
    expect(entry).toMatchObject({ type: REJECTED, eventId: sha256(payload), payloadLength: payload.length });
    expect(entry.payload).toEqual(payload.subarray(0, 1_024));
    expect(entry.reason).toBe(`the event has ${payload.length} bytes, and at most ${payload.length - 1} are taken`);
  });
});

describe('what has the id and time of something that was heard before', () => {
  const time = '2026-03-10T08:20:00Z';
  const first = written({ time, data: { slot: 'a' } });
  const stands = (payload: Uint8Array, place: number, type = 'dose.missed', dialect = 'cloudevents'): StoredEntry => ({
    ...{ place, type, payload, dialect, deviceId: 'HAD-1' },
  });
  const clashes = (payloads: readonly Uint8Array[], standing: readonly StoredEntry[]) =>
    clashesAmong(
      payloads.map((payload) => heard(payload).entry),
      standing,
    );

  it('is the same, however it is written', () => {
    const again = Buffer.from(
      JSON.stringify({ data: { slot: 'a' }, time, type: 'dose.missed', id: 'e1', specversion: '1.0' }),
    );
    expect(clashes([again], [stands(first, 1)])).toEqual([]);
    expect(clashes([again], [stands(first, 1, 'dose.missed', 'nobody speaks it')])).toEqual([]);
  });

  it('is an entry of its own where it says something else, the same whenever it is sent', () => {
    const other = written({ time, data: { slot: 'b', dueAt: 'late' } });
    const [one, ...more] = clashes([first, other], [stands(first, 2)]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      payload: other,
      notes: expect.arrayContaining(['data.dueAt:left-out', 'identity-clash']),
    });
    expect(one!.eventId).toMatch(/^e1~[0-9a-f]{64}$/);
    expect(clashes([other], [stands(first, 1)])[0]!.eventId).toBe(one!.eventId);
    expect(clashes([written({ time, data: { slot: 'c' } })], [stands(first, 1)])[0]!.eventId).not.toBe(one!.eventId);
  });

  it('is one of its own where it is of another type, or cannot be read', () => {
    expect(clashes([first], [stands(first, 1, 'dose.dispensed')])[0]!.notes).toEqual(['identity-clash']);
    const [wreck] = clashes([Buffer.from('{"a')], [stands(Buffer.from('{"b'), 1, REJECTED)]);
    expect(wreck!.eventId).toMatch(/~[0-9a-f]{64}$/);
  });
});
