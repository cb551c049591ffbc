import { z } from 'zod';
import { canonical } from '../readings/identity.rules.js';
import { readInstant } from '../readings/instant.rules.js';
import { readAs, trimmed } from '../readings/odd-value.rules.js';
import { nearlyType, readData } from '../telemetry.rules.js';
import { reject } from './believed-event.rules.js';
import {
  maxEventBytes,
  type AckReading,
  type Codec,
  type Dialect,
  type HeartbeatReading,
  type OutgoingCommand,
} from './dialect.rules.js';
import { eventIn } from './event.rules.js';
import { isObject, type JsonObject, type Parsed } from './parsed.rules.js';
import { soundWords, type Words } from './sound-words.rules.js';
import { isUuid } from '../../platform/uuid.rules.js';

/** A dialect from its codec: what is said is the same in all of them once it stands in the house's words. */
export function dialectOf(codec: Codec): Dialect {
  const parse = (payload: Uint8Array): Parsed =>
    payload.length > maxEventBytes ? { ok: false, reason: `larger than ${maxEventBytes} bytes` } : codec.read(payload);
  const read = (payload: Uint8Array): Words => soundWords(parse(payload));
  return {
    name: codec.name,
    write: (words) => codec.write(words),
    read,
    sayingOf(payload) {
      const words = parse(payload);
      return words.ok ? canonical([words.value.type, words.value.data]) : null;
    },
    readEvent(payload, deviceId) {
      const words = read(payload);
      return words.ok ? eventIn(words, deviceId) : reject(words.reason);
    },
    readHeartbeat(payload) {
      const words = read(payload);
      return words.ok ? heartbeatIn(words) : words;
    },
    readStatus(payload) {
      const words = read(payload);
      const online = words.ok ? readAs(z.boolean(), words.value.online).value : undefined;
      return typeof online === 'boolean' ? { online } : null;
    },
    readAck(payload) {
      const words = read(payload);
      return words.ok ? ackIn(words.value) : words;
    },
    writeCommand: ({ id, type, time, expiresAt, data }: OutgoingCommand) =>
      codec.write({ id, type, time: time.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, data }),
  };
}

/** The bare data, or the whole envelope around it; a field that does not fit is absent, and only that. */
function heartbeatIn({ value: words, notes: noted = [] }: Extract<Words, { ok: true }>): HeartbeatReading {
  const isEnvelope = typeof words.type === 'string' && nearlyType(trimmed(words.type)) === 'device.heartbeat';
  const { data, notes } = readData('device.heartbeat', isEnvelope && isObject(words.data) ? words.data : words);
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
    notes: notes.length + noted.length === 0 ? null : [...notes, ...noted],
  };
}

function ackIn({ id, result, detail }: JsonObject): AckReading {
  if (typeof id !== 'string' || !isUuid(trimmed(id))) return { ok: false, reason: "id: must be the command's id" };
  const said = typeof result === 'string' ? trimmed(result).toLowerCase() : null;
  if (said !== 'done' && said !== 'refused' && said !== 'expired')
    return { ok: false, reason: 'result: must be done, refused or expired' };
  const why = readAs(z.string(), detail).value as string | undefined;
  return {
    ok: true,
    ack: { id: trimmed(id).toLowerCase(), result: said, detail: why?.slice(0, 500).toWellFormed() ?? null },
  };
}
