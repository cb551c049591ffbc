import { readInstant } from '../instant.rules.js';
import { flawOf, type TelemetryEvent } from '../telemetry.rules.js';
import {
  maxEventBytes,
  type AckReading,
  type Dialect,
  type HeartbeatReading,
  type OutgoingCommand,
  type Reading,
} from './dialect.rules.js';
import { isObject, readJson, type JsonObject } from './json.rules.js';

const encoder = new TextEncoder();
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const timeFlaw = 'must be an RFC 3339 time with its offset, in the years 1970 to 2100';

/** CloudEvents 1.0 JSON, as the contract writes it down. Attributes that are null count as absent. */
export const cloudevents: Dialect = {
  name: 'cloudevents',
  readEvent,
  readHeartbeat,
  readStatus,
  readAck,
  writeCommand,
};

/** Tens of thousands of these a second: the envelope is checked by hand, only `data` meets its schema. */
function readEvent(payload: Uint8Array, deviceId: string): Reading {
  if (payload.length > maxEventBytes) return reject(`larger than ${maxEventBytes} bytes`);
  const json = readJson(payload);
  if (!json.ok) return reject(json.reason);
  const envelope = json.value;

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

const reject = (reason: string, id: string | null = null, time: Date | null = null): Reading => ({
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

/** The bare data, or the whole envelope around it. */
function readHeartbeat(payload: Uint8Array): HeartbeatReading {
  if (payload.length > maxEventBytes) return { ok: false, reason: `larger than ${maxEventBytes} bytes` };
  const json = readJson(payload);
  if (!json.ok) return json;
  const data = json.value.type === 'device.heartbeat' && isObject(json.value.data) ? json.value.data : json.value;
  const flaw = flawOf('device.heartbeat', data);
  if (flaw !== null) return { ok: false, reason: flaw };
  return {
    ok: true,
    heartbeat: {
      batteryPct: (data.batteryPct ?? null) as number | null,
      mains: (data.mains ?? null) as boolean | null,
      rssiDbm: (data.rssiDbm ?? null) as number | null,
      dosesRemaining: (data.dosesRemaining ?? null) as number | null,
      nextDueAt: readInstant(data.nextDueAt),
      firmware: (data.firmware ?? null) as string | null,
    },
  };
}

function readStatus(payload: Uint8Array): { online: boolean } | null {
  if (payload.length > maxEventBytes) return null;
  const json = readJson(payload);
  return json.ok && typeof json.value.online === 'boolean' ? { online: json.value.online } : null;
}

function readAck(payload: Uint8Array): AckReading {
  if (payload.length > maxEventBytes) return { ok: false, reason: `larger than ${maxEventBytes} bytes` };
  const json = readJson(payload);
  if (!json.ok) return json;
  const { id, result, detail } = json.value;
  if (typeof id !== 'string' || !uuid.test(id)) return { ok: false, reason: "id: must be the command's id" };
  if (result !== 'done' && result !== 'refused' && result !== 'expired')
    return { ok: false, reason: 'result: must be done, refused or expired' };
  if (detail != null && typeof detail !== 'string') return { ok: false, reason: 'detail: must be text' };
  return { ok: true, ack: { id: id.toLowerCase(), result, detail: detail?.slice(0, 500).toWellFormed() ?? null } };
}

function writeCommand({ id, type, time, expiresAt, data }: OutgoingCommand): Uint8Array {
  return encoder.encode(JSON.stringify({ id, type, time, expiresAt, data }));
}
