import { z } from 'zod';
import { digestOf, idWith, NO_TIME } from '../readings/identity.rules.js';
import { readInstant } from '../readings/instant.rules.js';
import { type Note, noteOf } from '../readings/note.rules.js';
import { readAs, trimmed } from '../readings/odd-value.rules.js';
import { isKnownType, nearlyType, readData, type TelemetryEvent, eventTypeFor } from '../telemetry.rules.js';
import { instant } from '../telemetry/event-type.rules.js';
import type { Reading } from './dialect.rules.js';
import { readJson } from './json.rules.js';
import { isObject, type JsonObject } from './parsed.rules.js';
import { soundWords, type Words } from './sound-words.rules.js';

const LONGEST = 128;
/** Of an event that is nothing but flaws. */
const MOST_NOTES = 40;

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** What may stand beside id, type and data. What does not fit is absent, and never keeps an event from being used. */
const ATTRIBUTES = {
  specversion: z.string().regex(/^1(\.0)?$/),
  bootid: count,
  sequence: count,
  time: instant,
  sentat: instant,
  historical: z.boolean(),
};
type Attributes = { readonly [name in keyof typeof ATTRIBUTES]?: z.infer<(typeof ATTRIBUTES)[name]> };

/**
 * An event of which something is odd: only an id and a type are needed. Whatever else does not fit is absent and noted. A time that is
 * missing or unreadable is that of a clock that was never set.
 */
export function believe(words: Extract<Words, { ok: true }>, deviceId: string): Reading {
  const { value: said, notes: noted = [], whole = said } = words;
  const notes: Note[] = [];
  const attributes = attributesIn(said, notes);
  const id = idIn(said.id, notes);
  const type = typeIn(said.type, notes);
  const time = readInstant(attributes.time);
  if (time === null) notes.push(noteOf('time', 'repaired'));
  const identity = id === null ? null : identityOf(id, time, whole);
  if (type === null) return reject(`type: must be text of 1 to ${LONGEST} characters`, identity);
  if (type === 'event.rejected') return reject('type: event.rejected is for the gateway to say', identity);
  if (identity === null && eventTypeFor(type)?.journalled !== false)
    return reject(`id: must be text of 1 to ${LONGEST} characters, or a number`);

  const data = dataIn(type, said.data, notes);
  const event: TelemetryEvent = {
    ...(identity ?? { id: '', time: time ?? NO_TIME }),
    type,
    source: sourceIn(said.source, deviceId, notes),
    bootId: attributes.bootid ?? null,
    sequence: attributes.sequence ?? null,
    sentAt: readInstant(attributes.sentat),
    clockSync: clockSyncIn(said.clocksync, notes),
    historical: attributes.historical ?? false,
    dueAt: readInstant(data.dueAt),
    data,
  };
  const all = [...notes, ...noted];
  return { ok: true, event, notes: all.length === 0 ? null : all.slice(0, MOST_NOTES) };
}

interface Identity {
  readonly id: string;
  readonly time: Date;
}

export const reject = (reason: string, identity: Identity | null = null): Reading => ({ ok: false, reason, identity });

/** Without a time an event is told from others under its id by what it says. */
const identityOf = (id: string, time: Date | null, { type, data }: JsonObject): Identity =>
  time === null ? { id: idWith(id, [id, type, data]), time: NO_TIME } : { id, time };

function attributesIn(said: JsonObject, notes: Note[]): Attributes {
  const read = Object.entries(ATTRIBUTES).map(([name, schema]) => {
    const { value, what } = readAs(schema, said[name]);
    // What becomes of a time that does not fit is noted with the identity that it costs.
    if (what !== null && !(name === 'time' && value === undefined)) notes.push(noteOf(name, what));
    return [name, value];
  });
  return Object.fromEntries(read) as Attributes;
}

/** A number is its digits; what is too long stands for itself as its digest. */
function idIn(said: unknown, notes: Note[]): string | null {
  if (typeof said === 'string' && said.length >= 1 && said.length <= LONGEST) return said;
  if (typeof said !== 'number' && !(typeof said === 'string' && said !== '')) return null;
  notes.push(noteOf('id', 'read'));
  return typeof said === 'number' ? String(said) : `sha256:${digestOf(said)}`;
}

/** The word that is meant, or the type as it was said when that is none. */
function typeIn(said: unknown, notes: Note[]): string | null {
  if (typeof said !== 'string') return null;
  if (isKnownType(said)) return said;
  const meant = nearlyType(trimmed(said));
  if (meant !== null) notes.push(noteOf('type', 'read'));
  return meant ?? (said.length >= 1 && said.length <= LONGEST ? said : null);
}

function dataIn(type: string, said: unknown, notes: Note[]): JsonObject {
  if (said === undefined || said === null) return {};
  const words: Words =
    typeof said === 'string' ? soundWords(readJson(Buffer.from(said))) : { ok: true, value: said as JsonObject };
  if (!words.ok || !isObject(words.value)) {
    notes.push(noteOf('data', 'left-out'));
    return {};
  }
  if (typeof said === 'string') notes.push(noteOf('data', 'read'));
  const { data, notes: found } = readData(type, words.value);
  notes.push(...found);
  return data;
}

/** The topic says who speaks: what does not end in the name of the dispenser is left out. */
function sourceIn(said: unknown, deviceId: string, notes: Note[]): string | undefined {
  if (said === undefined || said === null) return undefined;
  if (typeof said === 'string' && said.length <= 512 && said.split(/[/:]/).at(-1) === deviceId) return said;
  notes.push(noteOf('source', 'left-out'));
  return undefined;
}

/** A state nobody here knows is no flaw. */
function clockSyncIn(said: unknown, notes: Note[]): TelemetryEvent['clockSync'] {
  if (said === undefined || said === null) return 'unknown';
  if (typeof said !== 'string') notes.push(noteOf('clocksync', 'left-out'));
  const state = typeof said === 'string' ? trimmed(said).toLowerCase() : null;
  if (state !== 'synced' && state !== 'unset') return 'unknown';
  if (state !== said) notes.push(noteOf('clocksync', 'read'));
  return state;
}
