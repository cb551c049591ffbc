import { createHash } from 'node:crypto';
import { judgeClock } from '../devices/device.rules.js';
import type { Dialect } from '../devices/dialects/dialect.rules.js';
import { type Heard, REJECTED } from '../journal/journal.rules.js';

const KEPT_OF_TOO_LONG = 1024;

interface Speaker {
  readonly deviceId: string;
  readonly number: number;
}

/** Turns what a dispenser published into a line for the journal; what cannot be read becomes a rejected line with its reason. */
export function hear(
  payload: Uint8Array,
  speaker: Speaker,
  dialect: Dialect,
  receivedAt: Date,
  maxEventBytes: number,
): Heard {
  if (payload.length > maxEventBytes) {
    const reason = `the event has ${payload.length} bytes, and at most ${maxEventBytes} are taken`;
    return {
      ...rejected(payload, speaker, receivedAt, reason, null, null),
      payload: payload.subarray(0, KEPT_OF_TOO_LONG),
    };
  }
  const reading = dialect.readEvent(payload, speaker.deviceId);
  if (!reading.ok) return rejected(payload, speaker, receivedAt, reading.reason, reading.id, reading.time);
  const { event } = reading;
  return {
    deviceNumber: speaker.number,
    eventId: event.id,
    time: event.time,
    receivedAt,
    ...judgedClock(event, receivedAt),
    type: event.type,
    bootId: event.bootId,
    sequence: event.sequence,
    dueAt: event.dueAt,
    reason: null,
    payloadLength: payload.length,
    payload,
  };
}

/** A line that keeps the bytes of what could not be read, or could not be stored as what it says it is. */
export function rejected(
  payload: Uint8Array,
  speaker: Pick<Speaker, 'number'>,
  receivedAt: Date,
  reason: string,
  id: string | null,
  time: Date | null,
): Heard {
  return {
    deviceNumber: speaker.number,
    eventId: id ?? `sha256:${createHash('sha256').update(payload).digest('hex')}`,
    time: time ?? receivedAt,
    receivedAt,
    effectiveAt: receivedAt,
    clock: 'unset',
    type: REJECTED,
    bootId: null,
    sequence: null,
    dueAt: null,
    reason,
    payloadLength: payload.length,
    payload,
  };
}

function judgedClock(event: Parameters<typeof judgeClock>[0], receivedAt: Date): Pick<Heard, 'effectiveAt' | 'clock'> {
  const { effectiveAt, clock } = judgeClock(event, receivedAt);
  return { effectiveAt, clock };
}
