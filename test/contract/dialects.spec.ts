import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInstant } from '../../src/devices/instant.rules.js';
import { dialectNamed, dialects } from '../../src/devices/dialects/dialects.rules.js';
import * as cloudevents from './samples/cloudevents.js';

/** A new dialect brings its samples here. */
const samplesOf: Record<string, Omit<typeof cloudevents, never>> = { cloudevents };
const bytes = (text: string) => new TextEncoder().encode(text);

it('dialects are found by their names, each with samples', () => {
  expect(dialects.map(({ name }) => dialectNamed(name))).toEqual(dialects);
  expect(dialects.map(({ name }) => name).sort()).toEqual(Object.keys(samplesOf).sort());
  expect(dialectNamed('klingon')).toBeUndefined();
});

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('%s', (name, dialect) => {
  const samples = samplesOf[name]!;

  it.each(samples.events.map(({ type, payload }) => [type, payload]))('reads its sample of %s', (type, payload) => {
    const reading = dialect.readEvent(bytes(payload), samples.deviceId);
    expect(reading).toMatchObject({ ok: true, event: { type } });
    expect(dialect.readEvent(bytes(payload), samples.deviceId)).toEqual(reading);
  });

  it('reads its samples of heartbeats and acknowledgements', () => {
    for (const payload of samples.heartbeats) expect(dialect.readHeartbeat(bytes(payload))).toMatchObject({ ok: true });
    for (const payload of samples.acks) expect(dialect.readAck(bytes(payload))).toMatchObject({ ok: true });
  });

  it('never throws, whatever the bytes, and gives a reason', () => {
    const rubbish = fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.json().map(bytes), broken(samples.events));
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
      fc.property(broken(samples.events), (payload) => {
        const reading = dialect.readEvent(payload, samples.deviceId);
        if (!reading.ok) return;
        expect(Number.isNaN(reading.event.time.getTime())).toBe(false);
        expect(JSON.stringify(reading.event)).not.toMatch(/\\u0000|(?<!\\)\\ud[89a-f]/i);
      }),
      { numRuns: 1000 },
    );
  });

  it('writes commands that can be read', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
        fc.string(),
        (id, time, text) => {
          const expiresAt = new Date(time.getTime() + 60_000);
          const written = dialect.writeCommand({ id, type: 'message.show', time, expiresAt, data: { text } });
          const command = JSON.parse(new TextDecoder().decode(written));
          expect(command).toMatchObject({ id, type: 'message.show', data: { text } });
          expect([readInstant(command.time), readInstant(command.expiresAt)]).toEqual([time, expiresAt]);
        },
      ),
    );
  });
});

/** A sample with some bytes changed, cut out or doubled. */
const broken = (events: readonly { readonly payload: string }[]) =>
  fc
    .tuple(
      fc.constantFrom(...events),
      fc.nat(400),
      fc.nat(6),
      fc.constantFrom('', '0', '"', '\\u0000', '\\ud800', '-', '{', 'é', '9e99'),
    )
    .map(([{ payload }, at, cut, put]) => bytes(payload.slice(0, at) + put + payload.slice(at + cut)));
