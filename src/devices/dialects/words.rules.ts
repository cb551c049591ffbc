import { readInstant } from '../instant.rules.js';
import { flawOf } from '../telemetry.rules.js';
import {
  maxEventBytes,
  type AckReading,
  type Codec,
  type Dialect,
  type HeartbeatReading,
  type OutgoingCommand,
} from './dialect.rules.js';
import { eventIn, reject } from './event.rules.js';
import { isObject, type JsonObject, type JsonReading } from './json.rules.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A dialect from its codec: what is said is the same in all of them once it stands in the house's words. */
export function dialectOf(codec: Codec): Dialect {
  const read = (payload: Uint8Array): JsonReading =>
    payload.length > maxEventBytes ? { ok: false, reason: `larger than ${maxEventBytes} bytes` } : codec.read(payload);
  return {
    ...codec,
    readEvent(payload, deviceId) {
      const words = read(payload);
      return words.ok ? eventIn(words.value, deviceId) : reject(words.reason);
    },
    readHeartbeat(payload) {
      const words = read(payload);
      return words.ok ? heartbeatIn(words.value) : words;
    },
    readStatus(payload) {
      const words = read(payload);
      return words.ok && typeof words.value.online === 'boolean' ? { online: words.value.online } : null;
    },
    readAck(payload) {
      const words = read(payload);
      return words.ok ? ackIn(words.value) : words;
    },
    writeCommand: ({ id, type, time, expiresAt, data }: OutgoingCommand) =>
      codec.write({ id, type, time: time.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, data }),
  };
}

/** The bare data, or the whole envelope around it. */
function heartbeatIn(words: JsonObject): HeartbeatReading {
  const data = words.type === 'device.heartbeat' && isObject(words.data) ? words.data : words;
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

function ackIn({ id, result, detail }: JsonObject): AckReading {
  if (typeof id !== 'string' || !uuid.test(id)) return { ok: false, reason: "id: must be the command's id" };
  if (result !== 'done' && result !== 'refused' && result !== 'expired')
    return { ok: false, reason: 'result: must be done, refused or expired' };
  if (detail != null && typeof detail !== 'string') return { ok: false, reason: 'detail: must be text' };
  return { ok: true, ack: { id: id.toLowerCase(), result, detail: detail?.slice(0, 500).toWellFormed() ?? null } };
}
