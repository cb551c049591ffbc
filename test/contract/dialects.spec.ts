import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commandTypes } from '../../src/devices/device.rules.js';
import { dialectNamed, dialects } from '../../src/devices/dialects/dialects.rules.js';
import { fields } from '../../src/devices/dialects/short-keys.rules.js';
import { typeCodes } from '../../src/devices/dialects/type-codes.rules.js';
import { isSaidByDevices, vocabulary } from '../../src/devices/telemetry.rules.js';
import { cbor } from './samples/cbor.js';
import { cloudevents } from './samples/cloudevents.js';
import { compact } from './samples/compact.js';
import { pivotellAdvance } from './samples/pivotell-advance.js';
import type { Samples } from './samples/samples.js';

/** A new dialect brings its samples here. */
const samplesOf: Record<string, Samples> = { cloudevents, compact, cbor, 'pivotell-advance': pivotellAdvance };
const bytes = (payload: string | Uint8Array) =>
  typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
    : typeof value === 'string'
      ? [value]
      : [];
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

it('dialects are found by their names, each with samples', () => {
  expect(dialects.map(({ name }) => dialectNamed(name))).toEqual(dialects);
  expect(dialects.map(({ name }) => name).sort()).toEqual(Object.keys(samplesOf).sort());
  expect(dialectNamed('klingon')).toBeUndefined();
});

it('every word a dispenser says or hears has a number, once', () => {
  const words = [...Object.keys(vocabulary).filter(isSaidByDevices), ...commandTypes];
  expect([...typeCodes].sort()).toEqual(words.sort());
});

it('docs/mqtt.md has every dialect, key and number', () => {
  const docs = readFileSync('docs/mqtt.md', 'utf8');
  for (const { name } of dialects) expect(docs).toContain(`\`${name}\``);
  for (const [number, letter, name] of fields)
    expect(docs).toMatch(new RegExp(`^\\| ${number} +\\| \`${letter}\` +\\| \`${name}\` `, 'm'));
  for (const [i, type] of typeCodes.entries()) expect(docs).toContain(`| ${i + 1} \`${type}\` `);
});

it('no short key stands for two things', () => {
  const keys = fields.flatMap(([number, letter]) => [String(number), letter]);
  expect(new Set(keys).size).toBe(keys.length);
  for (const [, letter, name] of fields)
    expect(fields.some((other) => other[2] === letter && name !== letter)).toBe(false);
});

