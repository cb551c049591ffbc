import { readInstant } from '../readings/instant.rules.js';
import { fits, type TelemetryEvent, eventTypeFor } from '../telemetry.rules.js';
import { believe } from './believed-event.rules.js';
import type { Reading } from './dialect.rules.js';
import { isObject, type JsonObject } from './parsed.rules.js';
import type { Words } from './sound-words.rules.js';

/**
 * An event from its envelope, or why it cannot be used. Tens of thousands of these a second: the envelope of one that is as it should
 * be is checked by hand, and only `data` meets its schema.
 */
export function eventIn(words: Extract<Words, { ok: true }>, deviceId: string): Reading {
  return (words.notes === undefined ? plainEvent(words.value, deviceId) : null) ?? believe(words, deviceId);
}

/** Null unless each attribute and each field of the data is as docs/mqtt.md says. */
function plainEvent(envelope: JsonObject, deviceId: string): Reading | null {
  const time = readInstant(envelope.time);
  const sentAt = readInstant(envelope.sentat);
  if (time === null || (sentAt === null && envelope.sentat != null) || !isPlain(envelope, deviceId)) return null;
  const type = envelope.type as string;
  const data = (envelope.data ?? {}) as JsonObject;
  const eventType = eventTypeFor(type);
  if (eventType === null || !fits(eventType, data)) return null;
  const event: TelemetryEvent = {
    id: envelope.id as string,
    type,
    time,
    source: (envelope.source ?? undefined) as string | undefined,
    bootId: (envelope.bootid ?? null) as number | null,
    sequence: (envelope.sequence ?? null) as number | null,
    sentAt,
    clockSync: envelope.clocksync === 'synced' || envelope.clocksync === 'unset' ? envelope.clocksync : 'unknown',
    historical: envelope.historical === true,
    dueAt: readInstant(data.dueAt),
    data,
  };
  return { ok: true, event, notes: null };
}

function isPlain(envelope: JsonObject, deviceId: string): boolean {
  const { specversion, id, type, source, clocksync, historical, data } = envelope;
  return (
    isText(id) &&
    isText(type) &&
    (specversion == null || specversion === '1.0') &&
    (source == null || namesDevice(source, deviceId)) &&
    isCount(envelope.bootid) &&
    isCount(envelope.sequence) &&
    (clocksync == null || clocksync === 'synced' || clocksync === 'unset' || clocksync === 'unknown') &&
    (historical == null || typeof historical === 'boolean') &&
    (data == null || isObject(data))
  );
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= 1 && value.length <= 128;

const isCount = (value: unknown): boolean => value == null || (Number.isSafeInteger(value) && (value as number) >= 0);

const namesDevice = (source: unknown, deviceId: string): boolean =>
  typeof source === 'string' &&
  source.length <= 512 &&
  (source === deviceId || source.endsWith(`/dispensers/${deviceId}`) || source === `dispensers/${deviceId}`);
