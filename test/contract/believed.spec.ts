import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { dialects } from '../../src/devices/dialects/dialects.rules.js';
import type { Note } from '../../src/devices/readings/note.rules.js';
import {
  isSaidByDevices,
  ladderFor,
  priorityFor,
  type TelemetryType,
  vocabulary,
  eventTypeFor,
} from '../../src/devices/telemetry.rules.js';
import { instant, sentinelsOf } from '../../src/devices/telemetry/event-type.rules.js';
import { hear } from '../../src/ingest/hear.rules.js';

/**
 * Every flaw in every place of every word: what is made here is made from the vocabulary and its schemas, so that a new word, field or
 * dialect is walked through by itself.
 */
const deviceId = 'HAD-0001';
const time = '2026-11-21T09:00:00.000Z';
const dueAt = '2026-11-21T08:00:00.000Z';
const receivedAt = new Date('2026-11-21T09:00:01Z');
const words = (Object.keys(vocabulary) as TelemetryType[]).filter(
  (type) => isSaidByDevices(type) && eventTypeFor(type)!.journalled,
);
const fieldsOf = (type: string): [string, z.ZodType][] => Object.entries(eventTypeFor(type)!.data.shape) as never;

/** What a field that is as it should be holds. */
function fitting(schema: z.ZodType): unknown {
  const plain = bare(schema);
  if (plain === (instant as unknown)) return dueAt;
  return [3, -61, true, 'E17'].find((value) => plain.safeParse(value).success);
}
const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? bare(schema.unwrap() as z.ZodType) : schema;

/** What firmware writes in place of a value, whatever the field is. */
const JUNK: readonly unknown[] = [
  null,
  '',
  ' ',
  '-',
  'n/a',
  'NaN',
  {},
  [],
  [[]],
  true,
  false,
  0,
  1,
  -1,
  -2,
  1.5,
  99,
  255,
  65_535,
  2 ** 31,
  4_294_967_295,
  2 ** 53,
  1e300,
  -1e300,
  '0',
  '1',
  'true',
  'FALSE',
  'yes',
  '\0',
  'E\0\0',
  'a\0b',
  '\ud800',
  'x'.repeat(3_000),
  '0000-00-00T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '2106-02-07T06:28:15Z',
  '9999-12-31T23:59:59Z',
  '2026-11-21T08:00:00',
  'at eight',
  { value: 3 },
  ['2026'],
];
const flawsOf = (schema: z.ZodType): unknown[] => [...JUNK, ...sentinelsOf(schema), ...sentinelsOf(schema).map(String)];

/** The attributes beside id, type and data, and what stands in them when they are as they should be. */
const ENVELOPE = {
  specversion: '1.0',
  source: `/dispensers/${deviceId}`,
  bootid: 7,
  sequence: 1042,
  sentat: '2026-11-21T09:00:01.000Z',
  clocksync: 'synced',
  historical: false,
  extension: 'x',
};
type Said = Record<string, unknown>;
const whole = (type: string): Said => ({
  id: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10',
  type,
  time,
  ...ENVELOPE,
  data: Object.fromEntries(fieldsOf(type).map(([field, schema]) => [field, fitting(schema)])),
});

/** What each of the dialects can say of it, with what it has no word for left as it is. */
const written = dialects.flatMap(({ name, write }) =>
  name === 'pivotell-advance' ? [] : [[name, (said: Said) => write(said)!] as const],
);
const listen = (name: string, payload: Uint8Array) =>
  hear(
    payload,
    { deviceId, number: 1, dialect: dialects.find((dialect) => dialect.name === name)! },
    receivedAt,
    16_384,
  ).entry;
const read = (name: string, payload: Uint8Array) =>
  dialects.find((dialect) => dialect.name === name)!.readEvent(payload, deviceId);

/** What an alert is made of. */
const effectOf = (type: string, data: Said) => ({
  priority: priorityFor(type, 'standard', data),
  ladder: ladderFor(type, 'standard'),
});

it('every field of the vocabulary has a value that fits', () => {
  for (const type of words)
    for (const [field, schema] of fieldsOf(type))
      expect({ type, field, value: fitting(schema) }).toMatchObject({ value: expect.anything() });
});