it('every field a dispenser may fill has a short key', () => {
  const fields = Object.values(vocabulary).flatMap(({ origin, data }) =>
    origin === 'device' ? Object.keys(data.shape) : [],
  );
  const written = JSON.parse(
    new TextDecoder().decode(dialectNamed('compact')!.write(Object.fromEntries(fields.map((field) => [field, 'x'])))),
  );
  expect(Object.keys(written).filter((key) => key.length > 2)).toEqual([]);
  expect(Object.keys(written)).toHaveLength(new Set(fields).size);
});

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('%s', (name, dialect) => {
  const samples = samplesOf[name]!;
  const payloads = [...samples.events.map(({ payload }) => payload), ...samples.heartbeats, ...samples.acks].map(bytes);

  it.each(samples.events.map((sample) => [sample.type, sample] as const))('reads its sample of %s', (type, sample) => {
    const reading = dialect.readEvent(bytes(sample.payload), samples.deviceId);
    expect(reading).toMatchObject({ ok: true, event: { type, ...sample.is } });
    expect(dialect.readEvent(bytes(sample.payload), samples.deviceId)).toEqual(reading);
  });

  it('reads its samples of heartbeats, statuses and acknowledgements', () => {
    for (const payload of samples.heartbeats) expect(dialect.readHeartbeat(bytes(payload))).toMatchObject({ ok: true });
    for (const payload of samples.acks) expect(dialect.readAck(bytes(payload))).toMatchObject({ ok: true });
    expect(samples.statuses.map((payload) => dialect.readStatus(bytes(payload)))).toEqual([
      { online: true },
      { online: false },
    ]);
  });

  it('says why it refuses', () => {
    for (const [payload, reason] of samples.refused)
      expect(dialect.readEvent(bytes(payload), samples.deviceId)).toMatchObject({
        ok: false,
        reason: expect.stringMatching(reason),
      });
    expect(dialect.readEvent(new Uint8Array(17_000), samples.deviceId)).toMatchObject({
      reason: 'larger than 16384 bytes',
    });
  });

  it('never throws, whatever the bytes, and gives a reason', () => {
    const rubbish = fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.json().map(bytes), broken(payloads));
    fc.assert(
      fc.property(rubbish, (payload) => {
        const reading = dialect.readEvent(payload, samples.deviceId);
        const heartbeat = dialect.readHeartbeat(payload);
        const ack = dialect.readAck(payload);
        dialect.readStatus(payload);
        for (const each of [reading, heartbeat, ack]) if (!each.ok) expect(each.reason).toMatch(/\w/);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets nothing through that the database would refuse', () => {
    fc.assert(
      fc.property(broken(payloads), (payload) => {
        const reading = dialect.readEvent(payload, samples.deviceId);
        if (!reading.ok) return;
        expect(Number.isNaN(reading.event.time.getTime())).toBe(false);
        expect(textsIn(reading.event).filter((text) => !isStorable(text))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('says what it wrote when it is read', () => {
    const instants = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) });
    const sayable = commandTypes.filter((type) => !samples.withoutWord.includes(type));
    fc.assert(
      fc.property(fc.constantFrom(...sayable), fc.uuid(), instants, fc.string(), (type, id, time, text) => {
        const slots = [{ time: '08:00', days: ['mon'], criticality: 'time-critical', windowMinutes: 60 }];
        const data = { text, messageId: text, now: time.toISOString(), dueAt: time.toISOString(), revision: 3, slots };
        const expiresAt = new Date(time.getTime() + 60_000);
        const written = dialect.writeCommand({ id, type, time, expiresAt, data })!;
        const command = dialect.read(written);
        const words = { id, type, time: time.toISOString(), expiresAt: expiresAt.toISOString(), data };
        expect(command).toMatchObject({ ok: true, value: words });
      }),
    );
  });

  it('says heartbeats, statuses and acknowledgements as well as it reads them', () => {
    const heartbeat = { batteryPct: 61, mains: true, rssiDbm: -61, dosesRemaining: 9, firmware: '2.1' };
    const beat = { ...heartbeat, nextDueAt: '2026-11-21T08:00:00.000Z' };
    expect(dialect.readHeartbeat(dialect.write(beat)!)).toEqual({
      ok: true,
      heartbeat: { ...heartbeat, nextDueAt: new Date(beat.nextDueAt) },
      notes: null,
    });
    for (const online of [true, false]) expect(dialect.readStatus(dialect.write({ online })!)).toEqual({ online });
    const ack = { id: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', result: 'refused', detail: 'locked' };
    expect(dialect.readAck(dialect.write(ack)!)).toEqual({ ok: true, ack });
  });

  it('has no word for some commands, and says so', () => {
    const now = new Date('2026-11-21T08:00:00Z');
    const unsaid = commandTypes.filter(
      (type) => dialect.writeCommand({ id: 'a', type, time: now, expiresAt: null, data: {} }) === null,
    );
    expect(unsaid).toEqual(samples.withoutWord);
  });
});

/** A sample with some bytes changed, cut out or put in. */
const broken = (payloads: readonly Uint8Array[]) =>
  fc
    .tuple(
      fc.constantFrom(...payloads),
      fc.nat(400),
      fc.nat(6),
      fc.oneof(
        fc.constantFrom('', '0', '"', '\\u0000', '\\ud800', '-', '{', 'é', '9e99').map(bytes),
        fc.uint8Array({ maxLength: 9 }),
      ),
    )
    .map(([payload, at, cut, put]) => {
      const from = payload.length < 200 ? at % (payload.length + 1) : at;
      return Uint8Array.from([...payload.subarray(0, from), ...put, ...payload.subarray(from + cut)]);
    });
