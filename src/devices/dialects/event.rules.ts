import { readInstant } from '../instant.rules.js';
import { flawOf, type TelemetryEvent } from '../telemetry.rules.js';
import type { Reading } from './dialect.rules.js';
import { isObject, type JsonObject } from './json.rules.js';

const timeFlaw = 'must be an RFC 3339 time with its offset, in the years 1970 to 2100';

/** An event from its envelope, or why not. Tens of thousands of these a second: the envelope is checked by hand, only `data` meets its schema. */
export function eventIn(envelope: JsonObject, deviceId: string): Reading {
  const id = isText(envelope.id) ? envelope.id : null;
  const time = readInstant(envelope.time);
  const sentAt = readInstant(envelope.sentat);
  const flaw = flawInEnvelope(envelope, deviceId);
  if (flaw !== null) return reject(flaw, id, time);
  if (id === null) return reject('id: must be text of 1 to 128 characters', null, time);
  if (time === null) return reject(`time: ${timeFlaw}`, id);
  if (sentAt === null && envelope.sentat != null) return reject(`sentat: ${timeFlaw}`, id, time);

  const type = envelope.type as string;
  const data = (envelope.data ?? {}) as JsonObject;
  const misfit = flawOf(type, data);
  if (misfit !== null) return reject(misfit, id, time);
  const event: TelemetryEvent = {
    id,
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
  return { ok: true, event };
}

export const reject = (reason: string, id: string | null = null, time: Date | null = null): Reading => ({
  ok: false,
  reason,
  id,
  time,
});

function flawInEnvelope(envelope: JsonObject, deviceId: string): string | null {
  const { specversion, type, source, clocksync, historical, data } = envelope;
  if (specversion != null && specversion !== '1.0') return 'specversion: must be "1.0"';
  if (!isText(type)) return 'type: must be text of 1 to 128 characters';
  if (type === 'event.rejected') return 'type: event.rejected is for the gateway to say';
  if (source != null && !namesDevice(source, deviceId)) return 'source: does not name the device of the topic';
  if (!isCount(envelope.bootid)) return 'bootid: must be a whole number from 0 to 9007199254740991';
  if (!isCount(envelope.sequence)) return 'sequence: must be a whole number from 0 to 9007199254740991';
  if (clocksync != null && typeof clocksync !== 'string') return 'clocksync: must be text';
  if (historical != null && typeof historical !== 'boolean') return 'historical: must be true or false';
  if (data != null && !isObject(data)) return 'data: must be an object';
  return null;
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length >= 1 && value.length <= 128;

const isCount = (value: unknown): boolean => value == null || (Number.isSafeInteger(value) && (value as number) >= 0);

const namesDevice = (source: unknown, deviceId: string): boolean =>
  typeof source === 'string' &&
  source.length <= 512 &&
  (source === deviceId || source.endsWith(`/dispensers/${deviceId}`) || source === `dispensers/${deviceId}`);