describe.each(written)('in %s', (name, write) => {
  it.each(words)('%s with one flawed field is heard, with the same urgency as without the field', (type) => {
    const wrong: object[] = [];
    for (const [field, schema] of fieldsOf(type)) {
      const { [field]: _left, ...others } = whole(type).data as Said;
      const without = JSON.stringify(effectOf(type, others));
      for (const flaw of flawsOf(schema)) {
        const payload = write({ ...whole(type), data: { ...others, [field]: flaw } });
        const reading = read(name, payload);
        const { event, notes } = reading.ok ? reading : { event: null, notes: null };
        const value = event?.data[field];
        // Null is absent, and so is what a dialect does not write: neither is a flaw.
        const isNoted = flaw === null || !saysOf(name, payload, field) || notes?.some(isAbout(`data.${field}`));
        const isRight =
          event?.type === type &&
          Object.keys(others).every((other) => event.data[other] === others[other]) &&
          (value === undefined
            ? isNoted && JSON.stringify(effectOf(type, event.data)) === without
            : bare(schema).safeParse(value).success && (notes ?? []).every((note) => note === `data.${field}:read`));
        if (!isRight) wrong.push({ field, flaw, reading });
        expectStorable(listen(name, payload));
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(ENVELOPE))('an alarm is heard whatever stands as %s', (attribute) => {
    const plain = listen(name, write(whole('dose.missed')));
    for (const flaw of [...JUNK, 'other', `/dispensers/OTHER`]) {
      const payload = write({ ...whole('dose.missed'), [attribute]: flaw });
      const entry = listen(name, payload);
      const { eventId, type, time, dueAt } = plain;
      expect({ attribute, flaw, ...entry }).toMatchObject({ attribute, flaw, eventId, type, time, reason: null });
      // A clock that is shown to be wrong may move it; else it stays.
      if (!['sentat', 'clocksync', 'historical'].includes(attribute)) expect(entry.dueAt).toEqual(dueAt);
      expectStorable(entry);
    }
  });

  it.each(words)('%s is heard whatever stands as its time, told from others by what it says', (type) => {
    const wrong: object[] = [];
    for (const flaw of JUNK) {
      const said = { ...whole(type), time: flaw };
      const entry = listen(name, write(said));
      expectStorable(entry);
      const again = listen(name, write({ ...said, sentat: time }));
      const other = listen(name, write({ ...said, data: { extra: 1 } }));
      const isUnread = entry.eventId.includes('~');
      const isRight =
        entry.type === type &&
        entry.reason === null &&
        again.eventId === entry.eventId &&
        (!isUnread ||
          (entry.clock === 'unset' &&
            entry.effectiveAt === receivedAt &&
            entry.notes!.includes('time:repaired') &&
            other.eventId !== entry.eventId));
      if (!isRight) wrong.push({ flaw, line: entry, again, other });
    }
    expect(wrong).toEqual([]);
  });

  it('an alarm is heard whatever stands as its data, or beside what is known of it', () => {
    for (const flaw of JUNK) {
      for (const said of [{ data: flaw }, { data: { dueAt, note: flaw, deeper: { note: [flaw] } } }]) {
        const entry = listen(name, write({ ...whole('dose.missed'), ...said }));
        expect({ flaw, ...entry }).toMatchObject({ type: 'dose.missed', reason: null });
        expectStorable(entry);
      }
    }
  });

  it.each(words)('%s is heard under a name that nearly is one', (type) => {
    for (const nearly of [
      type.toUpperCase(),
      ` ${type}\0`,
      type.replaceAll(/[._]/g, '-'),
      type.replaceAll('.', '_'),
      `dk.vendor.${type}`,
    ])
      expect(read(name, write({ ...whole(type), type: nearly }))).toMatchObject({
        ok: true,
        event: { type },
        notes: ['type:read'],
      });
  });

  it('an id is the same however it is written, and another is another', () => {
    const halves = name === 'cbor' ? [] : ['\ud800', '\udfff'];
    const ids = [...halves, 7, 8, 2 ** 31, 'a', 'a\0b', 'x'.repeat(200), 'x'.repeat(201), ' '];
    const heard = ids.map((id) => listen(name, write({ ...whole('dose.missed'), id })).eventId);
    expect(new Set(heard).size).toBe(ids.length);
    expect(listen(name, write({ ...whole('dose.missed'), id: '7' })).eventId).toBe(heard[halves.length]);
  });
});

it('what has no id is known again by its bytes for an hour, and may have happened again after that', () => {
  const { cloudevents } = Object.fromEntries(dialects.map((dialect) => [dialect.name, dialect]));
  const identityAt = (at: string) => {
    const { entry } = hear(Buffer.from('{"half'), { deviceId, number: 1, dialect: cloudevents! }, new Date(at), 16_384);
    return [entry.eventId, entry.time];
  };
  expect(identityAt('2026-11-21T09:59:59Z')).toEqual(identityAt('2026-11-21T09:00:00Z'));
  expect(identityAt('2026-11-21T10:00:00Z')).not.toEqual(identityAt('2026-11-21T09:59:59Z'));
});

const saysOf = (name: string, payload: Uint8Array, field: string): boolean =>
  JSON.stringify(dialects.find((dialect) => dialect.name === name)!.read(payload)).includes(`"${field}"`);

const isAbout =
  (path: string) =>
  (note: Note): boolean =>
    note.startsWith(`${path}:`);

/** What a line must be for PostgreSQL to take it. */
function expectStorable({ eventId, type, notes, time, bootId, sequence }: ReturnType<typeof listen>): void {
  const texts = [eventId, type, ...(notes ?? [])];
  const isStorable =
    texts.every((text) => text.isWellFormed() && !text.includes('\0')) &&
    (notes ?? []).every((note) => /^[\w.-]+(:(read|left-out|repaired|doubted|sentinel))?$/.test(note)) &&
    time.getTime() > -86_400_000 &&
    [bootId, sequence].every((counted) => counted === null || Number.isSafeInteger(counted));
  expect(isStorable ? null : { eventId, type, notes, time, bootId, sequence }).toBeNull();
}
