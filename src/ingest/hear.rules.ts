import { createHash } from 'node:crypto';
import { type ClockSighting, judgeClock, sightClock } from '../devices/readings/clock.rules.js';
import { moveTimes } from '../devices/readings/moved-times.rules.js';
import { together } from '../devices/readings/note.rules.js';
import type { Dialect } from '../devices/dialects/dialect.rules.js';
import { type Heard, REJECTED } from '../journal/journal.rules.js';
import { HOUR_MS } from '../platform/clock/spans.rules.js';

const KEPT_OF_TOO_LONG = 1024;

export interface Speaker {
  readonly deviceId: string;
  readonly number: number;
  readonly dialect: Dialect;
}

/** Turns what a dispenser published into an entry for the journal; what cannot be read becomes a rejected entry with its reason. */
export function hear(
  payload: Uint8Array,
  speaker: Speaker,
  receivedAt: Date,
  maxEventBytes: number,
  before: ClockSighting | null = null,
): { entry: Heard; clock: ClockSighting | null } {
  if (payload.length > maxEventBytes) {
    const reason = `the event has ${payload.length} bytes, and at most ${maxEventBytes} are taken`;
    const entry = rejected(payload, speaker, receivedAt, reason);
    return { entry: { ...entry, payload: payload.subarray(0, KEPT_OF_TOO_LONG) }, clock: before };
  }
  const reading = speaker.dialect.readEvent(payload, speaker.deviceId);
  if (!reading.ok) {
    return { entry: rejected(payload, speaker, receivedAt, reading.reason, reading.identity), clock: before };
  }
  const { event, notes } = reading;
  const judged = judgeClock(event, receivedAt, before);
  const { effectiveAt, clock } = judged;
  const moved = moveTimes(event, receivedAt, clock);
  const entry: Heard = {
    deviceNumber: speaker.number,
    eventId: event.id,
    time: event.time,
    receivedAt,
    effectiveAt,
    clock,
    type: event.type,
    bootId: event.bootId,
    sequence: event.sequence,
    dueAt: moved.dueAt,
    reason: null,
    payloadLength: payload.length,
    payload,
    notes: together(notes, judged.notes, moved.notes),
  };
  return { entry, clock: sightClock(event, receivedAt, before) };
}

/** An entry that keeps the bytes of what could not be read, or could not be stored as what it says it is. */
export function rejected(
  payload: Uint8Array,
  speaker: Pick<Speaker, 'number'>,
  receivedAt: Date,
  reason: string,
  identity: { readonly id: string; readonly time: Date } | null = null,
): Heard {
  return {
    deviceNumber: speaker.number,
    eventId: identity?.id ?? `sha256:${createHash('sha256').update(payload).digest('hex')}`,
    time: identity?.time ?? hourOf(receivedAt),
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
    notes: null,
  };
}

/** The same bytes within an hour are those that were sent again; later it may have happened again. */
const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
